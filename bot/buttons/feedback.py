"""The buttons by which people judge an answer, and share what they asked. Nobody's name is kept, but a pseudonym."""

import asyncio
import re
from typing import TYPE_CHECKING, ClassVar, TypeAlias

import discord

from bot import ids
from bot.buttons.base import Button
from bot.explaining import Refusal
from bot.i18n import say
from bot.languages import own_language
from bot.page import Asked, Page, Press, Row, Text
from bot.quotation import question_line
from bot.sending import question_of, show
from knowledge.feedback import Verdict

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]

_QUESTION = 500  # units


class _JudgeButton(Button, template=""):
    """Counts what somebody thinks of an answer, and asks whether the question may be kept as well."""

    verdict: ClassVar[Verdict]

    async def pressed(self, interaction: "Interaction") -> None:
        question = question_of(interaction.message)
        if not question:
            raise Refusal("question_gone")
        await interaction.response.defer(ephemeral=True, thinking=True)
        language = own_language(interaction)
        passages = re.findall(ids.PASSAGE, self.id_parts["passages"])
        if not await asyncio.to_thread(_give, interaction, self.verdict, passages, question):
            await interaction.edit_original_response(content=say(language, "judged_already"))
            return
        share = Press(say(language, "share_question"), ids.feedback("share", passages))
        thanks = Text(say(language, "judged"))
        asked = Asked(say(language, "question"), question_line(question, _QUESTION))
        await show(interaction, Page((asked, thanks, Row((share,)))))


class HelpfulButton(_JudgeButton, template=ids.UP):
    """The answer was right."""

    verdict = Verdict.UP


class NotHelpfulButton(_JudgeButton, template=ids.DOWN):
    """The answer was wrong, or none."""

    verdict = Verdict.DOWN


class ShareButton(Button, template=ids.SHARE):
    """Keeps the question of an answer that was judged, as whoever asked or judged it allows."""

    async def pressed(self, interaction: "Interaction") -> None:
        question = question_of(interaction.message)
        if not question:
            raise Refusal("question_gone")
        await interaction.response.defer()
        passages = re.findall(ids.PASSAGE, self.id_parts["passages"])
        await asyncio.to_thread(_share, interaction, passages, question)
        await show(interaction, Page((Text(say(own_language(interaction), "question_shared")),)))


def _give(interaction: "Interaction", verdict: Verdict, passages: list[str], question: str) -> bool:
    """Counts the verdict; False if this person has given one on this answer already."""
    feedback, guild = interaction.client.feedback, str(interaction.guild_id or "")
    who = feedback.pseudonym(interaction.user.id)
    return feedback.give(verdict, feedback.hashed(question), passages, None, guild, who=who)


def _share(interaction: "Interaction", passages: list[str], question: str) -> None:
    feedback, guild = interaction.client.feedback, str(interaction.guild_id or "")
    who = feedback.pseudonym(interaction.user.id)
    feedback.share(feedback.hashed(question), passages, question, guild, who=who)
