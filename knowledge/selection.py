"""From ranked passages to the quotes that are shown: neighbours become one, repeats go, one place does not fill all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from statistics import fmean

from knowledge.model import Passage, Quote
from knowledge.sentences import width

LONGEST = 420  # width of a quote that is put together from neighbours
_BETWEEN = 8  # characters of white space and marks that may stand between two neighbours
_MINUTE = 60_000  # milliseconds
_SPOKEN = 300  # characters that are about a minute of speech, where a source has no times
_MOST = 2  # quotes from one minute, as long as there are others
_FAR = slice(4, 9)  # places of quotes that hardly ever answer, though they are on the subject
_STANDS_OUT = 0.25  # of the way from those to the best, how far a quote must be to be shown with it

Words = Callable[[str, int, int], str]
"""A span of a source's text, by the source's id and two offsets."""


def together(quotes: Sequence[Quote], words: Words) -> tuple[Quote, ...]:
    """Quotes without repeats, best first; one that goes on another of the same turn is put together with it."""
    chosen: list[Quote] = []
    said: set[str] = set()
    for quote in quotes:
        text = "".join(char for char in quote.text.casefold() if char.isalnum())
        if text in said:
            continue
        said.add(text)
        chosen.append(quote)
        _join_last(chosen, words)
    return tuple(chosen)


def _join_last(chosen: list[Quote], words: Words) -> None:
    """Puts the last quote together with a better one that it goes on, and that with others it now adjoins."""
    at = len(chosen) - 1
    while True:
        pairs = ((min(i, at), max(i, at)) for i in range(len(chosen)) if i != at)
        joins = ((pair, _joined(chosen[pair[0]], chosen[pair[1]], words)) for pair in pairs)
        found = next(((pair, joined) for pair, joined in joins if joined), None)
        if not found:
            return
        (at, gone), chosen[found[0][0]] = found
        del chosen[gone]


def spread(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The same quotes; those from a minute that has its share already come after all others, and score no more."""
    first: list[Quote] = []
    later: list[Quote] = []
    for quote in quotes:
        crowd = sum(_same_minute(quote.passage, other.passage) for other in first)
        (first if crowd < _MOST else later).append(quote)
    return (*first, *(replace(quote, score=min(quote.score, first[-1].score)) for quote in later))


def outstanding(scores: Sequence[float]) -> int:
    """How many of the first quotes, best first, stand out from those far behind; all where there are too few to tell.

    Measured on the questions of seeds/questions: docs/retrieval.md.
    """
    far = scores[_FAR]
    if len(far) < 2:
        return len(scores)
    floor = fmean(far)
    near = takewhile(lambda score: score - floor >= _STANDS_OUT * (scores[0] - floor), scores)
    return max(1, sum(1 for _ in near))


def _adjoin(one: Passage, other: Passage) -> bool:
    first, last = sorted((one, other), key=lambda passage: passage.start)
    return (one.source.id, one.turn) == (other.source.id, other.turn) and 0 <= last.start - first.end <= _BETWEEN


def _joined(better: Quote, other: Quote, words: Words) -> Quote | None:
    """Both as one quote under the better one's id; None if they do not adjoin, or that is too long."""
    if not _adjoin(better.passage, other.passage):
        return None
    first, last = sorted((better.passage, other.passage), key=lambda passage: passage.start)
    text = words(first.source.id, first.start, last.end)
    between = text[len(first.text) : len(text) - len(last.text)]
    if width(text) > LONGEST or any(char.isalnum() for char in between):
        return None
    both = replace(first, id=better.passage.id, end=last.end, end_line=last.end_line, text=text)
    shift = better.passage.start - first.start
    decisive = better.decisive or (better.begin, better.end)
    return Quote(both, 0, len(text), (decisive[0] + shift, decisive[1] + shift), better.score)


def _same_minute(one: Passage, other: Passage) -> bool:
    if one.source.id != other.source.id:
        return False
    if one.start_ms is not None and other.start_ms is not None and one.turn != other.turn:
        return abs(one.start_ms - other.start_ms) <= _MINUTE
    return abs(one.start - other.start) <= _SPOKEN
