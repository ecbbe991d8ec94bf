"""Library: everything that can be asked of the transcripts. The bot and the command line use this class only."""

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from knowledge import transcripts
from knowledge.answers import Answers, Collected, whole
from knowledge.confidence import Calibration, Confidence, Scale
from knowledge.dictionary import Dictionary
from knowledge.edits import credited, joined, renamed
from knowledge.encoder import Encoder, Reranker
from knowledge.errors import (
    EmptyQuestion,
    QuestionTooLong,
    UnknownPassage,
)
from knowledge.holdings import Holdings
from knowledge.indexes import Only
from knowledge.ingest import CHANGING, Advance, Ingest, write_lock
from knowledge.listings import Listed, asks_listing
from knowledge.model import (
    OWN_WORDS,
    Answer,
    Comparison,
    Context,
    Ingested,
    Kind,
    Passage,
    Quote,
    Source,
    Speaker,
    SpokenTurn,
    Tier,
    Turn,
    Version,
)
from knowledge.people import find_source
from knowledge.quoting import quotable
from knowledge.survey import Survey, survey
from knowledge.transcripts.written import written

LONGEST_QUESTION = 1000  # characters
_SCALE = "scale"
_NO_SCALE = Calibration(Scale(0.0, 1.0), Scale(0.0, 1.0))


