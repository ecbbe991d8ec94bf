"""The library for all, and beside it one for each community that brought in transcripts of its own.

Each lies in a folder of its own, so that nothing of one can be found in another.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from knowledge import folders
from knowledge.library import Library
from knowledge.transcripts import LIBRARY

_OPEN = 16  # libraries that stay open unused; each takes 8 MB, 8 threads and 17 files

Sees = Callable[[str], bool]
"""Whether a community sees the library for all."""


class Libraries:
    """Opens a community's library when it is wanted; safe to use from several threads.

    `shared` is the library for all, which whoever made it closes afterwards.
    """

    def __init__(self, shared: Library, sees: Sees = lambda _: True) -> None:
        self.shared, self._sees = shared, sees
        self._open: OrderedDict[tuple[str, bool], Library] = OrderedDict()
        self._users: dict[tuple[str, bool], int] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        with self._lock:
            while self._open:
                self._open.popitem()[1].close()

    @contextmanager
    def of(self, guild: str | None) -> Iterator[Library]:
        """What a community may ask: its own transcripts, and those for all unless it does not see them.

        Without a guild, as in a direct message, those for all. Raises LibraryError.
        """
        if guild is None or self.sees_shared_alone(guild):
            yield self.shared
            return
        with self.own(guild) as library:
            yield library

    @contextmanager
    def own(self, guild: str) -> Iterator[Library]:
        """The library that a community may change, which is made if there is none. Raises LibraryError."""
        key = (guild, self._sees(guild))
        library = self._taken(key)
        try:
            yield library
        finally:
            self._given_back(key)

    def forget_history(self, before: date) -> int:
        """Drops what sources were before a day, in all libraries, and gives how many states. Raises LibraryError."""
        gone = self.shared.forget_history(before)
        for folder in folders.every(self.shared.folder)[1:]:
            with self.own(folder.name) as library:
                gone += library.forget_history(before)
        return gone

    def opened(self) -> int:
        """How many communities' libraries are open."""
        return len(self._open)

    def folder(self, guild: str) -> Path:
        """Where a community's library lies."""
        return folders.of(guild, self.shared.folder)

    def sees_shared_alone(self, guild: str) -> bool:
        """Whether a community has nothing but the library for all."""
        return self._sees(guild) and not (self.folder(guild) / LIBRARY).exists()

    def _taken(self, key: tuple[str, bool]) -> Library:
        with self._lock:
            if key not in self._open:
                guild, together = key
                self._open[key] = self.shared.another(self.folder(guild), prefix=folders.OWN, together=together)
            self._open.move_to_end(key)
            self._users[key] = self._users.get(key, 0) + 1
            return self._open[key]

    def _given_back(self, key: tuple[str, bool]) -> None:
        with self._lock:
            self._users[key] -= 1
            for unused in [key for key in self._open if not self._users.get(key)][: max(0, len(self._open) - _OPEN)]:
                del self._users[unused]
                self._open.pop(unused).close()
