"""A waiting line that is fair: servers take turns, and within each the people do. Pure."""

from collections import OrderedDict, deque
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lanes(Generic[T]):
    """What waits, in a lane a server, and within it a lane a person. For one thread.

    Whoever has had a turn goes behind all others, so that one with much to ask keeps nobody waiting.
    """

    def __init__(self) -> None:
        self._lanes: OrderedDict[Hashable, OrderedDict[Hashable, deque[T]]] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def waiting(self, lane: Hashable) -> int:
        """How much waits in a lane."""
        people = self._lanes.get(lane)
        return sum(map(len, people.values())) if people else 0

    def waiting_of(self, lane: Hashable, person: Hashable) -> int:
        """How much of it is one person's."""
        people = self._lanes.get(lane)
        return len(people.get(person, deque())) if people else 0

    def add(self, lane: Hashable, person: Hashable, item: T) -> None:
        self._lanes.setdefault(lane, OrderedDict()).setdefault(person, deque()).append(item)
        self._count += 1

    def take(self) -> T:
        """What has its turn now. Raises IndexError if nothing waits."""
        if not self._count:
            raise IndexError("nothing waits")
        lane, people = next(iter(self._lanes.items()))
        person, items = next(iter(people.items()))
        item = items.popleft()
        self._lanes.move_to_end(lane)
        people.move_to_end(person)
        self._left(lane, person)
        return item

    def discard(self, lane: Hashable, person: Hashable, item: T) -> None:
        """Takes out what no longer waits, if it is there."""
        people = self._lanes.get(lane)
        if people and item in people.get(person, deque()):
            people[person].remove(item)
            self._left(lane, person)

    def _left(self, lane: Hashable, person: Hashable) -> None:
        self._count -= 1
        people = self._lanes[lane]
        if not people[person]:
            del people[person]
        if not people:
            del self._lanes[lane]
