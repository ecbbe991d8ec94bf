"""How each server wants the bot: where it answers, how, in which language, from what, and who may add to it."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from knowledge.database import Database

SCHEMA = """
CREATE TABLE IF NOT EXISTS apart (guild TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS server (
  guild TEXT PRIMARY KEY, channels TEXT NOT NULL, place TEXT NOT NULL, only_when_sure INTEGER NOT NULL,
  language TEXT, keepers TEXT NOT NULL);
"""


class Place(StrEnum):
    """Where a question that nobody addressed to the bot is answered."""

    THREAD = "thread"
    CHANNEL = "channel"


class Scope(StrEnum):
    """What a server's questions are asked of: its own transcripts and those for all, or its own alone."""

    ALL = "all"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server has chosen.

    `channels` are those in which questions are answered unasked, `keepers` the roles that may add transcripts
    beside those who manage the server; language None is each person's own.
    """

    channels: frozenset[int] = frozenset()
    place: Place = Place.THREAD
    only_when_sure: bool = True
    language: str | None = None
    scope: Scope = Scope.ALL
    keepers: frozenset[int] = frozenset()


class Servers:
    """The settings of all servers; read once from the file, then from memory, so `of` may be called anywhere."""

    def __init__(self, db: Database) -> None:
        self._db, self._lock = db, threading.RLock()
        self._known: dict[str, ServerSettings] = {}

    def of(self, guild: str) -> ServerSettings:
        """What a server has chosen; of one that has chosen nothing, what is so for all."""
        known = self._known.get(guild)
        if known is None:
            with self._lock:
                known = self._known[guild] = self._read(guild)
        return known

    def set(self, guild: str, settings: ServerSettings) -> None:
        """Keeps a server's settings, all of them."""
        row = (
            guild,
            _written(settings.channels),
            settings.place,
            settings.only_when_sure,
            settings.language,
            _written(settings.keepers),
        )
        with self._changing(guild), self._db.writing():
            self._db.rows("INSERT OR REPLACE INTO server VALUES (?, ?, ?, ?, ?, ?)", *row)
            self._set_scope(guild, settings.scope)

    def change(self, guild: str, change: Callable[[ServerSettings], ServerSettings]) -> None:
        """Keeps what comes of a server's settings as they are; nobody else changes them in between."""
        with self._lock:
            self.set(guild, change(self.of(guild)))

    def set_scope(self, guild: str, scope: Scope) -> None:
        """Changes nothing but what a server's questions are asked of."""
        with self._changing(guild):
            self._set_scope(guild, scope)

    def forget(self, guild: str) -> None:
        with self._changing(guild), self._db.writing():
            self._db.rows("DELETE FROM server WHERE guild = ?", guild)
            self._db.rows("DELETE FROM apart WHERE guild = ?", guild)

    def _set_scope(self, guild: str, scope: Scope) -> None:
        sql = "INSERT OR IGNORE INTO apart VALUES (?)" if scope is Scope.OWN else "DELETE FROM apart WHERE guild = ?"
        self._db.rows(sql, guild)

    def _read(self, guild: str) -> ServerSettings:
        scope = Scope.OWN if self._db.rows("SELECT 1 FROM apart WHERE guild = ?", guild) else Scope.ALL
        rows = self._db.rows("SELECT * FROM server WHERE guild = ?", guild)
        if not rows:
            return ServerSettings(scope=scope)
        (row,) = rows
        return ServerSettings(
            channels=frozenset(json.loads(row["channels"])),
            place=Place(row["place"]),
            only_when_sure=bool(row["only_when_sure"]),
            language=row["language"],
            scope=scope,
            keepers=frozenset(json.loads(row["keepers"])),
        )

    @contextmanager
    def _changing(self, guild: str) -> Iterator[None]:
        """Meanwhile nobody reads this server's settings from the file, and afterwards they are read anew."""
        with self._lock:
            try:
                yield
            finally:
                self._known.pop(guild, None)


def _written(ids: Iterable[int]) -> str:
    return json.dumps(sorted(ids))
