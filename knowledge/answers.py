"""From a question to an answer: searches, judges what was found, and puts it into quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.catalogue import Catalogue
from knowledge.confidence import Confidence, is_about_word, is_known, of_margin
from knowledge.dictionary import Dictionary
from knowledge.encoder import Encoder, Vectors
from knowledge.indexes import Indexes, Only
from knowledge.lexical import Wording
from knowledge.model import OWN_WORDS, Answer, Comparison, Kind, Passage, Quote, Side, Source, Speaker
from knowledge.people import People
from knowledge.questions import as_question, asks_view, is_bare, names
from knowledge.retrieval import ANSWERS, POSITIONS, Found, Hit, Retrieval, Wanted
from knowledge.tokens import query_terms, terms

_SURE = 0.5  # confidence from which passages count as an answer
_LEVEL = 0.02  # positions that score this close to the best are level: what was said to the other side goes first
_TOPIC_POOL = 12  # passages on a topic among which a random quote is drawn
_TOPIC_FEW = 5  # of them, where none says the topic's word


@dataclass(frozen=True, slots=True)
class Collected:
    """What a library holds at one moment: its catalogue, its indexes, and who and what is in them."""

    catalogue: Catalogue
    indexes: Indexes
    sources: Mapping[str, Source]
    people: People
    dictionary: Dictionary | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and its vector of (1, dimensions)."""

    text: str
    vector: Vectors


