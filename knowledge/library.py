"""Library: everything that can be asked of the transcripts. The bot and the command line use this class only."""

import logging
import random
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from knowledge.answers import Answers, Collected, whole
from knowledge.catalogue import FORMAT, Catalogue
from knowledge.confidence import Calibration, Confidence, Scale
from knowledge.dictionary import Dictionary
from knowledge.encoder import Encoder, Reranker
from knowledge.errors import (
    EmptyQuestion,
    IndexMismatch,
    LibraryBusy,
    LibraryDamaged,
    LibraryUnwritable,
    QuestionTooLong,
    UnknownPassage,
)
from knowledge.indexes import Indexes, Only
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
)
from knowledge.people import People, find_source
from knowledge.quoting import quotable

LONGEST_QUESTION = 1000  # characters
_SCALE = "scale"
_NO_SCALE = Calibration(Scale(0.0, 1.0), Scale(0.0, 1.0))

log = logging.getLogger(__name__)


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
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryUnwritable(f"The folder {folder} cannot be used: {error.strerror}.") from error
        self.folder, self._encoder, self._dictionary, self._reranker = folder, encoder, dictionary, reranker
        self._catalogue = Catalogue(folder / "catalogue.sqlite3")
        self._confidence = Confidence(encoder)
        self._revision, self._refreshing = "", threading.Lock()
        self._in_step = ""  # the revision at which the indexes were last seen to hold what the catalogue holds
        self._sources: dict[str, Source] = {}
        self._people = People(())

    def close(self) -> None:
        if "_indexes" in self.__dict__:
            self._indexes.close()
        if self._dictionary:
            self._dictionary.close()
        self._catalogue.close()

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

    def remove(self, source: str) -> Source:
        """Takes a source out. Raises UnknownSource."""
        gone = self.source(source)
        with self._writing() as writer:
            writer.remove(gone.id)
        return gone

    def rebuild(self, advance: Advance = lambda *_: None) -> None:
        """Makes the indexes anew from the texts in the catalogue, with the encoder of now."""
        with write_lock(self.folder):
            if "_indexes" in self.__dict__:
                self._indexes.close()
                del self._indexes
            self._catalogue.set_note(CHANGING, "yes")
            Indexes.erase(self.folder)
            Ingest(self._catalogue, self._indexes, self._encoder).everything(advance)

    def warm(self) -> None:
        """Loads the model and opens the indexes, so that the first question need not wait for them."""
        self._confidence.warm()
        _ = self._indexes
        if self._dictionary:
            self._dictionary.chinese(["word"])

    # ---- what is in it

    def sources(self) -> tuple[Source, ...]:
        self._refresh()
        return tuple(self._sources.values())

    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who is heard, by id."""
        self._refresh()
        return self._people.all()

    def source(self, name: str) -> Source:
        """The source of this id or title. Raises UnknownSource."""
        return find_source(self.sources(), name)

    def speaker(self, name: str) -> Speaker:
        """The speaker of this id, name or alias in either script. Raises UnknownSpeaker."""
        self._refresh()
        return self._people.find(name)

    def turns(self, source: str) -> tuple[SpokenTurn, ...]:
        """A source in order, with its exact words. Raises UnknownSource."""
        found = self.source(source)
        text = self._catalogue.text(found.id)
        return tuple(self._spoken(turn, found, text) for turn in self._catalogue.turns(found.id))

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
        self._refresh()
        found = self._catalogue.passages([passage], self._sources)
        if passage not in found:
            raise UnknownPassage(passage)
        return whole(found[passage])

    def still_there(self, passages: Sequence[str], question: str | None = None) -> tuple[Quote, ...]:
        """The passages of these ids as quotes, in this order, but for those that are gone.

        With a question, what decides it is marked in each. Raises as `ask` does.
        """
        asked = self._checked(question) if question else None
        self._refresh()
        found = self._catalogue.passages(passages, self._sources)
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

    @cached_property
    def _indexes(self) -> Indexes:
        return Indexes(self.folder)

    @property
    def _answers(self) -> Answers:
        self._refresh()
        return self._answering(self._scale())

    def _answering(self, scale: Calibration) -> Answers:
        collected = Collected(self._catalogue, self._indexes, self._sources, self._people, scale, self._dictionary)
        return Answers(collected, self._encoder, self._confidence, self._reranker)

    def _scale(self) -> Calibration:
        """What everyday questions look like to this library, as it was last changed."""
        noted = self._catalogue.note(_SCALE)
        if noted:
            revision, _, scale = noted.partition(" ")
            if revision == self._revision:
                return Calibration.from_json(scale)
        return self._calibrate()

    def _calibrate(self) -> Calibration:
        scale = self._answering(_NO_SCALE).calibrated()
        self._catalogue.set_note(_SCALE, f"{self._revision} {scale.to_json()}")
        return scale

    @contextmanager
    def _writing(self) -> Iterator[Ingest]:
        with write_lock(self.folder):
            self._require_match()
            writer = Ingest(self._catalogue, self._indexes, self._encoder)
            writer.repair()
            yield writer
            self._refresh()
            self._scale()

    def _refresh(self) -> None:
        """Reads again what a writer, here or elsewhere, has changed."""
        with self._refreshing:
            revision = self._catalogue.note("revision") or ""
            if revision == self._revision:
                return
            if "_indexes" in self.__dict__:
                self._indexes.reopen()
            self._sources = {source.id: source for source in self._catalogue.sources()}
            self._people = People(self._sources.values())
            self._revision = revision

    def _require_match(self) -> None:
        """An index of another model would answer, and answer nonsense."""
        built, now = self._catalogue.note("encoder"), self._encoder.fingerprint
        if built and built != now:
            raise IndexMismatch(
                f"The library in {self.folder} was indexed with {built}, and the settings ask for {now};"
                " run `python -m knowledge rebuild` to index it again, or restore the setting."
            )
        if built and self._catalogue.note("format") != FORMAT:
            raise IndexMismatch(
                f"The library in {self.folder} was indexed by another version of Verbatim;"
                " run `python -m knowledge rebuild` to index it again."
            )

    def _require_step(self) -> None:
        """Indexes that lost passages would be silent where the library speaks; looked at once a revision."""
        if self._in_step == self._revision:
            return
        if len(self._indexes) >= self._catalogue.count():
            self._in_step = self._revision
        elif self._catalogue.note(CHANGING):
            raise LibraryBusy("The library is being indexed anew; please ask again in a minute.")
        else:
            raise LibraryDamaged(
                f"The index in {self.folder} has lost passages; run `python -m knowledge rebuild` to make it anew."
            )

    def _checked(self, question: str) -> str:
        """The question without white space around it, once it and the library can be used."""
        asked = question.strip()
        if not any(char.isalnum() for char in asked):
            raise EmptyQuestion
        if len(asked) > LONGEST_QUESTION:
            raise QuestionTooLong(len(asked), LONGEST_QUESTION)
        self._require_match()
        self._refresh()
        self._require_step()
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
        self._refresh()
        every = self._catalogue.passages_of(self._sources, speaker=speaker)
        return (passage for passage in every if passage.kind in OWN_WORDS)

    def _spoken(self, turn: Turn, source: Source, text: str) -> SpokenTurn:
        speaker = next((person for person in source.speakers if person.id == turn.speaker), None)
        first = text.count("\n", 0, turn.start) + 1
        return SpokenTurn(
            turn, speaker, text[turn.start : turn.end], first, first + text.count("\n", turn.start, turn.end)
        )
