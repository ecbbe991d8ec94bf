"""Reads the JSON of Rev.ai: monologues whose elements, words and all between them, make up the exact text."""

from collections.abc import Iterator

from knowledge.model import Transcript
from knowledge.transcripts.cues import Cue, transcript
from knowledge.transcripts.times import Label, Shape, Text, checked, seconds, timed

NAME = "Rev.ai JSON"


class _Element(Shape):
    value: Text = ""
    ts: float | None = None
    end_ts: float | None = None


class _Person(Shape):
    id: Label = None
    name: Text | None = None
    display_name: Text | None = None


class _Monologue(Shape):
    elements: list[_Element]
    speaker: Label = None
    speaker_info: _Person | None = None


class _File(Shape):
    monologues: list[_Monologue]
    speakers: list[_Person] | None = None


def recognises(found: object) -> bool:
    """Whether there are monologues."""
    return isinstance(found, dict) and isinstance(found.get("monologues"), list)


def read(found: object, *, title: str) -> Transcript:
    """The transcript in a parsed file. Raises TranscriptError that names the place of a fault."""
    file = checked(_File, found)
    names = {person.id: name for person in file.speakers or () if person.id and (name := _name(person))}
    return transcript((cue for one in file.monologues for cue in _cues(one, names)), title=title)


def _cues(monologue: _Monologue, names: dict[str, str]) -> Iterator[Cue]:
    own = monologue.speaker_info and _name(monologue.speaker_info)
    speaker = names.get(monologue.speaker or "") or own or monologue.speaker
    words = [Cue(one.value, seconds(one.ts), seconds(one.end_ts)) for one in monologue.elements]
    yield from timed(Cue("".join(word.text for word in words), speaker=speaker), words)


def _name(person: _Person) -> str | None:
    return person.name or person.display_name
