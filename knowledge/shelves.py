"""What one asker may see: the holdings of a library, and of the one beside it if there is one, read as one.

Nothing else is ever looked at in answering them.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain
from math import log

from knowledge import leaving_out
from knowledge.catalogue import Catalogue
from knowledge.exclusions import Wishes
from knowledge.holdings import Holdings
from knowledge.indexes import Only, Scored
from knowledge.lexical import Sense
from knowledge.model import Kind, Passage, Source, Turn
from knowledge.people import People
from knowledge.store import Vectors
from knowledge.windows import Nearness


@dataclass(frozen=True, slots=True)
class _Moment:
    """Who and what was in the shelves at their revisions."""

    revision: str = ""
    sources: Mapping[str, Source] | None = None
    people: People | None = None


class Shelves:
    """One or more holdings that are asked together; safe to use from several threads.

    Of two sources with one id, that of the holdings named first is meant.
    """

    def __init__(self, first: Holdings, *others: Holdings) -> None:
        self._every = (first, *others)
        self._moment = _Moment()

    # ---- what is in them

    def refresh(self) -> None:
        """Reads again what any writer has changed."""
        for holdings in self._every:
            holdings.refresh()

    @property
    def revision(self) -> str:
        """Of all that hold anything."""
        return "+".join(holdings.revision for holdings in self._every if holdings.revision)

    @property
    def are_being_written(self) -> bool:
        """Whether a writer is at any of them, so that they are about to be others again."""
        return any(holdings.is_being_written for holdings in self._every)

    @property
    def notes(self) -> Catalogue:
        """Where it is noted what belongs to all of them: with the first that holds anything."""
        return next((one for one in self._every if one.revision), self._every[0]).catalogue

    @property
    def sources(self) -> Mapping[str, Source]:
        return self._now().sources or {}

    @property
    def people(self) -> People:
        return self._now().people or People(())

    def _now(self) -> _Moment:
        if self._moment.revision != self.revision or self._moment.sources is None:
            revision = self.revision
            sources = {id: one for holdings in reversed(self._every) for id, one in holdings.sources.items()}
            people = self._every[0].people if len(self._every) == 1 else People(sources.values())
            self._moment = _Moment(revision, dict(sorted(sources.items())), people)
        return self._moment

    def require(self, fingerprint: str) -> None:
        """Raises LibraryError if any of them cannot be asked with this encoder."""
        for holdings in self._every:
            holdings.require_match(fingerprint)
        self.refresh()
        for holdings in self._every:
            holdings.require_step()

    def warm(self) -> None:
        """Opens all indexes."""
        for holdings in self._every:
            _ = holdings.indexes

    # ---- the catalogues

    def text(self, source: str) -> str:
        """Raises UnknownSource."""
        return self._home(source).catalogue.text(source)

    def words(self, source: str, start: int, end: int) -> str:
        """A span of a source's text; nothing if the source is gone."""
        return self._home(source).catalogue.words(source, start, end)

    def unmet(self, source: str) -> Wishes | None:
        """What its people wish away, where that may not have been carried out yet."""
        return leaving_out.unmet(self._home(source).catalogue)

    def turns(self, source: str) -> tuple[Turn, ...]:
        return self._home(source).catalogue.turns(source)

    def turns_within(self, source: str, start: int, end: int) -> tuple[Turn, ...]:
        """The turns of a source that have words in a span of its text, in order."""
        return self._home(source).catalogue.turns_within(source, start, end)

    def turns_of(self, kind: Kind) -> Iterator[tuple[str, Turn]]:
        """All turns of a kind, each with its source."""
        for holdings in self._every:
            for source, turn in holdings.catalogue.turns_of(kind):
                if self._home(source) is holdings:
                    yield source, turn

    def passages_within(self, source: str, start: int, end: int) -> tuple[Passage, ...]:
        """The passages of a source that have words in a span of its text, in order; none if the source is gone."""
        home = self._home(source)
        about = home.sources.get(source)
        return home.catalogue.passages_within(about, start, end) if about else ()

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages of these ids that are here, each compared with its source's text."""
        wanted = list(ids)
        found: dict[str, Passage] = {}
        for holdings in reversed(self._every):
            found |= holdings.catalogue.passages(wanted, holdings.sources)
        return found

    def passages_of(self, *, speaker: str | None = None) -> Iterator[Passage]:
        """All passages in reading order, of one speaker if named."""
        return chain.from_iterable(
            holdings.catalogue.passages_of(holdings.sources, speaker=speaker) for holdings in self._every
        )

    def sample(self, most: int, *, speaker: str | None = None, source: str | None = None) -> list[Passage]:
        """About `most` passages in reading order from everywhere alike, in stretches; all where there are fewer."""
        part = min(1.0, most / max(1, self.count(speaker=speaker, source=source)))
        found = {
            passage.id: passage
            for holdings in self._every
            for passage in holdings.catalogue.passages_of(holdings.sources, speaker=speaker, source=source, part=part)
            if self._home(passage.source.id) is holdings
        }
        return list(found.values())

    def count(self, *, speaker: str | None = None, source: str | None = None) -> int:
        """How many passages there are, of one speaker and one source if named."""
        return sum(holdings.catalogue.count(speaker=speaker, source=source) for holdings in self._every)

    def holding(self, texts: Collection[str]) -> Counter[str]:
        """How many of these passages' words each source has, word for word."""
        return sum((holdings.catalogue.holding(texts) for holdings in self._every), Counter())

    def voices(self, ids: Iterable[str]) -> list[tuple[str, str | None, Kind]]:
        """Id, speaker and kind of each of these passages."""
        wanted = list(ids)
        return [voice for holdings in self._every for voice in holdings.catalogue.voices(wanted)]

    def _home(self, source: str) -> Holdings:
        return next((holdings for holdings in self._every if source in holdings.sources), self._every[0])

    # ---- the indexes

    def dense(self, vector: Vectors, limit: int, only: Only) -> Callable[[], Scored]:
        """Searched beside whatever its caller does until it calls for the result."""
        searches = [holdings.parts.dense(vector, limit, only) for holdings in self._every]
        return lambda: _best((search.result() for search in searches), limit)

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those of these passages that are here, each (dimensions,)."""
        found: dict[str, Vectors] = {}
        for holdings in reversed(self._every):
            found |= holdings.indexes.vectors(ids)
        return found

    def lexical(self, asked: Sequence[Sense], limit: int, only: Only) -> Scored:
        return _best((holdings.indexes.lexical(asked, limit, only) for holdings in self._every), limit)

    def said(self, asked: Sequence[Sense], only: Only) -> float:
        """The part of what is asked, from 0 to 1, that some passage says in any wording."""
        return max(holdings.indexes.said(asked, only) for holdings in self._every)

    def nearness(self, ids: Sequence[str], vector: Vectors) -> dict[str, Nearness]:
        """How near those of these passages that are here are to a question, window by window."""
        found: dict[str, Nearness] = {}
        for holdings in reversed(self._every):
            found |= holdings.indexes.nearness(ids, vector)
        return found

    def holds(self, term: str) -> bool:
        """Whether the term stands in any passage, name or title."""
        return any(holdings.indexes.words.holds(term) for holdings in self._every)

    def frequency(self, term: str) -> int:
        """How many passages have the term in their words."""
        return sum(holdings.indexes.words.count(term) for holdings in self._every)

    def rarity(self, sense: Sense) -> float:
        """How much it tells that a passage says this in any wording."""
        saying = sum(min(map(self.frequency, wording.terms), default=0) for wording in sense)
        return log((self.count() + 1) / (min(saying, self.count()) + 0.5))

    def terms_like(self, term: str) -> list[str]:
        """Words, as they are spelt, that begin like `term`: to forgive a slip of the keyboard."""
        return [found for holdings in self._every for found in holdings.indexes.words.terms_like(term)]


def _best(found: Iterable[Scored], limit: int) -> Scored:
    """The best of several searches; what only one gave is as it gave it."""
    every = list(found)
    if len(every) == 1:
        return every[0]
    scores: dict[str, float] = {}
    for id, score in chain.from_iterable(every):
        scores[id] = max(score, scores.get(id, score))
    return nlargest(limit, scores.items(), key=lambda pair: pair[1])
