"""Quotes whose speaker somebody doubts."""

from dataclasses import dataclass

from knowledge.records.records import Records


@dataclass(frozen=True, slots=True)
class Report:
    """A passage of which `count` times somebody in a server said that its speaker is wrong."""

    id: int
    passage: str
    count: int


class Reports:
    """Quotes whose speaker somebody doubts, for a server's managers to look at."""

    def __init__(self, db: Records) -> None:
        self._db = db

    def file(self, guild: str, passage: str) -> None:
        """Adds a report, or counts it where there is one of the same passage."""
        self._db.rows(
            "INSERT INTO report (guild, passage) VALUES (:guild, :passage)"
            " ON CONFLICT (guild, passage) DO UPDATE SET count = report.count + 1",
            guild=guild,
            passage=passage,
        )

    def pending(self, guild: str) -> tuple[Report, ...]:
        """Those of a server that nobody has settled, oldest first."""
        rows = self._db.rows("SELECT id, passage, count FROM report WHERE guild = :guild ORDER BY id", guild=guild)
        return tuple(Report(row["id"], row["passage"], row["count"]) for row in rows)

    def find(self, guild: str, id: int) -> Report | None:
        """The report, if it is this server's and not yet settled."""
        return next((report for report in self.pending(guild) if report.id == id), None)

    def settle(self, guild: str, passage: str) -> None:
        self._db.rows("DELETE FROM report WHERE guild = :guild AND passage = :passage", guild=guild, passage=passage)

    def forget(self, guild: str) -> None:
        self._db.rows("DELETE FROM report WHERE guild = :guild", guild=guild)
