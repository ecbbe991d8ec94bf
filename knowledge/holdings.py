"""What a library's folder holds, as it stands now: its catalogue, its indexes, and who and what is in them."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from knowledge.catalogue import FORMAT, VECTORS, Catalogue
from knowledge.database import is_emptied
from knowledge.errors import (
    IndexDamaged,
    IndexMismatch,
    IndexOutdated,
    LibraryBusy,
    LibraryDamaged,
    LibraryUnwritable,
    VectorsAway,
)
from knowledge.indexes import Indexes, gone
from knowledge.ingest import CHANGING
from knowledge.model import Source
from knowledge.parts import Parts
from knowledge.people import People
from knowledge.places import EMBEDDED, Place
from knowledge.transcripts import LIBRARY
from knowledge.vector_cache import CACHE, VectorCache

_WRITING = "writing"  # the note that somebody writes
INDEX = "index"  # the note that names the folder of the indexes, and how such a folder's name begins

log = logging.getLogger(__name__)


class Holdings:
    """Opened on a folder, which is created; safe to use from several threads. The indexes open when first used."""

    def __init__(self, folder: Path, vectors: Place = EMBEDDED) -> None:
        """`vectors` is where those lie. Raises LibraryError if the folder cannot be used."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryUnwritable(f"The folder {folder} cannot be used: {error.strerror}.") from error
        _require_catalogue(folder)
        self.folder, self.vectors, self.catalogue = folder, vectors, Catalogue(folder / LIBRARY)
        self.revision, self._opened = "", ""
        self.sources: dict[str, Source] = {}
        self.people = People(())
        self._refreshing = threading.Lock()
        self._former: list[Indexes] = []  # replaced while somebody may still have been searching them
        self._parts: Parts | None = None  # of the indexes that are open
        self._in_step: str | None = None  # the collection that was seen to hold what the catalogue holds

    def close(self) -> None:
        self._close_former()
        self._in_step = None
        if self._parts:
            self._parts.close()
            self._parts = None
        if "indexes" in self.__dict__:
            self.indexes.close()
            del self.indexes
        if "cache" in self.__dict__:
            self.cache.close()
            del self.cache
        self.catalogue.close()

    @cached_property
    def cache(self) -> VectorCache:
        """For a writer only."""
        return VectorCache(self.folder / CACHE)

    def index_files(self) -> list[Path]:
        """The files of SQLite that the indexes in use lie in."""
        return Indexes.files(self.folder / self._place, self.vectors)

    @cached_property
    def indexes(self) -> Indexes:
        self._opened = self._place
        return Indexes(self.folder / self._place, self.vectors)

    @property
    def parts(self) -> Parts:
        """Searches the indexes, whatever a search is restricted to."""
        indexes, parts = self.indexes, self._parts
        if parts is None or parts.indexes is not indexes:
            parts = self._parts = Parts(self.catalogue, indexes)
        return parts

    @property
    def _place(self) -> str:
        """The folder of the indexes within that of the library, which is where the first ones are themselves."""
        return self.catalogue.note(INDEX) or ""

    def place_beside(self) -> str:
        """A folder for new indexes, which are not in use before the catalogue names it."""
        place = f"{INDEX}-{int(self.catalogue.note('revision') or 0) + 1}"
        self._discard(self.folder / place)
        return place

    def sweep(self) -> None:
        """Deletes indexes that are not in use: those that were replaced, and what a killed writer left."""
        try:
            for folder in self.folder.glob(f"{INDEX}-*"):
                if folder.name != self._place:
                    self._discard(folder)
            if self._place:
                Indexes.erase(self.folder, self.vectors)
        except VectorsAway as error:
            log.warning("What is no longer in use stays until the next change: %s", error)

    def _discard(self, folder: Path) -> None:
        Indexes.erase(folder, self.vectors)
        gone(folder)

    @contextmanager
    def being_written(self) -> Iterator[None]:
        """Tells everybody who reads it meanwhile, in whichever process, that it is about to be another one again."""
        self.catalogue.set_note(_WRITING, "yes")
        try:
            yield
        finally:
            self.catalogue.set_note(_WRITING, "")

    @property
    def is_being_written(self) -> bool:
        """Whether a writer is at it; also after one that was killed, until the next is done."""
        return bool(self.catalogue.note(_WRITING))

    def refresh(self, *, wrote: bool = False) -> None:
        """Reads again what a writer has changed; with `wrote`, this process, whose indexes know already."""
        with self._refreshing:
            revision = self.catalogue.note("revision") or ""
            if revision == self.revision:
                return
            if "indexes" in self.__dict__ and (not wrote or self._opened != self._place):
                self._renew()
            self.sources = {source.id: source for source in self.catalogue.sources()}
            self.people = People(self.sources.values())
            self.revision = revision

    def require_match(self, fingerprint: str) -> None:
        """Raises IndexMismatch for another encoder's index: it would answer, and answer nonsense."""
        built = self.catalogue.note("encoder")
        if built and built != fingerprint:
            raise IndexMismatch(
                f"The library in {self.folder} was indexed with {built}, and the settings ask for {fingerprint};"
                " run `python -m knowledge reindex` to index it again, or restore the setting."
            )
        if built and self.catalogue.note("format") != FORMAT:
            raise IndexOutdated(
                f"The library in {self.folder} was indexed by another version of Verbatim;"
                " run `python -m knowledge reindex` to index it again."
            )
        if built and self._lie_elsewhere() and self._lie_elsewhere():  # twice: they may just have been replaced
            raise IndexMismatch(
                f"The vectors of the library in {self.folder} are not where CHROMA_URL says;"
                " run `python -m knowledge reindex` to make them there, or restore the setting."
            )

    def _lie_elsewhere(self) -> bool:
        notes = self.catalogue.notes(INDEX, VECTORS)
        return Indexes.name(self.folder / notes.get(INDEX, ""), self.vectors) != notes.get(VECTORS, "")

    def require_step(self) -> None:
        """Raises LibraryError if the indexes lost passages: they would be silent where the library speaks.

        Looked at once after opening them: whoever writes afterwards keeps them in step, or leaves a mark.
        """
        if self._in_step and self._in_step == self.indexes.collection:
            return
        for _ in range(2):  # twice: a writer may have settled while they were counted
            if len(self.indexes) >= self.catalogue.count():
                self._in_step = self.indexes.collection
                return
            self.refresh()
        if self.catalogue.note(CHANGING):
            raise LibraryBusy("The library is being indexed anew; please ask again in a minute.")
        raise IndexDamaged(
            f"The index in {self.folder} has lost passages; run `python -m knowledge reindex` to make it anew."
        )

    def _renew(self) -> None:
        """Reads the indexes again from disk, or the new ones instead."""
        self._close_former()
        if self._opened == self._place:
            self.indexes.reopen()
            return
        self._former.append(self.indexes)
        self._in_step = None
        del self.indexes

    def _close_former(self) -> None:
        while self._former:
            self._former.pop().close()


def _require_catalogue(folder: Path) -> None:
    """Raises LibraryDamaged where indexes are left of a catalogue that is gone: it would be taken for a new library."""
    file = folder / LIBRARY
    if (not file.exists() or is_emptied(file)) and ((folder / CACHE).exists() or any(folder.glob(f"{INDEX}-*"))):
        raise LibraryDamaged(
            f"The library in {folder} has lost {LIBRARY}; put a backup in its place,"
            " or bring the transcripts into a new folder."
        )
