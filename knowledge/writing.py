"""Writing: all that changes the transcripts of one folder, and keeps the indexes in step with them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from knowledge import leaving_out, transcripts
from knowledge.apart import Reader
from knowledge.dictionary import Dictionary
from knowledge.edits import credited, described, joined, recredited, renamed
from knowledge.encoder import Encoder, Reranker
from knowledge.errors import NotOwn, UnknownSpeaker
from knowledge.folding import slug
from knowledge.holdings import INDEX, Holdings
from knowledge.indexes import Indexes
from knowledge.ingest import Advance, Ingest, write_lock
from knowledge.model import Extent, Ingested, Source, Speaker, Version
from knowledge.people import named_source
from knowledge.places import EMBEDDED, Place
from knowledge.reading import Reading
from knowledge.survey import Survey, survey
from knowledge.transcripts.written import written


class Writing(Reading):
    """A library that may be changed, by one process at a time; what it holds is kept when a method returns.

    Opened with its folder, which is created, and closed once.
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

    def close(self) -> None:
        for close in self._closing:
            close()

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
