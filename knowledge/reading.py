"""Reading: everything that can be asked of what one asker may see, without changing any of it."""

import random
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from knowledge import claims
from knowledge.answers import Answers, whole
from knowledge.confidence import Calibration, Confidence
from knowledge.contexts import Stretch, stretch
from knowledge.dictionary import Dictionary
from knowledge.encoder import Encoder, Reranker
from knowledge.errors import (
    EmptyQuestion,
    NotHeard,
    NumberOfSpeakers,
    QuestionTooLong,
    SameSource,
    SameSpeaker,
    UnknownPassage,
    UnknownSpeaker,
)
from knowledge.facing import Facing
from knowledge.followups import FollowUp, carried
from knowledge.holdings import Holdings
from knowledge.indexes import Only
from knowledge.listings import Listed, asks_listing
from knowledge.model import (
    OWN_WORDS,
    Answer,
    Comparison,
    Passage,
    Quote,
    Source,
    Speaker,
    SpokenTurn,
    Tier,
    Turn,
)
from knowledge.people import find_source
from knowledge.quoting import quotable
from knowledge.scaling import NO_SCALE, Scaling
from knowledge.shelves import Shelves
from knowledge.standing import Extract, Standing, standing
from knowledge.timeline import Timeline, timeline
from knowledge.topics import Topic, topics
from knowledge.verification import Verification
from knowledge.verifying import Verifying

LONGEST_QUESTION = 1000  # characters
_NEAREST = 2  # passages that are close to words which nobody said
_SAMPLED, _KEPT_TOPICS = 1500, 32  # passages in which topics are looked for; speakers and sources kept with theirs
MOST_SPEAKERS = 4  # in one comparison


