"""The scale on which confidence is measured: kept with the library of which it was taken."""

from collections.abc import Callable

from knowledge.confidence import Calibration, Scale
from knowledge.shelves import Shelves

NO_SCALE = Calibration(Scale(0.0, 1.0), Scale(0.0, 1.0))
_SCALE = "scale"  # the note that holds it


class Scaling:
    """What everyday questions look like to what is held. `measure` takes as long as a hundred questions."""

    def __init__(self, shelves: Shelves, measure: Callable[[], Calibration]) -> None:
        self._shelves, self._measure = shelves, measure

    def now(self) -> Calibration:
        """As it was last noted, for who asks while somebody writes: the writer measures once, at the end."""
        revision, scale = self._noted()
        if scale and (revision == self._shelves.revision or self._shelves.are_being_written):
            return Calibration.from_json(scale)
        return self._measured()

    def settle(self) -> None:
        """Measures it anew where the library is no longer what it was; for a writer that is done."""
        if self._noted()[0] != self._shelves.revision:
            self._measured()

    def _noted(self) -> tuple[str, str]:
        """The revision for which it was measured, and what it was; nothing if it never was."""
        revision, _, scale = (self._shelves.notes.note(_SCALE) or "").partition(" ")
        return revision, scale

    def _measured(self) -> Calibration:
        scale = self._measure()
        self._shelves.notes.set_note(_SCALE, f"{self._shelves.revision} {scale.to_json()}")
        return scale
