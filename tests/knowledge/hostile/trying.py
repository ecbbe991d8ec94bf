"""Tries hostile files, and says what became of each: `python -m tests.knowledge.hostile`."""

import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from knowledge.apart import Reader
from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from tests.knowledge.hostile import documents, texts

Files = Iterable[tuple[str, bytes]]

# Names in which something cannot be seen, or turns the line round.
DISGUISED = (
    *("Sam\u200b Altman", "Sa\u200bm Altman", "\u202eSam Altman", "Sam \u2066Altman", "Sam\ufeff Altman"),
    *("Sam\u034f Altman", "Sam\u00ad Altman", "S\U000e0061am Altman", "Sam\ufe0f Altman", "Sam\u2060 Altman"),
)
_SLOW = frozenset({"10 MB of words", "300,000 turns", "one string of 15 MB", "base 60", "200,000 keys"})
_SLOW |= {"comments without end", "declarations without end", "tags that are not closed", "100,000 speakers"}
_SLOW |= {"2 GiB of zeros", "100,000 parts", "a million objects", "paragraphs 100,000 deep", "400 MiB in a stream"}
_LONGEST = 180.0  # seconds that a file may take: the bound is 120 on the clock, and a machine may be busy


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a file: how it was read, or why it was refused; and what is not as it should be."""

    outcome: str
    seconds: float
    faults: tuple[str, ...]


TABLES: Mapping[str, Callable[[Container[str]], Files]] = {
    "Word": documents.word_files,
    "PDF": documents.pdf_files,
    "JSON": texts.jsons,
    "front matter": lambda _: texts.front_matters(),
    "HTML": lambda _: texts.pages(),
    "bytes": lambda _: texts.codes(),
    "repeated": lambda skipped: islice(texts.repeated(3_000), 0, None, 7) if skipped else texts.repeated(100_000),
}


def files(table: str, *, quick: bool = False) -> Iterator[tuple[str, bytes]]:
    """The hostile files of a table; the quick ones take a few seconds in all."""
    slow = _SLOW if quick else frozenset()
    return ((name, raw) for name, raw in TABLES[table](slow) if name not in slow)


def tried(reader: Reader, raw: bytes) -> Tried:
    """Has one file read, and looks at what came of it."""
    began = time.monotonic()
    try:
        transcript = reader.understood(raw, Path("talk.txt")).transcript
    except TranscriptError as error:
        faults = [] if error.kind else ["it has no kind"]
        outcome = error.kind
    else:
        faults, outcome = list(_faults(transcript)), "read"
    seconds = time.monotonic() - began
    return Tried(outcome, seconds, (*faults, *(["it took too long"] if seconds > _LONGEST else [])))


def _faults(transcript: Transcript) -> Iterator[str]:
    """What makes a transcript none: words that are not in it, people without a name, what cannot be stored."""
    try:
        transcript.text.encode()
    except UnicodeEncodeError:
        yield "it holds half a character"
    if "\0" in transcript.text:
        yield "it holds a zero byte"
    ids = {speaker.id for speaker in transcript.speakers}
    if not all(speaker.id and speaker.name.strip() for speaker in transcript.speakers):
        yield "somebody has no name"
    for turn in transcript.turns:
        if not 0 <= turn.start < turn.end <= len(transcript.text):
            yield f"turn {turn.index} is beyond the text"
        if turn.speaker is not None and turn.speaker not in ids:
            yield f"turn {turn.index} is nobody's"
