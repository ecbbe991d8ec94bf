"""The bot: its commands, its buttons, and the one library they all ask."""

import asyncio
import logging
import re
from collections.abc import Iterable
from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import errors
from bot.buttons.exclusions import ExcludeButton
from bot.buttons.feedback import HelpfulButton, NotHelpfulButton, ShareButton
from bot.buttons.follow_ups import FollowUpButton
from bot.buttons.persons import ForgetButton
from bot.buttons.quotes import AnotherButton, ContextButton, MoreButton
from bot.buttons.reports import DismissButton, FixButton, WrongSpeakerButton
from bot.buttons.settings import ChannelsMenu, HowMenu, KeepersMenu, LanguageMenu, ScopeMenu
from bot.buttons.timelines import TimelineButton
from bot.buttons.topics import ExampleButton
from bot.buttons.uploads import AddButton, CancelButton, NameButton
from bot.commands.about import About
from bot.commands.ask import Ask
from bot.commands.channels import Channels
from bot.commands.compare import Compare
from bot.commands.daily import Daily
from bot.commands.library import LibraryCommands
from bot.commands.menus import Menus
from bot.commands.options import Suggestions
from bot.commands.quote import RandomQuote
from bot.commands.setup import Setup
from bot.commands.timeline import TimelineCommand
from bot.commands.topics import Topics
from bot.commands.translations import Translations
from bot.commands.verify import Verify
from bot.conversations import Conversations
from bot.cooldowns import Cooldowns
from bot.daily import DailyQuotes
from bot.desk import Desk
from bot.events import UNREADABLE, guarded
from bot.i18n import language_of, say
from bot.keeping import Keeping
from bot.metrics import Metrics
from bot.once import Once
from bot.retention import Retaining
from bot.scheduling import Schedule
from bot.sending import Style
from bot.serving import serve
from bot.sharding import Sharding, shard_of
from bot.state import State
from bot.watching import Watch
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from knowledge.library import Library
from knowledge.model import Quote, Speaker

_ANEW = 2.0  # seconds until a connection that brought nonsense is made anew
_ONLY = 0  # the shard of a bot that has but one connection

log = logging.getLogger(__name__)


class VerbatimTree(app_commands.CommandTree["VerbatimBot"]):
    """The slash commands; every error of theirs becomes a sentence here."""

    async def interaction_check(self, interaction: discord.Interaction["VerbatimBot"], /) -> bool:
        interaction.client.watch.begin(interaction)
        return interaction.client.once.first(interaction.id)

    async def on_error(
        self, interaction: discord.Interaction["VerbatimBot"], error: app_commands.AppCommandError
    ) -> None:
        await errors.tell(interaction, error)


