"""What several threads want at the same time, done in one go."""

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from knowledge.turnstile import Turnstile

Asked = TypeVar("Asked")
Given = TypeVar("Given")


class _Request(Generic[Asked, Given]):
    """What one thread wants, and what came of it."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.asked = asked
        self.given: Sequence[Given] | None = None
        self.error: Exception | None = None

    @property
    def done(self) -> bool:
        return self.given is not None or self.error is not None


class Gathering(Generic[Asked, Given]):
    """Whoever comes in first works for all who wait behind the turnstile; safe to use from several threads.

    `work` is given what some of them want, in the order in which they came, and gives one result for each;
    `most` bounds how many it is given at once, but for a single request that wants more.
    """

    def __init__(self, turnstile: Turnstile, work: Callable[[Sequence[Asked]], Sequence[Given]], most: int) -> None:
        self._turnstile, self._work, self._most = turnstile, work, most
        self._lock = threading.Lock()
        self._waiting: list[_Request[Asked, Given]] = []

    def of(self, asked: Sequence[Asked]) -> Sequence[Given]:
        """A result for each of these, in order. Raises what `work` raised."""
        request: _Request[Asked, Given] = _Request(asked)
        with self._lock:
            self._waiting.append(request)
        while not request.done:
            with self._turnstile.first():
                if not request.done:  # else another thread has worked for this one meanwhile
                    self._serve(self._taken())
        if request.error:
            raise request.error
        return request.given or ()

    def _taken(self) -> list[_Request[Asked, Given]]:
        with self._lock:
            taken = [self._waiting.pop(0)]
            size = len(taken[0].asked)
            while self._waiting and size + len(self._waiting[0].asked) <= self._most:
                size += len(self._waiting[0].asked)
                taken.append(self._waiting.pop(0))
        return taken

    def _serve(self, requests: Sequence[_Request[Asked, Given]]) -> None:
        try:
            given = self._work([one for request in requests for one in request.asked])
        except Exception as error:  # everybody who waits is told of it
            for request in requests:
                request.error = error
            return
        first = 0
        for request in requests:
            request.given = given[first : first + len(request.asked)]
            first += len(request.asked)
