"""What was asked last where, so that “and what about Altman?” can be understood; in memory only."""

import time
from collections import OrderedDict
from collections.abc import Callable

from bot.answering import Question

_CAPACITY, _KEPT = 2000, 30 * 60.0


class Conversations:
    """The last question of each place: a channel, a thread or a message, by its number.

    Lives as long as its process; at most `capacity` places, each for `ttl` seconds. For the event loop alone.
    """

    def __init__(
        self, capacity: int = _CAPACITY, clock: Callable[[], float] = time.monotonic, ttl: float = _KEPT
    ) -> None:
        self._capacity, self._clock, self._ttl = capacity, clock, ttl
        self._asked: OrderedDict[int, tuple[float, Question]] = OrderedDict()

    def remember(self, place: int, question: Question) -> None:
        """Keeps a question in place of the one before it."""
        self._asked[place] = (self._clock(), question)
        self._asked.move_to_end(place)
        self._drop_old()

    def last(self, place: int) -> Question | None:
        """The last question there, if it was asked within the time that questions are kept."""
        self._drop_old()
        found = self._asked.get(place)
        return found[1] if found else None

    def forget(self, place: int) -> None:
        self._asked.pop(place, None)

    def __len__(self) -> int:
        return len(self._asked)

    def _drop_old(self) -> None:
        """The oldest stand first."""
        oldest = self._clock() - self._ttl
        while self._asked and (len(self._asked) > self._capacity or next(iter(self._asked.values()))[0] <= oldest):
            self._asked.popitem(last=False)
