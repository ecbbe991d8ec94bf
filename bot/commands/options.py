"""Options that several commands share: autocompletion of speakers and sources, from memory."""

import asyncio
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.limits import CHOICE, CHOICES, cut, units
from knowledge.folding import folded
from knowledge.library import Library

if TYPE_CHECKING:
    from bot.client import VerbatimBot

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker or a source as it is suggested: what is shown, what is chosen, and all its folded spellings."""

    name: str
    value: str
    spellings: tuple[str, ...]


class Suggestions:
    """The names of a library in memory, as of the last `read`; a key stroke never waits for the disk."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._reading: asyncio.Task[None] | None = None
        self.speakers: tuple[Named, ...] = ()
        self.sources: tuple[Named, ...] = ()

    def read(self) -> None:
        """Takes the names of now from the library; blocking."""
        self.speakers = _distinct((person.name, (person.id, *person.names)) for person in self._library.speakers())
        self.sources = _distinct((source.title, (source.id, source.title)) for source in self._library.sources())

    def freshen(self) -> None:
        """Reads again in the background, so that the next key stroke knows what was brought in meanwhile."""
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read_again())

    async def _read_again(self) -> None:
        try:
            await asyncio.to_thread(self.read)
        except Exception:  # what is in memory still serves; whoever asks will be told what is wrong
            log.exception("the names of speakers and sources could not be read again")


async def speakers(interaction: "discord.Interaction[VerbatimBot]", typed: str) -> list[app_commands.Choice[str]]:
    """Speakers of whom any name in any script contains what was typed."""
    interaction.client.suggestions.freshen()
    return _choices(interaction.client.suggestions.speakers, typed)


async def sources(interaction: "discord.Interaction[VerbatimBot]", typed: str) -> list[app_commands.Choice[str]]:
    """Sources whose title or id contains what was typed."""
    interaction.client.suggestions.freshen()
    return _choices(interaction.client.suggestions.sources, typed)


def _choices(known: Iterable[Named], typed: str) -> list[app_commands.Choice[str]]:
    """Those first of which a name begins with what was typed."""
    wanted = _spelling(typed)
    found = [named for named in known if any(wanted in spelling for spelling in named.spellings)]
    found.sort(key=lambda named: not any(spelling.startswith(wanted) for spelling in named.spellings))
    return [app_commands.Choice(name=named.name, value=named.value) for named in found[:CHOICES]]


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
