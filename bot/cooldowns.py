"""How often may be asked: so many times in so many seconds by one person, and in one channel; in memory only."""

from collections import OrderedDict, deque
from dataclasses import dataclass

_CAPACITY = 10_000  # people and channels


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `asks` in any `seconds`."""

    asks: int
    seconds: float


A_PERSON, A_CHANNEL = Limit(20, 20.0), Limit(100, 20.0)


class Cooldowns:
    """Sliding windows over when each person and each channel asked. Lives as long as its process; one thread."""

    def __init__(self, user: Limit = A_PERSON, channel: Limit = A_CHANNEL, capacity: int = _CAPACITY) -> None:
        self._users, self._channels = _Windows(user, capacity), _Windows(channel, capacity)

    def allow(self, user: int, channel: int, now: float) -> float:
        """Seconds to wait; 0 is go, and counts. `now` is in seconds and never goes back.

        What is refused does not count, so that whoever keeps trying waits no longer.
        """
        wait = max(self._users.wait(user, now), self._channels.wait(channel, now))
        if wait <= 0:
            self._users.count(user, now)
            self._channels.count(channel, now)
        return wait


class _Windows:
    """When each of some ids asked of late, those first that have not asked for longest."""

    def __init__(self, limit: Limit, capacity: int) -> None:
        self._limit, self._capacity = limit, capacity
        self._times: OrderedDict[int, deque[float]] = OrderedDict()

    def wait(self, id: int, now: float) -> float:
        times = self._times.get(id)
        if times is None or len(times) < self._limit.asks:
            return 0.0
        return max(0.0, times[0] + self._limit.seconds - now)

    def count(self, id: int, now: float) -> None:
        self._times.setdefault(id, deque(maxlen=self._limit.asks)).append(now)
        self._times.move_to_end(id)
        past = now - self._limit.seconds
        while len(self._times) > self._capacity or next(iter(self._times.values()))[-1] <= past:
            self._times.popitem(last=False)
