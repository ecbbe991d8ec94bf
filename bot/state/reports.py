"""Quotes whose speaker somebody doubts."""

from dataclasses import dataclass

from knowledge.database import Database

SCHEMA = """
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

    def forget(self, guild: str) -> None:
        self._db.rows("DELETE FROM report WHERE guild = ?", guild)
