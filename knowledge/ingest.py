"""Brings transcripts into a library and takes them out: the only writer, behind a lock.

Order of a change: passages are encoded first, while nothing is touched; then the catalogue is marked
as changing, the indexes get the new passages, the catalogue takes the source in one transaction, and
what is stale leaves the indexes. A process that dies in between leaves the mark, and the next writer
puts the indexes back in step with the catalogue.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock, Timeout

from knowledge import leaving_out, transcripts
from knowledge.apart import Reader
from knowledge.catalogue import Catalogue
from knowledge.edits import named
from knowledge.encoder import Encoder
from knowledge.errors import LibraryBusy, LibraryUnwritable, NothingToUndo, TranscriptError, UnknownSource
from knowledge.folding import slug
from knowledge.indexes import Indexes, encoded
from knowledge.model import Ingested, Kind, Transcript, Turn, Version
from knowledge.passages import Slice, split
from knowledge.vector_cache import VectorCache
from knowledge.windows import CloseUp

CHANGING = "changing"

Advance = Callable[[str, int, int], None]
"""Told of progress: the file's name, windows encoded, windows in all."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read and cut, ready to be encoded."""

    path: Path
    source: str
    digest: str
    transcript: Transcript
    slices: tuple[Slice, ...]


@contextmanager
def write_lock(folder: Path, *, wait: float = 0) -> Iterator[None]:
    """Held while a library is written to; by one process at a time, for which others may wait so many seconds.

    Raises LibraryBusy if another process holds it, LibraryUnwritable if the disk refuses.
    """
    try:
        with FileLock(folder / "write.lock", timeout=wait):
            yield
    except Timeout as error:
        late = f" and was not done within {wait:g} seconds" if wait else ""
        sentence = f"Another process is writing to this library{late}; try again when it has finished."
        raise LibraryBusy(sentence) from error
    except OSError as error:
        raise LibraryUnwritable(f"The library in {folder} cannot be written: {error.strerror or error}.") from error


