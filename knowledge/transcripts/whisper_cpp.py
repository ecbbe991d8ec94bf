"""Reads the JSON of whisper.cpp: pieces of text with times in milliseconds.

It knows no voices but the two channels of a stereo recording.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pydantic import Field

from knowledge.model import Kind, Transcript
from knowledge.scripts import is_chinese
from knowledge.transcripts.cues import Cue
from knowledge.transcripts.times import Label, Shape, Text, checked, milliseconds
from knowledge.transcripts.whisper import Said, cue_of, have, transcript_of

NAME = "whisper.cpp JSON"

_CHANGE = re.compile(r"(\[SPEAKER_TURN\])")  # tinydiarize hears that the voice changes, not whose it is


class _Offsets(Shape):
    begin: float | None = Field(default=None, validation_alias="from")
    end: float | None = Field(default=None, validation_alias="to")


class _Piece(Shape):
    text: Text
    offsets: _Offsets = _Offsets()
    speaker: Label = None


class _Result(Shape):
    language: Text | None = None


class _File(Shape):
    transcription: list[_Piece]
    result: _Result = _Result()


def recognises(found: object) -> bool:
    """Whether parsed JSON has the shape that whisper.cpp gives it."""
    return isinstance(found, dict) and have(found.get("transcription"), {"offsets", "timestamps"})


def read(found: object, *, title: str) -> Transcript:
    """The transcript in parsed JSON. Raises TranscriptError that names the place and the fault."""
    file = checked(_File, found)
    return transcript_of([_said(whole) for whole in _whole(file.transcription)], title, file.result.language)


def _said(whole: Sequence[_Piece]) -> Said:
    text = "".join(piece.text for piece in whole)
    begin, end = milliseconds(whole[0].offsets.begin), milliseconds(whole[-1].offsets.end)
    return Said(tuple(_changes(cue_of(text, begin, end, whole[0].speaker))))


def _whole(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces that are one word together: with --max-len they are cut anywhere, and only a space begins a word."""
    spaced = 2 * sum(piece.text.startswith(" ") for piece in pieces) > len(pieces)
    whole: list[_Piece] = []
    for piece in pieces:
        if whole and not (spaced and _goes_on(whole[-1], piece)):
            yield whole
            whole = []
        whole.append(piece)
    if whole:
        yield whole


def _goes_on(last: _Piece, piece: _Piece) -> bool:
    seam = last.text[-1:] + piece.text[:1]
    return last.speaker == piece.speaker and len(seam) == 2 and not is_chinese(seam) and not re.search(r"[\s\[]", seam)


def _changes(cue: Cue) -> Iterator[Cue]:
    """A cue, parted at the marks in it; they are kept, and are no words."""
    for text in _CHANGE.split(cue.text):
        is_mark = _CHANGE.fullmatch(text)
        yield replace(cue, text=text, kind=Kind.BOILERPLATE, speaker=None) if is_mark else replace(cue, text=text)
