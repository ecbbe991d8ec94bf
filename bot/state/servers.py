"""How each server wants the bot: where it answers, how, in which language, from what, and who may add to it."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from knowledge.records.records import Records, Row


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


_UNCHOSEN = ServerSettings()
_SCOPES = {
    Scope.ALL: "DELETE FROM apart WHERE guild = :guild",
    Scope.OWN: "INSERT INTO apart (guild) VALUES (:guild) ON CONFLICT (guild) DO NOTHING",
}


class Servers:
    """The settings of all servers: in memory, so `of` may be called anywhere, and in the database.

    Other processes may change them there; `catch_up`, called every few seconds, takes in what they have changed.
    """

    def __init__(self, db: Records) -> None:
        self._db, self._lock = db, threading.RLock()
        self._known: dict[str, ServerSettings] = {}
        self._changes = -1
        self.catch_up()

    def of(self, guild: str) -> ServerSettings:
        """What a server has chosen; of one that has chosen nothing, what is so for all."""
        return self._known.get(guild, _UNCHOSEN)

    def set(self, guild: str, settings: ServerSettings) -> None:
        """Keeps a server's settings, all of them."""
        self.change(guild, lambda _: settings)

    def change(self, guild: str, change: Callable[[ServerSettings], ServerSettings]) -> None:
        """Keeps what comes of a server's settings as they are; nobody else changes them in between."""
        with self._changing(guild):
            self._keep(guild, change(self._read(guild=guild).get(guild, _UNCHOSEN)))

    def set_scope(self, guild: str, scope: Scope) -> None:
        """Changes nothing but what a server's questions are asked of."""
        with self._changing(guild):
            self._db.rows(_SCOPES[scope], guild=guild)

    def forget(self, guild: str) -> None:
        with self._changing(guild):
            for table in ("server", "apart"):
                self._db.rows(f"DELETE FROM {table} WHERE guild = :guild", guild=guild)

    def catch_up(self) -> None:
        """Reads the settings anew if any have been changed; blocking, for a thread."""
        with self._lock:
            changes = self._db.rows("SELECT count FROM server_changes")[0]["count"]
            if changes != self._changes:
                self._known = self._read()
                self._changes = changes

    def _keep(self, guild: str, settings: ServerSettings) -> None:
        self._db.rows(
            "INSERT INTO server (guild, channels, place, only_when_sure, language, keepers)"
            " VALUES (:guild, :channels, :place, :only_when_sure, :language, :keepers) ON CONFLICT (guild) DO UPDATE"
            " SET channels = excluded.channels, place = excluded.place, only_when_sure = excluded.only_when_sure,"
            " language = excluded.language, keepers = excluded.keepers",
            guild=guild,
            channels=_written(settings.channels),
            place=settings.place.value,
            only_when_sure=settings.only_when_sure,
            language=settings.language,
            keepers=_written(settings.keepers),
        )
        self._db.rows(_SCOPES[settings.scope], guild=guild)

    @contextmanager
    def _changing(self, guild: str) -> Iterator[None]:
        """Nobody else changes settings meanwhile, in whichever process; then these are known as they have become."""
        with self._lock:
            with self._db.writing():
                self._db.rows("UPDATE server_changes SET count = count + 1")
                yield
                become = self._read(guild=guild)
            if become:
                self._known |= become  # in one step, for whoever asks meanwhile without the lock
            else:
                self._known.pop(guild, None)

    def _read(self, **guild: str) -> dict[str, ServerSettings]:
        """What servers have chosen; with `guild`, that one alone."""
        which = " WHERE guild = :guild" if guild else ""
        apart = {row["guild"] for row in self._db.rows(f"SELECT guild FROM apart{which}", **guild)}
        rows = self._db.rows(f"SELECT * FROM server{which}", **guild)
        scopes = {guild: ServerSettings(scope=Scope.OWN) for guild in apart}
        return scopes | {row["guild"]: _settings(row, row["guild"] in apart) for row in rows}


def _settings(row: Row, apart: bool) -> ServerSettings:
    return ServerSettings(
        channels=frozenset(json.loads(row["channels"])),
        place=Place(row["place"]),
        only_when_sure=bool(row["only_when_sure"]),
        language=row["language"],
        scope=Scope.OWN if apart else Scope.ALL,
        keepers=frozenset(json.loads(row["keepers"])),
    )


def _written(ids: Iterable[int]) -> str:
    return json.dumps(sorted(ids))
