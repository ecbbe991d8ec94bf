"""/ask, and questions to the bot by mention."""

import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import errors
from bot.commands import options
from bot.i18n import language_of, say
from bot.render import answer_embeds
from bot.views import SHOWN, answer_view
from knowledge.model import Answer, Quote, Tier
from knowledge.reading import LONGEST_QUESTION

if TYPE_CHECKING:
    from bot.client import VerbatimBot

_FOUND = 10  # passages looked at; those after the shown ones are behind the “more” button
_OFFERED = {Tier.ANSWERED: _FOUND, Tier.NEAREST: 2, Tier.NOTHING: 0}
_SAID = frozenset({discord.MessageType.default, discord.MessageType.reply})

log = logging.getLogger(__name__)


class Ask(commands.Cog):
    """Questions answered with exact quotes."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot

    @app_commands.command()
    @app_commands.describe(
        question="What you want to know, in your own words",
        speaker="Only words of this person",
        source="Only this transcript",
    )
    @app_commands.autocomplete(speaker=options.speakers, source=options.sources)
    async def ask(
        self,
        interaction: "discord.Interaction[VerbatimBot]",
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        speaker: str | None = None,
        source: str | None = None,
    ) -> None:
        """Answer a question with exact quotes from the transcripts"""
        await interaction.response.defer(thinking=True)
        answer, offered = await self._answer(interaction.guild_id, question, speaker, source)
        language = language_of(interaction.locale.value, question)
        await interaction.edit_original_response(
            embeds=answer_embeds(answer, language), view=answer_view(offered, language)
        )

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers a mention like /ask, as a reply."""
        question = self._bot.question_in(message)
        if question is None or message.author.bot or message.type not in _SAID:
            return
        locale = message.guild.preferred_locale.value if message.guild else ""
        language = language_of(locale, question)
        with suppress(discord.HTTPException):  # without the sign of typing the answer is still due
            await message.channel.typing()
        try:
            said = await self._reply_to(message.guild, question, language)
        except Exception as error:  # a listener's errors end here, as a command's do in the tree
            said = {"content": errors.sentence(error, language)}
        try:
            # Who asked may have taken the question back meanwhile.
            reference = message.to_reference(fail_if_not_exists=False)
            await message.channel.send(**said, reference=reference, mention_author=False)
        except discord.HTTPException as error:
            log.warning("an answer could not be sent to channel %d: %s", message.channel.id, error)

    async def _reply_to(self, guild: discord.Guild | None, question: str, language: str) -> dict[str, Any]:
        """What is sent in reply, as arguments of `send`."""
        if not question:
            return {"content": say(language, "ask_me")}
        answer, offered = await self._answer(guild.id if guild else None, question)
        return {"embeds": answer_embeds(answer, language), "view": answer_view(offered, language)}

    async def _answer(
        self, guild: int | None, question: str, speaker: str | None = None, source: str | None = None
    ) -> tuple[Answer, tuple[Quote, ...]]:
        """What is shown first, and every quote that a button may show."""
        answer = await self._bot.asked(
            guild, lambda library: library.ask(question, speaker=speaker, source=source, limit=_FOUND)
        )
        offered = answer.quotes[: _OFFERED[answer.tier]]
        return replace(answer, quotes=offered[:SHOWN]), offered
