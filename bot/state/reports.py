"""Quotes whose speaker somebody doubts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from knowledge.records import persons
from knowledge.records.records import Records

_ORPHANS = "DELETE FROM reporter WHERE report NOT IN (SELECT id FROM report)"


@dataclass(frozen=True, slots=True)
class Report:
    """A passage of which `count` times somebody in a server said that its speaker is wrong."""

    id: int
    passage: str
    count: int


class Reports:
    """Quotes whose speaker somebody doubts, for a server's managers to look at."""

    def __init__(self, db: Records, today: Callable[[], date] = persons.today) -> None:
        self._db, self._today = db, today

    def file(self, guild: str, passage: str, who: str | None = None) -> None:
        """Adds a report, or counts it where there is one of the same passage; once of `who`, a pseudonym."""
        with self._db.writing():
            (row,) = self._db.rows(
                "INSERT INTO report (guild, passage, count) VALUES (:guild, :passage, 0)"
                " ON CONFLICT (guild, passage) DO UPDATE SET count = report.count RETURNING id",
                guild=guild,
                passage=passage,
            )
            first = "INSERT INTO reporter (report, who) VALUES (:id, :who) ON CONFLICT DO NOTHING RETURNING report"
            if who is None or self._db.rows(first, id=row["id"], who=who):
                counted = "UPDATE report SET count = count + 1, last = :last WHERE id = :id"
                self._db.rows(counted, id=row["id"], last=self._today().isoformat())

    def pending(self, guild: str) -> tuple[Report, ...]:
        """Those of a server that nobody has settled, oldest first."""
        rows = self._db.rows("SELECT id, passage, count FROM report WHERE guild = :guild ORDER BY id", guild=guild)
        return tuple(Report(row["id"], row["passage"], row["count"]) for row in rows)

    def find(self, guild: str, id: int) -> Report | None:
        """The report, if it is this server's and not yet settled."""
        return next((report for report in self.pending(guild) if report.id == id), None)

    def settle(self, guild: str, passage: str) -> None:
        with self._db.writing():
            self._db.rows(
                "DELETE FROM report WHERE guild = :guild AND passage = :passage", guild=guild, passage=passage
            )
            self._db.rows(_ORPHANS)

    def forget(self, guild: str) -> None:
        with self._db.writing():
            self._db.rows("DELETE FROM report WHERE guild = :guild", guild=guild)
            self._db.rows(_ORPHANS)

    def forget_person(self, who: str) -> int:
        """Takes back all reports of a pseudonym, and gives how many they were."""
        with self._db.writing():
            rows = self._db.rows("DELETE FROM reporter WHERE who = :who RETURNING report", who=who)
            for row in rows:
                self._db.rows("UPDATE report SET count = count - 1 WHERE id = :id", id=row["report"])
            self._db.rows("DELETE FROM report WHERE count <= 0")
        return len(rows)

    def forget_before(self, day: date) -> int:
        """Drops the reports that nobody has made or repeated since a day, and gives how many."""
        with self._db.writing():
            gone = self._db.rows("DELETE FROM report WHERE last < :day RETURNING id", day=day.isoformat())
            self._db.rows(_ORPHANS)
        return len(gone)
