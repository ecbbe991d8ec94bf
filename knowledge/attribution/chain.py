"""The scores of a conversation: each speaker at each sentence, and each change of speaker between two."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.attribution import features
from knowledge.attribution.addresses import Names
from knowledge.attribution.candidates import Candidate
from knowledge.attribution.decoding import Joins, Scores
from knowledge.attribution.features import Row
from knowledge.attribution.units import Unit
from knowledge.attribution.weights import Weights
from knowledge.encoder import Vectors

_CERTAIN = 1e3  # what a label in the file is worth


@dataclass(frozen=True)
class Conversation:
    """The sentences of a text with what tells of their speakers; `known[i]` is the place of one who is certain."""

    units: Sequence[Unit]
    voices: list[Row]
    joins: list[Row]
    names: list[list[Row]]
    known: Sequence[int | None]


def conversation(
    units: Sequence[Unit], candidates: Sequence[Candidate], known: Sequence[int | None], vectors: Vectors
) -> Conversation:
    """What a text's sentences tell of these candidates."""
    called = []
    for candidate in candidates:
        others = (other.spellings for other in candidates if other is not candidate)
        called.append(features.names(units, Names(candidate, frozenset().union(*others))))
    return Conversation(units, features.voices(units), features.joins(units, vectors), called, known)


def voices(held: Conversation, asks: Sequence[bool], weights: Weights) -> Scores:
    """(sentences, candidates) log-scores, given who of them asks."""
    role = features.matrix(held.voices, list(weights.voice)) @ np.array(list(weights.voice.values()))
    side = np.array([0.5 if each else -0.5 for each in asks])
    worth = np.array(list(weights.name.values()))
    named = [features.matrix(rows, list(weights.name)) @ worth for rows in held.names]
    found: Scores = role[:, None] * side[None, :] + np.stack(named, axis=1)
    for i, speaker in enumerate(held.known):
        if speaker is not None:
            found[i, speaker] += _CERTAIN
    return found


def joins(held: Conversation, asks: Sequence[bool], weights: Weights) -> Joins:
    """(sentences, candidates, candidates) log-scores of each speaker after each other; staying is worth nothing.

    One who may answer shares the worth of a change with all others who may.
    """
    to_answer = features.matrix(held.joins, list(weights.to_answer)) @ np.array(list(weights.to_answer.values()))
    to_ask = features.matrix(held.joins, list(weights.to_ask)) @ np.array(list(weights.to_ask.values()))
    found = np.zeros((len(held.units), len(asks), len(asks)))
    for a, first in enumerate(asks):
        for b, second in enumerate(asks):
            if a != b:
                worth = to_ask if second else to_answer
                others = sum(asks[c] == second for c in range(len(asks)) if c != a)
                found[:, a, b] = (worth if first != second else (to_ask + to_answer) / 2 - 1) - np.log(others)
    return found
