"""What was said on a topic in the order in which it was said: chosen by relevance, sorted by time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.dates import when
from knowledge.model import Quote, Speaker
from knowledge.tokens import terms

_LEVEL = 0.035  # below the score of the best, within which every source has its share
_ALIKE = 0.7  # common part of the index terms of two quotes, of all they have, from which on they say the same


@dataclass(frozen=True, slots=True)
class Timeline:
    """Own words on a topic, by the date of their sources and their place within these.

    Nobody knows when the quotes in `undated` were said: their sources have no date; they are in order within each.
    """

    topic: str
    speaker: Speaker | None
    dated: tuple[Quote, ...]
    undated: tuple[Quote, ...]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All of them, those without a date last."""
        return (*self.dated, *self.undated)


def timeline(topic: str, speaker: Speaker | None, quotes: Sequence[Quote], limit: int) -> Timeline:
    """At most `limit` of some quotes, best first, in the order in which they were said."""
    chosen = sorted(_spread(_distinct(quotes), limit), key=_moment)
    dated = tuple(quote for quote in chosen if _date(quote))
    return Timeline(topic, speaker, dated, tuple(quote for quote in chosen if not _date(quote)))


def _moment(quote: Quote) -> tuple[tuple[int, int, int], str, int]:
    """Sources of one day are not mixed; within a source, what stands later was said later."""
    return _date(quote) or (0, 0, 0), quote.passage.source.id, quote.start


def _date(quote: Quote) -> tuple[int, int, int] | None:
    return when(quote.passage.source.date)


def _distinct(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes without those that say nearly the same as a better one."""
    kept: list[tuple[Quote, set[str]]] = []
    for quote in quotes:
        said = set(terms(quote.text))
        if not any(len(said & other) >= _ALIKE * len(said | other) for _, other in kept):
            kept.append((quote, said))
    return [quote for quote, _ in kept]


def _spread(quotes: Sequence[Quote], limit: int) -> list[Quote]:
    """The best quotes, of which every source has its share, if it has good ones, before another has more."""
    level = quotes[0].score - _LEVEL if quotes else 0.0
    sources = {quote.passage.source.id for quote in quotes}
    share = -(-limit // max(1, len(sources)))
    first: list[Quote] = []
    later: list[Quote] = []
    taken: Counter[str] = Counter()
    for quote in quotes:
        source = quote.passage.source.id
        (first if taken[source] < share and quote.score >= level else later).append(quote)
        taken[source] += 1
    return [*first, *later][:limit]
