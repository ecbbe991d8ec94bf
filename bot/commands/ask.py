"""/ask, and questions to the bot by mention."""

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import errors
from bot.answering import asked
from bot.commands import options
from bot.i18n import say
from bot.languages import message_language, shared_language
from bot.page import Page
from bot.pages.answers import answer_page
from bot.sending import post, show
from knowledge.reading import LONGEST_QUESTION

if TYPE_CHECKING:
    from bot.client import VerbatimBot

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
        private="Show the answer to you alone",
    )
    @app_commands.autocomplete(speaker=options.speakers, source=options.sources)
    async def ask(
        self,
        interaction: "discord.Interaction[VerbatimBot]",
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        speaker: str | None = None,
        source: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer a question with exact quotes from the transcripts"""
        await interaction.response.defer(thinking=True, ephemeral=private)
        found = await asked(self._bot, interaction.guild_id, question, speaker=speaker, source=source)
        await show(interaction, answer_page(found.answer, found.offered, shared_language(interaction, question)))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers a mention like /ask, as a reply."""
        question = self._bot.question_in(message)
        if question is None or message.author.bot or message.type not in _SAID:
            return
        language = message_language(self._bot, message.guild, question)
        with suppress(discord.HTTPException):  # without the sign of typing the answer is still due
            await message.channel.typing()
        try:
            said = await self._reply_to(message.guild, question, language)
        except Exception as error:  # a listener's errors end here, as a command's do in the tree
            said = errors.sentence(error, language)
        try:
            # Who asked may have taken the question back meanwhile.
            reference = message.to_reference(fail_if_not_exists=False)
            await post(message.channel, said, self._bot.style, reference=reference, mention_author=False)
        except discord.HTTPException as error:
            log.warning("an answer could not be sent to channel %d: %s", message.channel.id, error)

    async def _reply_to(self, guild: discord.Guild | None, question: str, language: str) -> Page | str:
        """What is sent in reply."""
        if not question:
            return say(language, "ask_me")
        found = await asked(self._bot, guild.id if guild else None, question)
        return answer_page(found.answer, found.offered, language)