class Reading:
    """The transcripts of some holdings.

    Safe to use from several threads. Every quote that it returns was compared with its source's text
    when it was made.
    """

    def __init__(
        self,
        held: Holdings,
        *beside: Holdings,
        encoder: Encoder,
        dictionary: Dictionary | None,
        reranker: Reranker | None,
    ) -> None:
        self._held, self._shelves = held, Shelves(held, *beside)
        self._encoder, self._dictionary, self._reranker = encoder, dictionary, reranker
        self._confidence, self._facing = Confidence(encoder), Facing(self._shelves, encoder)
        self._verifying = Verifying(self._shelves)
        self._scaling = Scaling(self._shelves, lambda: self._answering(NO_SCALE).calibrated())
        self._topics = lru_cache(_KEPT_TOPICS)(self._found_topics)

    def warm(self) -> None:
        """Loads the model and opens the indexes, so that the first question need not wait for them."""
        self._confidence.warm()
        self._shelves.warm()
        if self._dictionary:
            self._dictionary.chinese(["word"])

    # ---- what is in it

    def sources(self) -> tuple[Source, ...]:
        return tuple(self._now.sources.values())

    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who is heard, by id."""
        return self._now.people.all()

    def source(self, name: str) -> Source:
        """The source of this id or title. Raises UnknownSource."""
        return find_source(self.sources(), name)

    def speaker(self, name: str) -> Speaker:
        """The speaker of this id, name or alias in either script. Raises UnknownSpeaker."""
        return self._now.people.find(name)

    def turns(self, source: str) -> tuple[SpokenTurn, ...]:
        """A source in order, with its exact words. Raises UnknownSource."""
        found = self.source(source)
        text = self._shelves.text(found.id)
        return tuple(_spoken(turn, found, text) for turn in self._shelves.turns(found.id))

    # ---- asking

    def ask(self, question: str, *, speaker: str | None = None, source: str | None = None, limit: int = 3) -> Answer:
        """The best quotes for a question and what they are worth; none where there is nothing at all.

        A question about the library itself, such as who is in it, is answered from its sources.
        Raises EmptyQuestion, QuestionTooLong, UnknownSpeaker, UnknownSource, IndexMismatch.
        """
        asked = self._checked(question)
        only = Only(
            source=self.source(source).id if source else None,
            speaker=self.speaker(speaker).id if speaker else None,
        )
        listing = self._listing(asked) if only == Only() else ()
        if listing:
            return Answer(asked, (), 1.0, Tier.ANSWERED, listing)
        return self._answers.answer(asked, only, limit)

    def follow_up(self, question: str, before: str, *, asked_of: str | None = None) -> FollowUp:
        """What a question asks, if it may be a follow-up of the one before, which was put to `asked_of` if to one."""
        return carried(question, before, self._now.people, asked_of=asked_of)

    def compare(self, first: str, second: str, topic: str, *, limit: int = 3) -> Comparison:
        """Two speakers' own words on a topic, conversations with each other first, and face to face.

        Raises as `ask` does, and SameSpeaker.
        """
        return self.compare_all((first, second), topic, limit=limit)

    def compare_all(self, speakers: Sequence[str], topic: str, *, limit: int = 3) -> Comparison:
        """The own words of two to four speakers on a topic; the sides are in this order.

        Raises as `ask` does, NumberOfSpeakers and SameSpeaker.
        """
        asked = self._checked(topic)
        if not 2 <= len(speakers) <= MOST_SPEAKERS:
            raise NumberOfSpeakers(len(speakers), MOST_SPEAKERS)
        people = [self.speaker(name) for name in speakers]
        twice = next((person for person in people if people.count(person) > 1), None)
        if twice:
            raise SameSpeaker(twice.name)
        return self._answers.comparison(asked, [(person, None) for person in people], limit)

    def then_and_now(self, speaker: str, first: str, second: str, topic: str, *, limit: int = 3) -> Comparison:
        """What one speaker said on a topic in two sources; by their dates where both have one, else in this order.

        Raises as `ask` does, SameSource and NotHeard.
        """
        asked, who = self._checked(topic), self.speaker(speaker)
        sources = [self.source(first), self.source(second)]
        if sources[0] == sources[1]:
            raise SameSource(sources[0].title)
        for source in sources:
            if all(person.id != who.id for person in source.speakers):
                raise NotHeard(who.name, source.title)
        dates = [source.date for source in sources if source.date]
        if len(dates) == len(sources):
            sources.sort(key=lambda source: source.date or "")
        return self._answers.comparison(asked, [(who, source) for source in sources], limit)

    def verify(self, text: str, *, speaker: str | None = None) -> Verification:
        """Whether the speaker, or anybody if none is named here or behind the words, said these words; never a guess.

        Raises ClaimTooShort, and as `ask` does.
        """
        asked = self._checked(text)
        who = self.speaker(speaker) if speaker else None
        claim = claims.read(asked, self._called)
        return self._verifying.verify(claim, who or (self._called(claim.named) if claim.named else None), self._nearest)

    def random_quotes(
        self, *, speaker: str | None = None, topic: str | None = None, seed: int | None = None
    ) -> Iterator[Quote]:
        """Quotes worth quoting for themselves in random order, each once; none if there are none.

        Raises as `ask` does.
        """
        who = self.speaker(speaker).id if speaker else None
        passages = self._answers.on_topic(self._checked(topic), who) if topic else self._own_words(who)
        pool = [Quote(passage, *span) for passage in passages for span in quotable(passage)]
        random.Random(seed).shuffle(pool)
        yield from pool

    def timeline(self, topic: str, *, speaker: str | None = None, limit: int = 12) -> Timeline:
        """What was said on a topic, or one speaker said on it, in order of time; empty where nobody spoke on it.

        Raises as `ask` does.
        """
        asked = self._checked(topic)
        who = self.speaker(speaker) if speaker else None
        return timeline(asked, who, self._answers.all_on_topic(asked, who.id if who else None), limit)

    def topics(self, *, speaker: str | None = None, source: str | None = None, limit: int = 8) -> tuple[Topic, ...]:
        """What is spoken about, the most first; none where too little is said. Of a large library, a sample.

        Raises UnknownSpeaker, UnknownSource, IndexMismatch.
        """
        self._shelves.require(self._encoder.fingerprint)
        who = self.speaker(speaker).id if speaker else None
        where = self.source(source).id if source else None
        return self._topics(self._shelves.revision, who, where)[:limit]

    def quote(self, passage: str) -> Quote:
        """The whole of a passage as a quote, as it stands now. Raises UnknownPassage."""
        found = self._now.passages([passage])
        if passage not in found:
            raise UnknownPassage(passage)
        return whole(found[passage])

    def still_there(self, passages: Sequence[str], question: str | None = None) -> tuple[Quote, ...]:
        """The passages of these ids as quotes, in this order, but for those that are gone.

        With a question, what decides it is marked in each. Raises as `ask` does.
        """
        asked = self._checked(question) if question else None
        found = self._now.passages(passages)
        quotes = tuple(whole(found[id]) for id in passages if id in found)
        return self._answers.marked(quotes, asked) if asked else quotes

    def context(self, passage: str, step: int = 0) -> Stretch:
        """The transcript around a passage, or `step` pages further on, or back. Raises UnknownPassage."""
        quote = self.quote(passage)
        found = stretch(self.turns(quote.passage.source.id), quote, step)
        if found is None:  # the source was replaced between the two reads
            raise UnknownPassage(passage)
        return found

    def standing(self, extracts: Sequence[Extract]) -> tuple[Standing | None, ...]:
        """What the library holds now where these words are said to stand; None where that is nothing."""
        return standing(self._now, extracts)

    # ---- within

    @property
    def _now(self) -> Shelves:
        """What is held, with all that a writer has changed."""
        self._shelves.refresh()
        return self._shelves

    @property
    def _answers(self) -> Answers:
        self._shelves.refresh()
        return self._answering(self._scaling.now())

    def _answering(self, scale: Calibration) -> Answers:
        return Answers(
            self._shelves,
            encoder=self._encoder,
            facing=self._facing,
            confidence=self._confidence,
            scale=scale,
            dictionary=self._dictionary,
            reranker=self._reranker,
        )

    def _checked(self, question: str) -> str:
        """The question without white space around it, once it and the library can be used."""
        asked = question.strip()
        if not any(char.isalnum() for char in asked):
            raise EmptyQuestion
        if len(asked) > LONGEST_QUESTION:
            raise QuestionTooLong(len(asked), LONGEST_QUESTION)
        self._shelves.require(self._encoder.fingerprint)
        return asked

    def _called(self, name: str) -> Speaker | None:
        """Who goes by a name; None if nobody does, or several do."""
        try:
            return self.speaker(name)
        except UnknownSpeaker:
            return None

    def _nearest(self, claim: str, speaker: Speaker | None) -> tuple[Quote, ...]:
        """What is close in meaning to words that nobody said, as far as that is sure."""
        answer = self._answers.answer(claim, Only(speaker=speaker.id if speaker else None), _NEAREST)
        return answer.quotes if answer.answered else ()

    def _listing(self, question: str) -> tuple[Speaker, ...] | tuple[Source, ...]:
        """What answers a question about the library itself."""
        match asks_listing(question):
            case Listed.SPEAKERS:
                return self.speakers()
            case Listed.SOURCES:
                return self.sources()
        return ()

    def _found_topics(self, _revision: str, speaker: str | None, source: str | None) -> tuple[Topic, ...]:
        passages = self._shelves.sample(_SAMPLED, speaker=speaker, source=source)
        vectors = self._shelves.vectors([passage.id for passage in passages])
        spoken = [passage for passage in passages if passage.kind in OWN_WORDS and passage.id in vectors]
        return topics(spoken, np.stack([vectors[passage.id] for passage in spoken])) if spoken else ()

    def _own_words(self, speaker: str | None) -> Iterable[Passage]:
        return (passage for passage in self._now.passages_of(speaker=speaker) if passage.kind in OWN_WORDS)


def _spoken(turn: Turn, source: Source, text: str) -> SpokenTurn:
    speaker = next((person for person in source.speakers if person.id == turn.speaker), None)
    first = text.count("\n", 0, turn.start) + 1
    return SpokenTurn(turn, speaker, text[turn.start : turn.end], first, first + text.count("\n", turn.start, turn.end))
