"""What the bot remembers between restarts, in SQLite or PostgreSQL. No words that were said, nobody's name."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from bot.state.migrations import MIGRATIONS
from bot.state.reports import Report, Reports
from bot.state.schedules import Schedules
from bot.state.servers import Place, Scope, Servers, ServerSettings
from bot.state.shown import ShownQuotes
from bot.state.watch import Watch
from knowledge import records
from knowledge.records import persons

__all__ = ["MEMORY", "Place", "Report", "Scope", "ServerSettings", "State"]
MEMORY = "bot.sqlite3"  # its file, in the folder of the library for all
_CATCHING_UP = 2.0  # seconds until what another process has changed is known here


class State:
    """Opened on a file, which it creates, or on a DATABASE_URL; safe to use from several threads and processes.

    Raises LibraryError.
    """

    def __init__(self, place: Path | str, today: Callable[[], date] = persons.today) -> None:
        remedy = "put a backup in its place, or delete it, and what the bot remembers begins anew"
        self._db = records.opened(place, MIGRATIONS, what="The bot's memory", remedy=remedy)
        self.shown = ShownQuotes(self._db, today)
        self.reports = Reports(self._db, today)
        self.servers = Servers(self._db)
        self.schedules = Schedules(self._db)
        self._secret = self._db.secret("button_secret")
        self._watch = Watch(self.servers.catch_up, _CATCHING_UP)

    def sealed(self, *words: object) -> str:
        """A seal on some words that only this bot can make: a button that carries it was made by the bot."""
        made = hmac.digest(self._secret, repr(words).encode(), "sha256")
        return urlsafe_b64encode(made[:9]).decode()

    def pseudonym(self, person: int) -> str:
        """What stands for a person here."""
        return persons.pseudonym(self._secret, person)

    def close(self) -> None:
        self._watch.stop()
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
