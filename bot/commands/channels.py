"""Questions in a server's community channels, which nobody addressed to the bot."""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import aiohttp
import discord
from discord.ext import commands

from bot import errors, watching
from bot.admission import Asker, Busy
from bot.answering import Found, Question, find
from bot.cooldowns import Cooldowns, Limit
from bot.i18n import ENGLISH
from bot.languages import message_language
from bot.limits import THREAD
from bot.markdown import plain_name
from bot.pages.answers import answer_page
from bot.sending import again, post
from bot.state import Place, ServerSettings
from knowledge.asking import is_question
from knowledge.model import Answer
from knowledge.reading import LONGEST_QUESTION

if TYPE_CHECKING:
    from bot.client import VerbatimBot

_CERTAIN = 0.9  # confidence from which an answer is given unasked where only certain ones are wanted
_A_DAY: Final = 1440  # minutes
_HAS_THREAD = 160004
_ANSWERS, _SEARCHES = Limit(1, 5.0), Limit(20, 20.0)  # unasked; people who do ask are not kept waiting by these

log = logging.getLogger(__name__)


class Channels(commands.Cog):
    """Answers questions in the channels that a server has chosen, where the library is sure; is silent otherwise."""

    def __init__(self, bot: "VerbatimBot", clock: Callable[[], float] = time.monotonic) -> None:
        self._bot, self._clock = bot, clock
        self._searches = Cooldowns(user=_SEARCHES, channel=_SEARCHES)
        self._answers = Cooldowns(user=_ANSWERS, channel=_ANSWERS)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Nobody asked the bot, so whatever goes wrong is told to the log alone."""
        try:
            await self._hear(message)
        except Busy:
            log.info("a question that nobody asked the bot was left alone, as there is much to do")
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("an answer could not be sent to channel %d: %s", message.channel.id, error)
        except Exception as error:  # a listener's errors end here, as a command's do in the tree
            errors.sentence(error, ENGLISH)

    async def _hear(self, message: discord.Message) -> None:
        guild = message.guild
        if guild is None or not self._bot.intents.message_content or not _is_said_to_all(message):
            return
        settings = self._bot.state.servers.of(str(guild.id))
        place = _community_channel(message, settings)
        question = _question(message) if place else None
        if place is None or question is None or not self._bot.once.first(message.id):
            return
        if self._searches.allow(message.author.id, place, self._clock()):
            return
        self._bot.watch.begin_message("community channel")
        found = await find(self._bot, Asker(guild.id, message.author.id, unasked=True), Question(question))
        if not _is_sure(found.answer, settings) or self._answers.allow(message.author.id, place, self._clock()):
            watching.found(None)
            return
        sent = await self._send(message, question, found, settings.place)
        for followed in {sent.id, sent.channel.id} - {place}:  # who asks on there follows this question
            self._bot.conversations.remember(followed, found.asked)

    async def _send(self, message: discord.Message, question: str, found: Found, place: Place) -> discord.Message:
        """Sends the answer into the post, into a thread of the message, or as a reply."""
        bot, guild = self._bot, message.guild.id if message.guild else None
        page = answer_page(found, message_language(bot, message.guild, question))
        if isinstance(message.channel, discord.Thread):
            return await post(bot, message.channel, guild, page)
        if place is Place.CHANNEL:
            return await post(bot, message.channel, guild, page, reference=message, mention_author=False)
        thread = await again(lambda: _thread(message, plain_name(question, THREAD)))
        return await post(bot, thread, guild, page)


async def _thread(message: discord.Message, name: str) -> discord.Thread:
    """The thread of a message, which is made where there is none yet. Raises what discord.py raises."""
    try:
        return await message.create_thread(name=name, auto_archive_duration=_A_DAY)
    except discord.HTTPException as error:
        found = await message.guild.fetch_channel(message.id) if error.code == _HAS_THREAD and message.guild else None
        if not isinstance(found, discord.Thread):
            raise
        return found


def _is_said_to_all(message: discord.Message) -> bool:
    """Whether a person wrote it, to nobody in particular; what mentions the bot is answered in the Ask cog."""
    said = message.type is discord.MessageType.default and message.reference is None
    return said and not (message.author.bot or message.webhook_id or message.raw_mentions)


def _community_channel(message: discord.Message, settings: ServerSettings) -> int | None:
    """The chosen channel or forum in which a message stands; None for another place, or within a thread.

    The message that begins a post has the number of its thread.
    """
    channel = message.channel
    if isinstance(channel, discord.Thread) and isinstance(channel.parent, discord.ForumChannel):
        place = channel.parent_id if message.id == channel.id else None
    else:
        place = channel.id if isinstance(channel, discord.TextChannel) else None
    return place if place in settings.channels else None


def _question(message: discord.Message) -> str | None:
    """What is asked: a post's title, if that is a question, else the message."""
    titles = [message.channel.name] if isinstance(message.channel, discord.Thread) else []
    texts = (text for text in (*titles, message.content) if len(text) <= LONGEST_QUESTION)
    return next((text for text in texts if is_question(text)), None)


def _is_sure(answer: Answer, settings: ServerSettings) -> bool:
    """Whether an answer is worth giving unasked; “who is here?” is seldom about the library."""
    if not answer.answered or answer.listing:
        return False
    return answer.confidence >= _CERTAIN or not settings.only_when_sure