class Library:
    """The transcripts in one folder: ingest them, ask them, quote them.

    Open it once for the life of a process; reading is safe from several threads, and one process at
    a time may write. Every quote that it returns was compared with its source's text when it was made.
    """

    def __init__(
        self, folder: Path, encoder: Encoder, dictionary: Dictionary | None = None, reranker: Reranker | None = None
    ) -> None:
        """Opens the library in `folder`, which is created. Raises LibraryError if that cannot be.

        Without a dictionary the words of a question are not looked for in another language, without a
        reranker the order of the search stands.
        """
        self.folder, self._held = folder, Holdings(folder)
        self._encoder, self._dictionary, self._reranker = encoder, dictionary, reranker
        self._confidence = Confidence(encoder)

    def close(self) -> None:
        if self._dictionary:
            self._dictionary.close()
        self._held.close()

    # ---- writing

    def ingest(
        self, paths: Sequence[Path], *, prune: bool = False, advance: Advance = lambda *_: None
    ) -> Iterator[Ingested]:
        """Brings transcripts in, one report a file; with `prune`, takes out those whose files are gone.

        Raises LibraryBusy, LibraryUnwritable, IndexMismatch, NothingToIngest.
        """
        with self._writing() as writer:
            yield from writer.files(paths, advance)
            if prune:
                yield from writer.prune(paths)

    def survey(self, paths: Sequence[Path]) -> Iterator[Survey]:
        """What these files would bring in; nothing is written. Raises NothingToIngest."""
        for path in transcripts.find(paths):
            yield survey(path, self._held.catalogue.holding)

    def remove(self, source: str) -> Source:
        """Takes a source out. Raises UnknownSource."""
        gone = self.source(source)
        with self._writing() as writer:
            writer.remove(gone.id)
        return gone

    def rename_speaker(self, name: str, new: str) -> tuple[Source, ...]:
        """Calls a speaker otherwise wherever they are heard, and gives back where. Raises UnknownSpeaker.

        The former name stays one of theirs, unless it is but a machine's number. If somebody is called so
        already, both are one from now on.
        """
        old = self.speaker(name)
        named = renamed(old, new)
        return self._credited(old, named, f"renamed {old.name} to {named.name}")

    def merge_speakers(self, first: str, second: str) -> tuple[Source, ...]:
        """Makes the second speaker the first wherever they are heard, and gives back where. Raises UnknownSpeaker."""
        kept, gone = self.speaker(first), self.speaker(second)
        return self._credited(gone, joined(kept, gone), f"merged {gone.name} into {kept.name}")

    def history(self, source: str) -> tuple[Version, ...]:
        """What was done to a source, newest first. Raises UnknownSource."""
        return self._held.catalogue.versions(self.source(source).id)

    def undo(self, source: str) -> Version:
        """Takes back the last change to a source. Raises UnknownSource, NothingToUndo."""
        found = self.source(source)
        with self._writing() as writer:
            return writer.undo(found.id)

    def export(self, source: str) -> str:
        """A source as a labelled transcript. Raises UnknownSource, TranscriptError."""
        found = self.source(source)
        return written(Ingest(self._held.catalogue, self._held.indexes, self._encoder).stored(found.id))

    def _credited(self, old: Speaker, to: Speaker, what: str) -> tuple[Source, ...]:
        where = [source for source in self.sources() if any(one.id == old.id for one in source.speakers)]
        with self._writing() as writer:
            for source in where:
                writer.edit(source.id, partial(credited, speaker=old.id, to=to), what)
        return tuple(where)

    def rebuild(self, advance: Advance = lambda *_: None) -> None:
        """Makes the indexes anew from the texts in the catalogue, with the encoder of now."""
        with write_lock(self.folder):
            self._held.catalogue.set_note(CHANGING, "yes")
            self._held.erase_indexes()
            Ingest(self._held.catalogue, self._held.indexes, self._encoder).everything(advance)

    def warm(self) -> None:
        """Loads the model and opens the indexes, so that the first question need not wait for them."""
        self._confidence.warm()
        _ = self._held.indexes
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
        text = self._held.catalogue.text(found.id)
        return tuple(self._spoken(turn, found, text) for turn in self._held.catalogue.turns(found.id))

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

    def compare(self, first: str, second: str, topic: str, *, limit: int = 3) -> Comparison:
        """Two speakers' own words on a topic, conversations with each other first.

        Raises as `ask` does.
        """
        asked = self._checked(topic)
        pair = (self.speaker(first), self.speaker(second))
        return self._answers.comparison(asked, pair, limit)

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

    def quote(self, passage: str) -> Quote:
        """The whole of a passage as a quote, as it stands now. Raises UnknownPassage."""
        held = self._now
        found = held.catalogue.passages([passage], held.sources)
        if passage not in found:
            raise UnknownPassage(passage)
        return whole(found[passage])

    def still_there(self, passages: Sequence[str], question: str | None = None) -> tuple[Quote, ...]:
        """The passages of these ids as quotes, in this order, but for those that are gone.

        With a question, what decides it is marked in each. Raises as `ask` does.
        """
        asked = self._checked(question) if question else None
        held = self._now
        found = held.catalogue.passages(passages, held.sources)
        quotes = tuple(whole(found[id]) for id in passages if id in found)
        return self._answers.marked(quotes, asked) if asked else quotes

    def context(self, passage: str, *, around: int = 2) -> Context:
        """A passage with `around` turns before and after it. Raises UnknownPassage."""
        quote = self.quote(passage)
        turns = [turn for turn in self.turns(quote.passage.source.id) if turn.turn.kind is not Kind.BOILERPLATE]
        at = next((i for i, turn in enumerate(turns) if turn.turn.index == quote.passage.turn), None)
        if at is None:  # the source was replaced between the two reads
            raise UnknownPassage(passage)
        return Context(quote, tuple(turns[max(0, at - around) : at]), turns[at], tuple(turns[at + 1 : at + 1 + around]))

    # ---- within

    @property
    def _now(self) -> Holdings:
        """What is held, with all that a writer has changed."""
        self._held.refresh()
        return self._held

    @property
    def _answers(self) -> Answers:
        self._held.refresh()
        return self._answering(self._scale())

    def _answering(self, scale: Calibration) -> Answers:
        held = self._held
        collected = Collected(held.catalogue, held.indexes, held.sources, held.people, scale, self._dictionary)
        return Answers(collected, self._encoder, self._confidence, self._reranker)

    def _scale(self) -> Calibration:
        """What everyday questions look like to this library, as it was last changed."""
        noted = self._held.catalogue.note(_SCALE)
        if noted:
            revision, _, scale = noted.partition(" ")
            if revision == self._held.revision:
                return Calibration.from_json(scale)
        return self._calibrate()

    def _calibrate(self) -> Calibration:
        scale = self._answering(_NO_SCALE).calibrated()
        self._held.catalogue.set_note(_SCALE, f"{self._held.revision} {scale.to_json()}")
        return scale

    @contextmanager
    def _writing(self) -> Iterator[Ingest]:
        with write_lock(self.folder):
            self._held.require_match(self._encoder.fingerprint)
            held = self._now
            writer = Ingest(held.catalogue, held.indexes, self._encoder)
            writer.repair()
            yield writer
            self._held.refresh(wrote=True)
            self._scale()

    def _checked(self, question: str) -> str:
        """The question without white space around it, once it and the library can be used."""
        asked = question.strip()
        if not any(char.isalnum() for char in asked):
            raise EmptyQuestion
        if len(asked) > LONGEST_QUESTION:
            raise QuestionTooLong(len(asked), LONGEST_QUESTION)
        self._held.require_match(self._encoder.fingerprint)
        self._now.require_step()
        return asked

    def _listing(self, question: str) -> tuple[Speaker, ...] | tuple[Source, ...]:
        """What answers a question about the library itself."""
        match asks_listing(question):
            case Listed.SPEAKERS:
                return self.speakers()
            case Listed.SOURCES:
                return self.sources()
        return ()

    def _own_words(self, speaker: str | None) -> Iterable[Passage]:
        held = self._now
        every = held.catalogue.passages_of(held.sources, speaker=speaker)
        return (passage for passage in every if passage.kind in OWN_WORDS)

    def _spoken(self, turn: Turn, source: Source, text: str) -> SpokenTurn:
        speaker = next((person for person in source.speakers if person.id == turn.speaker), None)
        first = text.count("\n", 0, turn.start) + 1
        return SpokenTurn(
            turn, speaker, text[turn.start : turn.end], first, first + text.count("\n", turn.start, turn.end)
        )
