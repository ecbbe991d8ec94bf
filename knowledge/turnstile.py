"""One at a time, and questions first: whoever waits for an answer goes before work that takes minutes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turnstile:
    """Lets one thread in at a time. A plain lock would let a long loop take it again and again before others."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._taken = False
        self._first = 0  # who go first and wait

    @contextmanager
    def first(self) -> Iterator[None]:
        """Enters as soon as it is free."""
        with self._free:
            self._first += 1
            self._free.wait_for(lambda: not self._taken)
            self._first -= 1
            self._taken = True
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def after(self) -> Iterator[None]:
        """Enters when it is free and nobody waits who goes first."""
        with self._free:
            self._free.wait_for(lambda: not self._taken and not self._first)
            self._taken = True
        try:
            yield
        finally:
            self._leave()

    def _leave(self) -> None:
        with self._free:
            self._taken = False
            self._free.notify_all()
