"""Vectors of texts that were encoded before, found again by what the texts say: none is encoded twice."""

import logging
from collections.abc import Callable, Collection, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import numpy as np

from knowledge.database import Database, marks
from knowledge.encoder import Encoder, Vectors
from knowledge.errors import LibraryDamaged
from knowledge.excerpts import Excerpt

CACHE = "encoded.sqlite3"  # its file, in a library's folder
_KEY = 16  # bytes of a text's digest
_CHUNK = 512  # texts after which what was encoded is on the disk, should the process end
_BESIDE = ("wal", "shm", "journal")  # what SQLite keeps next to a file
_REMEDY = "delete it, and texts are encoded again when they are indexed anew"
_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS model (id INTEGER PRIMARY KEY, fingerprint TEXT UNIQUE NOT NULL);
CREATE TABLE IF NOT EXISTS vector (
  model INTEGER NOT NULL, text BLOB NOT NULL, source TEXT NOT NULL, vector BLOB NOT NULL,
  PRIMARY KEY (model, text)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS vector_source ON vector (source);
"""

T = TypeVar("T")
log = logging.getLogger(__name__)


class VectorCache:
    """Opened on a file, which it creates; for whoever holds the library's lock. Raises LibraryError.

    It holds digests of texts, never texts, and goes with the source that they are of. Vectors are kept in 16 bits.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._name = path, f"The cache of vectors in {path}"
        try:
            self._db = Database(path, _SCHEMA, name=self._name, remedy=_REMEDY)
        except LibraryDamaged:
            self._begin_anew()

    def close(self) -> None:
        self._db.close()

    def empty(self) -> None:
        """Throws away what is here, in whichever state it is."""
        self._db.close()
        self._begin_anew()

    def _begin_anew(self) -> None:
        log.warning("%s cannot be read, so it begins anew; texts are encoded again when they are needed.", self._name)
        for file in (self._path, *(self._path.with_name(f"{self._path.name}-{kind}") for kind in _BESIDE)):
            file.unlink(missing_ok=True)
        self._db = Database(self._path, _SCHEMA, name=self._name, remedy=_REMEDY)

    def before(self, encoder: Encoder, source: str) -> "Cached":
        """An encoder that takes what it has from here; what it must encode, it keeps here for `source`."""
        return Cached(self, encoder, source)

    def forget(self, source: str) -> None:
        """Drops the vectors of a source's texts."""
        self._db.rows("DELETE FROM vector WHERE source = ?", source)

    def keep_texts(self, source: str, keys: Collection[bytes]) -> None:
        """Drops the vectors of a source's texts, but for those of these digests."""
        with self._db.writing():
            held = {row["text"] for row in self._db.rows("SELECT text FROM vector WHERE source = ?", source)}
            gone = [(source, text) for text in held.difference(keys)]
            self._db.many("DELETE FROM vector WHERE source = ? AND text = ?", gone)

    def scrub(self) -> bool:
        """As of `Catalogue.scrub`."""
        return self._db.scrub()

    def keep_only(self, fingerprint: str) -> None:
        """Drops the vectors that other models made."""
        model = self._model(fingerprint)
        self._db.rows("DELETE FROM vector WHERE model <> ?", model)
        self._db.rows("DELETE FROM model WHERE id <> ?", model)

    def known(self, fingerprint: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The vectors of those of these texts that are here."""
        sql = f"SELECT text, vector FROM vector WHERE model = ? AND text IN ({marks(len(keys))})"
        return {row["text"]: row["vector"] for row in self._db.rows(sql, self._model(fingerprint), *keys)}

    def keep(self, fingerprint: str, source: str, vectors: Sequence[tuple[bytes, bytes]]) -> None:
        model = self._model(fingerprint)
        with self._db.writing():
            self._db.many(
                "INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?)",
                [(model, text, source, vector) for text, vector in vectors],
            )

    def _model(self, fingerprint: str) -> int:
        self._db.rows("INSERT OR IGNORE INTO model (fingerprint) VALUES (?)", fingerprint)
        return int(self._db.rows("SELECT id FROM model WHERE fingerprint = ?", fingerprint)[0]["id"])


class Cached:
    """An encoder behind a cache; `used` are the digests of all passages' texts that it was asked for."""

    def __init__(self, cache: VectorCache, encoder: Encoder, source: str) -> None:
        self._cache, self._encoder, self._source = cache, encoder, source
        self.used: set[bytes] = set()

    @property
    def fingerprint(self) -> str:
        return self._encoder.fingerprint

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode_questions(texts)

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        return self._all([(text, [_key(text)]) for text in texts], self._encoder.encode_passages, advance)

    def encode_excerpts(self, excerpts: Sequence[Excerpt], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        keyed = [(one, [_key(f"{span}\0{one.about}\0{one.text}") for span in one.spans]) for one in excerpts]
        return self._all(keyed, self._encoder.encode_excerpts, advance)

    def _all(
        self,
        keyed: Sequence[tuple[T, Sequence[bytes]]],
        encode: Callable[[Sequence[T], Callable[[int], None]], Vectors],
        advance: Callable[[int], None],
    ) -> Vectors:
        """The vectors of things that each have as many as there are keys to it."""
        chunks = (keyed[first : first + _CHUNK] for first in range(0, len(keyed), _CHUNK))
        return np.concatenate([self._chunk(chunk, encode, advance) for chunk in chunks])

    def _chunk(
        self,
        keyed: Sequence[tuple[T, Sequence[bytes]]],
        encode: Callable[[Sequence[T], Callable[[int], None]], Vectors],
        advance: Callable[[int], None],
    ) -> Vectors:
        keys = [key for _, those in keyed for key in those]
        self.used.update(keys)
        known = self._cache.known(self.fingerprint, keys)
        missing = {tuple(those): one for one, those in keyed if not known.keys() >= set(those)}
        wanted = [key for those in missing for key in those]
        if there := len(keys) - len(wanted):
            advance(there)
        if missing:
            encoded = encode(list(missing.values()), advance)
            # In 16 bits already now, so that a vector is the same whether or not it was here.
            fresh = [(key, vector.astype(np.float16).tobytes()) for key, vector in zip(wanted, encoded, strict=True)]
            self._cache.keep(self.fingerprint, self._source, fresh)
            known |= dict(fresh)
        rows = np.frombuffer(b"".join(known[key] for key in keys), np.float16).reshape(len(keys), -1)
        vectors: Vectors = rows.astype(np.float32)
        return vectors


def _key(said: str) -> bytes:
    return blake2b(said.encode(), digest_size=_KEY).digest()
