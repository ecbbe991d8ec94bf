"""A transcript page by page around a quote: what was said before it, and what came after. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.model import Kind, Quote, SpokenTurn
from knowledge.sentences import pieces, sentences

_SLICE = 500  # characters at most
_PAGE = 1500  # characters of a page, but for one that holds a longer quote
_SLICES = 8  # on a page


@dataclass(frozen=True, slots=True)
class Slice:
    """Some sentences of one turn; offsets are into the source's text."""

    spoken: SpokenTurn
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.spoken.text[self.start - self.spoken.turn.start : self.end - self.spoken.turn.start]

    @property
    def start_ms(self) -> int | None:
        return self.spoken.turn.time_at(self.start)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The page `step` pages after that of a quote, or before it if negative; a turn has one slice on it."""

    quote: Quote
    slices: tuple[Slice, ...]
    step: int
    has_before: bool
    has_after: bool


def stretch(turns: Sequence[SpokenTurn], quote: Quote, step: int) -> Stretch | None:
    """The page of a transcript; None if the quote is not in these turns. Beyond an end it is the last page."""
    slices = [one for spoken in turns if spoken.turn.kind is not Kind.BOILERPLATE for one in _slices(spoken)]
    own = [at for at, one in enumerate(slices) if one.start < quote.stop and quote.start < one.end]
    if not own:
        return None
    first, last = _around(slices, own[0], own[-1])
    reached = 0
    while reached < step and last + 1 < len(slices):
        first, last = last + 1, _reach(slices, last + 1, 1)
        reached += 1
    while reached > step and first > 0:
        first, last = _reach(slices, first - 1, -1), first - 1
        reached -= 1
    shown = tuple(_joined(slices[first : last + 1]))
    return Stretch(quote, shown, reached, has_before=first > 0, has_after=last + 1 < len(slices))


def _slices(spoken: SpokenTurn) -> Iterator[Slice]:
    """A turn in runs of whole sentences; together they are all of it."""
    starts = [0]
    for begin, end in sentences(spoken.text):
        if end - starts[-1] > _SLICE and begin > starts[-1]:
            starts.append(begin)
        if end - begin > _SLICE:
            starts += [begin for begin, _ in pieces(spoken.text, (begin, end), _SLICE)[1:]]
    at = spoken.turn.start
    for begin, end in zip(starts, [*starts[1:], len(spoken.text)], strict=True):
        if spoken.text[begin:end].strip():
            yield Slice(spoken, at + begin, at + end)


def _around(slices: Sequence[Slice], first: int, last: int) -> tuple[int, int]:
    """From the quote's own slices on in both directions, as far as a page holds."""
    own = (first, last)
    while True:
        wider = [
            (one, other)
            for one, other in ((first - 1, last), (first, last + 1))
            if one >= 0 and other < len(slices) and _fits(slices[one : other + 1])
        ]
        if not wider:
            return first, last
        # Turn about, so that a quote stands in the middle of its page.
        first, last = min(wider, key=lambda page: abs((own[0] - page[0]) - (page[1] - own[1])))


def _reach(slices: Sequence[Slice], at: int, direction: int) -> int:
    """The furthest slice in a direction that is on one page with the one at `at`."""
    end = at
    while 0 <= end + direction < len(slices):
        low, high = sorted((at, end + direction))
        if not _fits(slices[low : high + 1]):
            break
        end += direction
    return end


def _fits(page: Sequence[Slice]) -> bool:
    return len(page) <= _SLICES and sum(one.end - one.start for one in page) <= _PAGE


def _joined(page: Sequence[Slice]) -> Iterator[Slice]:
    """Neighbouring slices of one turn as one."""
    for _, group in groupby(page, key=lambda one: one.spoken.turn.index):
        parts = list(group)
        yield Slice(parts[0].spoken, parts[0].start, parts[-1].end)
