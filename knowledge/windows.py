"""The close-up of a passage: vectors of its windows, short runs of neighbouring sentences, in one SQLite file.

A passage is found by its vector as a whole, which is the mean of its windows' vectors, and judged by the
window that is nearest to the question.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.database import Database, Row, marks
from knowledge.errors import IndexDamaged
from knowledge.sentences import Span, sentences, widths

TITLE = 10  # width of what is encoded of a title with each window: the more, the nearer all of a source lie together
WINDOW = 60  # width; from each sentence on, neighbouring ones are encoded together up to this
_SPAN = 8  # bytes of a span: two numbers of 32 bits
_REMEDY = "make it anew with `python -m knowledge reindex`"
_BATCH = 10_000  # ids in one statement; SQLite takes 32,766
_WHOLES = 500  # passages whose windows are in memory at once
_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS closeup (
  passage TEXT PRIMARY KEY, spans BLOB NOT NULL, vectors BLOB NOT NULL, length REAL NOT NULL);
"""
Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def windows(text: str) -> tuple[Span, ...]:
    """The windows of a passage in order: overlapping runs of whole sentences that together hold every word."""
    inside = [span for span in sentences(text) if any(char.isalnum() for char in text[slice(*span)])]
    before = widths(text)
    found: list[Span] = []
    last = -1
    for first, (begin, _) in enumerate(inside):
        reach = max(
            j for j in range(first, len(inside)) if j == first or before[inside[j][1]] - before[begin] <= WINDOW
        )
        if reach > last:  # a run that ends where the one before it ended says nothing new
            found.append((begin, inside[reach][1]))
        last = reach
    return tuple(found) or ((0, len(text)),)


def brief(title: str) -> str:
    """The beginning of a long title, up to the end of a word."""
    before = widths(title)
    end = max(place for place, width in enumerate(before) if width <= TITLE)
    while 0 < end < len(title) and _is_letter(title[end - 1]) and _is_letter(title[end]):
        end -= 1
    return title[:end].rstrip(" ,:，：、·-") or title


def _is_letter(char: str) -> bool:
    """Of a script that parts its words."""
    return char.isascii() and char.isalnum()


@dataclass(frozen=True, slots=True)
class CloseUp:
    """A passage's windows; `vectors` is (len(spans), dimensions), `length` that of their mean."""

    spans: tuple[Span, ...]
    vectors: Vectors
    length: float


def closeup(spans: Sequence[Span], vectors: Vectors) -> CloseUp:
    return CloseUp(tuple(spans), vectors, float(np.linalg.norm(vectors.mean(axis=0))))


def whole(close: CloseUp) -> Vectors:
    """The unit vector of the passage as a whole, (1, dimensions)."""
    mean: Vectors = close.vectors.mean(axis=0, keepdims=True) / max(close.length, 1e-12)
    return mean


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """How near a passage is to a question, in cosine similarity: its nearest window, and the passage as a whole."""

    window: float
    whole: float
    _similarities: np.ndarray[tuple[int], np.dtype[np.float32]]
    _spans: bytes

    @property
    def span(self) -> Span:
        """Where the nearest window is; worked out when it is wanted, for most passages are not shown."""
        best = int(self._similarities.argmax())
        begin, end = np.frombuffer(self._spans, dtype=np.int32, count=2, offset=best * _SPAN).tolist()
        return begin, end


class WindowStore:
    """Opened on a file, which it creates; safe to use from several threads, one process writes at a time."""

    def __init__(self, path: Path) -> None:
        self._db = Database(path, _SCHEMA, name="The index of windows", remedy=_REMEDY, damaged=IndexDamaged)

    def close(self) -> None:
        self._db.close()

    def reopen(self) -> None:
        """Reads again from disk: another process may have made the file anew."""
        self._db.reopen()

    def __len__(self) -> int:
        return int(self._db.rows("SELECT count(*) FROM closeup")[0][0])

    def put(self, closeups: Iterable[tuple[str, CloseUp]]) -> None:
        """Adds passages' windows, or replaces those of the same id."""
        rows = [
            (
                id,
                np.asarray(close.spans, dtype=np.int32).tobytes(),
                close.vectors.astype(np.float16).tobytes(),
                close.length,
            )
            for id, close in closeups
        ]
        with self._db.writing():
            self._db.many("INSERT OR REPLACE INTO closeup VALUES (?, ?, ?, ?)", rows)

    def remove(self, ids: Iterable[str]) -> None:
        with self._db.writing():
            self._db.many("DELETE FROM closeup WHERE passage = ?", [(id,) for id in ids])

    def ids(self) -> set[str]:
        return {id for (id,) in self._db.rows("SELECT passage FROM closeup")}

    def nearness(self, ids: Sequence[str], vector: Vectors) -> dict[str, Nearness]:
        """How near those of these passages that are here are to a vector of (1, dimensions)."""
        rows = [row for first in range(0, len(ids), _BATCH) for row in self._rows(ids[first : first + _BATCH])]
        if not rows:
            return {}
        # All windows in one product: a call for each passage would cost ten times as much.
        matrix = np.frombuffer(b"".join(vectors for _, _, vectors, _ in rows), dtype=np.float16)
        similarities = matrix.astype(np.float32).reshape(-1, vector.shape[1]) @ vector[0]
        counts = [len(spans) // _SPAN for _, spans, _, _ in rows]
        starts = np.cumsum([0, *counts])
        best = np.maximum.reduceat(similarities, starts[:-1]).tolist()
        sums = np.add.reduceat(similarities, starts[:-1]).tolist()
        return {
            id: Nearness(near, total / count / max(length, 1e-12), similarities[first : first + count], spans)
            for (id, spans, _, length), first, count, near, total in zip(
                rows, starts.tolist(), counts, best, sums, strict=False
            )
        }

    def wholes(self, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """Those of these passages that are here, and the unit vectors of each as a whole, (passages, dimensions)."""
        held: list[str] = []
        parts = [np.empty((0, 0), dtype=np.float32)]
        for first in range(0, len(ids), _WHOLES):
            rows = self._rows(ids[first : first + _WHOLES])
            if rows:
                held += [row["passage"] for row in rows]
                parts.append(_wholes(rows))
        return held, np.concatenate(parts[1:] or parts)

    def _rows(self, ids: Sequence[str]) -> list[Row]:
        return self._db.rows(f"SELECT * FROM closeup WHERE passage IN ({marks(len(ids))})", *ids)


def _wholes(rows: Sequence[Row]) -> Vectors:
    counts = np.array([len(row["spans"]) // _SPAN for row in rows])
    lengths = np.array([max(row["length"], 1e-12) for row in rows], dtype=np.float32)
    matrix = np.frombuffer(b"".join(row["vectors"] for row in rows), dtype=np.float16).astype(np.float32)
    sums = np.add.reduceat(matrix.reshape(counts.sum(), -1), np.cumsum([0, *counts[:-1]]), axis=0)
    return np.asarray(sums / (counts * lengths)[:, np.newaxis], dtype=np.float32)
