"""Reads SubRip subtitles (SRT), also with faults that players forgive: no numbers, no empty lines, dots for commas.

Who speaks in a subtitle is read in knowledge.transcripts.labels.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import labels
from knowledge.transcripts.labels import Caption

NAME = "SRT"
_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)(?:[,.:，](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s{{0,9}}--?>\s{{0,9}}{_TIME}(?![\d:])")
_FAULTY = re.compile(
    r"\s*-?\d{1,3}\s?[:：.,]\S{0,20}\s{0,9}-->|\s*-?\d{1,9}\s{0,9}-->|\s*-->"
)  # meant for a time, unlike an arrow among words
_NUMBER = re.compile(r"\s*\d{1,9}\s*")


def recognises(text: str) -> bool:
    """Whether `text` begins with the time of a subtitle, after its number if it has one."""
    first = [line for line in text[:2_000].splitlines() if line.strip()][:2]
    return bool(first) and any(
        _TIMING.match(line) and all(map(_NUMBER.fullmatch, first[:index])) for index, line in enumerate(first)
    )


def read(text: str, *, title: str) -> Transcript:
    """The transcript in `text`. Raises TranscriptError if there is no subtitle in it, or none with words."""
    blocks = list(_blocks(re.split(r"\r\n|\r|\n", text)))
    timings = [_TIMING.match(heading) for heading, _ in blocks]
    captions = [
        Caption(_milliseconds(*timing.groups()[:4]), _milliseconds(*timing.groups()[4:]), tuple(lines), before is None)
        for before, timing, (_, lines) in zip([*timings[:1], *timings], timings, blocks, strict=False)
        if timing
    ]
    if not captions:
        raise TranscriptError(
            "there is no subtitle in it with a time like “00:00:01,000 --> 00:00:02,000”.", "no_subtitles"
        )
    return labels.read(captions, cues=len(blocks), title=title)


def _blocks(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The line with the time, right or wrong, and the lines until the next one's number."""
    heads = [index for index, line in enumerate(lines) if _TIMING.match(line) or _FAULTY.match(line)]
    for head, after in pairwise([*heads, len(lines)]):
        body = lines[head + 1 : after]
        if body and after < len(lines) and _NUMBER.fullmatch(body[-1]):
            body = body[:-1]
        yield lines[head], [line for line in body if line.strip()]


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))
