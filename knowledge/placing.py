"""From words beside words to a place: quotes of what was said, each with its differences from what was asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile

from knowledge.alignment import WORD, Step
from knowledge.model import Kind, Passage, Quote
from knowledge.sentences import Span, sentences
from knowledge.shelves import Shelves
from knowledge.stretches import Heard, Laid
from knowledge.uttered import Token
from knowledge.verification import Change, Difference, Piece, Place

_SHOWN_GAP = 300  # characters that were left out, up to which they are shown between the words
_NEAR = 3000  # characters between two pieces, up to which they stand near each other
_SENTENCE_ENDS = "。.!?！？\n"
_FEW = 4  # words at an end of the asked ones that stand in place of as many said there


@dataclass(frozen=True, slots=True)
class _Pair:
    """An asked word beside a said one, of which one may be missing; `opens` that it follows a gap."""

    asked: Token | None
    heard: Heard | None
    after_gap: bool = False


class Placing:
    """Puts one claim's alignments into places; `gap` is what becomes of the words in its gaps."""

    def __init__(self, shelves: Shelves, asked: Sequence[Token], gaps: Sequence[int], gap: Change) -> None:
        self._shelves, self._asked, self._gap = shelves, asked, gap
        self._tokens: list[Token | None] = list(asked)
        for at in sorted(gaps, reverse=True):
            self._tokens.insert(at, None)

    def place(self, steps: Sequence[Step], laid: Laid, distance: int) -> Place | None:
        """Where these words stand; None if they are there no more."""
        every = list(_runs(list(self._pairs(self._completed(steps, laid), laid))))
        runs = [run for run in every if any(pair.asked for pair in run)]  # a turn that was left out is no piece
        pieces = [self._piece(run) for run in runs]
        if not pieces or not all(pieces):
            return None
        whole = tuple(piece for piece in pieces if piece)
        gaps = [(first.span[1], second.span[0]) for first, second in pairwise(whole)]
        source = whole[0].quote.passage.source.id
        elided = any(difference.change is Change.ELIDED for piece in whole for difference in piece.differences)
        return Place(
            whole,
            likeness=1 - distance / (WORD * len(self._asked)),
            elided=elided or any(self._is_parted(source, *gap) for gap in gaps),
            apart=any(end - start > _NEAR for start, end in gaps),
            spliced=self._gap is Change.LEFT_OUT or len(runs) < len(every),
        )

    def _completed(self, steps: Sequence[Step], laid: Laid) -> list[Step]:
        """With the said words that few asked ones at either end stand in place of, so that a reader sees both."""
        return self._ended(self._ended(steps, laid, 1)[::-1], laid, -1)[::-1]

    def _ended(self, steps: Sequence[Step], laid: Laid, way: int) -> list[Step]:
        """The same, with said words beside the asked ones at the end that have none; `way` is where they lie."""
        added = next((n for n, (_, at) in enumerate(reversed(steps)) if at is not None), 0)
        kept, end = steps[: len(steps) - added], steps[len(steps) - added :]
        last = kept[-1][1] if kept else None
        if last is None or not 0 < added <= _FEW or any(self._is_gap(step) for step in end):
            return list(steps)
        places = (last + way * n for n in range(1, added + 1))
        beside = takewhile(lambda at: self._is_one_sentence(laid.heard(at - way), laid.heard(at)), places)
        return [*kept, *((asked, next(beside, None)) for asked, _ in end)]

    def _is_one_sentence(self, one: Heard | None, other: Heard | None) -> bool:
        """Whether two neighbouring words stand in one sentence of one turn."""
        if not (one and other and (one.source, one.turn.index) == (other.source, other.turn.index)):
            return False
        first, second = sorted((one.token, other.token), key=lambda token: token.start)
        return not any(mark in _SENTENCE_ENDS for mark in self._shelves.words(one.source, first.end, second.start))

    def _is_gap(self, step: Step) -> bool:
        return step[1] is None and step[0] is not None and self._tokens[step[0]] is None

    def _pairs(self, steps: Sequence[Step], laid: Laid) -> Iterator[_Pair]:
        after_gap = False
        for asked, said in steps:
            token = self._tokens[asked] if asked is not None else None
            if token is None and said is None:
                after_gap = True
                continue
            yield _Pair(token, laid.heard(said) if said is not None else None, after_gap)
            after_gap = False

    def _piece(self, run: Sequence[_Pair]) -> Piece | None:
        heard = [pair.heard for pair in run if pair.heard]
        start, stop = heard[0].token.start, heard[-1].token.end
        passage = self._passage(heard[0], start, stop)
        if passage is None:
            return None
        said = (start - passage.start, stop - passage.start)
        around = [span for span in sentences(passage.text) if span[0] < said[1] and said[0] < span[1]]
        quote = Quote(passage, min(said[0], around[0][0]), max(said[1], around[-1][1]), said)
        return Piece(quote, tuple(self._differences(run, passage.start)))

    def _passage(self, first: Heard, start: int, stop: int) -> Passage | None:
        """The passage that holds a span of a turn, or several as one, under the id of the first."""
        source, turn = self._shelves.sources.get(first.source), first.turn
        if source is None:
            return None
        if turn.kind is Kind.AD:  # no passage: nothing that is searched for answers
            text = self._shelves.words(source.id, 0, turn.end)
            line = text.count("\n", 0, turn.start) + 1
            lines = (line, line + text.count("\n", turn.start))
            words = text[turn.start :]
            return Passage("", source, None, turn.kind, turn.index, turn.start, turn.end, *lines, words, turn.start_ms)
        every = self._shelves.passages_within(source.id, start, stop)
        if not every or any(one.turn != turn.index for one in every):
            return None
        begin, end = every[0], every[-1]
        if begin.start > start or end.end < stop:
            return None
        text = self._shelves.words(source.id, begin.start, end.end)
        return replace(begin, end=end.end, end_line=end.end_line, text=text) if begin != end else begin

    def _differences(self, run: Sequence[_Pair], shift: int) -> Iterator[Difference]:
        asked_at = next(pair.asked.start for pair in run if pair.asked)
        said_at = next(pair.heard.token.start for pair in run if pair.heard)
        for (same, _), group in groupby(_with_gaps(run), key=lambda found: found[0]):
            pairs = [pair for _, pair in group]
            if pairs[0].after_gap and (gap := self._gap_before(pairs[0], asked_at, said_at, shift)):
                yield gap
            asked = _span([pair.asked for pair in pairs if pair.asked], asked_at)
            said = _span([pair.heard.token for pair in pairs if pair.heard], said_at)
            asked_at, said_at = asked[1], said[1]
            change = Change.EQUAL if same else _change(asked, said)
            yield Difference(change, asked, (said[0] - shift, said[1] - shift))

    def _gap_before(self, pair: _Pair, asked_at: int, said_at: int, shift: int) -> Difference | None:
        """What was left out between two words of one piece; None if that is no word."""
        if not (pair.asked and pair.heard):
            return None
        said = (said_at, pair.heard.token.start)
        if not any(map(str.isalnum, self._shelves.words(pair.heard.source, *said))):
            return None
        asked = (asked_at, pair.asked.start if self._gap is Change.ELIDED else asked_at)
        return Difference(self._gap, asked, (said[0] - shift, said[1] - shift))

    def _is_parted(self, source: str, start: int, end: int) -> bool:
        """Whether anything was said between two pieces."""
        between = [turn for turn in self._shelves.turns_within(source, start, end) if turn.kind is not Kind.BOILERPLATE]
        words = (self._shelves.words(source, max(start, one.start), min(end, one.end)) for one in between)
        return any(map(str.isalnum, "".join(words)))


