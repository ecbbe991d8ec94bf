"""Which quotes a channel has already seen."""

import threading
from collections.abc import Iterable

from knowledge.database import Database

SCHEMA = """
CREATE TABLE IF NOT EXISTS shown (channel INTEGER, quote TEXT, PRIMARY KEY (channel, quote));
"""


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

    def forget(self, channels: Iterable[int]) -> None:
        """Drops all that these channels have seen; call inside `writing`."""
        self._db.many("DELETE FROM shown WHERE channel = ?", [(channel,) for channel in channels])