class VerbatimBot(commands.Bot):
    """Lives as long as its process; `libraries`, `state` and `feedback` are opened and closed by whoever makes it.

    `message_content` is Discord's privileged intent: without it the bot is told only of messages that mention it.
    """

    def __init__(
        self,
        libraries: Libraries,
        state: State,
        feedback: Feedback,
        style: Style = Style.COMPONENTS,
        *,
        message_content: bool = False,
        sharding: Sharding | None = None,
        metrics: Metrics | None = None,
        keeping: Keeping | None = None,
    ) -> None:
        self.sharding = sharding or Sharding()
        # This bot never speaks, so what voice needs is not missed.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(
                guilds=True, guild_messages=True, dm_messages=True, message_content=message_content
            ),
            tree_cls=VerbatimTree,
            allowed_mentions=discord.AllowedMentions.none(),
            **self._connections(),
        )
        self._connection.parsers = guarded(self._connection.parsers)
        self.libraries, self.state, self.feedback, self.style = libraries, state, feedback, style
        self.suggestions, self.conversations = Suggestions(libraries), Conversations()
        self.desk = Desk(libraries, self.suggestions.forget)
        self.watch = Watch(metrics or Metrics())
        self.cooldowns, self.once = Cooldowns(), Once()
        self.daily_quotes = DailyQuotes(state.schedules, partial(serve, self), is_mine=self._holds)
        self._serving: asyncio.Task[None] | None = None
        self.keeping = keeping or Keeping(message_content=message_content)
        self._retaining = Retaining(self.keeping.retention, state, feedback, libraries)
        self._dropping: asyncio.Task[None] | None = None
        self._connected: set[int] = set()  # shards
        self.forms: set[str] = set()  # custom_ids of the forms that this process has shown

    async def setup_hook(self) -> None:
        await asyncio.to_thread(self.suggestions.read, None)
        for cog in (Ask, RandomQuote, Compare, Verify, Topics, Menus, About, LibraryCommands, Daily, Channels):
            await self.add_cog(cog(self))
        for plain in (TimelineCommand, Setup):
            await self.add_cog(plain())
        self.add_dynamic_items(ContextButton, MoreButton, AnotherButton, WrongSpeakerButton)
        self.add_dynamic_items(TimelineButton, ExampleButton)
        self.add_dynamic_items(FollowUpButton, HelpfulButton, NotHelpfulButton, ShareButton)
        self.add_dynamic_items(AddButton, NameButton, CancelButton, FixButton, DismissButton)
        self.add_dynamic_items(ExcludeButton, ForgetButton)
        self.add_dynamic_items(ChannelsMenu, HowMenu, LanguageMenu, ScopeMenu, KeepersMenu)
        await self.tree.set_translator(Translations())
        if self.sharding.leads:
            self._dropping = asyncio.create_task(self._retaining.run())
            await self.tree.sync()

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stays connected, though what comes may be nonsense, of which discord.py would only let the process die."""
        while True:
            try:
                return await super().connect(reconnect=reconnect)
            except UNREADABLE:
                if self.is_closed() or not reconnect:
                    raise
                log.exception("what Discord has sent cannot be read; connecting anew")
            self.dispatch("disconnect")
            if self.ws:
                await self.ws.close()
            await asyncio.sleep(_ANEW)

    def _connections(self) -> dict[str, Any]:
        """What discord.py is to know of shards: nothing where there is one connection."""
        return {}

    async def on_ready(self) -> None:
        self._connected.add(_ONLY)
        self._begin()

    async def on_resumed(self) -> None:
        self._connected.add(_ONLY)

    async def on_disconnect(self) -> None:
        self._connected.discard(_ONLY)

    def _begin(self) -> None:
        if self._serving is None:
            self._serving = asyncio.create_task(self.daily_quotes.run())
        log.info("ready as %s in %d servers", self.user, len(self.guilds))

    @property
    def shards_wanted(self) -> int:
        """How many shards this process holds; 0 as long as Discord has not yet said how many there are."""
        return 1

    @property
    def shards_connected(self) -> int:
        """How many of these are connected."""
        return len(self._connected)

    @property
    def connected(self) -> bool:
        """Whether all of this process's shards are."""
        return 0 < self.shards_wanted == self.shards_connected

    def reaches(self, guild: int) -> bool:
        """Whether the shard of a server is connected."""
        return shard_of(guild, self.shard_count or 1) in self._connected

    def _holds(self, schedule: Schedule) -> bool:
        return self.sharding.holds(int(schedule.guild), self.shard_count or 1)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forgets a server that the bot has left, but for its transcripts; one that is only out of reach is kept."""
        if not guild.unavailable:
            channels = [channel.id for channel in (*guild.channels, *guild.threads)]
            await asyncio.to_thread(self._forget, guild.id, channels)
            self.daily_quotes.changed()

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Notes when an interaction came: discord.py calls this before anybody begins to handle it."""
        if event_name == "interaction":
            self.watch.received(args[0])
        super().dispatch(event_name, *args, **kwargs)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answers a form that another process has shown; all else is answered where it belongs."""
        submitted = interaction.type is discord.InteractionType.modal_submit
        lost = submitted and dict(interaction.data or {}).get("custom_id") not in self.forms
        if lost and self.once.first(interaction.id):
            self.watch.begin(interaction, "lost form")
            language = language_of(interaction.locale.value)
            await interaction.response.send_message(say(language, "form_gone"), ephemeral=True)

    async def on_message(self, message: discord.Message, /) -> None:
        """Text commands are off: messages are heard in the cogs Ask and Channels."""

    async def close(self) -> None:
        for task in filter(None, (self._serving, self._dropping)):
            task.cancel()
        await self.desk.turn_away()
        await super().close()
        await self.suggestions.settle()
        await self.desk.close()

    def _forget(self, guild: int, channels: Iterable[int]) -> None:
        self.state.forget(str(guild), channels)
        self.feedback.forget(str(guild))
        self.desk.incoming(guild).forget()

    def draw(self, library: Library, channel: int, speaker: Speaker | None, topic: str | None) -> Quote | None:
        """A random quote that the channel has not seen; blocking, for a thread."""
        drawn = library.random_quotes(speaker=speaker.id if speaker else None, topic=topic)
        pool = {_key(quote): quote for quote in drawn}
        key = self.state.shown.draw(channel, pool)
        return pool[key] if key else None

    def question_in(self, message: discord.Message) -> str | None:
        """The text of a message that addresses the bot, without the mention; None if it does not.

        A reply to the bot mentions it without saying so; only who writes the mention, or to the bot alone, asks.
        """
        if self.user is None:
            return None
        text, mentions = re.subn(rf"\s*<@!?{self.user.id}>\s*", " ", message.content)
        return text.strip() if mentions or message.guild is None else None


def _key(quote: Quote) -> str:
    return f"{quote.passage.id}:{quote.begin}"
