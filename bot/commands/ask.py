"""/ask, and questions to the bot by mention."""

import logging
from typing import TYPE_CHECKING

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot import errors, manners
from bot.admission import Asker
from bot.answering import Found, Question, find, find_after
from bot.commands import options
from bot.desk import asker
from bot.i18n import say
from bot.languages import message_language, shared_language
from bot.page import Page
from bot.pages.answers import answer_page
from bot.sending import post, question_of, show
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
        manners.take_turn(interaction)
        await interaction.response.defer(thinking=True, ephemeral=private)
        found = await find(self._bot, asker(interaction), Question(question, speaker, source))
        message = await show(interaction, answer_page(found, shared_language(interaction, question)))
        if not private:
            self._bot.conversations.remember(message.id, found.asked)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers a mention like /ask, as a reply."""
        question = self._bot.question_in(message)
        if question is None or message.author.bot or message.type not in _SAID or not self._bot.once.first(message.id):
            return
        self._bot.watch.begin_message("mention")
        language = message_language(self._bot, message.guild, question)
        found: Found | None = None
        said: Page | str
        try:
            async with manners.typing_if_slow(message.channel):
                found, said = await self._reply_to(message, question, language)
        except Exception as error:  # a listener's errors end here, as a command's do in the tree
            said = errors.sentence(error, language)
        try:
            # Who asked may have taken the question back meanwhile.
            guild = message.guild.id if message.guild else None
            reference = message.to_reference(fail_if_not_exists=False)
            sent = await post(self._bot, message.channel, guild, said, reference=reference, mention_author=False)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("an answer could not be sent to channel %d: %s", message.channel.id, error)
            return
        if found:
            self._bot.conversations.remember(sent.id, found.asked)
            if _is_conversation(message.channel):
                self._bot.conversations.remember(message.channel.id, found.asked)

    async def _reply_to(
        self, message: discord.Message, question: str, language: str
    ) -> tuple[Found | None, Page | str]:
        """What is sent in reply, and what was found for it."""
        if not question:
            return None, say(language, "ask_me")
        manners.count(self._bot.cooldowns, message.author.id, message.channel.id)
        who = Asker(message.guild.id if message.guild else None, message.author.id)
        before = self._before(message)
        if before:
            found = await find_after(self._bot, who, question, before)
        else:
            found = await find(self._bot, who, Question(question))
        return found, answer_page(found, language)

    def _before(self, message: discord.Message) -> Question | None:
        """The question that this one may follow: of the answer it replies to, else the last one in its thread."""
        conversations, replied = self._bot.conversations, message.reference
        if replied and replied.message_id:
            remembered = conversations.last(replied.message_id)
            if remembered:
                return remembered
            answer = replied.resolved
            mine = isinstance(answer, discord.Message) and answer.author == self._bot.user
            words = question_of(answer) if mine and isinstance(answer, discord.Message) else None
            return Question(words) if words else None
        # A thread that was begun from an answer has the answer's id.
        return conversations.last(message.channel.id) if _is_conversation(message.channel) else None


def _is_conversation(channel: object) -> bool:
    """Whether what is said there follows what was said before: in a channel many talk at once."""
    return isinstance(channel, discord.Thread | discord.DMChannel)
