"""Library: everything that can be asked of the transcripts, and done to them.

The bot and the command line use this class only.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from knowledge import leaving_out, redaction, transcripts
from knowledge.apart import Reader
from knowledge.dictionary import Dictionary
from knowledge.edits import credited, described, joined, recredited, renamed
from knowledge.encoder import Encoder, Reranker
from knowledge.errors import NothingToExclude, NotOwn, UnknownExclusion, UnknownSpeaker
from knowledge.exclusions import Concerned, Exclusion, OfSpan, OfSpeaker, Wish, Wishes, is_called, of_speaker
from knowledge.folding import slug
from knowledge.holdings import INDEX, Holdings
from knowledge.indexes import Indexes
from knowledge.ingest import Advance, Ingest, write_lock
from knowledge.mending import Mending
from knowledge.model import Extent, Ingested, Source, Speaker, Version
from knowledge.people import named_source
from knowledge.places import EMBEDDED, Place
from knowledge.reading import Reading
from knowledge.redaction import Letters
from knowledge.soundness import Soundness
from knowledge.survey import Survey, survey
from knowledge.transcripts.written import written


class Library(Reading):
    """The transcripts in one folder: ingest them, ask them, quote them.

    Open it once for the life of a process; reading is safe from several threads, and one process at
    a time may write. Every quote that it returns was compared with its source's text when it was made.
    """

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        dictionary: Dictionary | None = None,
        reranker: Reranker | None = None,
        *,
        vectors: Place = EMBEDDED,
        beside: Sequence[Holdings] = (),
        prefix: str = "",
    ) -> None:
        """Opens the library in `folder`, which is created. Raises LibraryError if that cannot be.

        Without a dictionary the words of a question are not looked for in another language, without a
        reranker the order of the search stands. `vectors` is where those lie. What is `beside` it is read along
        with it and never changed; `prefix` then keeps the ids of its sources apart from those.
        """
        self.folder, self._prefix, self._held = folder, prefix, Holdings(folder, vectors)
        super().__init__(self._held, *beside, encoder=encoder, dictionary=dictionary, reranker=reranker)
        self._closing = [self._held.close, *([dictionary.close] if dictionary else [])]

    def another(self, folder: Path, *, prefix: str, together: bool) -> "Library":
        """A further library with the model and dictionary of this one, which is read together with it or not.

        To be closed before this one, which closes what they share.
        """
        beside = [self._held] if together else []
        vectors = self._held.vectors
        made = Library(folder, self._encoder, None, self._reranker, vectors=vectors, beside=beside, prefix=prefix)
        made._dictionary, made._confidence = self._dictionary, self._confidence
        return made

    def close(self) -> None:
        for close in self._closing:
            close()

    # ---- writing

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        prune: bool = False,
        names: Mapping[str, str] = MappingProxyType({}),
        advance: Advance = lambda *_: None,
    ) -> Iterator[Ingested]:
        """Brings transcripts in, one report a file; with `prune`, takes out those whose files are gone.

        `names` is what speakers shall be called, by their ids in the files.
        Raises LibraryBusy, LibraryUnwritable, IndexMismatch, NothingToIngest.
        """
        with self._writing() as writer:
            yield from writer.files(paths, advance, names)
            if prune:
                yield from writer.prune(paths)
        self.scrub()

    def own_sources(self) -> tuple[Source, ...]:
        """The sources that are this library's to change, and not of one beside it."""
        self._held.refresh()
        return tuple(self._held.sources.values())

    def extent(self) -> Extent:
        """How much this library itself holds. Raises LibraryError."""
        catalogue = self._held.catalogue
        return Extent(len(self.own_sources()), catalogue.count(), int(catalogue.note("revision") or 0))

    def survey(self, paths: Sequence[Path]) -> Iterator[Survey]:
        """What these files would bring in; nothing is written. Raises NothingToIngest."""
        kept = leaving_out.wishes(self._held.catalogue).applied
        with Reader() as reader:
            for path in transcripts.find(paths):
                yield survey(path, reader.opened, self._now.holding, self._prefix, kept)

    def remove(self, source: str) -> Source:
        """Takes a source out. Raises UnknownSource."""
        gone = self._own(source)
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

    def describe(
        self, source: str, *, title: str | None = None, url: str | None = None, date: str | None = None
    ) -> Source:
        """Says what a source is called, where it can be heard and when it was. Raises UnknownSource, NotOwn."""
        found = self._own(source)
        with self._writing() as writer:
            writer.edit([found.id], partial(described, title=title, url=url, date=date), "described anew")
        return self.source(found.id)

    def credit(self, passage: str, name: str | None) -> Speaker | None:
        """Credits the whole turn of a passage to somebody, known or new, or to nobody.

        Raises UnknownPassage, UnknownSpeaker if that is no name, NotOwn.
        """
        found = self.quote(passage).passage
        source = self._own(found.source.id)
        to = self._somebody(name) if name else None
        by = to.name if to else "unknown"
        with self._writing() as writer:
            writer.edit(
                [source.id], partial(recredited, turn=found.turn, to=to), f"credited line {found.start_line} to {by}"
            )
        return to

    def _somebody(self, name: str) -> Speaker:
        try:
            return self.speaker(name)
        except UnknownSpeaker:
            if not slug(name):
                raise
            return Speaker(slug(name), " ".join(name.split()))

    def history(self, source: str) -> tuple[Version, ...]:
        """What was done to a source, newest first. Raises UnknownSource."""
        return self._held.catalogue.history.versions(self._own(source).id)

    def forget_history(self, before: date) -> int:
        """Drops what its sources were until a day, and gives how many states; they cannot be brought back."""
        with write_lock(self.folder):
            gone = self._held.catalogue.history.forget_before(before)
            if gone:
                self._held.catalogue.scrub()
        return gone

    def undo(self, source: str) -> Version:
        """Takes back the last change to a source. Raises UnknownSource, NothingToUndo."""
        found = self._own(source)
        with self._writing() as writer:
            return writer.undo(found.id)

    def export(self, source: str, *, apart: int = 0) -> str:
        """A source as a labelled transcript, without times inside a turn nearer than `apart` milliseconds.

        Raises UnknownSource, NotOwn.
        """
        found = self._own(source)
        return written(self._writer().stored(found.id), apart=apart)

    def _credited(self, old: Speaker, to: Speaker, what: str) -> tuple[Source, ...]:
        where = [source for source in self.own_sources() if any(one.id == old.id for one in source.speakers)]
        if not where:
            raise NotOwn(old.name)
        with self._writing() as writer:
            writer.edit([source.id for source in where], partial(credited, speaker=old.id, to=to), what)
        return tuple(where)

    def reindex(self, advance: Advance = lambda *_: None) -> None:
        """Makes the indexes anew from the catalogue, with the encoder of now.

        They are made beside those in use, which answer until all are done and are then replaced at once.
        """
        with write_lock(self.folder):
            self._index_anew(advance)

    def _index_anew(self, advance: Advance = lambda *_: None) -> None:
        self._held.sweep()
        place = self._held.place_beside()
        adopt = partial(self._held.catalogue.set_note, INDEX, place)
        try:
            with closing(Indexes(self.folder / place, self._held.vectors)) as fresh:
                Ingest(self._held.catalogue, fresh, self._encoder, self._held.cache).everything(advance, adopt)
        except BaseException:
            self._held.sweep()
            raise
        self._held.refresh(wrote=True)
        self._scaling.settle()

    # ---- what shall not be quoted

    def exclusions(self) -> tuple[Exclusion, ...]:
        """The wishes that this library keeps to, oldest first."""
        return self._held.catalogue.exclusions()

    def wish_of(self, speaker: str) -> OfSpeaker:
        """The wish that a speaker of this library be left out. Raises UnknownSpeaker, NotOwn."""
        found = self.speaker(speaker)
        if all(one.id != found.id for source in self.own_sources() for one in source.speakers):
            raise NotOwn(found.name)
        return of_speaker(found)

    def wish_at(self, source: str, start: int, end: int) -> OfSpan:
        """The wish that some characters of a source be left out. Raises UnknownSource, NotOwn, NothingToExclude."""
        own = self._own(source)
        text = self._held.catalogue.text(own.id)
        if not (0 <= start < end <= len(text) and any(char.isalnum() for char in text[start:end])):
            raise NothingToExclude
        kept = Wishes((), leaving_out.secret(self._held.catalogue))
        return kept.of_span(own.id, text, (start, end))

    def wish_in(self, source: str, first: int, last: int) -> OfSpan:
        """The wish that some lines of a source be left out. Raises as `wish_at` does."""
        own = self._own(source)
        return self.wish_at(own.id, *(redaction.lines(self._held.catalogue.text(own.id), first, last) or (0, 0)))

    def wish_for(self, words: str) -> OfSpan:
        """The wish that some words be left out where they first stand. Raises NothingToExclude, NotOwn."""
        letters = Letters(words).said
        for source in (*self.own_sources(), *self.sources()) if letters else ():
            span = next(Letters(self._shelves.text(source.id)).find(letters), None)
            if span:
                return self.wish_at(source.id, *span)
        raise NothingToExclude

    def concerned(self, wish: Wish) -> tuple[Concerned, ...]:
        """What a wish would take away, source by source; nothing is changed."""
        catalogue = self._held.catalogue
        kept, writer = Wishes((wish,), leaving_out.secret(catalogue)), self._writer()
        found = []
        for source in self.own_sources():
            now = writer.stored(source.id)
            spans = kept.spans(source.id, now)
            gone = {one.id for span in spans for one in catalogue.passages_within(source, *span)}
            if spans or any(map(kept.concern, source.speakers)):
                found.append(Concerned(source, len(gone)))
        return tuple(found)

    def exclude(self, wish: Wish) -> tuple[Concerned, ...]:
        """Leaves out what somebody wishes away, here and in all that is brought in later; gives what that concerned.

        The words are gone from the sources, their histories and the indexes, and from the bytes on the disk; only
        their files bring them back, after `include`.
        """
        found = self.concerned(wish)
        with self._writing() as writer:
            leaving_out.accept(self._held.catalogue, wish)
            writer.leave_out()
        self.scrub()
        return found

    def include(self, exclusion: str) -> Exclusion:
        """Takes back a wish, by its number or a name; the words return with their file. Raises UnknownExclusion."""
        every = {str(one.id): one for one in self.exclusions()}
        called = [one for one in every.values() if is_called(one.wish, exclusion)]
        found = every.get(exclusion) or (called[0] if called else None)
        if found is None:
            raise UnknownExclusion(exclusion)
        with self._writing():
            self._held.catalogue.include(found.id)
        return found

    def finish(self) -> None:
        """Does what a process that was stopped while it left something out has not done any more."""
        if self._held.catalogue.note(leaving_out.LEAVING_OUT):
            with self._writing():
                pass  # which does it first
        self.scrub()

    def scrub(self) -> None:
        """Takes what was left out from the bytes on the disk as well, where that has not been done yet."""
        catalogue = self._held.catalogue
        if not catalogue.note(leaving_out.SCRUBBING):
            return
        with write_lock(self.folder):
            self._index_anew()
            self._held.sweep()
            if catalogue.scrub() and self._held.cache.scrub():
                catalogue.set_note(leaving_out.SCRUBBING, "")

    def check(self, advance: Advance = lambda *_: None) -> Soundness:
        """Looks whether this library is as it should be, and makes anew what can be made from the catalogue.

        Until that is done, questions are answered from the old indexes, as far as these can. Raises LibraryBusy
        where somebody writes just now, LibraryUnwritable, VectorsAway.
        """
        mending = Mending(self._held, self._encoder.fingerprint, self._index_anew, self._writing)
        found = mending.checked(advance)
        if not found.remedy:
            self.scrub()
        return found

    def _own(self, name: str) -> Source:
        """A source that may be changed. Raises UnknownSource, NotOwn."""
        found = named_source(self.sources(), name)
        if found not in self.own_sources():
            raise NotOwn(found.title)
        return found

    def _writer(self) -> Ingest:
        held = self._held
        return Ingest(held.catalogue, held.indexes, self._encoder, held.cache, self._prefix)

    @contextmanager
    def _writing(self) -> Iterator[Ingest]:
        with write_lock(self.folder):
            self._held.require_match(self._encoder.fingerprint)
            self._held.sweep()
            self._held.refresh()
            with self._held.being_written():
                writer = self._writer()
                writer.repair()
                if self._held.catalogue.note(leaving_out.LEAVING_OUT):
                    writer.leave_out()
                yield writer
                self._held.refresh(wrote=True)
                self._scaling.settle()
