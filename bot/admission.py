"""How much is done at once, who waits, and who is asked to come again: in front of the threads that do the work.

Nothing here knows Discord or what the work is.
"""

import asyncio
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bot.explaining import Refusal
from bot.lanes import Lanes

Result = TypeVar("Result")

_FIRST_GUESS = 0.1  # seconds that work takes, before any was done
_NEWEST = 0.1  # the weight of the newest measurement in their running mean
_SOONEST = 2  # seconds after which somebody is asked to come again, at the least


class Busy(Refusal):
    """More waits than can be done soon; `seconds` is when to try again."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__("queue_full", count=seconds)


class Stopping(Refusal):
    """The bot is being stopped, and does nothing more."""

    def __init__(self) -> None:
        super().__init__("stopping")


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom something is done: in a server, or in a direct message; `unasked` where nobody waits for it."""

    server: int | None
    person: int | None = None
    unasked: bool = False

    @property
    def lane(self) -> tuple[str, int | None]:
        """A server's own, or in direct messages a person's."""
        return ("person", self.person) if self.server is None else ("server", self.server)


@dataclass(frozen=True, slots=True)
class Room:
    """How many wait at most: in all, of one server, of one person in it, and of what nobody waits for."""

    all: int
    server: int
    person: int
    unasked: int


class Admission:
    """A few threads, and a fair line of bounded length in front of them. Lives on one event loop; `turn_away`, then
    `close` end it.

    What nobody waits for has its turn after all else, and is the first to go where there is no more room.
    """

    def __init__(self, name: str, workers: int, room: Room) -> None:
        self._pool = ThreadPoolExecutor(workers, name)
        self._workers, self._room = workers, room
        self._asked, self._unasked = Lanes[asyncio.Future[None]](), Lanes[asyncio.Future[None]]()
        self._running = 0
        self._seconds = _FIRST_GUESS
        self._stopping = False
        self._tasks: set[asyncio.Task[object]] = set()  # of those who wait, and of those whose work runs

    @property
    def depth(self) -> int:
        """How much waits for its turn."""
        return len(self._asked) + len(self._unasked)

    @property
    def running(self) -> int:
        """How much is being done."""
        return self._running

    def check(self, asker: Asker) -> None:
        """Raises Busy or Stopping where nothing would be done for this asker at this moment."""
        if self._stopping:
            raise Stopping
        if self._must_wait() and not self._has_room(asker):
            raise Busy(self._wait())

    async def run(self, asker: Asker, work: Callable[[], Result]) -> Result:
        """What `work` gives, which runs in a thread when its turn comes. Raises Busy, Stopping, and what `work` does.

        Whoever is cancelled while waiting leaves the line; work that runs is finished, and its thread is taken until
        then.
        """
        self.check(asker)
        task = asyncio.current_task()
        assert task is not None  # a coroutine runs in one
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await self._turn(asker)
        loop = asyncio.get_running_loop()
        try:
            running = loop.run_in_executor(self._pool, copy_context().run, work)
        except BaseException:
            self._leave()
            raise
        running.add_done_callback(partial(self._done, time.monotonic()))
        return await asyncio.shield(running)

    async def turn_away(self, patience: float) -> None:
        """Refuses what waits and whatever comes, and gives what runs, and who is told of it, so many seconds."""
        self._stopping = True
        for line in (self._asked, self._unasked):
            while len(line):
                _refuse(line.take(), Stopping())
        left = self._tasks - {asyncio.current_task()}
        if left:
            await asyncio.wait(left, timeout=patience)

    def close(self) -> None:
        """Ends the threads once their work is done; blocking."""
        self._pool.shutdown(cancel_futures=True)

    async def _turn(self, asker: Asker) -> None:
        if not self._must_wait():
            self._running += 1
            return
        if self.depth >= self._room.all:
            _refuse(self._unasked.take(), Busy(self._wait()))
        line, turn = self._line(asker), asyncio.get_running_loop().create_future()
        line.add(asker.lane, asker.person, turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                line.discard(asker.lane, asker.person, turn)
            elif turn.exception() is None:  # the turn came as the asker went
                self._leave()
            raise

    def _must_wait(self) -> bool:
        return self._running >= self._workers

    def _has_room(self, asker: Asker) -> bool:
        if asker.unasked:
            return len(self._unasked) < self._room.unasked and self.depth < self._room.all
        line, lane = self._asked, asker.lane
        of_person = line.waiting_of(lane, asker.person) if asker.person is not None else 0
        return len(line) < self._room.all and line.waiting(lane) < self._room.server and of_person < self._room.person

    def _line(self, asker: Asker) -> Lanes[asyncio.Future[None]]:
        return self._unasked if asker.unasked else self._asked

    def _wait(self) -> int:
        """Seconds until what waits now is likely done."""
        return max(_SOONEST, math.ceil((self.depth + self._running) * self._seconds / self._workers))

    def _done(self, began: float, running: "asyncio.Future[object]") -> None:
        if not running.cancelled():
            running.exception()  # its asker may have gone
            self._seconds += _NEWEST * (time.monotonic() - began - self._seconds)
        self._leave()

    def _leave(self) -> None:
        """Gives a thread that is free to who is next."""
        self._running -= 1
        for line in (self._asked, self._unasked):
            while len(line):
                turn = line.take()
                if not turn.done():
                    self._running += 1
                    turn.set_result(None)
                    return


def _refuse(turn: "asyncio.Future[None]", refusal: Refusal) -> None:
    if not turn.done():
        turn.set_exception(refusal)
