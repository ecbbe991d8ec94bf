"""From a question to an answer: searches, judges what was found, and puts it into quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.catalogue import Catalogue
from knowledge.confidence import Confidence, is_about_word, is_known, of_margin
from knowledge.encoder import Encoder, Vectors
from knowledge.folding import folded
from knowledge.indexes import Indexes, Only
from knowledge.model import OWN_WORDS, Answer, Comparison, Kind, Passage, Quote, Side, Source, Speaker
from knowledge.people import People
from knowledge.questions import as_question, asks_view, is_bare, names
from knowledge.quoting import with_decisive
from knowledge.retrieval import ANSWERS, POSITIONS, Found, Retrieval, Wanted
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
        self._retrieval = Retrieval(collected.catalogue, collected.indexes)

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

    def marked(self, answer: Answer) -> Answer:
        """The same answer with the decisive sentence of each quote."""
        vector = self._encoder.encode_questions([answer.question])
        return replace(answer, quotes=with_decisive(answer.quotes, vector, self._encoder))

    def comparison(self, topic: str, pair: Sequence[Speaker], limit: int) -> Comparison:
        """Each speaker's own words on the topic, of level ones those first that were exchanged with the other."""
        asked = Topic(topic, self._encoder.encode_questions([topic]))
        first, second = pair
        sides = (self._side(asked, first, second, limit), self._side(asked, second, first, limit))
        return Comparison(topic, sides)

    def on_topic(self, topic: str, speaker: str | None) -> list[Passage]:
        """Passages of own words about a topic; none where nobody spoke on it."""
        asked = Topic(topic, self._encoder.encode_questions([topic]))
        only = Only(speaker=speaker, kinds=OWN_WORDS)
        found = self._retrieval.search(topic, asked.vector, only, POSITIONS)
        if not self._spoke_on(asked, found, only):
            return []
        near = [quote.passage for quote in self._quotes(found, _TOPIC_POOL)]
        # Where the topic's own word was said, a passage without it is a worse one, however near it lies.
        wanted = set(query_terms(topic))
        return [passage for passage in near if wanted & set(terms(passage.text))] or near[:_TOPIC_FEW]

    def _side(self, topic: Topic, speaker: Speaker, other: Speaker, limit: int) -> Side:
        only = Only(speaker=speaker.id, kinds=OWN_WORDS)
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
        best = found.scored[:limit]
        passages = self._catalogue.passages([id for id, _ in best], self._sources)
        return tuple(whole(passages[id], score) for id, score in best if id in passages)

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
        known = [name for name in names(topic) if self._indexes.words.holds(folded(name))]
        return not known or any(self._indexes.lexical([(folded(name),)], 1, only) for name in known)

    def _knows(self, name: str) -> bool:
        words = self._indexes.words
        return self._people.knows(name) or is_known(name, words.holds, words.terms_like)


def whole(passage: Passage, score: float = 0.0) -> Quote:
    """All of a passage as a quote."""
    return Quote(passage, 0, len(passage.text), None, score)
