"""A transcript in the pieces whose speakers are told one by one: its sentences, and what is known of them already."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import fmean

from knowledge.attribution import cues
from knowledge.folding import folded
from knowledge.model import OWN_WORDS, Kind, Transcript, Turn
from knowledge.sentences import sentences, width

_ENDED = re.compile(r"[。！？!?.…]+[”’\"')』」）)]*$")
_CUT = 0.25  # of the lines that may break a sentence, if lines are to mean anything
_BLANK = 0.2  # of the breaks that are blank lines, if these are the ones that mean something


@dataclass(frozen=True)
class Unit:
    """A sentence of a turn: `text[start:end]` of its transcript; `opens_line` if a line or turn begins with it."""

    turn: Turn
    start: int
    end: int
    text: str
    opens_line: bool

    @property
    def is_known(self) -> bool:
        """Whether the file says already whose it is, or that it is nobody's."""
        return self.turn.speaker is not None or self.turn.kind is not Kind.SPEECH

    @property
    def is_speech(self) -> bool:
        return self.turn.kind in OWN_WORDS

    @cached_property
    def folded(self) -> str:
        return folded(self.text)

    @cached_property
    def width(self) -> float:
        return width(self.text)

    @cached_property
    def is_question(self) -> bool:
        return cues.is_question(self.folded)

    @cached_property
    def cues(self) -> frozenset[str]:
        return cues.found(self.folded)

    @cached_property
    def opening(self) -> frozenset[str]:
        return cues.opening(self.folded)


def units(transcript: Transcript) -> list[Unit]:
    """The sentences of a transcript in order; turns whose voice is known are one each."""
    found = _paragraphs(
        transcript.text, [unit for turn in transcript.turns for unit in _of_turn(transcript.text, turn)]
    )
    if not lines_tell(found):
        found = [replace(unit, opens_line=unit.is_known) for unit in found]
    return _rejoined(transcript.text, found)


def _of_turn(text: str, turn: Turn) -> list[Unit]:
    if turn.speaker is not None or turn.kind is not Kind.SPEECH:
        return [Unit(turn, turn.start, turn.end, text[turn.start : turn.end], opens_line=True)]
    spans = [(turn.start + begin, turn.start + end) for begin, end in sentences(text[turn.start : turn.end])]
    ends = [turn.start, *(end for _, end in spans)]
    return [
        Unit(turn, begin, end, text[begin:end], opens_line=begin == turn.start or "\n" in text[before:begin])
        for before, (begin, end) in zip(ends, spans, strict=False)
    ]


def _paragraphs(text: str, found: Sequence[Unit]) -> list[Unit]:
    """The sentences, of which only those after a blank line open one, if the text has both kinds of break."""
    breaks = [text.count("\n", before.end, unit.start) for before, unit in pairwise(found)]
    blank, single = sum(each > 1 for each in breaks), breaks.count(1)
    if blank < max(2, _BLANK * (blank + single)) or not single:
        return list(found)
    opens = [True, *(each > 1 for each in breaks)]
    return [replace(unit, opens_line=unit.is_known or each) for unit, each in zip(found, opens, strict=True)]


def lines_tell(found: Sequence[Unit]) -> bool:
    """Whether a new line is a sign of a new voice, as where each turn has its own, or only where a caption ran over.

    It is one if lines end with a question more often than sentences do, and hardly ever within a sentence.
    """
    asked = [unit.opens_line for before, unit in pairwise(found) if before.is_question]
    told = [unit.opens_line for before, unit in pairwise(found) if not before.is_question]
    ends = [before.text for before, unit in pairwise(found) if unit.opens_line]
    if not ends or not told or (sum(asked) + 1) / (len(asked) + 1) <= 1.1 * fmean(told):
        return False
    return fmean(_ENDED.search(end) is None for end in ends) < _CUT


def _rejoined(text: str, found: Sequence[Unit]) -> list[Unit]:
    """Sentences that are broken where a line break means nothing are whole again."""
    whole: list[Unit] = []
    for unit in found:
        before = whole[-1] if whole else None
        if before and _goes_on(before, unit) and not text[before.end : unit.start].strip():
            whole[-1] = replace(before, end=unit.end, text=text[before.start : unit.end])
        else:
            whole.append(unit)
    return whole


def _goes_on(before: Unit, unit: Unit) -> bool:
    return not (before.is_known or unit.is_known or unit.opens_line or _ENDED.search(before.text))
