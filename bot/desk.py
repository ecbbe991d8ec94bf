"""Where all questions and changes to the libraries go: each in its turn, beside the event loop."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import discord

from bot.admission import Admission, Asker, Room
from bot.incoming import Incoming
from knowledge.folders import GUILDS
from knowledge.libraries import Libraries
from knowledge.library import Library
from knowledge.standing import Extract, Standing

if TYPE_CHECKING:
    from bot.client import VerbatimBot

Result = TypeVar("Result")

# The library computes in Python and so on about one core, whatever the number of threads; a few threads let
# questions that wait for the model at the same time be encoded together.
_WORKERS = 3
_ROOM = Room(all=240, server=160, person=5, unasked=10)  # a hundred a second are answered on 2 cores, half on slow ones
_STUDIES = Room(all=16, server=8, person=2, unasked=0)  # a comparison takes as long as twenty questions
_LOOKS = Room(all=400, server=300, person=20, unasked=0)  # each takes a few milliseconds
_PATIENCE = 3.0  # seconds for what runs when the bot is stopped


def asker(interaction: "discord.Interaction[VerbatimBot]") -> Asker:
    """Who has sent a command, or pressed a button."""
    return Asker(interaction.guild_id, interaction.user.id)


class Desk:
    """Lives as long as its bot, on its event loop; `libraries` are opened and closed by whoever makes it."""

    def __init__(self, libraries: Libraries, when_changed: Callable[[], None] = lambda: None) -> None:
        """`when_changed` is called after every change to a library, and after one that failed."""
        self._libraries, self._when_changed = libraries, when_changed
        self.questions = Admission("questions", _WORKERS, _ROOM)
        self.studies = Admission("studies", 1, _STUDIES)
        self.looks = Admission("looks", 1, _LOOKS)
        self._checking = ThreadPoolExecutor(1, "checking")
        self._changing = ThreadPoolExecutor(1, "changing")  # one: changes wait for each other, not for answers

    async def asked(self, asker: Asker, ask: Callable[[Library], Result]) -> Result:
        """What the library that an asker sees gives; `ask` runs in a thread, in its turn. Raises Busy, Stopping."""
        return await self.questions.run(asker, partial(self._asked, asker.server, ask))

    async def studied(self, asker: Asker, study: Callable[[Library], Result]) -> Result:
        """The same for what takes seconds, such as a comparison: one at a time, so that questions go on beside it."""
        return await self.studies.run(asker, partial(self._asked, asker.server, study))

    async def looked_up(self, asker: Asker, look: Callable[[Library], Result]) -> Result:
        """The same for what needs no search, such as a passage by its id: it does not wait behind questions."""
        return await self.looks.run(asker, partial(self._asked, asker.server, look))

    async def held(self, guild: int | None, extracts: Sequence[Extract]) -> tuple[Standing | None, ...]:
        """What the library that a server sees holds now of words that are about to be sent; waits for nothing else."""
        look = partial(self._asked, guild, lambda library: library.standing(extracts))
        return await asyncio.get_running_loop().run_in_executor(self._checking, look)

    async def looked(self, guild: int, look: Callable[[Library], Result]) -> Result:
        """What a server's own library gives; `look` runs in a thread and changes nothing."""
        return await asyncio.to_thread(self._own, guild, look)

    async def changed(self, guild: int, change: Callable[[Library], Result]) -> Result:
        """What comes of a change to a server's own library; `change` runs in a thread, one after another."""
        return await self._change(partial(self._own, guild, change))

    async def changed_for_all(self, change: Callable[[Library], Result]) -> Result:
        """The same of the library for all."""
        return await self._change(partial(change, self._libraries.shared))

    async def _change(self, change: Callable[[], Result]) -> Result:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._changing, copy_context().run, change)
        finally:
            self._when_changed()

    def incoming(self, guild: int) -> Incoming:
        """The files that wait to be added in a server."""
        return Incoming(self._libraries.folder(str(guild)) / "incoming")

    def drop_uploads_of(self, person: int) -> int:
        """Drops what somebody has sent in any server and not yet added, and gives how many uploads; blocking."""
        folders = (self._libraries.shared.folder / GUILDS).glob("*/incoming")
        return sum(Incoming(folder).drop_of(person) for folder in folders)

    async def turn_away(self) -> None:
        """Refuses what waits, and waits a little for what runs, so that its askers still have their answers."""
        await asyncio.gather(*(line.turn_away(_PATIENCE) for line in self._lines))

    async def close(self) -> None:
        """Ends the threads. Whoever changes a library stops at the next batch and leaves it as it was."""
        await asyncio.to_thread(self._end)

    @property
    def depth(self) -> int:
        """How much waits for its turn."""
        return sum(line.depth for line in self._lines)

    @property
    def _lines(self) -> tuple[Admission, ...]:
        return self.questions, self.studies, self.looks

    def _asked(self, guild: int | None, ask: Callable[[Library], Result]) -> Result:
        with self._libraries.of(None if guild is None else str(guild)) as library:
            return ask(library)

    def _own(self, guild: int, change: Callable[[Library], Result]) -> Result:
        with self._libraries.own(str(guild)) as library:
            return change(library)

    def _end(self) -> None:
        self._changing.shutdown(cancel_futures=True)
        self._checking.shutdown()
        for line in self._lines:
            line.close()
