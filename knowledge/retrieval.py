"""Finds the passages for a question: the dense and the lexical index asked side by side, and fused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.catalogue import Catalogue
from knowledge.dictionary import Dictionary
from knowledge.indexes import Indexes, Only
from knowledge.model import Kind, Speaker
from knowledge.senses import names_of, senses
from knowledge.sentences import Span
from knowledge.store import Vectors
from knowledge.windows import Nearness

_POOL = 60  # candidates taken from each index
_WHOLE = 0.3  # of the similarity, the part that the passage as a whole has beside its nearest window
_SATURATION = 18.0  # BM25 at which lexical evidence counts half
_NAMED = 0.02  # what it adds that the question names the passage's speaker
_NARRATED = 0.04  # what it costs a narrator's words that the question asks for a speaker's view


@dataclass(frozen=True, slots=True)
class Weights:
    """How evidence is weighed against the cosine similarity of question and passage.

    `lexical` is what a perfect match of words can add; `neighbours` is the part of the similarity
    that is taken from the passages right before and after.
    """

    lexical: float
    neighbours: float


# An answer is often understood from the question before it. A position is one speaker's alone, and
# the passages around it are mostly other people's.
ANSWERS = Weights(lexical=0.06, neighbours=0.1)
POSITIONS = Weights(lexical=0.04, neighbours=0.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question tells beyond its words: the speakers it names, and whether it asks for their view."""

    speakers: tuple[Speaker, ...] = ()
    view: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: its fused score, and the window of it that is nearest to the question."""

    id: str
    score: float
    nearest: Span


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first, and the similarity of the most similar passage."""

    hits: tuple[Hit, ...]
    nearest: float


@dataclass(frozen=True, slots=True)
class _Similar:
    """How similar a passage is to a question, and which window of it the most."""

    similarity: float
    nearest: Span


class Retrieval:
    """Searches one library; holds nothing of its own."""

    def __init__(self, catalogue: Catalogue, indexes: Indexes, dictionary: Dictionary | None) -> None:
        self._catalogue, self._indexes, self._dictionary = catalogue, indexes, dictionary

    def search(
        self, question: str, vector: Vectors, only: Only, weights: Weights, wanted: Wanted | None = None
    ) -> Found:
        """Every candidate for `question`, whose vector is (1, dimensions)."""
        asked = wanted or Wanted()
        lexical = self._lexical(question, only, asked)
        candidates = list(dict.fromkeys([*(id for id, _ in self._indexes.dense(vector, _POOL, only)), *lexical]))
        similar = self._similar(candidates, vector, weights)
        if not similar:
            return Found((), 0.0)
        bonus = self._bonus(candidates, asked)
        hits = [
            Hit(
                id,
                found.similarity + weights.lexical * _saturated(lexical.get(id, 0.0)) + bonus.get(id, 0.0),
                found.nearest,
            )
            for id, found in similar.items()
        ]
        hits.sort(key=lambda hit: hit.score, reverse=True)
        return Found(tuple(hits), max(found.similarity for found in similar.values()))

    def _lexical(self, question: str, only: Only, wanted: Wanted) -> dict[str, float]:
        """BM25 of the question's words; all names of a speaker whom it names are one.

        A name tells that others speak of somebody; in that speaker's own words it is an accident.
        """
        names = {speaker.id: names_of(speaker) for speaker in wanted.speakers}
        known = frozenset(term for name in names.values() for wording in name for term in wording.terms)
        asked = senses(question, self._dictionary, self._indexes.words.says, without=known)
        scores = dict(self._indexes.lexical(asked, _POOL, only))
        for speaker, name in names.items():
            found = dict(self._indexes.lexical([name], _POOL, only))
            for id, voice, _ in self._catalogue.voices(found):
                if voice != speaker:
                    scores[id] = scores.get(id, 0.0) + found[id]
        return scores

    def _similar(self, candidates: Sequence[str], vector: Vectors, weights: Weights) -> dict[str, _Similar]:
        """Exact similarities, each leaning towards those of the passage's neighbours."""
        around = self._catalogue.neighbours(candidates) if weights.neighbours else {}
        wanted = {*candidates, *(id for ids in around.values() for id in ids)}
        own = {id: _seen(near) for id, near in self._indexes.nearness(sorted(wanted), vector).items()}
        return {id: _leaning(id, own, around.get(id, ()), weights.neighbours) for id in candidates if id in own}

    def _bonus(self, candidates: Sequence[str], wanted: Wanted) -> dict[str, float]:
        """What the voice of a passage adds to its score or takes from it."""
        if not wanted.speakers:
            return {}
        ids = {speaker.id for speaker in wanted.speakers}
        return {
            # Of two people in a question, one is often only talked about.
            id: _NAMED / len(ids) if speaker in ids else -_NARRATED
            for id, speaker, kind in self._catalogue.voices(candidates)
            if speaker in ids or (wanted.view and kind is Kind.NARRATION)
        }


def _seen(near: Nearness) -> _Similar:
    """The similarity of a passage, of its nearest window for the most part."""
    return _Similar((1 - _WHOLE) * near.window + _WHOLE * near.whole, near.span)


def _leaning(id: str, own: Mapping[str, _Similar], neighbours: Sequence[str], weight: float) -> _Similar:
    around = [own[neighbour].similarity for neighbour in neighbours if neighbour in own]
    if not around:
        return own[id]
    leaning = (1 - weight) * own[id].similarity + weight * sum(around) / len(around)
    return _Similar(leaning, own[id].nearest)


def _saturated(bm25: float) -> float:
    """BM25 on a scale from 0 to 1: ever more of the same words is ever less evidence."""
    return bm25 / (bm25 + _SATURATION)
