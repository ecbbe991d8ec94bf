"""What the bot remembers between restarts, in one SQLite file. No words, no people."""

import hmac
import secrets
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.database import Database

_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS shown (channel INTEGER, quote TEXT, PRIMARY KEY (channel, quote));
CREATE TABLE IF NOT EXISTS apart (guild TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS secret (secret BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS report (
  id INTEGER PRIMARY KEY AUTOINCREMENT, guild TEXT NOT NULL, passage TEXT NOT NULL, count INTEGER NOT NULL DEFAULT 1,
  UNIQUE (guild, passage));
"""


@dataclass(frozen=True, slots=True)
class Report:
    """A passage of which `count` times somebody in a server said that its speaker is wrong."""

    id: int
    passage: str
    count: int


class State:
    """Opened on a file, which it creates; safe to use from several threads. Raises LibraryError."""

    def __init__(self, path: Path) -> None:
        remedy = "delete it, and what the bot remembers begins anew"
        self._db = Database(path, _SCHEMA, name=f"The bot's memory in {path}", remedy=remedy)
        self.shown = ShownQuotes(self._db)
        self.reports = Reports(self._db)

    def sealed(self, *words: object) -> str:
        """A seal on some words that only this bot can make: a button that carries it was made by the bot."""
        with self._db.writing():
            if not self._db.rows("SELECT 1 FROM secret"):
                self._db.rows("INSERT INTO secret VALUES (?)", secrets.token_bytes(32))
            secret = self._db.rows("SELECT secret FROM secret")[0]["secret"]
        made = hmac.digest(secret, repr(words).encode(), "sha256")
        return urlsafe_b64encode(made[:9]).decode()

    def close(self) -> None:
        self._db.close()

    def sees_shared(self, guild: str) -> bool:
        """Whether a server sees the library for all beside its own, as it does unless it was switched off."""
        return not self._db.rows("SELECT 1 FROM apart WHERE guild = ?", guild)

    def show_shared(self, guild: str) -> None:
        self._db.rows("DELETE FROM apart WHERE guild = ?", guild)

    def hide_shared(self, guild: str) -> None:
        self._db.rows("INSERT OR IGNORE INTO apart VALUES (?)", guild)


class ShownQuotes:
    """Which quotes a channel has already seen."""

    def __init__(self, db: Database) -> None:
        self._db, self._lock = db, threading.Lock()

    def draw(self, channel: int, pool: Iterable[str]) -> str | None:
        """The first quote of the pool that this channel has not seen, now seen; when all are, it begins anew."""
        keys = list(pool)
        with self._lock, self._db.writing():
            rows = self._db.rows("SELECT quote FROM shown WHERE channel = ? ORDER BY rowid", channel)
            seen = dict.fromkeys(row["quote"] for row in rows)
            fresh = next((key for key in keys if key not in seen), None)
            if fresh is None and keys:
                self._db.many("DELETE FROM shown WHERE channel = ? AND quote = ?", [(channel, key) for key in keys])
                # What was shown last in the old round is not what begins the new one.
                fresh = next((key for key in keys if key != next(reversed(seen))), keys[0])
            if fresh is not None:
                self._db.rows("INSERT OR IGNORE INTO shown VALUES (?, ?)", channel, fresh)
        return fresh


class Reports:
    """Quotes whose speaker somebody doubts, for a server's managers to look at."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def file(self, guild: str, passage: str) -> None:
        """Adds a report, or counts it where there is one of the same passage."""
        self._db.rows(
            "INSERT INTO report (guild, passage) VALUES (?, ?)"
            " ON CONFLICT (guild, passage) DO UPDATE SET count = count + 1",
            guild,
            passage,
        )

    def pending(self, guild: str) -> tuple[Report, ...]:
        """Those of a server that nobody has settled, oldest first."""
        rows = self._db.rows("SELECT id, passage, count FROM report WHERE guild = ? ORDER BY id", guild)
        return tuple(Report(row["id"], row["passage"], row["count"]) for row in rows)

    def find(self, guild: str, id: int) -> Report | None:
        """The report, if it is this server's and not yet settled."""
        return next((report for report in self.pending(guild) if report.id == id), None)

    def settle(self, guild: str, passage: str) -> None:
        self._db.rows("DELETE FROM report WHERE guild = ? AND passage = ?", guild, passage)
