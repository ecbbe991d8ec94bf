"""Words made unreadable in a transcript, at their places and wherever they are said again. Pure.

Every character gives way to a filler, but for line breaks: all other offsets and lines stay true.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from knowledge.folding import simplified
from knowledge.model import Kind, Transcript, Turn
from knowledge.sentences import Span, sentences

FILLER = "█"
_FILLED = re.compile(r"[^\r\n]")
SAID_AGAIN = 12  # letters from which on a sentence is known by its letters, wherever it stands


def is_filled(text: str) -> bool:
    """Whether nothing but filler is to be read in a text, and there is some."""
    return FILLER in text and not any(char.isalnum() for char in text)


def redacted(transcript: Transcript, spans: Iterable[Span]) -> Transcript:
    """The same transcript, in which these spans are filler and belong to nobody; itself where there are none."""
    gone = together(spans)
    if not gone:
        return transcript
    text = transcript.text
    for start, end in reversed(gone):
        text = text[:start] + _FILLED.sub(FILLER, text[start:end]) + text[end:]
    parts = [part for turn in transcript.turns for part in _parted(turn, gone) if text[part.start : part.end].strip()]
    turns = tuple(replace(part, index=index) for index, part in enumerate(parts))
    return replace(transcript, text=text, turns=turns, warnings=())  # what a reader remarked may repeat words


def together(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, of which none touches another; empty ones go."""
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _parted(turn: Turn, gone: Sequence[Span]) -> Iterator[Turn]:
    """A turn cut where spans begin and end; what lies in one is nobody's."""
    at = turn.start
    for start, end in ((max(start, turn.start), min(end, turn.end)) for start, end in gone):
        if start < end:
            yield from _part(turn, at, start)
            yield Turn(turn.index, None, Kind.BOILERPLATE, start, end, turn.time_at(start))
            at = end
    yield from (turn,) if at == turn.start else _part(turn, at, turn.end)


def _part(turn: Turn, start: int, end: int) -> Iterator[Turn]:
    if start < end:
        times = tuple(time for time in turn.times if start <= time[0] < end)
        yield replace(turn, start=start, end=end, start_ms=turn.time_at(start), times=times)


@dataclass(frozen=True)
class Letters:
    """A text as it is compared: its letters and digits alone, without case and in one Chinese script."""

    text: str

    @cached_property
    def said(self) -> str:
        return "".join(self._folded)

    def find(self, wanted: str) -> Iterator[Span]:
        """Where these letters stand in the text, by the offsets of its characters."""
        at = self.said.find(wanted) if wanted else -1
        while at >= 0:
            yield self.span(at, at + len(wanted))
            at = self.said.find(wanted, at + 1)

    def span(self, begin: int, end: int) -> Span:
        """The characters of the text that hold so many letters."""
        return self._places[begin], self._places[end - 1] + 1

    @cached_property
    def _folded(self) -> list[str]:
        every = {char: _letters(char) for char in set(self.text)}
        return [every[char] for char in self.text]

    @cached_property
    def _places(self) -> list[int]:
        return [place for place, folded in enumerate(self._folded) for _ in folded]


def _letters(char: str) -> str:
    folded = simplified(unicodedata.normalize("NFKC", char).casefold())
    return "".join(one for one in folded if one.isalnum())


def telling(transcript: Transcript, spans: Iterable[Span]) -> set[str]:
    """The letters of those sentences in some spans that are long enough to be known again."""
    texts = (transcript.text[start:end] for start, end in spans)
    said = {Letters(text[begin:end]).said for text in texts for begin, end in sentences(text)}
    return {letters for letters in said if len(letters) >= SAID_AGAIN}


def said_again(transcript: Transcript, said: Collection[str], *, but: Iterable[Span] = ()) -> list[Span]:
    """Where some letters stand in a transcript, `but` where they lie in certain spans."""
    letters, kept = Letters(transcript.text), together(but)
    found = (span for wanted in said for span in letters.find(wanted))
    return [span for span in found if not any(start < span[1] and span[0] < end for start, end in kept)]


def whole_sentences(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences of a text in which any of the spans lies, or a part of one."""
    if not spans:
        return []
    return [whole for whole in sentences(text) if any(start < whole[1] and whole[0] < end for start, end in spans)]


def lines(text: str, first: int, last: int) -> Span | None:
    """The characters of some lines, which are counted from 1; None if the text has no such lines."""
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    if not 1 <= first <= last < len(starts):
        return None
    return starts[first - 1], starts[last]
