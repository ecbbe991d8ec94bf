"""Reads WebVTT, as Teams, Zoom, YouTube and podcasts write it. The only file that knows webvtt-py.

Who speaks in a cue is read in knowledge.transcripts.labels.
"""

import re

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import labels
from knowledge.transcripts.labels import Caption

NAME = "WebVTT"
_LANGUAGE = re.compile(r"\bLanguage:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\b")


def recognises(text: str) -> bool:
    """Whether `text` begins like WebVTT."""
    return re.match(r"WEBVTT(?!\w)", text) is not None


def read(text: str, *, title: str) -> Transcript:
    """The transcript in `text`. Raises TranscriptError if it is no WebVTT or no cue of it has words."""
    found = _parsed(text)
    captions = [
        Caption(cue.start_time.in_milliseconds(), cue.end_time.in_milliseconds(), tuple(cue.lines))
        for cue in found.captions
    ]
    # The library says nothing of the cues that it cannot read.
    cues = max(sum("-->" in line for line in re.split(r"[\r\n]", text)), len(captions))
    if cues and not captions:
        raise TranscriptError("none of its cues has a time that can be read.")
    language = _LANGUAGE.search("\n".join([found.header_text, *found.metadata]))
    return labels.read(captions, cues=cues, title=title, language=language[1] if language else None)


def _parsed(text: str) -> webvtt.WebVTT:
    try:
        return webvtt.from_string(text)
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise TranscriptError("it cannot be read as WebVTT, whose first line begins with “WEBVTT”.") from error
