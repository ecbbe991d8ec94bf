"""Reads the JSON transcripts of the Podcasting 2.0 namespace: segments of one word or many, with times in seconds.

Some exporters write the speaker only where it changes; a segment without one is nobody's all the same.
"""

from knowledge.model import Transcript
from knowledge.transcripts.cues import Cue, transcript
from knowledge.transcripts.times import Label, Shape, Text, checked, seconds

NAME = "Podcasting 2.0 JSON"


class _Segment(Shape):
    body: Text
    speaker: Label = None
    startTime: float | None = None  # noqa: N815 (as the format spells it)
    endTime: float | None = None  # noqa: N815


class _File(Shape):
    segments: list[_Segment]


def recognises(found: object) -> bool:
    """Whether there are segments, and one of them has a body."""
    segments = found.get("segments") if isinstance(found, dict) else None
    return isinstance(segments, list) and any(isinstance(one, dict) and "body" in one for one in segments)


def read(found: object, *, title: str) -> Transcript:
    """The transcript in a parsed file. Raises TranscriptError that names the place of a fault."""
    segments = checked(_File, found).segments
    cues = (Cue(one.body, seconds(one.startTime), seconds(one.endTime), one.speaker) for one in segments)
    return transcript(cues, title=title)
