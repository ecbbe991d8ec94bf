"""Whether what was found answers the question, or is only what lies nearest.

Similarities of a sentence encoder are high even for nonsense, so a question is judged against negative
controls: everyday questions that no library of this kind answers. How near the controls themselves lie
to a library's passages, in each script, is the scale on which its confidence is measured; it is taken
anew from every library and encoder, and needs nobody's judgement.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import cached_property
from importlib.resources import files
from math import exp, log, sqrt

import numpy as np

from knowledge.encoder import Encoder, Vectors
from knowledge.folding import folded
from knowledge.model import Tier
from knowledge.scripts import is_chinese
from knowledge.tokens import terms

# What each piece of evidence weighs, in the logarithm of the odds that the passages answer; fitted on
# the questions in seeds/questions, docs/retrieval.md has the figures.
_BASE = -1.35
_MARGIN = 0.8  # for each standard deviation by which the question lies nearer than the controls do
_NAMES_SPEAKER = 1.5
_UNSAID = -0.75  # if nothing that is asked was ever said
_STRANGER = -2.3
_NOTHING_KNOWN = -0.75
_NO_NUMBER = -0.3
_SURE, _NEAR = 0.5, 0.2  # confidence from which passages answer, and from which they are offered at all
_NEAREST_CONTROLS = 3
_LEAST_SPREAD = 0.004  # of similarities; in a tiny library the controls may all lie equally far
_WORD_MARGIN = 0.0  # standard deviations, for a bare word asked as a question

NUMBER = re.compile(
    r"\d|[一二两兩三四五六七八九十百千万萬亿億]+(?:个|個|年|月|天|种|種|美元|万|萬|亿|億|次|倍|小时|小時|分钟|分鐘|秒)"
)


@dataclass(frozen=True, slots=True)
class Scale:
    """How near the negative controls lie to a library, in similarity: their mean margin and its spread."""

    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The scales of one library, for Chinese and for other questions."""

    chinese: Scale
    latin: Scale

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Calibration":
        found = json.loads(text)
        return cls(Scale(**found["chinese"]), Scale(**found["latin"]))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against an answer; `margin` is in standard deviations of the controls.

    `unsaid` is the part of the question, from 0 to 1, that no passage says; `stranger` that it names
    what the library never heard of; `nothing_known` that none of its nouns was ever said; `no_number`
    that it asks for a number and the passages have none.
    """

    margin: float
    names_speaker: bool = False
    unsaid: float = 0.0
    stranger: bool = False
    nothing_known: bool = False
    no_number: bool = False


class Confidence:
    """Judges answers of one encoder; encodes its controls at the first question and keeps them."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def calibrated(self, nearest: Callable[[Sequence[str]], Iterable[tuple[Vectors, float]]]) -> Calibration:
        """The scale of a library in which `nearest` tells questions' vectors and how near the passages lie."""
        margins: dict[bool, list[float]] = {True: [], False: []}
        found = zip(self._questions, nearest(self._questions), strict=True)
        for number, (question, (vector, similarity)) in enumerate(found):
            others = np.delete(self._controls, number, axis=0)
            margins[is_chinese(question)].append(similarity - _nearest(others, vector))
        return Calibration(_scale(margins[True]), _scale(margins[False]))

    def margin(self, question: str, vector: Vectors, nearest: float, scale: Calibration) -> float:
        """How much nearer than the controls a question lies to the passages, in their standard deviations."""
        found = scale.chinese if is_chinese(question) else scale.latin
        return (nearest - _nearest(self._controls, vector) - found.mean) / found.spread

    def warm(self) -> None:
        """Encodes the controls now."""
        _ = self._controls

    @cached_property
    def _questions(self) -> list[str]:
        lines = files("knowledge").joinpath("controls.txt").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line]

    @cached_property
    def _controls(self) -> Vectors:
        return self._encoder.encode_questions(self._questions)


def of(evidence: Evidence) -> float:
    """Confidence from 0 to 1 that the passages answer."""
    odds = (
        _BASE
        + _MARGIN * evidence.margin
        + _NAMES_SPEAKER * evidence.names_speaker
        + _UNSAID * evidence.unsaid
        + _STRANGER * evidence.stranger
        + _NOTHING_KNOWN * evidence.nothing_known
        + _NO_NUMBER * evidence.no_number
    )
    return 1 / (1 + exp(-odds))


def tier(confidence: float) -> Tier:
    """What an answer of this confidence is worth."""
    if confidence >= _SURE:
        return Tier.ANSWERED
    return Tier.NEAREST if confidence >= _NEAR else Tier.NOTHING


def doubted(confidence: float) -> float:
    """A confidence with which a passage is not an answer, but may be among the nearest."""
    return min(confidence, _SURE - 0.01)


def fewer(searched: int, library: int) -> float:
    """What to add to a margin that was found among `searched` of a library's passages, in standard deviations.

    Of few passages the nearest is further off by chance alone: by the difference of the two expected maxima.
    """
    return _maximum(library) - _maximum(searched)


def is_about_word(word: str, margin: float, *, said: bool) -> bool:
    """Whether passages with this margin are about a bare word.

    In Chinese libraries a Chinese word must have been said; a word in Latin script may stand there in
    translation.
    """
    return margin >= _WORD_MARGIN and (said or not is_chinese(word))


def is_known(name: str, holds: Callable[[str], bool], like: Callable[[str], Sequence[str]]) -> bool:
    """Whether the library has a name, however it is hyphenated and with a slip of the keyboard forgiven."""
    spellings = terms(name)
    if any(holds(term) for term in spellings):
        return True
    whole = folded(name)
    return len(whole) >= 5 and bool(get_close_matches(whole, like(whole), 1, cutoff=0.85))


def _nearest(controls: Vectors, vector: Vectors) -> float:
    return float(np.sort(controls @ vector[0])[-_NEAREST_CONTROLS:].mean())


def _scale(margins: Sequence[float]) -> Scale:
    return Scale(float(np.mean(margins)), max(float(np.std(margins)), _LEAST_SPREAD))


def _maximum(count: int) -> float:
    """Expected largest of `count` normal deviates, in standard deviations (its leading term)."""
    return sqrt(2 * log(max(1, count)))
