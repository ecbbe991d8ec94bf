"""What sources were before: the states that each was in, newest last, in the catalogue's file."""

from datetime import UTC, date, datetime

from knowledge.archive import packed, unpacked
from knowledge.database import Database, marks
from knowledge.model import Transcript, Version

_KEPT = 20  # states of a source


class History:
    """In an open database; what changes it is called inside a transaction of the catalogue's."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, source: str, what: str, transcript: Transcript) -> None:
        """Adds what a source is now, and forgets what it was long ago."""
        last = self._db.rows("SELECT max(number) FROM version WHERE source = ?", source)[0][0] or 0
        row = (source, last + 1, moment(), what, packed(transcript))
        self._db.rows(f"INSERT INTO version VALUES ({marks(5)})", *row)
        self._db.rows("DELETE FROM version WHERE source = ? AND number <= ?", source, last + 1 - _KEPT)

    def versions(self, source: str) -> tuple[Version, ...]:
        """What was kept of a source, newest first; the first is what it is now."""
        rows = self._db.rows("SELECT * FROM version WHERE source = ? ORDER BY number DESC", source)
        return tuple(Version(row["number"], row["made"], row["what"]) for row in rows)

    def transcript(self, source: str, number: int) -> Transcript:
        rows = self._db.rows("SELECT transcript FROM version WHERE source = ? AND number = ?", source, number)
        return unpacked(rows[0]["transcript"])

    def rewrite(self, source: str, number: int, what: str, transcript: Transcript) -> None:
        sql = "UPDATE version SET what = ?, transcript = ? WHERE source = ? AND number = ?"
        self._db.rows(sql, what, packed(transcript), source, number)

    def forget(self, source: str) -> None:
        self._db.rows("DELETE FROM version WHERE source = ?", source)

    def forget_one(self, source: str, number: int) -> None:
        self._db.rows("DELETE FROM version WHERE source = ? AND number = ?", source, number)

    def forget_before(self, day: date) -> int:
        """Drops what sources no longer were on a day, and gives how many versions; what each is now stays."""
        then = "SELECT max(number) FROM version AS was WHERE was.source = version.source AND was.made < ?"
        sql = f"DELETE FROM version WHERE number < ({then}) RETURNING number"
        return len(self._db.rows(sql, day.isoformat()))


def moment() -> str:
    """Now, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