def _runs(pairs: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """One run for each piece: parted where the turn changes, and where much was left out."""
    run: list[_Pair] = []
    last: Heard | None = None
    for pair in pairs:
        if pair.heard and last and _parts(last, pair.heard, after_gap=_opens(run, pair)):
            yield run
            run = []
        run.append(pair)
        last = pair.heard or last
    if last:
        yield run


def _opens(run: Sequence[_Pair], pair: _Pair) -> bool:
    """Whether a gap lies between a pair and the last said word before it."""
    since = next((i for i in range(len(run) - 1, -1, -1) if run[i].heard), -1)
    return pair.after_gap or any(one.after_gap for one in run[since + 1 :])


def _parts(last: Heard, here: Heard, *, after_gap: bool) -> bool:
    return last.turn.index != here.turn.index or (after_gap and here.token.start - last.token.end > _SHOWN_GAP)


def _with_gaps(run: Sequence[_Pair]) -> Iterator[tuple[tuple[bool, int], _Pair]]:
    """Each pair with what groups it: whether its words are equal, and how many gaps lie before it."""
    gaps = 0
    for at, pair in enumerate(run):
        gaps += pair.after_gap and at > 0
        yield (bool(pair.asked and pair.heard and pair.asked.word == pair.heard.token.word), gaps), pair


def _span(found: Sequence[Token], at: int) -> Span:
    """From the first to the last word, or where there is none an empty span."""
    return (found[0].start, found[-1].end) if found else (at, at)


def _change(asked: Span, said: Span) -> Change:
    if asked[0] == asked[1]:
        return Change.LEFT_OUT
    return Change.ADDED if said[0] == said[1] else Change.REPLACED