class Answers:
    """Answers from a library as it is at one moment; questions come checked, and speakers found."""

    def __init__(self, collected: Collected, encoder: Encoder, confidence: Confidence) -> None:
        self._catalogue, self._indexes = collected.catalogue, collected.indexes
        self._sources, self._people = collected.sources, collected.people
        self._encoder, self._confidence = encoder, confidence
        self._retrieval = Retrieval(collected.catalogue, collected.indexes, collected.dictionary)

    def answer(self, question: str, only: Only, limit: int) -> Answer:
        """The best quotes, and whether they answer."""
        vector = self._encoder.encode_questions([question])
        wanted = Wanted(self._people.named_in(question), asks_view(question))
        found = self._retrieval.search(question, vector, only, ANSWERS, wanted)
        quotes = self._quotes(found, limit)
        if not quotes:
            return Answer(question, (), answered=False, confidence=0.0)
        margin = self._margin(vector, found.nearest, only)
        texts = [quote.text for quote in quotes[:3]]
        confidence = self._confidence.of_answer(question, margin, texts, self._knows)
        return Answer(question, quotes, confidence >= _SURE, confidence)

    def marked(self, quotes: Sequence[Quote], question: str) -> tuple[Quote, ...]:
        """Whole passages, each with the window marked that is nearest to a question."""
        vector = self._encoder.encode_questions([question])
        near = self._indexes.nearness([quote.passage.id for quote in quotes], vector)
        return tuple(
            _quote(quote.passage, Hit(quote.passage.id, quote.score, near[quote.passage.id].span))
            if quote.passage.id in near
            else quote
            for quote in quotes
        )

    def comparison(self, topic: str, pair: Sequence[Speaker], limit: int) -> Comparison:
        """Each speaker's own words on the topic, of level ones those first that were exchanged with the other."""
        asked = Topic(topic, self._encoder.encode_questions([topic]))
        first, second = pair
        sides = (self._side(asked, first, second, limit), self._side(asked, second, first, limit))
        return Comparison(topic, sides)

    def on_topic(self, topic: str, speaker: str | None) -> list[Passage]:
        """Passages of own words about a topic; none where nobody spoke on it."""
        asked = Topic(topic, self._encoder.encode_questions([topic]))
        # What a speaker is credited with is their own words; the filter would cost more than the search.
        only = Only(speaker=speaker, kinds=None if speaker else OWN_WORDS)
        found = self._retrieval.search(topic, asked.vector, only, POSITIONS)
        if not self._spoke_on(asked, found, only):
            return []
        near = [quote.passage for quote in self._quotes(found, _TOPIC_POOL)]
        # Where the topic's own word was said, a passage without it is a worse one, however near it lies.
        wanted = set(query_terms(topic))
        return [passage for passage in near if wanted & set(terms(passage.text))] or near[:_TOPIC_FEW]

    def _side(self, topic: Topic, speaker: Speaker, other: Speaker, limit: int) -> Side:
        only = Only(speaker=speaker.id)
        found = self._retrieval.search(topic.text, topic.vector, only, POSITIONS)
        quotes = self._quotes(found, 4 * limit)
        first = self._exchanges_first(quotes, other)[:limit]
        spoke = bool(first) and self._has_named(topic.text, only) and self._spoke_on(topic, found, only)
        return Side(speaker, spoke, tuple(first))

    def _exchanges_first(self, quotes: Sequence[Quote], other: Speaker) -> tuple[Quote, ...]:
        beside = {id: self._beside(id, other) for id in {quote.passage.source.id for quote in quotes}}
        level = quotes[0].score - _LEVEL if quotes else 0.0
        exchanged = [q for q in quotes if q.score >= level and q.passage.turn in beside[q.passage.source.id]]
        return (*exchanged, *(quote for quote in quotes if quote not in exchanged))

    def _beside(self, source: str, other: Speaker) -> set[int]:
        """Turns of a source that come right before or after one of the other's; what is not content does not part."""
        if all(speaker.id != other.id for speaker in self._sources[source].speakers):
            return set()
        turns = [turn for turn in self._catalogue.turns(source) if turn.kind is not Kind.BOILERPLATE]
        return {
            turn.index
            for pair in pairwise(turns)
            for turn, neighbour in (pair, pair[::-1])
            if neighbour.speaker == other.id
        }

    def _quotes(self, found: Found, limit: int) -> tuple[Quote, ...]:
        best = found.hits[:limit]
        passages = self._catalogue.passages([hit.id for hit in best], self._sources)
        return tuple(_quote(passages[hit.id], hit) for hit in best if hit.id in passages)

    def _margin(self, vector: Vectors, nearest: float, only: Only) -> float:
        searched = self._catalogue.count(speaker=only.speaker, source=only.source)
        return self._confidence.margin(vector, nearest, searched, self._catalogue.count())

    def _spoke_on(self, topic: Topic, found: Found, only: Only) -> bool:
        """Whether anything that was found is about the topic, be it a sentence or a bare word."""
        if not is_bare(topic.text):
            return of_margin(self._margin(topic.vector, found.nearest, only)) >= _SURE
        # The controls are questions: a bare word is measured as one, and by whether it was ever said.
        asked = self._encoder.encode_questions([as_question(topic.text)])
        nearest = self._retrieval.search(topic.text, asked, only, POSITIONS).nearest
        said = any(map(self._indexes.words.holds, query_terms(topic.text)))
        return is_about_word(topic.text, self._margin(asked, nearest, only), said=said)

    def _has_named(self, topic: str, only: Only) -> bool:
        """Whether a speaker has ever uttered any of the names in a topic that the library knows."""
        known = [term for name in names(topic) for term in terms(name)[:1] if self._indexes.words.holds(term)]
        return not known or any(self._indexes.lexical([[Wording((term,))]], 1, only) for term in known)

    def _knows(self, name: str) -> bool:
        words = self._indexes.words
        return self._people.knows(name) or is_known(name, words.holds, words.terms_like)


def whole(passage: Passage) -> Quote:
    """All of a passage as a quote."""
    return Quote(passage, 0, len(passage.text))


def _quote(passage: Passage, hit: Hit) -> Quote:
    """All of a passage, the window that decides marked where there is more than one."""
    span = (0, len(passage.text))
    return Quote(passage, *span, hit.nearest if hit.nearest != span else None, hit.score)
