"""The truth on disk: every source's exact text, its turns and its passages, in one SQLite file.

The vector store and the lexical index can be rebuilt from it; it cannot be rebuilt from them.
"""

import json
import logging
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from knowledge.catalogue_rows import passage_of, passage_row, source_of, turn_of, turn_row
from knowledge.database import Database, Row, marks
from knowledge.errors import UnknownSource
from knowledge.exclusions import Exclusion, Wish, from_json, to_json
from knowledge.history import History, moment
from knowledge.model import Kind, Passage, Source, Transcript, Turn
from knowledge.passages import IDEAL, LONGEST, PARAGRAPH, STUB, Slice
from knowledge.redaction import FILLER
from knowledge.surroundings import AFTER, BEFORE, TOGETHER
from knowledge.windows import TITLE, WINDOW

_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA foreign_keys = ON;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS source (
  id TEXT PRIMARY KEY, path TEXT NOT NULL, digest TEXT NOT NULL, title TEXT NOT NULL, language TEXT, medium TEXT,
  date TEXT, url TEXT, speakers TEXT NOT NULL, names TEXT NOT NULL, text TEXT NOT NULL,
  approximate INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS turn (
  source TEXT NOT NULL REFERENCES source ON DELETE CASCADE, position INTEGER NOT NULL, speaker TEXT,
  kind TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, start_ms INTEGER,
  times TEXT NOT NULL DEFAULT '[]', PRIMARY KEY (source, position));
CREATE TABLE IF NOT EXISTS passage (
  id TEXT PRIMARY KEY, source TEXT NOT NULL REFERENCES source ON DELETE CASCADE, position INTEGER NOT NULL,
  turn INTEGER NOT NULL, speaker TEXT, kind TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  start_line INTEGER NOT NULL, end_line INTEGER NOT NULL, start_ms INTEGER, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS version (
  source TEXT NOT NULL, number INTEGER NOT NULL, made TEXT NOT NULL, what TEXT NOT NULL, transcript BLOB NOT NULL,
  PRIMARY KEY (source, number));
CREATE TABLE IF NOT EXISTS exclusion (id INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, wish TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passage_source ON passage (source, position);
CREATE INDEX IF NOT EXISTS passage_speaker ON passage (speaker);
"""
# Columns that earlier formats did not have.
_ADDED = (
    ("source", "names", "TEXT NOT NULL DEFAULT '[]'"),
    ("source", "approximate", "INTEGER NOT NULL DEFAULT 0"),
    ("turn", "times", "TEXT NOT NULL DEFAULT '[]'"),
)
# Of everything in a library's folder, and how its passages were cut; another one means: reindex.
FORMAT = (
    f"5, passages {IDEAL}/{LONGEST}/{PARAGRAPH}/{STUB}, "
    f"windows {WINDOW} among {BEFORE}/{AFTER}/{TOGETHER}, titles {TITLE}"
)
VECTORS = "vectors"  # the note that tells which vectors belong to the library
_BATCH = 10_000  # values in one statement; SQLite takes 32,766
_STRETCH, _SCATTER = 8, 617  # passages that a sample takes side by side; a prime, to take such stretches anywhere
_KEPT_COUNTS, _KEPT_TEXTS = 1000, 32
_REMEDY = "put a backup in its place, or bring the transcripts into a new folder"

log = logging.getLogger(__name__)


class Catalogue:
    """Opened on a file, which it creates; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._texts = lru_cache(_KEPT_TEXTS)(self._text)
        self._counts: dict[tuple[str | None, ...], int] = {}
        self._db = Database(path, _SCHEMA, name=f"The library in {path.parent}", remedy=_REMEDY)
        self._migrate()
        self.history = History(self._db)

    def close(self) -> None:
        self._db.close()

    def _migrate(self) -> None:
        """Adds what earlier formats did not have; FORMAT tells whether the indexes must be made anew as well."""
        for table, column, kind in _ADDED:
            if column not in {row["name"] for row in self._db.rows(f"PRAGMA table_info({table})")}:
                self._db.rows(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")

    def writing(self) -> AbstractContextManager[None]:
        """One transaction: all of it happens or none."""
        return self._db.writing()

    def note(self, key: str) -> str | None:
        rows = self._db.rows("SELECT value FROM meta WHERE key = ?", key)
        return rows[0]["value"] if rows else None

    def require_sound(self) -> None:
        """Reads the whole file. Raises LibraryDamaged."""
        self._db.require_sound()

    def notes(self, *keys: str) -> dict[str, str]:
        """Those of these that there are, as they were at one moment."""
        rows = self._db.rows(f"SELECT key, value FROM meta WHERE key IN ({marks(len(keys))})", *keys)
        return {row["key"]: row["value"] for row in rows}

    def set_note(self, key: str, value: str) -> None:
        self._db.rows(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value
        )

    def put(self, id: str, path: str, digest: str, transcript: Transcript, slices: Sequence[Slice]) -> None:
        """Replaces a source whole; call inside `writing`."""
        self.remove(id)
        speakers = json.dumps([asdict(speaker) for speaker in transcript.speakers], ensure_ascii=False)
        about = (transcript.title, transcript.language, transcript.medium, transcript.date, transcript.url)
        names = json.dumps(transcript.names, ensure_ascii=False)
        columns = "id, path, digest, title, language, medium, date, url, speakers, names, text, approximate"
        row = (id, path, digest, *about, speakers, names, transcript.text, transcript.approximate)
        self._db.rows(f"INSERT INTO source ({columns}) VALUES ({marks(12)})", *row)
        self._db.many(
            f"INSERT INTO turn VALUES ({marks(8)})",
            [turn_row(id, turn) for turn in transcript.turns],
        )
        self._db.many(
            f"INSERT INTO passage VALUES ({marks(12)})",
            [passage_row(id, position, cut, transcript.text) for position, cut in enumerate(slices)],
        )

    def exclusions(self) -> tuple[Exclusion, ...]:
        """The wishes that are kept to, oldest first."""
        rows = self._db.rows("SELECT * FROM exclusion ORDER BY id")
        return tuple(Exclusion(row["id"], row["made"], from_json(row["wish"])) for row in rows)

    def exclude(self, wish: Wish) -> None:
        self._db.rows("INSERT INTO exclusion (made, wish) VALUES (?, ?)", moment(), to_json(wish))

    def include(self, exclusion: int) -> None:
        """Forgets a wish, and of sources with words left out which files they are of, so that these are read again."""
        with self.writing():
            self._db.rows("DELETE FROM exclusion WHERE id = ?", exclusion)
            self._db.rows("UPDATE source SET digest = '' WHERE instr(text, ?)", FILLER)

    def scrub(self) -> bool:
        """Takes what was deleted out of the file's bytes, too; False if somebody reads it and keeps them there."""
        return self._db.scrub()

    def set_path(self, id: str, path: str) -> None:
        self._db.rows("UPDATE source SET path = ? WHERE id = ?", path, id)

    def remove(self, id: str) -> None:
        """Forgets a source; call inside `writing`."""
        self._db.rows("DELETE FROM source WHERE id = ?", id)

    def digests(self) -> dict[str, tuple[str, str]]:
        """Source id -> (path it was read from, digest of the file)."""
        return {row["id"]: (row["path"], row["digest"]) for row in self._db.rows("SELECT id, path, digest FROM source")}

    def sources(self) -> tuple[Source, ...]:
        return tuple(source_of(row) for row in self._db.rows(f"SELECT {_ABOUT} FROM source ORDER BY id"))

    def text(self, source: str) -> str:
        """Raises UnknownSource."""
        text = self._texts(source, self._db.version())
        if text is None:
            raise UnknownSource(source)
        return text

    def _text(self, source: str, _version: tuple[int, int]) -> str | None:
        rows = self._db.rows("SELECT text FROM source WHERE id = ?", source)
        return str(rows[0]["text"]) if rows else None

    def words(self, source: str, start: int, end: int) -> str:
        """A span of a source's text; nothing if the source is gone."""
        return (self._texts(source, self._db.version()) or "")[start:end]

    def turns(self, source: str) -> tuple[Turn, ...]:
        return tuple(
            turn_of(row) for row in self._db.rows("SELECT * FROM turn WHERE source = ? ORDER BY position", source)
        )

    def turns_within(self, source: str, start: int, end: int) -> tuple[Turn, ...]:
        """The turns of a source that have words in a span of its text, in order."""
        sql = "SELECT * FROM turn WHERE source = ? AND stop > ? AND start < ? ORDER BY position"
        return tuple(turn_of(row) for row in self._db.rows(sql, source, start, end))

    def turns_of(self, kind: Kind) -> Iterator[tuple[str, Turn]]:
        """All turns of a kind, each with its source."""
        for row in self._db.rows("SELECT * FROM turn WHERE kind = ? ORDER BY source, position", kind.value):
            yield row["source"], turn_of(row)

    def passages_within(self, source: Source, start: int, end: int) -> tuple[Passage, ...]:
        """The passages of a source that have words in a span of its text, in order."""
        sql = "SELECT * FROM passage WHERE source = ? AND stop > ? AND start < ? ORDER BY position"
        rows = self._db.rows(sql, source.id, start, end)
        return tuple(passage_of(row, source) for row in rows if self._is_verbatim(row, {source.id: source}))

    def passage_ids(self, source: str | None = None) -> set[str]:
        every = "SELECT id FROM passage"
        rows = self._db.rows(f"{every} WHERE source = ?", source) if source else self._db.rows(every)
        return {row["id"] for row in rows}

    def passages(self, ids: Iterable[str], sources: Mapping[str, Source]) -> dict[str, Passage]:
        """The passages of these ids that are in the library, each compared with its source's text."""
        wanted = list(ids)
        rows = self._db.rows(f"SELECT * FROM passage WHERE id IN ({marks(len(wanted))})", *wanted)
        return {row["id"]: passage_of(row, sources[row["source"]]) for row in rows if self._is_verbatim(row, sources)}

    def stamp(self) -> tuple[str | None, str | None]:
        """Another one whenever passages may have changed."""
        rows = self._db.rows("SELECT key, value FROM meta WHERE key IN ('revision', 'changing')")
        notes = {row["key"]: row["value"] for row in rows}
        return notes.get("revision"), notes.get("changing")

    def count(self, *, speaker: str | None = None, source: str | None = None) -> int:
        """How many passages there are, of one speaker and one source if named; counted once a revision."""
        key = (*self.stamp(), speaker, source)
        if key not in self._counts:
            if len(self._counts) >= _KEPT_COUNTS:
                self._counts.clear()
            condition, values = _condition(speaker, source)
            self._counts[key] = int(self._db.rows(f"SELECT count(*) FROM passage WHERE {condition}", *values)[0][0])
        return self._counts[key]

    def kinds_of(
        self, *, speaker: str | None = None, source: str | None = None, among: Sequence[str] | None = None
    ) -> dict[str, Kind]:
        """The kind of every passage by its id, of one speaker and one source if named, and among some if given."""
        condition, values = _condition(speaker, source, by="+" if among is not None else "")
        if among is not None:
            condition, values = f"{condition} AND id IN ({marks(len(among))})", [*values, *among]
        rows = self._db.rows(f"SELECT id, kind FROM passage WHERE {condition}", *values)
        return {row["id"]: Kind(row["kind"]) for row in rows}

    def holding(self, texts: Collection[str]) -> Counter[str]:
        """How many of these passages' words each source has, word for word."""
        wanted, found = list(texts), Counter[str]()
        for part in (wanted[first : first + _BATCH] for first in range(0, len(wanted), _BATCH)):
            sql = f"SELECT source, count(DISTINCT text) FROM passage WHERE text IN ({marks(len(part))}) GROUP BY source"
            found.update(dict(map(tuple, self._db.rows(sql, *part))))
        return found

    def voices(self, ids: Iterable[str]) -> list[tuple[str, str | None, Kind]]:
        """Id, speaker and kind of each of these passages."""
        wanted = list(ids)
        rows = self._db.rows(f"SELECT id, speaker, kind FROM passage WHERE id IN ({marks(len(wanted))})", *wanted)
        return [(row["id"], row["speaker"], Kind(row["kind"])) for row in rows]

    def settle(self, fingerprint: str, vectors: str) -> None:
        """Records that the indexes hold just what the catalogue holds, encoded by `fingerprint`; inside `writing`.

        `vectors` is what tells them apart from others; nothing where they are embedded.
        """
        self.set_note("encoder", fingerprint)
        self.set_note(VECTORS, vectors)
        self.set_note("format", FORMAT)
        self.set_note("revision", str(int(self.note("revision") or 0) + 1))
        self._db.rows("DELETE FROM meta WHERE key = 'changing'")

    def passages_of(
        self,
        sources: Mapping[str, Source],
        *,
        speaker: str | None = None,
        source: str | None = None,
        part: float = 1.0,
    ) -> Iterator[Passage]:
        """All passages in reading order, of one speaker and one source if named; or about that part of them.

        A part is taken in stretches from everywhere alike, the same ones every time.
        """
        rows = self._db.rows(
            "SELECT * FROM passage WHERE (?1 IS NULL OR speaker = ?1) AND (?2 IS NULL OR source = ?2)"
            f" AND rowid / {_STRETCH} * {_SCATTER} % 1000 < ?3 ORDER BY source, position",
            speaker,
            source,
            round(1000 * part),
        )
        yield from (passage_of(row, sources[row["source"]]) for row in rows if self._is_verbatim(row, sources))

    def untrue(self, part: float) -> tuple[int, int]:
        """How many passages of such a part there are, and of how many the words or the speaker are not their turn's."""
        rows = self._db.rows(
            "SELECT passage.*, turn.speaker AS heard, turn.start AS first, turn.stop AS last FROM passage"
            " LEFT JOIN turn ON turn.source = passage.source AND turn.position = passage.turn"
            f" WHERE passage.rowid / {_STRETCH} * {_SCATTER} % 1000 < ? ORDER BY passage.source",
            round(1000 * part),
        )
        return len(rows), sum(not self._is_true(row) for row in rows)

    def _is_true(self, row: Row) -> bool:
        within = row["first"] is not None and row["first"] <= row["start"] < row["stop"] <= row["last"]
        said = self.words(row["source"], row["start"], row["stop"])
        return within and row["speaker"] == row["heard"] and row["text"] == said

    def _is_verbatim(self, row: Row, sources: Mapping[str, Source]) -> bool:
        """The promise, checked at the last moment: a passage that is not in its source word for word is not shown."""
        if row["source"] not in sources:  # it came in, or went, since its sources were read
            return False
        if row["text"] == self.words(row["source"], row["start"], row["stop"]):
            return True
        log.error("passage %s does not stand in source %s as indexed; it is not shown", row["id"], row["source"])
        return False


def _condition(speaker: str | None, source: str | None, *, by: str = "") -> tuple[str, list[str]]:
    """What holds of passages of a speaker and a source, each if named; `by` a plus, SQLite looks up other things."""
    named = {"speaker": speaker, "source": source}
    values = [value for value in named.values() if value is not None]
    return " AND ".join(f"{by}{name} = ?" for name, value in named.items() if value is not None) or "TRUE", values


_ABOUT = "id, title, language, medium, date, url, speakers, names, approximate"  # of a source, whose text may be long
