"""Whether what was found answers the question, or is only what lies nearest.

Similarities of a sentence encoder are high even for nonsense, so a question is judged against negative
controls: everyday questions that no library of this kind answers. Where it lies closer to those than
to any passage, it is not about the library; where it names what the library has never heard of, or
asks for a number that the passages do not give, it is less sure to be.
"""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import cached_property
from importlib.resources import files
from math import exp, log, sqrt

import numpy as np

from knowledge.encoder import Encoder, Vectors
from knowledge.folding import folded
from knowledge.questions import asks_number, is_chinese, names
from knowledge.tokens import nouns, terms

# On the similarity scale of the default model, set on the development questions; docs/retrieval.md
# has the figures.
_THRESHOLD = -0.0145
_SCALE = 0.015
_STRANGER_IN_CHINESE = 0.07  # Chinese transcripts keep Latin names, so one that is missing was not spoken of
_STRANGER_IN_LATIN = 0.03  # elsewhere a name may stand in the passages in another script
_NOTHING_KNOWN = 0.03  # no noun of a Chinese question was ever said
_NO_NUMBER = 0.03
_NEAREST_CONTROLS = 3
_WORD_THRESHOLD = -0.02  # for a bare word asked as a question
_SPREAD = 0.012  # standard deviation of a question's similarities to unrelated passages

_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千万亿]+(?:个|年|月|天|种|美元|万|亿|次|倍|小时|分钟|秒)")


class Confidence:
    """Judges answers of one encoder; encodes its controls at the first question and keeps them."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def margin(self, vector: Vectors, nearest: float, searched: int, library: int) -> float:
        """How much nearer the question lies to the nearest passage than to the controls, in similarity.

        Of few passages the nearest is further off by chance alone: `searched` of the `library`'s
        passages were looked at, and the expected difference of the two maxima is added.
        """
        return nearest - self._nearest_control(vector) + _SPREAD * (_maximum(library) - _maximum(searched))

    def of_answer(self, question: str, margin: float, best: Sequence[str], knows: Callable[[str], bool]) -> float:
        """Confidence from 0 to 1 that the passages answer; from 0.5 on they do.

        `best` are the texts of the best passages; `knows` says whether a word stands anywhere in the
        library.
        """
        named, things = names(question), nouns(question)
        if not all(map(knows, named)):
            margin -= _STRANGER_IN_CHINESE if is_chinese(question) else _STRANGER_IN_LATIN
        if things and not any(map(knows, [*named, *things])):
            margin -= _NOTHING_KNOWN
        if asks_number(question) and not any(_NUMBER.search(text) for text in best):
            margin -= _NO_NUMBER
        return of_margin(margin)

    def warm(self) -> None:
        """Encodes the controls now."""
        _ = self._controls

    def _nearest_control(self, vector: Vectors) -> float:
        similarities = np.sort(self._controls @ vector[0])
        return float(similarities[-_NEAREST_CONTROLS:].mean())

    @cached_property
    def _controls(self) -> Vectors:
        lines = files("knowledge").joinpath("controls.txt").read_text(encoding="utf-8").splitlines()
        return self._encoder.encode_questions([line for line in lines if line])


def of_margin(margin: float) -> float:
    """Confidence from 0 to 1 that passages with this margin are about what was asked."""
    return 1 / (1 + exp((_THRESHOLD - margin) / _SCALE))


def is_about_word(word: str, margin: float, *, said: bool) -> bool:
    """Whether passages with this margin are about a bare word.

    In Chinese libraries a Chinese word must have been said; a word in Latin script may stand there in
    translation.
    """
    return margin >= _WORD_THRESHOLD and (said or not is_chinese(word))


def is_known(name: str, holds: Callable[[str], bool], like: Callable[[str], Sequence[str]]) -> bool:
    """Whether the library has a name, however it is hyphenated and with a slip of the keyboard forgiven."""
    spellings = terms(name)
    if any(holds(term) for term in spellings):
        return True
    whole = folded(name)
    return len(whole) >= 5 and bool(get_close_matches(whole, like(whole), 1, cutoff=0.85))


def _maximum(count: int) -> float:
    """Expected largest of `count` normal deviates, in standard deviations (its leading term)."""
    return sqrt(2 * log(max(1, count)))
