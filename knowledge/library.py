"""Library: everything that can be asked of the transcripts, and done to them.

The bot and the command line use this class only.
"""

from pathlib import Path

from knowledge import leaving_out, redaction
from knowledge.errors import NothingToExclude, NotOwn, UnknownExclusion
from knowledge.exclusions import Concerned, Exclusion, OfSpan, OfSpeaker, Wish, Wishes, is_called, of_speaker
from knowledge.ingest import Advance
from knowledge.mending import Mending
from knowledge.redaction import Letters
from knowledge.soundness import Soundness
from knowledge.writing import Writing


class Library(Writing):
    """The transcripts in one folder: ingest them, ask them, quote them.

    Open it once for the life of a process; reading is safe from several threads, and one process at
    a time may write. Every quote that it returns was compared with its source's text when it was made.
    """

    def another(self, folder: Path, *, prefix: str, together: bool) -> "Library":
        """A further library with the model and dictionary of this one, which is read together with it or not.

        To be closed before this one, which closes what they share.
        """
        beside = [self._held] if together else []
        vectors = self._held.vectors
        made = Library(folder, self._encoder, None, self._reranker, vectors=vectors, beside=beside, prefix=prefix)
        made._dictionary, made._confidence = self._dictionary, self._confidence
        return made

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
