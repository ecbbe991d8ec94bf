"""Finds the passages for a question: the dense and the lexical index asked side by side, and fused."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.catalogue import Catalogue
from knowledge.indexes import Indexes, Only
from knowledge.lexical import Alternatives
from knowledge.model import Kind, Speaker
from knowledge.store import Vectors
from knowledge.tokens import query_terms, terms

_POOL = 60  # candidates taken from each index
_SATURATION = 12.0  # BM25 at which lexical evidence counts half
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
ANSWERS = Weights(lexical=0.045, neighbours=0.2)
POSITIONS = Weights(lexical=0.03, neighbours=0.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question tells beyond its words: the speakers it names, and whether it asks for their view."""

    speakers: tuple[Speaker, ...] = ()
    view: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Passage ids with their fused scores, best first, and the similarity of the best one."""

    scored: tuple[tuple[str, float], ...]
    nearest: float


class Retrieval:
    """Searches one library; holds nothing of its own."""

    def __init__(self, catalogue: Catalogue, indexes: Indexes) -> None:
        self._catalogue, self._indexes = catalogue, indexes

    def search(
        self, question: str, vector: Vectors, only: Only, weights: Weights, wanted: Wanted | None = None
    ) -> Found:
        """Every candidate for `question`, whose vector is (1, dimensions)."""
        asked = wanted or Wanted()
        dense = dict(self._indexes.dense(vector, _POOL, only))
        lexical = self._lexical(question, only, asked)
        candidates = [*dense, *(id for id in lexical if id not in dense)]
        if not candidates:
            return Found((), 0.0)
        similarity = self._similarities(candidates, vector, weights)
        if not similarity:
            return Found((), 0.0)
        bonus = self._bonus(candidates, asked)
        scores = {
            id: similarity[id] + weights.lexical * _saturated(lexical.get(id, 0.0)) + bonus.get(id, 0.0)
            for id in candidates
            if id in similarity
        }
        best = sorted(scores, key=scores.__getitem__, reverse=True)
        return Found(tuple((id, scores[id]) for id in best), max(similarity.values()))

    def _lexical(self, question: str, only: Only, wanted: Wanted) -> dict[str, float]:
        """BM25 of the question's terms; all names of a speaker whom it names are one term: 小扎 finds 扎克伯格.

        A name tells that others speak of somebody; in that speaker's own words it is an accident.
        """
        names = {speaker.id: _name_terms(speaker) for speaker in wanted.speakers}
        known = {term for group in names.values() for term in group}
        asked = [(term,) for term in query_terms(question) if term not in known]
        scores = dict(self._indexes.lexical(asked, _POOL, only))
        for speaker, group in names.items():
            for id, score in self._said_by_others(speaker, group, only):
                scores[id] = scores.get(id, 0.0) + score
        return scores

    def _said_by_others(self, speaker: str, names: Alternatives, only: Only) -> list[tuple[str, float]]:
        found = dict(self._indexes.lexical([names], _POOL, only)) if names else {}
        return [(id, found[id]) for id, voice, _ in self._catalogue.voices(found) if voice != speaker]

    def _similarities(self, candidates: Sequence[str], vector: Vectors, weights: Weights) -> dict[str, float]:
        """Exact cosine similarities, each leaning towards those of the passage's neighbours."""
        around = self._catalogue.neighbours(candidates) if weights.neighbours else {}
        wanted = {*candidates, *(id for ids in around.values() for id in ids)}
        own = {id: float(vector[0] @ stored) for id, stored in self._indexes.vectors.vectors(sorted(wanted)).items()}
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


def _name_terms(speaker: Speaker) -> Alternatives:
    return tuple({term for name in speaker.names for term in terms(name) if len(term) > 1})


def _leaning(id: str, own: dict[str, float], neighbours: Sequence[str], weight: float) -> float:
    around = [own[neighbour] for neighbour in neighbours if neighbour in own]
    if not around:
        return own[id]
    return (1 - weight) * own[id] + weight * sum(around) / len(around)


def _saturated(bm25: float) -> float:
    """BM25 on a scale from 0 to 1: ever more of the same words is ever less evidence."""
    return bm25 / (bm25 + _SATURATION)
