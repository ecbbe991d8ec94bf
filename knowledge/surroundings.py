"""The windows of passages as they read among the words around them. No model, no store."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import ceil

from knowledge.excerpts import Excerpt
from knowledge.folding import simplified
from knowledge.model import SEARCHED, Kind, Transcript
from knowledge.passages import Slice
from knowledge.sentences import Span, width, widths
from knowledge.windows import windows

# Widths. What is said in a conversation leans on what was said just before; what is written stands by itself.
BEFORE, AFTER = 60, 20
TOGETHER = 110  # windows of a passage that are read at once: one reading of many costs less than many of one


def _most(wide: float) -> int:
    """Of how many characters, at the most, a text of some width is."""
    return ceil(wide / width("i"))


def in_one_script(excerpt: Excerpt) -> Excerpt:
    """The same excerpt in Simplified characters, whose spans are where the same words stand."""
    places = sorted({0, len(excerpt.text), *(place for span in excerpt.spans for place in span)})
    parts = [simplified(excerpt.text[begin:end]) for begin, end in pairwise(places)]
    moved = dict(zip(places, accumulate(map(len, parts), initial=0), strict=True))
    spans = tuple((moved[begin], moved[end]) for begin, end in excerpt.spans)
    return Excerpt(simplified(excerpt.about), "".join(parts), spans)


class Surroundings:
    """All that is said or told in a transcript as a script, a name before each turn, without what is not content."""

    def __init__(self, transcript: Transcript) -> None:
        names = {speaker.id: f"{speaker.name}: " for speaker in transcript.speakers}
        self._shifts: dict[int, int] = {}  # of a turn's words: from where they are in the transcript to where here
        script, place = [], 0
        for turn in transcript.turns:
            if turn.kind in SEARCHED:
                name = names.get(turn.speaker or "", "")
                self._shifts[turn.index] = place + len(name) - turn.start
                script.append(f"{name}{transcript.text[turn.start : turn.end]}\n")
                place += len(script[-1])
        self._is_conversation = any(turn.kind is Kind.SPEECH and turn.speaker in names for turn in transcript.turns)
        self._text = "".join(script)

    def excerpts(self, cut: Slice, about: str) -> Iterator[Excerpt]:
        """The windows of a passage in order, with as much around them as helps to understand them."""
        shift = self._shifts[cut.turn]
        start = cut.start + shift
        inside = [(start + begin, start + end) for begin, end in windows(self._text[start : cut.end + shift])]
        spoken = cut.kind is Kind.SPEECH and self._is_conversation
        for spans in self._together(inside) if spoken else ([span] for span in inside):
            first, last = spans[0][0], max(end for _, end in spans)
            begin, stop = (self._back(first), self._forth(last)) if spoken else (first, last)
            yield Excerpt(about, self._text[begin:stop], tuple((one - begin, other - begin) for one, other in spans))

    def _together(self, spans: Sequence[Span]) -> Iterator[list[Span]]:
        held: list[Span] = []
        for span in spans:
            if held and width(self._text[held[0][0] : span[1]]) > TOGETHER:
                yield held
                held = []
            held.append(span)
        yield held

    def _back(self, place: int) -> int:
        """Where what stands before a place begins."""
        first = max(0, place - _most(BEFORE))
        until = widths(self._text[first:place])
        begin = first + bisect_left(until, until[-1] - BEFORE)
        while begin < place and self._is_within_word(begin):
            begin += 1
        return begin

    def _forth(self, place: int) -> int:
        """Where what stands after a place ends."""
        end = place + bisect_right(widths(self._text[place : place + _most(AFTER)]), AFTER) - 1
        while end > place and self._is_within_word(end):
            end -= 1
        return end

    def _is_within_word(self, place: int) -> bool:
        around = self._text[max(place - 1, 0) : place + 1]
        return len(around) > 1 and around.isascii() and around.isalnum()
