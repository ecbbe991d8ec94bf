"""What the bot remembers between restarts, in one SQLite file. No words that were said, no people."""

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from pathlib import Path

from bot.state import reports, schedules, servers, shown
from bot.state.reports import Report, Reports
from bot.state.schedules import Schedules
from bot.state.servers import Place, Scope, Servers, ServerSettings
from bot.state.shown import ShownQuotes
from knowledge.database import Database

__all__ = ["Place", "Report", "Scope", "ServerSettings", "State"]
_SEALS = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS secret (secret BLOB NOT NULL);
"""
_SCHEMA = _SEALS + shown.SCHEMA + reports.SCHEMA + servers.SCHEMA + schedules.SCHEMA


class State:
    """Opened on a file, which it creates; safe to use from several threads. Raises LibraryError."""

    def __init__(self, path: Path) -> None:
        remedy = "delete it, and what the bot remembers begins anew"
        self._db = Database(path, _SCHEMA, name=f"The bot's memory in {path}", remedy=remedy)
        self.shown = ShownQuotes(self._db)
        self.reports = Reports(self._db)
        self.servers = Servers(self._db)
        self.schedules = Schedules(self._db)

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

    def forget(self, guild: str, channels: Iterable[int] = ()) -> None:
        """Drops all that is remembered of a server that the bot has left.

        `channels` are all it had, threads among them: what a channel was shown does not tell whose it was.
        """
        known = {*channels, *self.servers.of(guild).channels, *(one.channel for one in self.schedules.of(guild))}
        with self._db.writing():
            self.shown.forget(known)
            self.reports.forget(guild)
            self.schedules.forget(guild)
        self.servers.forget(guild)

    def sees_shared(self, guild: str) -> bool:
        """Whether a server sees the library for all beside its own, as it does unless it was switched off."""
        return self.servers.of(guild).scope is Scope.ALL

    def show_shared(self, guild: str) -> None:
        self.servers.set_scope(guild, Scope.ALL)

    def hide_shared(self, guild: str) -> None:
        self.servers.set_scope(guild, Scope.OWN)
