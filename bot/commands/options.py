"""Options that several commands share: autocompletion of speakers, sources and topics, from memory."""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import discord
from discord import app_commands

from bot.ids import LONGEST_TOPIC
from bot.limits import CHOICE, CHOICES, units
from bot.markdown import plain_name
from knowledge.folding import folded
from knowledge.libraries import Libraries
from knowledge.model import Source

if TYPE_CHECKING:
    from bot.client import VerbatimBot

TEXT, CARD = "text", "card"  # how a quote is shown
STYLES = [app_commands.Choice(name=one, value=one) for one in (TEXT, CARD)]
_SERVERS = 200  # whose names are kept in memory
_TOPICS = CHOICES - 1  # beside what was typed

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker or a source as it is suggested: what is shown, what is chosen, and all its folded spellings."""

    name: str
    value: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what is suggested in one server; `own` are the sources that it may change."""

    speakers: tuple[Named, ...] = ()
    sources: tuple[Named, ...] = ()
    own: tuple[Named, ...] = ()


class Suggestions:
    """What is suggested, in memory, as of the last time it was read; for the event loop, but for `read`.

    A key stroke waits for the disk but once a server, and never for topics, which take long to find.
    """

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        self._names: OrderedDict[str | None, Names] = OrderedDict()
        self._topics: OrderedDict[str | None, tuple[Named, ...]] = OrderedDict()
        self._reading: dict[tuple[str | None, int], asyncio.Task[Names]] = {}
        self._finding: dict[tuple[str | None, int], asyncio.Task[None]] = {}
        self._forgotten = 0  # times; what was read before is not remembered

    def read(self, guild: str | None) -> Names:
        """Takes the names of now from the library that a server sees; blocking."""
        forgotten = self._forgotten
        with self._libraries.of(guild) as library:
            speakers, sources = library.speakers(), library.sources()
            own = library.own_sources() if library is not self._libraries.shared else ()
        names = Names(
            _distinct((person.name, (person.id, *person.names)) for person in speakers), _titles(sources), _titles(own)
        )
        if forgotten == self._forgotten:
            _remember(self._names, guild, names)
        return names

    async def of(self, server: int | None) -> Names:
        """The names in memory, which are read again behind this key stroke for the next one."""
        guild = self._guild(server)
        key = guild, self._forgotten
        reading = self._reading.get(key)
        if reading is None:
            reading = self._reading[key] = asyncio.create_task(self._read_again(guild))
            reading.add_done_callback(lambda _: self._reading.pop(key, None))
        return self._names[guild] if guild in self._names else await asyncio.shield(reading)

    def topics(self, server: int | None) -> tuple[Named, ...]:
        """The topics in memory, none before any were found; they are looked for behind this key stroke."""
        guild = self._guild(server)
        key = guild, self._forgotten
        if key not in self._finding:
            finding = self._finding[key] = asyncio.create_task(self._find_again(guild))
            finding.add_done_callback(lambda _: self._finding.pop(key, None))
        return self._topics.get(guild, ())

    def forget(self) -> None:
        """Drops what is in memory, and what is being read for it: what is in it may have been taken out or hidden."""
        self._forgotten += 1
        self._names.clear()
        self._topics.clear()

    async def settle(self) -> None:
        """Waits for what is being read, so that the libraries can be closed."""
        await asyncio.gather(*self._reading.values(), *self._finding.values())

    def _guild(self, server: int | None) -> str | None:
        """Servers without transcripts of their own share what is in memory."""
        return None if server is None or self._libraries.sees_shared_alone(str(server)) else str(server)

    async def _find_again(self, guild: str | None) -> None:
        """A library finds its topics but once, as long as nothing in it changes."""
        forgotten = self._forgotten
        try:
            found = await asyncio.to_thread(self._found, guild)
            if forgotten == self._forgotten:
                _remember(self._topics, guild, found)
        except Exception:  # as below
            log.exception("the topics could not be found")

    def _found(self, guild: str | None) -> tuple[Named, ...]:
        with self._libraries.of(guild) as library:
            labels = [topic.label for topic in library.topics(limit=_TOPICS)]
        return _distinct((label, (label,)) for label in labels if len(label) <= LONGEST_TOPIC)

    async def _read_again(self, guild: str | None) -> Names:
        try:
            return await asyncio.to_thread(self.read, guild)
        except Exception:  # what is in memory still serves; whoever asks will be told what is wrong
            log.exception("the names of speakers and sources could not be read again")
            return Names()


async def speakers(interaction: "discord.Interaction[VerbatimBot]", typed: str) -> list[app_commands.Choice[str]]:
    """Speakers of whom any name in any script contains what was typed."""
    return _choices((await interaction.client.suggestions.of(interaction.guild_id)).speakers, typed)


async def sources(interaction: "discord.Interaction[VerbatimBot]", typed: str) -> list[app_commands.Choice[str]]:
    """Sources whose title or id contains what was typed."""
    return _choices((await interaction.client.suggestions.of(interaction.guild_id)).sources, typed)


async def own_sources(interaction: "discord.Interaction[VerbatimBot]", typed: str) -> list[app_commands.Choice[str]]:
    """The server's own sources whose title or id contains what was typed."""
    return _choices((await interaction.client.suggestions.of(interaction.guild_id)).own, typed)


async def topics(interaction: "discord.Interaction[VerbatimBot]", typed: str) -> list[app_commands.Choice[str]]:
    """What was typed, as any topic may be asked for, and the topics of the library that contain it."""
    found = _choices(interaction.client.suggestions.topics(interaction.guild_id), typed)
    own = typed.strip()
    if not own or units(own) > CHOICE:
        return found
    others = [choice for choice in found if choice.name != own]
    return [app_commands.Choice(name=plain_name(own, CHOICE), value=own), *others][:CHOICES]


def _choices(known: Iterable[Named], typed: str) -> list[app_commands.Choice[str]]:
    """Those first of which a name begins with what was typed."""
    wanted = _spelling(typed)
    found = [named for named in known if any(wanted in spelling for spelling in named.spellings)]
    found.sort(key=lambda named: not any(spelling.startswith(wanted) for spelling in named.spellings))
    return [app_commands.Choice(name=named.name, value=named.value) for named in found[:CHOICES]]


def _remember(memory: OrderedDict[str | None, T], guild: str | None, known: T) -> None:
    """Keeps what is known of a server; of too many servers, those that were kept last."""
    memory[guild] = known
    memory.move_to_end(guild)
    while len(memory) > _SERVERS:
        memory.popitem(last=False)


def _titles(sources: Iterable[Source]) -> tuple[Named, ...]:
    return _distinct((source.title, (source.id, source.title)) for source in sources)


def _distinct(entries: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Named, ...]:
    """Every entry under a name of its own; its value is the first spelling that Discord can carry."""
    known: dict[str, Named] = {}
    for name, spellings in entries:
        value = next((one for one in spellings if one.strip() and units(one) <= CHOICE), None)
        if value is None:
            continue
        shown = plain_name(name.strip() or value, CHOICE)
        shown = plain_name(f"{plain_name(shown, CHOICE // 2)} · {value}", CHOICE) if shown in known else shown
        known[shown] = Named(shown, value, tuple(map(_spelling, spellings)))
    return tuple(known.values())


def _spelling(name: str) -> str:
    return re.sub(r"[\s·・.\-_]+", "", folded(name))
