"""The vector store: one Chroma collection of passage embeddings. The only file that knows chromadb."""

import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings
from chromadb.errors import ChromaError, InternalError

from knowledge.errors import LibraryDamaged, LibraryUnwritable

_ROOM = 2**20  # bytes that opening an index needs at the least
_COLLECTION = "passages"
# Chroma's default search width of 100 lost 3 to 4 % of the exact top 10 on 2,660 passages.
_HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}
Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class VectorRecord:
    """A passage as the store keeps it: what a search may be restricted to. What it says is the catalogue's to tell."""

    id: str
    source: str
    speaker: str | None
    kind: str


class VectorStore:
    """Opened on a folder, which it creates. One process may write at a time: hold the library's lock."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._lock = folder, threading.RLock()
        self._open()

    def reopen(self) -> None:
        """Reads again from disk. An open index does not see what another process writes, and may fail on it."""
        with self._lock:
            self._client.close()
            self._open()

    def close(self) -> None:
        self._client.close()

    def _open(self) -> None:
        try:
            self._client = chromadb.PersistentClient(str(self._folder), Settings(anonymized_telemetry=False))
            self._collection = self._client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": _HNSW}
            )
            self._collection.get(limit=1, include=[])  # a damaged one fails here rather than at a question
        except Exception as error:  # chromadb raises its own, sqlite's and Rust's errors here, without a common root
            if shutil.disk_usage(self._folder).free < _ROOM:
                raise LibraryUnwritable("The disk that holds the library is full.") from error
            raise LibraryDamaged(
                "The vector index cannot be opened; make it anew with `python -m knowledge reindex`."
            ) from error

    def __len__(self) -> int:
        """Counts them, which takes longer than many searches."""
        with self._lock:
            return int(self._collection.count())

    def ids(self) -> set[str]:
        with self._lock:
            return set(self._collection.get(include=[])["ids"])

    def put(self, records: Sequence[VectorRecord], vectors: Vectors) -> None:
        """Adds passages, or replaces those of the same id; `vectors` is (len(records), dimensions)."""
        with self._lock, _written():
            for part in self._batches(len(records)):
                self._collection.upsert(
                    ids=[record.id for record in records[part]],
                    embeddings=vectors[part],
                    metadatas=[_metadata(record) for record in records[part]],
                )

    def remove(self, ids: Iterable[str]) -> None:
        gone = list(ids)
        with self._lock, _written():
            for part in self._batches(len(gone)):
                self._collection.delete(ids=gone[part])

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those of these passages that are here, each (dimensions,)."""
        with self._lock:
            try:
                return self._vectors(ids)
            except InternalError:  # as in a search
                self.reopen()
                return self._vectors(ids)

    def _vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        for part in self._batches(len(ids)):
            held = self._collection.get(ids=list(ids[part]), include=["embeddings"])
            rows = np.asarray(held["embeddings"], dtype=np.float32)
            found |= dict(zip(held["ids"], rows, strict=True))
        return found

    def _batches(self, count: int) -> Iterator[slice]:
        size = self._client.get_max_batch_size()
        return (slice(first, first + size) for first in range(0, count, size))

    def search(self, vector: Vectors, limit: int, where: dict[str, Any] | None) -> list[tuple[str, float]]:
        """Ids of the nearest passages with their cosine similarity, best first."""
        with self._lock:
            try:
                return self._search(vector, limit, where)
            except InternalError:
                # Another process is in the middle of a write, or has just finished one.
                self.reopen()
                return self._search(vector, limit, where)

    def _search(self, vector: Vectors, limit: int, where: dict[str, Any] | None) -> list[tuple[str, float]]:
        found = self._collection.query(query_embeddings=vector, n_results=limit, where=where, include=["distances"])
        distances = found["distances"] or [[]]
        return [(id, 1 - distance) for id, distance in zip(found["ids"][0], distances[0], strict=True)]


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except ChromaError as error:
        raise LibraryUnwritable(f"The vector index cannot be written: {error}.") from error


def where(*, source: str | None, speaker: str | None, kinds: Iterable[str] | None) -> dict[str, Any] | None:
    """Chroma's filter for these restrictions; None where there are none."""
    clauses: list[dict[str, Any]] = []
    if source is not None:
        clauses.append({"source": source})
    if speaker is not None:
        clauses.append({"speaker": speaker})
    if kinds is not None:
        clauses.append({"kind": {"$in": sorted(kinds)}})
    return clauses[0] if len(clauses) == 1 else {"$and": clauses} if clauses else None


def _metadata(record: VectorRecord) -> dict[str, Any]:
    # Chroma refuses None; the empty string is no speaker's id.
    return {"source": record.source, "speaker": record.speaker or "", "kind": record.kind}
