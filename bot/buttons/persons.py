"""Forgetting a person: asked once more, then all that is kept of them goes, in every server."""

import asyncio
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot import ids
from bot.buttons.base import Button
from bot.explaining import Refusal
from bot.i18n import say, several
from bot.languages import own_language
from bot.page import Page, Text
from bot.pages.privacy import forget_page
from bot.sending import show

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]


class ForgetButton(Button, template=ids.FORGET):
    """Forgets who presses it."""

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer()
        if await _seal(interaction) != self.id_parts["seal"]:
            raise Refusal("forget_gone")
        client, user, language = interaction.client, interaction.user.id, own_language(interaction)
        verdicts = await asyncio.to_thread(client.feedback.forget_person, client.feedback.pseudonym(user))
        reports = await asyncio.to_thread(client.state.reports.forget_person, client.state.pseudonym(user))
        uploads = await asyncio.to_thread(client.desk.drop_uploads_of, user)
        counts = (("verdicts", verdicts), ("reports_count", reports), ("uploads_count", uploads))
        told = [say(language, key, count=count) for key, count in counts if count]
        gone = say(language, "forgotten", what=several(language, told)) if told else say(language, "nothing_of_you")
        await show(interaction, Page((Text(gone),)))


async def ask(interaction: "Interaction") -> None:
    """Answers with what would be forgotten, and a button that does it."""
    await show(interaction, forget_page(ids.forget(await _seal(interaction)), own_language(interaction)))


async def _seal(interaction: "Interaction") -> str:
    return await asyncio.to_thread(interaction.client.state.sealed, "forget", interaction.user.id)
