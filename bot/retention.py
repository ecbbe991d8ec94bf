"""How long what is kept is kept: applied when the bot starts and every day from then on."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.daily import Clock, SystemClock
from bot.state import State
from knowledge.errors import LibraryError
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries

_EVERY = timedelta(days=1)
_FURTHEST = 36_500  # days: a century is for ever

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Retention:
    """Days that something is kept after it was last touched; None is until it is removed or the bot leaves."""

    feedback: int | None = None
    reports: int | None = None
    shown: int | None = None
    history: int | None = None

    @classmethod
    def read(cls, given: Mapping[str, str], problems: list[str]) -> "Retention":
        """From settings by their names, in the order of the fields; what is wrong is added to the problems."""
        return cls(*(_days(name, text, problems) for name, text in given.items()))


def _days(name: str, text: str, problems: list[str]) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or not 0 < int(text) <= _FURTHEST:
        problems.append(f"{name} is “{text}”, but must be a number of days from 1 to {_FURTHEST}, or empty")
        return None
    return int(text)


class Retaining:
    """Drops what has been kept long enough; `run` lives until it is cancelled."""

    def __init__(
        self,
        retention: Retention,
        state: State,
        feedback: Feedback,
        libraries: Libraries,
        clock: Clock | None = None,
    ) -> None:
        self._retention, self._state, self._feedback = retention, state, feedback
        self._libraries, self._clock = libraries, clock or SystemClock()

    async def run(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self.apply)
            except LibraryError as error:
                log.error("what has been kept long enough is dropped tomorrow: %s", error)
            await self._clock.wait(_EVERY.total_seconds())

    def apply(self) -> int:
        """Drops what is older than it may be, and gives how many things; blocking. Raises LibraryError."""
        today, kept, gone = self._clock.now().date(), self._retention, 0
        if kept.feedback:
            gone += self._feedback.forget_before(today - timedelta(days=kept.feedback))
        if kept.reports:
            gone += self._state.reports.forget_before(today - timedelta(days=kept.reports))
        if kept.shown:
            gone += self._state.shown.forget_before(today - timedelta(days=kept.shown))
        if kept.history:
            gone += self._libraries.forget_history(today - timedelta(days=kept.history))
        if gone:
            log.info("dropped what has been kept long enough: %d in all", gone)
        return gone
