"""Options that several commands share: autocompletion of speakers and sources, from memory."""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.limits import CHOICE, CHOICES, cut, units
from knowledge.folding import folded
from knowledge.libraries import Libraries
from knowledge.model import Source

if TYPE_CHECKING:
    from bot.client import VerbatimBot

TEXT, CARD = "text", "card"  # how a quote is shown
STYLES = [app_commands.Choice(name=one, value=one) for one in (TEXT, CARD)]
_SERVERS = 200  # whose names are kept in memory

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
    """The names of libraries in memory, as of the last `read`; a key stroke waits for the disk but once a server."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        self._reading: dict[str | None, asyncio.Task[Names]] = {}
        self._names: OrderedDict[str | None, Names] = OrderedDict()

    def read(self, guild: str | None) -> Names:
        """Takes the names of now from the library that a server sees; blocking."""
        with self._libraries.of(guild) as library:
            speakers, sources = library.speakers(), library.sources()
            own = library.own_sources() if library is not self._libraries.shared else ()
        names = Names(
            _distinct((person.name, (person.id, *person.names)) for person in speakers), _titles(sources), _titles(own)
        )
        self._names[guild] = names
        while len(self._names) > _SERVERS:
            self._names.popitem(last=False)
        return names

    async def of(self, server: int | None) -> Names:
        """The names in memory, which are read again behind this key stroke for the next one."""
        # Servers without transcripts of their own share what is in memory.
        guild = None if server is None or self._libraries.sees_shared_alone(str(server)) else str(server)
        reading = self._reading.get(guild)
        if reading is None:
            reading = self._reading[guild] = asyncio.create_task(self._read_again(guild))
            reading.add_done_callback(lambda _: self._reading.pop(guild, None))
        return self._names[guild] if guild in self._names else await asyncio.shield(reading)

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


def _choices(known: Iterable[Named], typed: str) -> list[app_commands.Choice[str]]:
    """Those first of which a name begins with what was typed."""
    wanted = _spelling(typed)
    found = [named for named in known if any(wanted in spelling for spelling in named.spellings)]
    found.sort(key=lambda named: not any(spelling.startswith(wanted) for spelling in named.spellings))
    return [app_commands.Choice(name=named.name, value=named.value) for named in found[:CHOICES]]


def _titles(sources: Iterable[Source]) -> tuple[Named, ...]:
    return _distinct((source.title, (source.id, source.title)) for source in sources)


def _distinct(entries: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Named, ...]:
    """Every entry under a name of its own; its value is the first spelling that Discord can carry."""
    known: dict[str, Named] = {}
    for name, spellings in entries:
        value = next((one for one in spellings if one.strip() and units(one) <= CHOICE), None)
        if value is None:
            continue
        shown = cut(name.strip() or value, CHOICE)
        shown = cut(f"{cut(shown, CHOICE // 2)} · {value}", CHOICE) if shown in known else shown
        known[shown] = Named(shown, value, tuple(map(_spelling, spellings)))
    return tuple(known.values())


def _spelling(name: str) -> str:
    return re.sub(r"[\s·・.\-_]+", "", folded(name))
