"""Puts passages together that are about the same. The only file that knows scikit-learn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.phrases import Key
from knowledge.store import Vectors

FEWEST = 8  # passages from which on there is anything to put together
_SIZES = range(3, 13)  # numbers of clusters that are tried
_LEAST = 6  # passages to a cluster, on average
_LEXICAL = 2.0  # what the phrases of passages weigh beside their vectors
_COMMON = 0.3  # a phrase in more of the passages tells none of them apart
_DIMENSIONS, _LEXICAL_DIMENSIONS = 24, 64
_STARTS = 4
_JUDGED = 1000  # passages by which a number of clusters is judged
_BELONGS = 0.02  # silhouette from which on a passage belongs to its cluster rather than between two
Row = np.ndarray[tuple[int], np.dtype[np.float64]]
Rows = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Clusters:
    """The cluster of each passage, None for one that belongs to none, and how near it is to the middle of it."""

    of: tuple[int | None, ...]
    centrality: tuple[float, ...]


def clustered(
    vectors: Vectors, voices: Sequence[tuple[str, str]], phrases: Sequence[dict[Key, str]], follows: Sequence[bool]
) -> Clusters:
    """Passages by what they are about, the same for the same passages every time.

    `voices` are the source and the speaker of each, and `follows` tells whether it goes on the one before it:
    those share what they are about, more or less.
    """
    # Imported here, as is scikit-learn: it takes most of a second, and hardly any command needs it.
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    # On small rows several threads gain nothing, lose seconds where cores are busy, and add in any order.
    with threadpool_limits(1):
        rows = np.hstack([_without_voices(vectors, voices), _LEXICAL * _lexical(phrases)])
        return _best(_reduced(_smoothed(rows, follows)))


def _without_voices(vectors: Vectors, voices: Sequence[tuple[str, str]]) -> Rows:
    """Unit vectors without what all of one speaker in one source have in common.

    Who speaks and where is encoded with every passage; left in, it is all that clusters show.
    """
    rows = vectors.astype(np.float64)
    sources = np.array([source for source, _ in voices])
    both = np.array(["\0".join(voice) for voice in voices])
    common = {source: rows[sources == source].mean(axis=0) for source in set(sources.tolist())}
    freed = rows.copy()
    for voice in sorted(set(both.tolist())):
        mine = both == voice
        count, source = int(mine.sum()), voice.partition("\0")[0]
        # The mean of a few passages is what they say: it is drawn to that of their source.
        freed[mine] -= (rows[mine].sum(axis=0) + _LEAST * common[source]) / (count + _LEAST)
    return _unit(freed)


def _lexical(phrases: Sequence[dict[Key, str]]) -> Rows:
    """Phrases weighed by their rarity, in fewer dimensions: those that are said together become one."""
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.preprocessing import normalize  # noqa: PLC0415

    holding: dict[Key, int] = {}
    for key in (key for each in phrases for key in each):
        holding[key] = holding.get(key, 0) + 1
    most = max(FEWEST, _COMMON * len(phrases))
    weights = {key: float(np.log1p(len(phrases) / count)) for key, count in holding.items() if 1 < count <= most}
    if len(weights) < 2:
        return np.zeros((len(phrases), 1))
    matrix = normalize(
        DictVectorizer().fit_transform(
            [{" ".join(key): weights[key] for key in each if key in weights} for each in phrases]
        )
    )
    size = min(_LEXICAL_DIMENSIONS, min(matrix.shape) - 1)
    reduced: Rows = TruncatedSVD(size, random_state=0).fit_transform(matrix)
    return reduced


def _smoothed(rows: Rows, follows: Sequence[bool]) -> Rows:
    """Each passage with half of those before and after it, where they go on."""
    smooth = rows.copy()
    later = np.flatnonzero(np.asarray(follows))
    smooth[later] += rows[later - 1] / 2
    smooth[later - 1] += rows[later] / 2
    return smooth


def _reduced(rows: Rows) -> Rows:
    """Unit vectors in the directions in which the passages differ most."""
    size = min(_DIMENSIONS, *rows.shape)
    values, directions = np.linalg.eigh(rows.T @ rows)
    return _unit(rows @ directions[:, np.argsort(values)[::-1][:size]])


def _best(rows: Rows) -> Clusters:
    """The clusters of the number by which passages are nearest to their own and farthest from others."""
    from sklearn.cluster import KMeans  # noqa: PLC0415
    from sklearn.metrics import silhouette_samples, silhouette_score  # noqa: PLC0415

    judged = np.linspace(0, len(rows) - 1, min(len(rows), _JUDGED)).astype(int)
    distinct = len(np.unique(rows.round(3), axis=0))
    best, found = -1.0, None
    for size in (size for size in _SIZES if size < distinct and (size == _SIZES[0] or size * _LEAST <= len(rows))):
        fitted = KMeans(size, n_init=_STARTS, random_state=0).fit(rows)
        labels = fitted.labels_[judged]
        score = float(silhouette_score(rows[judged], labels)) if 1 < len(set(labels.tolist())) < len(judged) else -1.0
        if found is None or score > best:
            best, found = score, fitted
    if found is None:
        return Clusters((None,) * len(rows), (0.0,) * len(rows))
    silhouettes = silhouette_samples(rows, found.labels_)
    central = (rows * found.cluster_centers_[found.labels_]).sum(axis=1)
    of = [int(one) if fits >= _BELONGS else None for one, fits in zip(found.labels_, silhouettes, strict=True)]
    return Clusters(tuple(of), tuple(central.tolist()))


def _unit(rows: Rows) -> Rows:
    unit: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return unit
