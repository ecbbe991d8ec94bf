"""A library's vectors, wherever they lie: put, removed and searched, in the store's own words."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from knowledge.places import EMBEDDED, Embedded, Place
from knowledge.store import words
from knowledge.store.embedded import EmbeddedChroma
from knowledge.store.records import VectorRecord, Vectors, metadata
from knowledge.store.server import ServedChroma
from knowledge.weighing import weighed

Answer = TypeVar("Answer")


class _Chroma(Protocol):
    """A collection that somebody keeps open, and what goes wrong with it put into LibraryErrors."""

    threads: int
    """How many searches are answered at once."""

    @property
    def collection(self) -> str: ...

    @property
    def searches_words(self) -> bool: ...

    def reading(self, ask: Callable[[Any], Answer], asked: float) -> Answer:
        """What `ask` gives, called with the collection; `asked` is when that was wanted, by time.monotonic()."""

    def writing(self, change: Callable[[Any], object]) -> None:
        """Calls `change`, which may be repeated without harm, with the collection."""

    def batch(self) -> int:
        """How many passages one request may be about."""

    def reopen(self) -> None: ...

    def close(self) -> None: ...


class VectorStore:
    """Opened for a folder, which it creates. One process may write at a time: hold the library's lock.

    Embedded vectors lie in the folder; of those on a server it holds the name of their collection. A server
    is not looked for before it is needed: any method but `close` and `reopen` then raises VectorsAway where
    it is away, and works again when it is back.
    """

    def __init__(self, folder: Path, place: Place = EMBEDDED) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._chroma: _Chroma = EmbeddedChroma(folder) if isinstance(place, Embedded) else ServedChroma(folder, place)
        self._beside = ThreadPoolExecutor(self._chroma.threads, "vectors")

    @staticmethod
    def name(folder: Path, place: Place) -> str | None:
        """The name of the collection for a folder: empty where it is embedded, None where it has none yet."""
        return "" if isinstance(place, Embedded) else ServedChroma.name(folder)

    @staticmethod
    def erase(folder: Path, place: Place) -> None:
        """Deletes what lies outside the folder, as a collection on a server; harmless where nothing does."""
        if not isinstance(place, Embedded):
            ServedChroma.erase(folder, place)

    def reopen(self) -> None:
        """Reads again from disk. An open index does not see what another process writes, and may fail on it."""
        self._chroma.reopen()

    def close(self) -> None:
        self._beside.shutdown()
        self._chroma.close()

    @property
    def collection(self) -> str:
        """Which collection is open; another one after it was lost, empty while none is."""
        return self._chroma.collection

    def __len__(self) -> int:
        """Counts them, which takes longer than many searches."""
        return self._read(lambda collection: int(collection.count()))

    def ids(self) -> set[str]:
        return self._read(lambda collection: set(collection.get(include=[])["ids"]))

    def put(self, records: Sequence[VectorRecord], vectors: Vectors) -> None:
        """Adds passages, or replaces those of the same id; `vectors` is (len(records), dimensions)."""
        for part in self._batches(len(records)):
            ids = [record.id for record in records[part]]
            self._chroma.writing(partial(self._upsert, ids, records[part], vectors[part]))

    def remove(self, ids: Iterable[str]) -> None:
        gone = list(ids)
        for part in self._batches(len(gone)):
            self._chroma.writing(partial(_delete, ids=gone[part]))

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those of these passages that are here, each (dimensions,)."""
        found: dict[str, Vectors] = {}
        for part in self._batches(len(ids)):
            found |= self._read(partial(_vectors, ids=list(ids[part])))
        return found

    def told(self, ids: Sequence[str]) -> dict[str, tuple[str, str, str]]:
        """Source, speaker and kind that are kept of those of these passages that are here."""
        found: dict[str, tuple[str, str, str]] = {}
        for part in self._batches(len(ids)):
            found |= self._read(partial(_told, ids=list(ids[part])))
        return found

    def search(self, vector: Vectors, limit: int, where: dict[str, Any] | None) -> list[tuple[str, float]]:
        """Ids of the nearest passages with their cosine similarity, best first."""
        return self._read(partial(_nearest, vector=vector, limit=limit, where=where))

    @property
    def searches_words(self) -> bool:
        """Whether the words of passages are searched there as well; known when the collection is open."""
        return self._chroma.searches_words

    def sparse_search(
        self, asked: words.Weights, limit: int, where: dict[str, Any] | None
    ) -> dict[str, dict[str, float]]:
        """Passages that hold most of the terms, each with those that it has and what they weigh there.

        Only where `searches_words`.
        """
        return self._read(partial(words.search, asked=asked, limit=limit, where=where))

    def soon(self, vector: Vectors, limit: int, where: dict[str, Any] | None) -> Future[list[tuple[str, float]]]:
        """As `search`, beside whatever its caller does until it wants the result."""
        asked, ask = time.monotonic(), partial(_nearest, vector=vector, limit=limit, where=where)
        return self._beside.submit(self._chroma.reading, ask, asked)

    def _read(self, ask: Callable[[Any], Answer]) -> Answer:
        return self._chroma.reading(ask, time.monotonic())

    def _upsert(self, ids: list[str], records: Sequence[VectorRecord], vectors: Vectors, collection: Any) -> None:
        known = [metadata(record) for record in records]
        if self._chroma.searches_words:
            known = [one | words.metadata(weighed(record.terms)) for one, record in zip(known, records, strict=True)]
        collection.upsert(ids=ids, embeddings=vectors, metadatas=known)

    def _batches(self, count: int) -> Iterator[slice]:
        size = self._chroma.batch() if count else 1
        return (slice(first, first + size) for first in range(0, count, size))


def _delete(collection: Any, ids: list[str]) -> None:
    collection.delete(ids=ids)


def _vectors(collection: Any, ids: list[str]) -> dict[str, Vectors]:
    held = collection.get(ids=ids, include=["embeddings"])
    return dict(zip(held["ids"], np.asarray(held["embeddings"], dtype=np.float32), strict=True))


def _told(collection: Any, ids: list[str]) -> dict[str, tuple[str, str, str]]:
    held = collection.get(ids=ids, include=["metadatas"])
    rows = zip(held["ids"], held["metadatas"] or [], strict=True)
    return {id: (str(row["source"]), str(row["speaker"]), str(row["kind"])) for id, row in rows}


def _nearest(collection: Any, vector: Vectors, limit: int, where: dict[str, Any] | None) -> list[tuple[str, float]]:
    found = collection.query(query_embeddings=vector, n_results=limit, where=where, include=["distances"])
    distances = found["distances"] or [[]]
    return [(id, 1 - distance) for id, distance in zip(found["ids"][0], distances[0], strict=True)]
