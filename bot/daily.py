"""Serves the daily quotes when they are due; how one is made and sent is its caller's, and Discord's."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.admission import Busy
from bot.scheduling import Due, Schedule, due, next_due
from bot.state.schedules import Schedules
from knowledge.errors import LibraryError, VerbatimError

log = logging.getLogger(__name__)

Serve = Callable[[Schedule], Awaitable[None]]
"""Draws and sends one quote. Raises DiscordAway, or Busy, only where it is certain that nothing was sent."""

_LONGEST_SLEEP = timedelta(minutes=5)  # a machine that sleeps, or whose clock is set, is late by no more
_FIRST_RETRY = timedelta(seconds=30)
_LONGEST_SERVE = 120.0  # seconds


class DiscordAway(VerbatimError):
    """Discord cannot be reached just now, and nothing was sent."""

    def __init__(self) -> None:
        super().__init__("Discord cannot be reached just now.")


class Clock(Protocol):
    """What time it is, and waiting for it."""

    def now(self) -> datetime: ...

    async def wait(self, seconds: float) -> None:
        """Returns after so many seconds, or as soon as it is woken."""

    def wake(self) -> None: ...


class SystemClock:
    """The machine's own."""

    def __init__(self) -> None:
        self._sleeping: asyncio.Task[None] | None = None

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def wait(self, seconds: float) -> None:
        self._sleeping = asyncio.create_task(asyncio.sleep(seconds))
        try:
            await asyncio.wait([self._sleeping])
        finally:
            self._sleeping.cancel()

    def wake(self) -> None:
        if self._sleeping:
            self._sleeping.cancel()


class DailyQuotes:
    """Sleeps until a quote is due, serves it, and sleeps again; `run` lives until it is cancelled.

    A date is marked as served before its quote is sent: should the process die in between, that quote is lost,
    for a channel misses one quote less than it minds two. Only where nothing was sent for certain is the mark
    taken back, and the quote tried again, later and later, until it is too old.
    """

    def __init__(
        self,
        schedules: Schedules,
        serve: Serve,
        clock: Clock | None = None,
        *,
        is_mine: Callable[[Schedule], bool] = lambda _: True,
    ) -> None:
        """Of all schedules, `is_mine` says which are this process's to serve."""
        self._schedules, self._serve, self._clock = schedules, serve, clock or SystemClock()
        self._is_mine = is_mine
        self._changed = False
        self._retry: timedelta | None = None

    def changed(self) -> None:
        """To be called on the event loop when schedules were added or removed."""
        self._changed = True
        self._clock.wake()

    async def run(self) -> None:
        while True:
            self._changed = False
            try:
                pause = await self._round()
            except LibraryError as error:
                log.error("%s", error)
                pause = _LONGEST_SLEEP
            if not self._changed:
                await self._clock.wait(pause.total_seconds())

    async def _round(self) -> timedelta:
        """Serves what is due, one after another, and says how long there is nothing to do."""
        sent = [await self._tried(one) for one in due(await self._all(), self._clock.now())]
        if all(sent):
            self._retry = None
        else:
            self._retry = min(_LONGEST_SLEEP, 2 * self._retry) if self._retry else _FIRST_RETRY
        now = self._clock.now()
        moments = [next_due(schedule, now) - now for schedule in await self._all()]
        return min([*moments, self._retry or _LONGEST_SLEEP, _LONGEST_SLEEP])

    async def _all(self) -> tuple[Schedule, ...]:
        return tuple(filter(self._is_mine, await asyncio.to_thread(self._schedules.all)))

    async def _tried(self, due: Due) -> bool:
        """Serves one quote; False if Discord was away or there was too much to do, so that it is to be tried again."""
        schedule = due.schedule
        if not await asyncio.to_thread(self._schedules.served, schedule.id, due.date):
            return True
        try:
            async with asyncio.timeout(_LONGEST_SERVE):
                await self._serve(schedule)
        except (DiscordAway, Busy) as error:
            log.warning("the daily quote %d waits: %s", schedule.id, error)
            await asyncio.to_thread(self._schedules.unserved, schedule.id, due.date, schedule.last)
            return False
        except VerbatimError as error:
            log.error("the daily quote %d was not sent: %s", schedule.id, error)
        except Exception:  # one schedule's fault is not the others'
            log.exception("the daily quote %d was not sent", schedule.id)
        return True
