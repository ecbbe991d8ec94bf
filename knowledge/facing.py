"""Sets what several sides said on a topic face to face: their statements by meaning, without names and titles.

Similarities of a sentence encoder are high between any two statements. What is common to all statements of a
library is therefore taken from each, and how like two of them then are is measured against chance: statements
picked from all over the library.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import log

import numpy as np

from knowledge.encoder import Encoder, Vectors
from knowledge.folding import simplified
from knowledge.lexical import Sense
from knowledge.model import OWN_WORDS, Quote, Row
from knowledge.pairing import At, Position, rows
from knowledge.positions import holds, statements
from knowledge.retrieval import Wanted
from knowledge.shelves import Shelves
from knowledge.tokens import terms

_LOOKED_AT = 20_000  # passages among which they are taken, at most
_SAMPLE = 48  # statements from all over a library by which chance is known
_NEAREST = 0.1  # the part of them, the nearest to a topic, that a statement on the topic must be nearer than
_UNKNOWN = 2  # statements, at the origin, that stand for all those which a tiny library does not have
_LEAST_SPREAD = 0.05  # of likenesses by chance; in a tiny library they may all be the same
# How far a statement is about the topic, in standard deviations; from 0 on it is.
_FAINTLY = -0.5  # or from here on, where a side that spoke has no better one
_ABOUT = -0.5  # before anything else, if it is as near as chance is
_SAID = 2.0  # what it adds that it says all of the topic's words
_WORSE = 100.0  # what it takes that the quote it is from is worse than its side's best, for each 1 of score
_HOLDS = 2.0  # what it adds to its worth that it is a position


@dataclass(frozen=True, slots=True)
class _Statement:
    """A short quote, which of its side's quotes it is from, and by how much that is worse than the best."""

    quote: Quote
    of: int
    worse: float


@dataclass(frozen=True, slots=True, eq=False)
class _Chance:
    """Statements from all over a library, what is common to them, (1, dimensions), and how like they are."""

    revision: str
    sample: Vectors
    centre: Vectors
    mean: float = 0.0
    spread: float = 1.0

    def likeness(self, ones: Vectors, others: Vectors) -> Vectors:
        """In standard deviations of chance, (len(ones), len(others))."""
        found: Vectors = (self._apart(ones) @ self._apart(others).T - self.mean) / self.spread
        return found

    def nearness(self, vectors: Vectors, topic: Vectors) -> list[float]:
        """How much nearer statements are to a topic than the nearest of the sample."""
        by_chance = np.sort(self.likeness(self.sample, topic)[:, 0])[-max(1, round(_NEAREST * len(self.sample))) :]
        nearer: list[float] = (self.likeness(vectors, topic)[:, 0] - by_chance.mean()).tolist()
        return nearer

    def _apart(self, vectors: Vectors) -> Vectors:
        apart = vectors - self.centre
        unit: Vectors = apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-12)
        return unit


class Facing:
    """Makes the rows of comparisons; keeps what chance is in a library until that is changed. Thread-safe."""

    def __init__(self, shelves: Shelves, encoder: Encoder) -> None:
        self._shelves, self._encoder = shelves, encoder
        self._known: _Chance | None = None

    def rows(self, wanted: Wanted, sides: Sequence[Sequence[Quote]], *, limit: int) -> tuple[Row, ...]:
        """What each side states on the topic, by whom it faces; `sides` are the quotes of each, none if silent."""
        stated = [_statements(quotes) for quotes in sides]
        every = [one for side in stated for one in side]
        if not every:
            return ()
        chance, vectors = self._chance(), self._encoded([one.quote for one in every])
        near = chance.nearness(vectors, wanted.vector)
        about = [self._about(wanted, one, nearer) for one, nearer in zip(every, near, strict=True)]
        worth = [more + _HOLDS * holds(one.quote) for one, more in zip(every, about, strict=True)]
        bounds = pairwise([0, *accumulate(map(len, stated))])
        # By side, which of `every` are about the topic.
        kept = [
            [i for i in range(*inside) if about[i] >= min(0.0, max([_FAINTLY, *about[slice(*inside)]]))]
            for inside in bounds
        ]
        alike = chance.likeness(vectors, vectors)

        def likeness(one: At, other: At) -> float:
            return float(alike[kept[one[0]][one[1]], kept[other[0]][other[1]]])

        positions = [[Position(every[i].quote, worth[i], every[i].of) for i in side] for side in kept]
        return rows(positions, likeness, limit=limit)

    def _about(self, wanted: Wanted, one: _Statement, near: float) -> float:
        return _ABOUT + near + _SAID * self._said(wanted.reading.senses, one.quote.text) - _WORSE * one.worse

    def _said(self, senses: Sequence[Sense], text: str) -> float:
        """The part of the topic, weighed by its rarity, that a statement says in any wording; from 0 to 1."""
        spoken, passages = set(terms(text)), self._shelves.count()
        weights, parts = [], []
        for sense in senses:
            count = sum(min(map(self._shelves.frequency, wording.terms), default=0) for wording in sense)
            weights.append(log(1 + passages / (1 + count)) if count else 0.0)
            parts.append(max((one.weight for one in sense if spoken.issuperset(one.terms)), default=0.0))
        said = sum(weight * part for weight, part in zip(weights, parts, strict=True))
        return said / (sum(weights) or 1.0)

    def _chance(self) -> _Chance:
        revision = self._shelves.revision
        if self._known is None or self._known.revision != revision:
            self._known = self._measured(revision)
        return self._known

    def _measured(self, revision: str) -> _Chance:
        own = [passage for passage in self._shelves.sample(_LOOKED_AT) if passage.kind in OWN_WORDS]
        firsts = (next(statements(Quote(one, 0, len(one.text))), None) for one in own[:: max(1, len(own) // _SAMPLE)])
        sample = self._encoded([one for one in firsts if one])
        centre: Vectors = sample.sum(axis=0, keepdims=True) / (len(sample) + _UNKNOWN)
        bare = _Chance(revision, sample, centre)
        alike = bare.likeness(sample, sample)[np.triu_indices(len(sample), 1)]
        if not len(alike):
            return bare
        # Some do speak of the same thing: medians take no notice of them.
        middle = float(np.median(alike))
        spread = 1.4826 * float(np.median(np.abs(alike - middle)))
        return _Chance(revision, sample, centre, middle, max(_LEAST_SPREAD, spread))

    def _encoded(self, said: Sequence[Quote]) -> Vectors:
        return self._encoder.encode_questions([simplified(one.text) for one in said])


def _statements(quotes: Sequence[Quote]) -> list[_Statement]:
    best = max((quote.score for quote in quotes), default=0.0)
    return [_Statement(one, of, best - quote.score) for of, quote in enumerate(quotes) for one in statements(quote)]
