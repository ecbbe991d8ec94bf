"""Reads WebVTT, as Teams, Zoom, YouTube and podcasts write it. The only file that knows webvtt-py.

Who speaks in a cue is read in knowledge.transcripts.labels.
"""

import re
from dataclasses import replace
from itertools import groupby

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.remarks import Remark
from knowledge.transcripts import labels
from knowledge.transcripts.labels import Caption

NAME = "WebVTT"
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)\b|\d+\s*$")  # comments, looks, and the number of a cue alone
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
        raise TranscriptError("none of its cues has a time that can be read.", "no_subtitles")
    language = _LANGUAGE.search("\n".join([found.header_text, *found.metadata]))
    read = labels.read(captions, cues=cues, title=title, language=language[1] if language else None)
    return replace(read, warnings=(*read.warnings, *_lost(text)))


def _lost(text: str) -> list[str]:
    """What to warn of where words stand under no time, as after an empty line in a cue: the library leaves them out."""
    blocks = ["".join(lines) for empty, lines in groupby(text.splitlines(keepends=True), key=_is_empty) if not empty]
    lost = [block for block in blocks[1:] if "-->" not in block and not _NO_CUE.match(block)]
    if not lost:
        return []
    words = lost[0].strip()[:40]
    text = f"Words such as “{words}” stand under no time and are left out ({len(lost)} in all)."
    return [Remark(text, "stray_words", words=words, count=len(lost))]


def _is_empty(line: str) -> bool:
    return not line.strip("\r\n")


def _parsed(text: str) -> webvtt.WebVTT:
    try:
        return webvtt.from_string(text)
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise TranscriptError(
            "it cannot be read as WebVTT, whose first line begins with “WEBVTT”.", "damaged"
        ) from error
