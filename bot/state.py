"""What the bot remembers between restarts: which quotes a channel has already seen. No words, no people."""

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path


class ShownQuotes:
    """Opened on a file, which it creates; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("CREATE TABLE IF NOT EXISTS shown (channel INTEGER, quote TEXT, PRIMARY KEY (channel, quote))")

    def close(self) -> None:
        self._db.close()

    def draw(self, channel: int, pool: Iterable[str]) -> str | None:
        """The first quote of the pool that this channel has not seen, now seen; when all are, it begins anew."""
        keys = list(pool)
        with self._lock, self._db:
            rows = self._db.execute("SELECT quote FROM shown WHERE channel = ? ORDER BY rowid", (channel,))
            seen = dict.fromkeys(key for (key,) in rows)
            fresh = next((key for key in keys if key not in seen), None)
            if fresh is None and keys:
                self._db.executemany("DELETE FROM shown WHERE channel = ? AND quote = ?", [(channel, k) for k in keys])
                # What was shown last in the old round is not what begins the new one.
                fresh = next((key for key in keys if key != next(reversed(seen))), keys[0])
            if fresh is not None:
                self._db.execute("INSERT OR IGNORE INTO shown VALUES (?, ?)", (channel, fresh))
        return fresh
