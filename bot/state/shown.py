"""Which quotes a channel has already seen."""

from collections.abc import Callable, Iterable
from datetime import date

from knowledge.records import persons
from knowledge.records.records import Records


class ShownQuotes:
    """Which quotes a channel has already seen."""

    def __init__(self, db: Records, today: Callable[[], date] = persons.today) -> None:
        self._db, self._today = db, today

    def draw(self, channel: int, pool: Iterable[str]) -> str | None:
        """The first quote of the pool that this channel has not seen, now seen; when all are, it begins anew."""
        keys = list(pool)
        with self._db.writing():
            rows = self._db.rows("SELECT quote FROM shown WHERE channel = :channel ORDER BY id", channel=channel)
            seen = dict.fromkeys(row["quote"] for row in rows)
            fresh = next((key for key in keys if key not in seen), None)
            if fresh is None and keys:
                used = [{"channel": channel, "quote": key} for key in keys]
                self._db.many("DELETE FROM shown WHERE channel = :channel AND quote = :quote", used)
                # What was shown last in the old round is not what begins the new one.
                fresh = next((key for key in keys if key != next(reversed(seen))), keys[0])
            if fresh is not None:
                added = "INSERT INTO shown (channel, quote, last) VALUES (:channel, :quote, :last)"
                last = self._today().isoformat()
                self._db.rows(f"{added} ON CONFLICT DO NOTHING", channel=channel, quote=fresh, last=last)
        return fresh

    def forget(self, channels: Iterable[int]) -> None:
        """Drops all that these channels have seen; call inside `writing`."""
        self._db.many("DELETE FROM shown WHERE channel = :channel", [{"channel": channel} for channel in channels])

    def forget_before(self, day: date) -> int:
        """Drops what was shown before a day, and gives how much."""
        return len(self._db.rows("DELETE FROM shown WHERE last < :day RETURNING id", day=day.isoformat()))
