"""/ask, and questions to the bot by mention."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import errors
from bot.commands import options
from bot.i18n import language_of, say
from bot.render import answer_embeds
from bot.views import SHOWN, answer_view
from knowledge.model import Answer, Quote

if TYPE_CHECKING:
    from bot.client import VerbatimBot

_NEAR, _NEAREST = 0.35, 2  # confidence from which passages that do not answer are still offered, and how many
_FOUND = 10  # passages looked at; those after the shown ones are behind the “more” button


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
        question: app_commands.Range[str, 1, 1000],
        speaker: str | None = None,
        source: str | None = None,
    ) -> None:
        """Answer a question with exact quotes from the transcripts"""
        await interaction.response.defer(thinking=True)
        answer, offered = await asyncio.to_thread(self._answer, question, speaker, source)
        language = language_of(interaction.locale.value, question)
        await interaction.edit_original_response(
            embeds=answer_embeds(answer, language), view=answer_view(offered, language)
        )

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers a mention like /ask, as a reply."""
        if message.author.bot or self._bot.user not in message.mentions or message.mention_everyone:
            return
        question = self._bot.question_in(message)
        locale = message.guild.preferred_locale.value if message.guild else ""
        language = language_of(locale, question)
        try:
            async with message.channel.typing():
                await self._reply(message, question, language)
        except Exception as error:  # a listener's errors end here, as a command's do in the tree
            await message.reply(errors.sentence(error, language), mention_author=False)

    async def _reply(self, message: discord.Message, question: str, language: str) -> None:
        if not question:
            await message.reply(say(language, "ask_me"), mention_author=False)
            return
        answer, offered = await asyncio.to_thread(self._answer, question, None, None)
        await message.reply(
            embeds=answer_embeds(answer, language), view=answer_view(offered, language), mention_author=False
        )

    def _answer(self, question: str, speaker: str | None, source: str | None) -> tuple[Answer, tuple[Quote, ...]]:
        """What is shown first, with its decisive sentences marked, and every quote that a button may show."""
        answer = self._bot.library.ask(question, speaker=speaker, source=source, limit=_FOUND)
        near = _NEAREST if answer.confidence >= _NEAR else 0
        offered = answer.quotes if answer.answered else answer.quotes[:near]
        return self._bot.library.marked(replace(answer, quotes=offered[:SHOWN])), offered
