"""Whether a library is sound: each part of it is read, and a sample of its passages looked for by what they say.

Nothing is changed here; knowledge/mending.py makes again what can be made from the catalogue.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.catalogue import Catalogue
from knowledge.database import is_damaged
from knowledge.errors import (
    IndexDamaged,
    IndexOutdated,
    LibraryBusy,
    LibraryDamaged,
    LibraryUnwritable,
    VectorsAway,
    VerbatimError,
)
from knowledge.holdings import Holdings
from knowledge.indexes import Indexes, Only, about
from knowledge.model import Passage
from knowledge.passages import Slice
from knowledge.store import Vectors
from knowledge.tokens import terms
from knowledge.vector_cache import CACHE

_SAMPLE = 2000  # passages that are read again; a smaller library is read whole
_SEARCHED = 64  # of these, passages that are searched for by their own vectors
_NEAREST = 10  # among so many found each must be
_FORGIVEN = 0.1  # the part of them that an approximate search may miss more than where the vectors were made just now
_MISSED = "missed"  # the note of what part that is; passages that are much alike are hard to find for any graph
_ALIKE = 0.98  # cosine similarity of a passage's vector to the mean of its windows, kept in fewer bits
_RESTORE = "put a backup in its place, or bring the transcripts into a new folder"


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was found of a library. `remedy` is what a person has to do, in a sentence; empty where nothing is left."""

    folder: Path
    passages: int
    read: int  # passages that were compared with their source and looked for in the indexes
    faults: tuple[str, ...] = ()
    remedy: str = ""
    repaired: bool = False

    @property
    def is_sound(self) -> bool:
        return not self.remedy and (self.repaired or not self.faults)


def sound(held: Holdings) -> Soundness:
    """Of the catalogue alone, which nothing can be made again from; `remedy` is set where it is damaged."""
    try:
        held.catalogue.require_sound()
        passages, part = held.catalogue.count(), _part(held.catalogue)
        read, untrue = held.catalogue.untrue(part)
    except LibraryDamaged as error:
        return Soundness(held.folder, 0, 0, ("the catalogue is damaged",), str(error))
    if untrue:
        fault = f"{untrue} passages are not their source's words, or another speaker's"
        return Soundness(held.folder, passages, read, (fault,), f"The library in {held.folder} is damaged; {_RESTORE}.")
    return Soundness(held.folder, passages, read)


def index_faults(held: Holdings, fingerprint: str) -> tuple[str, ...]:
    """What is wrong with the indexes, all of which can be made again. Raises IndexMismatch, VectorsAway."""
    if held.catalogue.note("encoder") is None:
        return ()
    try:
        held.require_match(fingerprint)
        held.refresh()
        if files := [file.name for file in held.index_files() if is_damaged(file)]:
            return tuple(f"{name} is damaged" for name in files)
        return tuple(_out_of_step(held.catalogue, held.indexes)) or tuple(_lost(held))
    except (VectorsAway, LibraryBusy, LibraryUnwritable):
        raise
    except IndexOutdated:
        return ("the indexes are of another version",)
    except IndexDamaged as error:
        return (str(error).partition(";")[0],)
    except BaseException as error:  # the engines' own, which have no common root; a panic in Rust is no Exception
        if isinstance(error, VerbatimError) or not _is_engines_own(error):
            raise
        return (f"an index cannot be searched: {type(error).__name__}",)


def note_missed(held: Holdings) -> None:
    """Has what indexes that were made just now do not find be the measure for them from now on."""
    ids = [passage.id for passage in held.catalogue.passages_of(held.sources, part=_part(held.catalogue))]
    searched = held.indexes.vectors(_few(ids))
    held.catalogue.set_note(_MISSED, f"{_missed(held.indexes, searched) / max(1, len(searched)):.3f}")


def has_damaged_cache(held: Holdings) -> bool:
    return is_damaged(held.folder / CACHE)


def _is_engines_own(error: BaseException) -> bool:
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def _part(catalogue: Catalogue) -> float:
    return min(1.0, _SAMPLE / max(1, catalogue.count()))


def _out_of_step(catalogue: Catalogue, indexes: Indexes) -> Iterator[str]:
    wanted = catalogue.passage_ids()
    for name, ids in indexes.ids_by_index().items():
        if lacking := len(wanted - ids):
            yield f"the {name} lack {lacking} passages"
        if more := len(ids - wanted):
            yield f"the {name} have {more} passages that are gone"


def _lost(held: Holdings) -> Iterator[str]:
    """Faults of the indexes in what they have of a sample of passages."""
    passages = list(held.catalogue.passages_of(held.sources, part=_part(held.catalogue)))
    if not passages:
        return
    ids = [passage.id for passage in passages]
    indexes = held.indexes
    told = indexes.told(ids)
    strange = [one for one in passages if told.get(one.id) != (one.source.id, _speaker(one), one.kind.value)]
    vectors, (held_ids, wholes) = indexes.vectors(ids), indexes.wholes(ids)
    if strange or len(vectors) < len(ids) or len(held_ids) < len(ids):
        yield "the vectors know other speakers or sources of passages than the catalogue"
        return
    near = np.einsum("ij,ij->i", _unit(np.stack([vectors[id] for id in held_ids])), wholes)
    if not bool((near > _ALIKE).all()):
        yield "the vectors of passages are not those of their windows"
        return
    searched = {id: vectors[id] for id in _few(ids)}
    missed = _missed(indexes, searched)
    if missed > (_FORGIVEN + float(held.catalogue.note(_MISSED) or 0)) * len(searched):
        yield f"{missed} of {len(searched)} passages are not found by their own vectors"
    wordless = sum(not _is_worded(indexes, passage) for passage in passages)
    if wordless:
        yield f"{wordless} of {len(passages)} passages are not found by their own words"


def _few(ids: Sequence[str]) -> Sequence[str]:
    return ids[:: max(1, len(ids) // _SEARCHED)][:_SEARCHED]


def _missed(indexes: Indexes, vectors: Mapping[str, Vectors]) -> int:
    """How many passages are not found by their vectors, each (dimensions,)."""
    return sum(not _finds_itself(indexes, id, vector.reshape(1, -1)) for id, vector in vectors.items())


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12), dtype=np.float32)


def _finds_itself(indexes: Indexes, id: str, vector: Vectors) -> bool:
    found = indexes.dense(vector, _NEAREST, Only()).result()
    # Of passages that say the same, more than are looked at may be as near.
    return any(one == id for one, _ in found) or (len(found) == _NEAREST and found[-1][1] > 1 - 1e-4)


def _is_worded(indexes: Indexes, passage: Passage) -> bool:
    cut = Slice(
        passage.id,
        passage.speaker.id if passage.speaker else None,
        passage.kind,
        passage.turn,
        passage.start,
        passage.end,
        passage.start_line,
        passage.end_line,
        passage.start_ms,
    )
    names = terms(about(passage.source, cut, passage.source.title))
    return indexes.words.has(
        passage.id,
        {"source": [passage.source.id], "speaker": [_speaker(passage)], "kind": [passage.kind.value]},
        {"body": terms(passage.text), "about": names},
    )


def _speaker(passage: Passage) -> str:
    return passage.speaker.id if passage.speaker else ""