class Ingest:
    """Writes to a library; for one change, within `write_lock`."""

    def __init__(
        self, catalogue: Catalogue, indexes: Indexes, encoder: Encoder, cache: VectorCache, prefix: str = ""
    ) -> None:
        """`prefix` begins the id of every source that is brought in."""
        self._catalogue, self._indexes, self._prefix = catalogue, indexes, prefix
        self._encoder, self._cache = encoder, cache

    def repair(self) -> None:
        """Puts the indexes in step after a writer that died: what the catalogue lacks goes, what they lack comes."""
        if not self._catalogue.note(CHANGING):
            return
        wanted = self._catalogue.passage_ids()
        self._indexes.remove(self._indexes.every_id() - wanted)
        missing = wanted - self._indexes.ids()
        for id in self._catalogue.digests():
            transcript = self.stored(id)
            slices = tuple(cut for cut in split(id, transcript) if cut.id in missing)
            if slices:
                self._indexes.put(id, transcript, self._encoded(id, transcript, slices))
        self._settled()

    def leave_out(self) -> None:
        """Leaves out everywhere what is wished away; what is already costs nothing."""
        kept = leaving_out.wishes(self._catalogue)
        for id in self._catalogue.digests():
            now = self.stored(id)
            was = [
                self._catalogue.history.transcript(id, version.number)
                for version in self._catalogue.history.versions(id)
            ]
            become, past = leaving_out.left_out(kept, id, now, was)
            record = partial(leaving_out.rewrite_history, self._catalogue, kept, id, past)
            if become != now:
                self._put([self._as_read(id, become)], self._catalogue.passage_ids(id), lambda *_: None, record)
            elif past != was:
                with self._catalogue.writing():
                    record()
        with self._catalogue.writing():
            self._catalogue.set_note(leaving_out.LEAVING_OUT, "")
        self._settled()

    def files(
        self, paths: Iterable[Path], advance: Advance, names: Mapping[str, str] = MappingProxyType({})
    ) -> Iterator[Ingested]:
        """Ingests every transcript in `paths`; one that fails is reported and the others go on.

        `names` is what speakers shall be called, by their ids in the files.
        """
        known = self._catalogue.digests()
        taken: dict[str, Path] = {}
        with Reader() as reader:
            for path in transcripts.find(paths):
                id = self._prefix + (slug(path.stem) or "transcript")
                try:
                    if id in taken:
                        raise _same_name(path, taken[id])
                    taken[id] = path
                    yield self._file(path, id, known.get(id), reader, advance=advance, names=names)
                except TranscriptError as error:
                    yield _failed(path, id, error.sentence)

    def prune(self, paths: Iterable[Path]) -> Iterator[Ingested]:
        """Removes the sources that came from under `paths` and whose files are gone."""
        # A folder that is gone as a whole is rather not mounted than emptied.
        roots = [path.resolve() for path in paths if path.exists()]
        for id, (path, _) in sorted(self._catalogue.digests().items()):
            file = Path(path)
            if not file.exists() and any(file == root or root in file.parents for root in roots):
                self.remove(id)
                yield Ingested(path, id, "removed")

    def remove(self, source: str) -> None:
        """Takes a source out whole. Raises UnknownSource."""
        if source not in self._catalogue.digests():
            raise UnknownSource(source, sorted(self._catalogue.digests())[:3])
        stale = self._catalogue.passage_ids(source)
        self._catalogue.set_note(CHANGING, "yes")
        with self._catalogue.writing():
            self._catalogue.remove(source)
            self._catalogue.history.forget(source)
        self._indexes.remove(stale)
        self._cache.forget(source)
        self._settled()

    def edit(self, sources: Iterable[str], change: Callable[[Transcript], Transcript], what: str) -> None:
        """Changes what is known of sources, of all or, should the process end, of none. `what` is for their history."""
        before, kept = {source: self.stored(source) for source in sources}, leaving_out.wishes(self._catalogue)
        changed = {source: new for source, old in before.items() if (new := change(old)) != old}
        after = {source: replace(kept.applied(source, new), warnings=()) for source, new in changed.items()}
        if not after:
            return

        def record() -> None:
            for source, transcript in after.items():
                if not self._catalogue.history.versions(source):  # of a library from before there was a history
                    self._catalogue.history.keep(source, "brought in", before[source])
                self._catalogue.history.keep(source, kept.scrubbed(what), transcript)

        stale = set().union(*map(self._catalogue.passage_ids, after))
        self._put([self._as_read(*one) for one in after.items()], stale, lambda *_: None, record)
        self._settled()

    def undo(self, source: str) -> Version:
        """Takes back the last change to a source, or the source if that was bringing it in. Raises NothingToUndo."""
        versions = self._catalogue.history.versions(source)
        if not versions:
            raise NothingToUndo(source)
        if len(versions) == 1:
            self.remove(source)
            return versions[0]
        # The file keeps its digest: as long as it stays as it is, it does not come in again.
        before = self._as_read(source, self._catalogue.history.transcript(source, versions[1].number))
        forget = partial(self._catalogue.history.forget_one, source, versions[0].number)
        self._put([before], self._catalogue.passage_ids(source), lambda *_: None, forget)
        self._settled()
        return versions[0]

    def everything(self, advance: Advance, adopt: Callable[[], None]) -> None:
        """Cuts and encodes every source of the catalogue again, into indexes that are empty and not yet in use.

        The catalogue takes what was cut otherwise, and `adopt` sees to the new indexes, in one transaction.
        """
        for id in self._catalogue.digests():
            transcript, encoder = self.stored(id), self._cache.before(self._encoder, id)
            told = partial(advance, id)
            if close := encoded(transcript, split(id, transcript), encoder, told):
                self._indexes.put(id, transcript, close)
            self._cache.keep_texts(id, encoder.used)
        with self._catalogue.writing():
            for id in self._catalogue.digests():
                self._cut_anew(self._as_read(id, self.stored(id)))
            adopt()
            self._catalogue.settle(self._encoder.fingerprint, self._indexes.kept)
        self._cache.keep_only(self._encoder.fingerprint)

    def _encoded(
        self,
        source: str,
        transcript: Transcript,
        slices: Sequence[Slice],
        advance: Callable[[int, int], None] = lambda *_: None,
    ) -> dict[Slice, CloseUp]:
        return encoded(transcript, slices, self._cache.before(self._encoder, source), advance)

    def _cut_anew(self, read: _Read) -> None:
        if {cut.id for cut in read.slices} != self._catalogue.passage_ids(read.source):
            self._catalogue.put(read.source, str(read.path), read.digest, read.transcript, read.slices)

    def _file(
        self,
        path: Path,
        id: str,
        known: tuple[str, str] | None,
        reader: Reader,
        *,
        advance: Advance,
        names: Mapping[str, str],
    ) -> Ingested:
        before = known[1] if known and not names else None
        content = transcripts.raw(path)  # once: what is compared is what is read
        file = None if before and before == transcripts.digest(content) else reader.understood(content, path)
        if file is None or file.digest == before:
            self._catalogue.set_path(id, str(path.resolve()))  # it may have been moved
            return self._unchanged(path, id)
        transcript = leaving_out.wishes(self._catalogue).applied(id, named(file.transcript, names))
        read = _Read(path.resolve(), id, file.digest, transcript, split(id, transcript))
        stale = self._catalogue.passage_ids(id) if known else set()
        what = "brought in anew" if known else "brought in"
        self._put(
            [read], stale, advance, partial(self._catalogue.history.keep, id, what, replace(transcript, warnings=()))
        )
        self._settled()
        return _report(read, "updated" if known else "added")

    def _unchanged(self, path: Path, id: str) -> Ingested:
        """The report of a file that need not be read again."""
        turns = [turn for turn in self._catalogue.turns(id) if turn.kind is not Kind.BOILERPLATE]
        counts = (len(turns), self._catalogue.count(source=id))
        return Ingested(str(path.resolve()), id, "unchanged", *counts, _heard(turns))

    def _as_read(self, source: str, transcript: Transcript) -> _Read:
        """A transcript as if it had come from the file of a source."""
        path, digest = self._catalogue.digests()[source]
        return _Read(Path(path), source, digest, transcript, split(source, transcript))

    def _put(self, every: Sequence[_Read], stale: Iterable[str], advance: Advance, record: Callable[[], None]) -> None:
        """Replaces sources in the indexes and the catalogue; `record` sees to their history, together with that."""
        closes = [
            self._encoded(read.source, read.transcript, read.slices, partial(advance, read.path.name)) for read in every
        ]
        self._catalogue.set_note(CHANGING, "yes")
        for read, close in zip(every, closes, strict=True):
            if close:
                self._indexes.put(read.source, read.transcript, close)
        with self._catalogue.writing():
            for read in every:
                self._catalogue.put(read.source, str(read.path), read.digest, read.transcript, read.slices)
            record()
        self._indexes.remove(set(stale) - {cut.id for read in every for cut in read.slices})

    def _settled(self) -> None:
        with self._catalogue.writing():
            self._catalogue.settle(self._encoder.fingerprint, self._indexes.kept)

    def stored(self, id: str) -> Transcript:
        """The transcript as the catalogue holds it; its file may be gone."""
        return stored(self._catalogue, id)


def stored(catalogue: Catalogue, id: str) -> Transcript:
    """A source's transcript as the catalogue holds it."""
    source = next(source for source in catalogue.sources() if source.id == id)
    return Transcript(
        title=source.title,
        text=catalogue.text(id),
        turns=catalogue.turns(id),
        speakers=source.speakers,
        language=source.language,
        medium=source.medium,
        date=source.date,
        url=source.url,
        names=source.names,
        approximate=source.approximate,
    )


def _report(read: _Read, status: str) -> Ingested:
    turns = [turn for turn in read.transcript.turns if turn.kind is not Kind.BOILERPLATE]
    counts = (len(turns), len(read.slices))
    return Ingested(str(read.path), read.source, status, *counts, _heard(turns), read.transcript.warnings)


def _heard(turns: Iterable[Turn]) -> tuple[str, ...]:
    return tuple(sorted({turn.speaker for turn in turns if turn.speaker}))


def _same_name(path: Path, other: Path) -> TranscriptError:
    sentence = f"{path.name} has the same name as {other}; please rename one."
    return TranscriptError(sentence, "same_name", other=other.name)


def _failed(path: Path, id: str, sentence: str) -> Ingested:
    return Ingested(str(path), id, "failed", error=sentence)
