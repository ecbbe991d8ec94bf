"""Words that are about to be shown, held against the catalogue once more: an edit may have overtaken them."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model import OWN_WORDS, Kind, Passage
from knowledge.shelves import Shelves


@dataclass(frozen=True, slots=True)
class Extract:
    """A span of a source's text, and whose words it is shown as; `passage` is the one it is from, if from one.

    `speaker` is the name of who says it, None where nobody is credited.
    """

    source: str
    start: int
    end: int
    speaker: str | None
    kind: Kind
    passage: str = ""

    @classmethod
    def of(cls, passage: Passage, begin: int, end: int) -> "Extract":
        """A span of a passage's own text."""
        speaker = passage.speaker.name if passage.speaker and passage.kind in OWN_WORDS else None
        start = passage.start
        return cls(passage.source.id, start + begin, start + end, speaker, passage.kind, passage.id)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the library holds at a span now."""

    words: str
    speaker: str | None
    kind: Kind


def standing(shelves: Shelves, extracts: Sequence[Extract]) -> tuple[Standing | None, ...]:
    """What stands at each of these spans.

    None where no single turn holds it, its passage is no longer there, or somebody has just wished it away.
    """
    wanted = {extract.passage for extract in extracts if extract.passage}
    there = {id for id, _, _ in shelves.voices(wanted)} if wanted else set()
    return tuple(
        _standing(shelves, extract) if not extract.passage or extract.passage in there else None for extract in extracts
    )


def _standing(shelves: Shelves, extract: Extract) -> Standing | None:
    turns = shelves.turns_within(extract.source, extract.start, extract.end)
    source = shelves.sources.get(extract.source)
    if source is None or len(turns) != 1 or not turns[0].start <= extract.start < extract.end <= turns[0].end:
        return None
    (turn,) = turns
    unmet = shelves.unmet(extract.source)
    if unmet and unmet.forbid(source, turn.speaker, (extract.start, extract.end)):
        return None
    said = turn.speaker if turn.kind in OWN_WORDS else None
    speaker = next((person.name for person in source.speakers if person.id == said), None)
    return Standing(shelves.words(extract.source, extract.start, extract.end), speaker, turn.kind)
