"""Buttons under quotes. All they need stands in their id, so they work after a restart."""

import re
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot import ids, manners
from bot.buttons.base import Button
from bot.desk import asker
from bot.drawing import quote_picture
from bot.i18n import say
from bot.languages import own_language, shared_language
from bot.pages.answers import card_page, more_page, random_page
from bot.pages.contexts import context_page
from bot.sending import question_of, show
from knowledge.library import Library
from knowledge.model import Speaker

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]


class ContextButton(Button, template=ids.CONTEXT):
    """Shows who pressed it what was said before and after a quote, and goes on from there page by page."""

    async def pressed(self, interaction: "Interaction") -> None:
        passage, step = self.id_parts["passage"], self.id_parts["step"]
        # Without a step it stands under a quote that everybody sees; with one, under what its presser alone sees.
        await interaction.response.defer(ephemeral=True, thinking=step is None)
        found = await interaction.client.desk.looked_up(
            asker(interaction), lambda library: library.context(passage, int(step or 0))
        )
        await show(interaction, context_page(found, own_language(interaction)))


class MoreButton(Button, template=ids.MORE):
    """Shows who pressed it the passages that came after those in the message."""

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        passages, question = re.findall(ids.PASSAGE, self.id_parts["passages"]), question_of(interaction.message)
        language = own_language(interaction)
        quotes = await interaction.client.desk.asked(
            asker(interaction), lambda library: library.still_there(passages, question)
        )
        if not quotes:
            await interaction.edit_original_response(content=say(language, "no_more"))
            return
        await show(interaction, more_page(quotes, question, language))


class AnotherButton(Button, template=ids.ANOTHER):
    """Draws another random quote like the one above it."""

    async def pressed(self, interaction: "Interaction") -> None:
        manners.take_turn(interaction)
        await interaction.response.defer(thinking=True)
        who, topic = self.id_parts["who"], self.id_parts["topic"] or None
        language = shared_language(interaction, topic or "")
        people = await interaction.client.desk.looked_up(asker(interaction), Library.speakers)
        speaker = next((person for person in people if ids.short(person) == who), None)
        if who and not speaker:
            await interaction.edit_original_response(content=say(language, "speaker_gone"))
            return
        await show_random_quote(interaction, speaker, topic, language, card=self.id_parts["form"] == "card")


async def show_random_quote(
    interaction: "Interaction", speaker: Speaker | None, topic: str | None, language: str, *, card: bool
) -> None:
    """Answers a deferred interaction with a quote that its channel has not seen, as text or as a picture."""
    bot, channel = interaction.client, interaction.channel_id or interaction.user.id
    quote = await bot.desk.asked(asker(interaction), lambda library: bot.draw(library, channel, speaker, topic))
    if quote is None:
        await interaction.edit_original_response(content=say(language, "no_quote"))
        return
    picture = await quote_picture(quote, language) if card else None
    if picture:
        await show(interaction, card_page(picture, quote, speaker, topic, language))
    else:
        await show(interaction, random_page(quote, speaker, topic, language))
