"""Finds the passages for a question: the dense and the lexical index asked side by side, and fused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from knowledge.dictionary import Dictionary
from knowledge.encoder import Encoder
from knowledge.folding import simplified
from knowledge.indexes import Only
from knowledge.model import Kind, Speaker, Spellings
from knowledge.senses import Reading, read, sense_of
from knowledge.shelves import Shelves
from knowledge.store import Vectors
from knowledge.windows import Nearness

POOL = 60  # candidates taken from each index
_WHOLE = 0.3  # of the similarity, the part that the passage as a whole has beside its nearest window
_SATURATION = 12.0  # BM25 at which lexical evidence counts half
_NAMED = 0.02  # what it adds that the question names the passage's speaker
_NARRATED = 0.04  # what it costs a narrator's words that the question asks for a speaker's view


# What a perfect match of words can add to the cosine similarity of question and passage: of an answer,
# and of a position, on which people speak in words of their own.
ANSWERS = 0.06
POSITIONS = 0.04


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: a question as the library understands it, and its vector of (1, dimensions).

    `speakers` are those whom it names, and `view` whether it asks for what they think.
    """

    reading: Reading
    vector: Vectors
    speakers: tuple[Speaker, ...] = ()
    view: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: its fused score, and how near it is to the question, window by window."""

    id: str
    score: float
    near: Nearness


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first, and the similarity of the most similar passage."""

    hits: tuple[Hit, ...]
    nearest: float


class Retrieval:
    """Searches what one asker may see; holds nothing of its own."""

    def __init__(self, shelves: Shelves, encoder: Encoder, dictionary: Dictionary | None) -> None:
        self._shelves, self._encoder, self._dictionary = shelves, encoder, dictionary

    def wanted(
        self, question: str, names: Sequence[Spellings] = (), speakers: tuple[Speaker, ...] = (), *, view: bool = False
    ) -> Wanted:
        """Reads and encodes a question, in which `names` and `speakers` are named."""
        reading = self.read(question, [*names, *(speaker.names for speaker in speakers)])
        return Wanted(reading, self._encoded([reading])[0], speakers, view)

    def all_wanted(self, questions: Sequence[str]) -> list[Wanted]:
        """Reads many questions that name nobody, and encodes them together."""
        readings = list(map(self.read, questions))
        return [Wanted(*pair) for pair in zip(readings, self._encoded(readings), strict=True)]

    def read(self, question: str, names: Sequence[Spellings] = ()) -> Reading:
        """What a question asks for, in words that this library has."""
        return read(question, self._dictionary, names, self._shelves.frequency, self._shelves.terms_like)

    def search(self, wanted: Wanted, only: Only, weight: float) -> Found:
        """Every candidate, best first; `weight` is what a perfect match of words can add to a score."""
        dense = self._shelves.dense(wanted.vector, POOL, only)
        lexical = self._lexical(wanted, only)
        return self.fused(wanted, [id for id, _ in dense()], lexical, weight)

    def fused(self, wanted: Wanted, dense: Sequence[str], lexical: Mapping[str, float], weight: float) -> Found:
        """What either index found, best first."""
        candidates = list(dict.fromkeys([*dense, *lexical]))
        near = self._shelves.nearness(candidates, wanted.vector)
        similar = {id: similarity(found) for id, found in near.items()}
        bonus = self._bonus(candidates, wanted)
        hits = [
            Hit(
                id,
                similar[id] + weight * _saturated(lexical.get(id, 0.0)) + bonus.get(id, 0.0),
                found,
            )
            for id, found in near.items()
        ]
        hits.sort(key=lambda hit: hit.score, reverse=True)
        return Found(tuple(hits), max(similar.values(), default=0.0))

    def _encoded(self, readings: Sequence[Reading]) -> list[Vectors]:
        """The questions' vectors, half of each in the library's own words where it has others."""
        asked = [list(dict.fromkeys(map(simplified, (one.question, one.rendering)))) for one in readings]
        vectors = iter(self._encoder.encode_questions([text for texts in asked for text in texts]))
        return [_unit(np.stack(list(islice(vectors, len(texts))))) for texts in asked]

    def _lexical(self, wanted: Wanted, only: Only) -> dict[str, float]:
        """BM25 of what the question asks for.

        A speaker's name tells that others speak of them; in their own words it is an accident.
        """
        names = {speaker.id: sense_of(speaker.names) for speaker in wanted.speakers}
        asked = [sense for sense in wanted.reading.senses if sense not in names.values()]
        scores = dict(self._shelves.lexical(asked, POOL, only))
        for speaker, name in names.items():
            found = dict(self._shelves.lexical([name], POOL, only))
            for id, voice, _ in self._shelves.voices(found):
                if voice != speaker:
                    scores[id] = scores.get(id, 0.0) + found[id]
        return scores

    def _bonus(self, candidates: Sequence[str], wanted: Wanted) -> dict[str, float]:
        """What the voice of a passage adds to its score or takes from it."""
        if not wanted.speakers:
            return {}
        ids = {speaker.id for speaker in wanted.speakers}
        return {
            # Of two people in a question, one is often only talked about.
            id: _NAMED / len(ids) if speaker in ids else -_NARRATED
            for id, speaker, kind in self._shelves.voices(candidates)
            if speaker in ids or (wanted.view and kind is Kind.NARRATION)
        }


def _unit(vectors: Vectors) -> Vectors:
    """The mean of some vectors as one of length one, (1, dimensions)."""
    mean: Vectors = vectors.mean(axis=0, keepdims=True)
    unit: Vectors = mean / np.linalg.norm(mean)
    return unit


def similarity(near: Nearness) -> float:
    """The similarity of a passage, of its nearest window for the most part."""
    return (1 - _WHOLE) * near.window + _WHOLE * near.whole


def _saturated(bm25: float) -> float:
    """BM25 on a scale from 0 to 1: ever more of the same words is ever less evidence."""
    return bm25 / (bm25 + _SATURATION)
