"""The nearest passages of a part of a library: of one speaker, of one source, of some kinds.

An index that is asked with a filter takes five to forty times as long as without one. So a small part is
compared with the question passage by passage, which is exact, and a large one is found among the nearest
of all; only what neither can tell is left to the index's own filter.
"""

import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from knowledge.catalogue import Catalogue
from knowledge.indexes import Indexes, Only, Scored
from knowledge.model import Kind
from knowledge.store import Vectors

_SMALL = 4096  # passages that are compared one by one, however large a share of the library they are
_EXACT = 32_768  # and at most, where they are a small share
_SHARE = 1 / 8  # from which so many of the nearest of all are of the part that it is found among them
_MORE = 2.0  # times as many of all are looked through as ought to hold enough of the part
_WIDEST = 8192  # passages that are looked through at most
_KEPT = 65_536  # passages whose vectors are kept: 100 MB of them with the default model

_Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The passages of a speaker and of a source, each if named; `vectors` is (len(ids), dimensions)."""

    ids: tuple[str, ...]
    kinds: tuple[Kind, ...]
    vectors: Vectors


class Parts:
    """Of one library, for as long as its indexes are open; safe to use from several threads.

    Keeps the vectors of the parts that were asked for last, until the library changes.
    """

    def __init__(
        self, catalogue: Catalogue, indexes: Indexes, *, exact: int = _EXACT, widest: int = _WIDEST, keep: int = _KEPT
    ) -> None:
        """Compares parts of up to `exact` passages, looks through the nearest `widest`, keeps `keep` vectors."""
        self._catalogue, self.indexes = catalogue, indexes
        self._exact, self._widest, self._keep = exact, widest, keep
        self._kept: OrderedDict[_Key, _Part] = OrderedDict()
        self._lock = threading.Lock()
        self._beside = ThreadPoolExecutor(1, "parts")

    def close(self) -> None:
        """To be called before the indexes close."""
        self._beside.shutdown()

    def dense(self, vector: Vectors, limit: int, only: Only) -> Future[Scored]:
        """The nearest passages of a part, or of all, searched beside whatever its caller does meanwhile."""
        if only == Only():
            return self.indexes.dense(vector, limit, only)
        return self._beside.submit(self.nearest, vector, limit, only)

    def nearest(self, vector: Vectors, limit: int, only: Only) -> Scored:
        """Ids of the nearest passages of a part with their cosine similarity, best first."""
        every = self._catalogue.count()
        count = self._catalogue.count(speaker=only.speaker, source=only.source)
        if count <= self._exact and (count <= _SMALL or count < _SHARE * every):
            return _compared(self._part(only), vector, limit, only)
        looked_at = int(_MORE * limit * every / count)
        while looked_at <= self._widest:
            found = self._among_all(vector, looked_at, only)
            if len(found) >= min(limit, count):
                return found[:limit]
            looked_at *= 4
        return self.indexes.dense(vector, limit, only).result()

    def _among_all(self, vector: Vectors, looked_at: int, only: Only) -> Scored:
        nearest = self.indexes.dense(vector, looked_at, Only()).result()
        kinds = self._catalogue.kinds_of(speaker=only.speaker, source=only.source, among=[id for id, _ in nearest])
        return [(id, score) for id, score in nearest if id in kinds and _is_wanted(kinds[id], only)]

    def _part(self, only: Only) -> _Part:
        stamp = self._catalogue.stamp()
        key = (*stamp, only.speaker, only.source)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        kinds = self._catalogue.kinds_of(speaker=only.speaker, source=only.source)
        ids, vectors = self.indexes.wholes(list(kinds))
        part = _Part(tuple(ids), tuple(kinds[id] for id in ids), vectors)
        with self._lock:
            for old in [old for old in self._kept if old[: len(stamp)] != stamp]:
                del self._kept[old]
            self._kept[key] = part
            while len(self._kept) > 1 and sum(len(one.ids) for one in self._kept.values()) > self._keep:
                self._kept.popitem(last=False)
        return part


def _compared(part: _Part, vector: Vectors, limit: int, only: Only) -> Scored:
    if not part.ids:
        return []
    # Not a product of matrices: for one question, waking the threads of BLAS costs more than they save.
    scores = np.einsum("ij,j->i", part.vectors, vector[0])
    if only.kinds is not None:
        scores[[not _is_wanted(kind, only) for kind in part.kinds]] = -np.inf
    best = np.argpartition(-scores, min(limit, len(scores)) - 1)[:limit]
    ranked = best[np.argsort(-scores[best], kind="stable")]
    return [(part.ids[i], float(scores[i])) for i in ranked.tolist() if np.isfinite(scores[i])]


def _is_wanted(kind: Kind, only: Only) -> bool:
    return only.kinds is None or kind in only.kinds
