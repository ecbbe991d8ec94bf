"""The button under an answer to ask on: what a follow-up leaves out is taken from the question above the answer."""

import secrets
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot import ids, manners
from bot.answering import Question, find_after
from bot.buttons.base import Button, Form
from bot.desk import asker
from bot.explaining import Refusal
from bot.i18n import say
from bot.languages import own_language, shared_language
from bot.limits import cut
from bot.pages.answers import answer_page
from bot.sending import question_of, show
from knowledge.library import Library

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]

_LONGEST = 300  # characters of a follow-up
_PLACEHOLDER = 100


class FollowUpButton(Button, template=ids.FOLLOW_UP):
    """Asks what else somebody wants to know."""

    async def pressed(self, interaction: "Interaction") -> None:
        words = question_of(interaction.message)
        if not words:
            raise Refusal("question_gone")
        desk = interaction.client.desk
        before = await desk.looked_up(asker(interaction), lambda library: self._before(library, words))
        await FollowUpForm(before, own_language(interaction, words)).show(interaction)

    def _before(self, library: Library, words: str) -> Question:
        """The question with whom and what it was narrowed to, as the button's id has it."""
        speaker = next((one.id for one in library.speakers() if ids.short(one) == self.id_parts["speaker"]), None)
        source = next((one.id for one in library.sources() if ids.short(one) == self.id_parts["source"]), None)
        return Question(words, speaker, source)


class FollowUpForm(Form):
    """One field; the answer is a message of its own, seen by those who see the one before."""

    def __init__(self, before: Question, language: str) -> None:
        super().__init__(title=say(language, "follow_up"), custom_id=f"verbatim:ask_on:{secrets.token_hex(8)}")
        self._before = before
        self._field: discord.ui.TextInput[FollowUpForm] = discord.ui.TextInput(
            label=cut(say(language, "follow_up_label"), 45),
            placeholder=cut(say(language, "follow_up_hint"), _PLACEHOLDER),
            max_length=_LONGEST,
            style=discord.TextStyle.paragraph,
        )
        self.add_item(self._field)

    async def on_submit(self, interaction: "Interaction") -> None:  # type: ignore[override]  # the client is ours
        manners.take_turn(interaction)
        above = interaction.message
        await interaction.response.defer(thinking=True, ephemeral=bool(above and above.flags.ephemeral))
        typed = self._field.value
        found = await find_after(interaction.client, asker(interaction), typed, self._before)
        message = await show(interaction, answer_page(found, shared_language(interaction, typed)))
        interaction.client.conversations.remember(message.id, found.asked)
