"""From a question to an answer: searches, judges what was found, and puts it into quotes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from knowledge.confidence import (
    NUMBER,
    Calibration,
    Confidence,
    Evidence,
    doubted,
    fewer,
    is_about_word,
    is_known,
    of,
    tier,
)
from knowledge.dictionary import Dictionary
from knowledge.encoder import Encoder, Reranker, Vectors
from knowledge.facing import Facing
from knowledge.folding import folded
from knowledge.indexes import Only
from knowledge.lexical import Wording
from knowledge.model import OWN_WORDS, Answer, Comparison, Kind, Passage, Quote, Side, Source, Speaker, Tier
from knowledge.questions import as_question, asks_number, asks_view, is_bare, names
from knowledge.retrieval import ANSWERS, POSITIONS, Found, Hit, Retrieval, Wanted, similarity
from knowledge.selection import spread, together
from knowledge.senses import full_names
from knowledge.shelves import Shelves
from knowledge.tokens import nouns, query_terms, stem, terms
from knowledge.views import topic_of_view

_SPOKE = 2.5  # margin, in standard deviations, from which a speaker has spoken on a topic
_TOUCHED = 0.5  # the part of a topic that somebody said if they have a view on it
_OWN_WORDS = 3.0  # what it adds to that margin that they have said all of the topic's words
_LOOKED_THROUGH = 3  # times as many passages as quotes are wanted, for some become one
_RERANKED = 50  # hits that a reranker reads
_FACED = 6  # quotes of a side that its statements are taken from, where not more are wanted
_LOOKED_AT = 3  # quotes in which a number is looked for
_LEVEL = 0.02  # positions that score this close to the best are level: what was said to the other side goes first
_SAYING = 1000  # passages that say a word of a topic
_SAID_WORD, _SAID = 0.5, 0.3  # part of a bare topic, and of another, that a passage on it says
_SAID_AS_MUCH = 0.55  # part of what any passage says of it
_TOPIC_POOL = 12  # passages on a topic among which a random quote is drawn
_TOPIC_FEW = 5  # of them, where none says the topic's word

Voice = tuple[Speaker, Source | None]
"""One side of a comparison: a speaker, in one source or in all."""


class Answers:
    """Answers from a library as it is at one moment; questions come checked, and speakers found."""

    def __init__(
        self,
        shelves: Shelves,
        *,
        encoder: Encoder,
        facing: Facing,
        confidence: Confidence,
        scale: Calibration,
        dictionary: Dictionary | None,
        reranker: Reranker | None,
    ) -> None:
        self._shelves, self._scale, self._dictionary = shelves, scale, dictionary
        self._confidence, self._reranker = confidence, reranker
        self._retrieval, self._facing = Retrieval(shelves, encoder, dictionary), facing

    def answer(self, question: str, only: Only, limit: int) -> Answer:
        """The best quotes, and what they are worth."""
        speakers, names = self._shelves.people.named_in(question), self._shelves.people.mentioned_in(question)
        wanted = self._retrieval.wanted(question, names, speakers, view=asks_view(question))
        found = self._reranked(question, self._retrieval.search(wanted, only, ANSWERS))
        quotes = self.quotes(found, limit)
        if not quotes:
            return Answer(question, (), 0.0, Tier.NOTHING)
        confidence = of(self._evidence(wanted, found, only, quotes))
        if len(speakers) == 1 and not self._touched(question, speakers[0]):
            confidence = doubted(confidence)
        return Answer(question, quotes, confidence, tier(confidence))

    def calibrated(self) -> Calibration:
        """How near everyday questions lie to this library."""

        def nearest(questions: Sequence[str]) -> Iterator[tuple[Vectors, float]]:
            for wanted in self._retrieval.all_wanted(questions):
                yield wanted.vector, self._retrieval.search(wanted, Only(), ANSWERS).nearest

        return self._confidence.calibrated(nearest)

    def marked(self, quotes: Sequence[Quote], question: str) -> tuple[Quote, ...]:
        """Whole passages, each with the window marked that is nearest to a question."""
        vector = self._retrieval.wanted(question, self._shelves.people.mentioned_in(question)).vector
        near = self._shelves.nearness([quote.passage.id for quote in quotes], vector)
        return tuple(
            _quote(quote.passage, Hit(quote.passage.id, quote.score, near[quote.passage.id]))
            if quote.passage.id in near
            else quote
            for quote in quotes
        )

    def comparison(self, topic: str, voices: Sequence[Voice], limit: int) -> Comparison:
        """Each speaker's own words on the topic, of level ones those first that were exchanged with another side."""
        wanted = self._retrieval.wanted(topic, self._shelves.people.mentioned_in(topic))
        everybody = {speaker.id for speaker, _ in voices}
        found = [self._side(wanted, speaker, source, everybody - {speaker.id}, limit) for speaker, source in voices]
        faced = [quotes if side.addressed else () for side, quotes in found]
        return Comparison(topic, tuple(side for side, _ in found), self._facing.rows(wanted, faced, limit=limit))

    def on_topic(self, topic: str, speaker: str | None) -> list[Passage]:
        """Passages of own words about a topic; none where nobody spoke on it."""
        wanted = self._retrieval.wanted(topic, self._shelves.people.mentioned_in(topic))
        # What a speaker is credited with is their own words; the filter would cost more than the search.
        only = Only(speaker=speaker, kinds=None if speaker else OWN_WORDS)
        found = self._retrieval.search(wanted, only, POSITIONS)
        if not self._spoke_on(wanted, found, only):
            return []
        near = [quote.passage for quote in self.quotes(found, _TOPIC_POOL)]
        # Where the topic's own word was said, a passage without it is a worse one, however near it lies.
        own = set(query_terms(topic))
        return [passage for passage in near if own & set(terms(passage.text))] or near[:_TOPIC_FEW]

    def all_on_topic(self, topic: str, speaker: str | None) -> tuple[Quote, ...]:
        """Every quote of own words that by itself is about a topic, best first; none where nobody spoke on it."""
        wanted = self._retrieval.wanted(topic, self._shelves.people.mentioned_in(topic))
        only = Only(speaker=speaker, kinds=OWN_WORDS)
        found = self._retrieval.search(wanted, only, POSITIONS)
        if not self._spoke_on(wanted, found, only):
            return ()
        said = self._said_by_each(wanted, only)
        # Near ones that do not say it are many and mostly beside the point: who asks for all wants no others.
        least = max(_SAID_WORD if is_bare(topic) else _SAID, _SAID_AS_MUCH * max(said.values(), default=0.0))
        about = tuple(hit for hit in found.hits if said[hit.id] >= least and self._is_about(wanted, hit, said[hit.id]))
        return self.quotes(Found(about, found.nearest), max(1, len(about)))

    def _said_by_each(self, wanted: Wanted, only: Only) -> defaultdict[str, float]:
        """The part of what is asked, from 0 to 1, that each passage says in any wording; rare words count for more."""
        part: defaultdict[str, float] = defaultdict(float)
        weights = [self._shelves.rarity(sense) for sense in wanted.reading.senses]
        for sense, weight in zip(wanted.reading.senses, weights, strict=True):
            for id, _ in self._shelves.lexical([sense], _SAYING, only):
                part[id] += weight / sum(weights)
        return part

    def _is_about(self, wanted: Wanted, hit: Hit, said: float) -> bool:
        """Whether a passage alone is evidence enough that somebody spoke on a topic."""
        question = wanted.reading.question
        margin = self._confidence.margin(question, wanted.vector, similarity(hit.near), self._scale)
        return margin + _OWN_WORDS * said >= _SPOKE

    def _side(
        self, wanted: Wanted, speaker: Speaker, source: Source | None, others: Set[str], limit: int
    ) -> tuple[Side, tuple[Quote, ...]]:
        """A side, and all the quotes from which statements may be taken."""
        only = Only(speaker=speaker.id, source=source.id if source else None)
        found = self._retrieval.search(wanted, only, POSITIONS)
        quotes = self._exchanges_first(self.quotes(found, 4 * limit), others)
        first = quotes[:limit]
        spoke = bool(first) and self._has_named(wanted.reading.question, only) and self._spoke_on(wanted, found, only)
        return Side(speaker, spoke, first, source), quotes[: max(_FACED, limit)]

    def _exchanges_first(self, quotes: Sequence[Quote], others: Set[str]) -> tuple[Quote, ...]:
        beside = {id: self._beside(id, others) for id in {quote.passage.source.id for quote in quotes}}
        level = quotes[0].score - _LEVEL if quotes else 0.0
        exchanged = [q for q in quotes if q.score >= level and q.passage.turn in beside[q.passage.source.id]]
        return (*exchanged, *(quote for quote in quotes if quote not in exchanged))

    def _beside(self, source: str, others: Set[str]) -> set[int]:
        """Turns of a source right before or after one of the others'; what is not content does not part."""
        if others.isdisjoint(speaker.id for speaker in self._shelves.sources[source].speakers):
            return set()
        turns = [turn for turn in self._shelves.turns(source) if turn.kind is not Kind.BOILERPLATE]
        return {
            turn.index
            for pair in pairwise(turns)
            for turn, neighbour in (pair, pair[::-1])
            if neighbour.speaker in others
        }

    def quotes(self, found: Found, limit: int) -> tuple[Quote, ...]:
        """The best passages as quotes: neighbours of one turn as one, none twice, and not all from one minute."""
        best = found.hits[: _LOOKED_THROUGH * limit]
        passages = self._shelves.passages(hit.id for hit in best)
        every = [_quote(passages[hit.id], hit) for hit in best if hit.id in passages]
        return spread(together(every, self._shelves.words))[:limit]

    def _reranked(self, question: str, found: Found) -> Found:
        """The first hits in the order of the reranker, if there is one, and the others after them."""
        first, rest = found.hits[:_RERANKED], found.hits[_RERANKED:]
        passages = self._shelves.passages(hit.id for hit in first) if self._reranker else {}
        kept = [hit for hit in first if hit.id in passages]
        if not self._reranker or not kept:
            return found
        scores = self._reranker.scores(question, [passages[hit.id].text for hit in kept])
        hits = [replace(hit, score=score) for hit, score in zip(kept, scores, strict=True)]
        hits.sort(key=lambda hit: hit.score, reverse=True)
        # On one scale: what was not read stays below what was.
        down = hits[-1].score - kept[-1].score
        return Found((*hits, *(replace(hit, score=hit.score + down) for hit in rest)), found.nearest)

    def _evidence(self, wanted: Wanted, found: Found, only: Only, quotes: Sequence[Quote]) -> Evidence:
        question = wanted.reading.question
        named, things = names(question), nouns(question)
        full = full_names(question, self._dictionary)

        def knows(word: str) -> bool:
            return stem(folded(word)) in wanted.reading.translated or self._knows(word)

        return Evidence(
            margin=self._margin(wanted, found, only),
            names_speaker=bool(wanted.speakers) or only.speaker is not None,
            unsaid=1 - self._shelves.said(wanted.reading.senses, Only()),
            stranger=not all(map(knows, named)) or not all(any(map(self._knows, pair)) for pair in full),
            nothing_known=bool(things) and not any(map(knows, [*named, *things])),
            no_number=asks_number(question) and not any(NUMBER.search(quote.text) for quote in quotes[:_LOOKED_AT]),
        )

    def _touched(self, question: str, speaker: Speaker) -> bool:
        """Whether a speaker whose view on a topic is asked for ever said most of it, in any wording.

        Everything that they said is near such a question, for it has their name.
        """
        topic = topic_of_view(question, speaker.names)
        senses = self._retrieval.wanted(topic, self._shelves.people.mentioned_in(topic)).reading.senses if topic else ()
        return not senses or self._shelves.said(senses, Only(speaker=speaker.id)) >= _TOUCHED

    def _margin(self, wanted: Wanted, found: Found, only: Only) -> float:
        searched = self._shelves.count(speaker=only.speaker, source=only.source)
        margin = self._confidence.margin(wanted.reading.question, wanted.vector, found.nearest, self._scale)
        return margin + fewer(searched, self._shelves.count())

    def _spoke_on(self, wanted: Wanted, found: Found, only: Only) -> bool:
        """Whether anything that was found is about the topic, be it a sentence or a bare word."""
        topic = wanted.reading.question
        if not is_bare(topic):
            said = self._shelves.said(wanted.reading.senses, only)
            return self._margin(wanted, found, only) + _OWN_WORDS * said >= _SPOKE
        # The controls are questions: a bare word is measured as one, and by whether it was ever said.
        asked = self._retrieval.wanted(as_question(topic), self._shelves.people.mentioned_in(topic))
        nearest = self._retrieval.search(asked, only, POSITIONS)
        said = any(map(self._shelves.holds, query_terms(topic)))
        return is_about_word(topic, self._margin(asked, nearest, only), said=said)

    def _has_named(self, topic: str, only: Only) -> bool:
        """Whether a speaker has ever uttered any of the names in a topic that the library knows."""
        known = [term for name in names(topic) for term in terms(name)[:1] if self._shelves.holds(term)]
        return not known or any(self._shelves.lexical([[Wording((term,))]], 1, only) for term in known)

    def _knows(self, name: str) -> bool:
        return self._shelves.people.knows(name) or is_known(name, self._shelves.holds, self._shelves.terms_like)


def whole(passage: Passage) -> Quote:
    """All of a passage as a quote."""
    return Quote(passage, 0, len(passage.text))


def _quote(passage: Passage, hit: Hit) -> Quote:
    """All of a passage, the window that decides marked where there is more than one."""
    span = (0, len(passage.text))
    nearest = hit.near.span
    return Quote(passage, *span, nearest if nearest != span else None, hit.score)
