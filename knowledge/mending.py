"""A library that is looked at and mended: what can be made again from the catalogue is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from knowledge.errors import IndexMismatch
from knowledge.holdings import Holdings
from knowledge.ingest import CHANGING, Advance, write_lock
from knowledge.soundness import Soundness, has_damaged_cache, index_faults, note_missed, sound

_REMAKE = "run `python -m knowledge reindex`"


@dataclass(frozen=True, slots=True)
class Mending:
    """Of one library: how its indexes are made anew by who holds its lock, and how a writer is let to it."""

    held: Holdings
    fingerprint: str
    index_anew: Callable[[Advance], None]
    writing: Callable[[], AbstractContextManager[object]]

    def checked(self, advance: Advance) -> Soundness:
        """What was found, after what can be mended was. Raises LibraryBusy, LibraryUnwritable, VectorsAway."""
        found = sound(self.held)
        if found.remedy:
            return found
        try:
            if not self._faults():
                return found
            faults = self._mended(advance)
            left = self._faults()
        except IndexMismatch as error:
            return replace(found, faults=("the indexes are not those of the settings",), remedy=str(error))
        remedy = f"The library in {self.held.folder} could not be repaired: {left[0]}; {_REMAKE}." if left else ""
        return replace(found, faults=faults, remedy=remedy, repaired=not left)

    def _faults(self) -> tuple[str, ...]:
        left = self.held.catalogue.note(CHANGING) or self.held.is_being_written
        return (
            *index_faults(self.held, self.fingerprint),
            *(["encoded.sqlite3 is damaged"] if has_damaged_cache(self.held) else []),
            *(["a change was broken off"] if left else []),
        )

    def _mended(self, advance: Advance) -> tuple[str, ...]:
        """What was wrong, looked at again while nobody else writes, and put right."""
        with write_lock(self.held.folder):
            faults = self._faults()
            if has_damaged_cache(self.held):
                self.held.cache.empty()
            if index_faults(self.held, self.fingerprint):
                self.held.catalogue.set_note(CHANGING, "yes")  # whom the old indexes fail is told to ask again
                self.index_anew(advance)
                note_missed(self.held)
        with self.writing():  # what a writer left behind that died, it puts in step
            return faults
