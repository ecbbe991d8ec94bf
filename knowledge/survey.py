"""What a file would bring in: looked at before it is, and nothing written."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from knowledge.errors import TranscriptError
from knowledge.folding import slug
from knowledge.model import OWN_WORDS, Kind, Transcript, Turn
from knowledge.passages import split
from knowledge.redaction import is_filled
from knowledge.sentences import sentences, width
from knowledge.transcripts import File
from knowledge.transcripts.greetings import is_greeting
from knowledge.transcripts.inventions import is_invention, is_sound

_LINE = 8  # width from which on a line that is said again is worth a note
_SAME = 0.5  # of its passages; a source that holds so many of them word for word is most likely the same text


class Why(StrEnum):
    """What a stretch that would never be quoted is taken for."""

    READ = "sponsor read"
    GREETING = "greeting"
    MADE_UP = "made up by a machine"
    WISHED = "left out, as somebody asked for"
    OTHER = "not content"


Holding = Callable[[Collection[str]], Counter[str]]
"""How many of these passages' words each source of a library holds, word for word."""

Kept = Callable[[str, Transcript], Transcript]
"""A source's transcript, without what somebody wished away."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is heard; `share` is their part, from 0 to 1, of what is said."""

    id: str | None
    name: str | None
    turns: int
    share: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch that would never be quoted, for a person to judge: what it is taken for, and its words."""

    kind: Kind
    reason: Why
    start: int
    end: int
    line: int
    start_ms: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What became of looking at one file; with `error` nothing else is known of it.

    `repeated` counts lines that stand there before, `set_aside` and `ads` the turns that would never be
    quoted, `left_out` those stretches; `same_as` are sources of the library with much the same words. Times are
    milliseconds.
    """

    path: Path
    source: str
    format: str = ""
    encoding: str = ""
    turns: int = 0
    passages: int = 0
    voices: tuple[Voice, ...] = ()
    begins_ms: int | None = None
    ends_ms: int | None = None
    repeated: int = 0
    set_aside: int = 0
    ads: int = 0
    left_out: tuple[LeftOut, ...] = ()
    same_as: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = None


def survey(
    path: Path,
    opened: Callable[[Path], File],
    holding: Holding,
    prefix: str = "",
    kept: Kept = lambda _, read: read,
) -> Survey:
    """Looks at one file as an ingest would, into a library whose ids begin with `prefix` and that keeps to wishes.

    `opened` reads it.
    """
    source = prefix + (slug(path.stem) or "transcript")
    try:
        file = opened(path)
    except TranscriptError as error:
        return Survey(path, source, error=error.sentence)
    transcript = kept(source, file.transcript)
    times = sorted(_times(transcript))
    slices = split(source, transcript)
    texts = {transcript.text[cut.start : cut.end] for cut in slices}
    kinds = Counter(turn.kind for turn in transcript.turns)
    return Survey(
        path,
        source,
        file.format,
        file.encoding,
        sum(kinds.values()) - kinds[Kind.BOILERPLATE],
        len(slices),
        tuple(_voices(transcript)),
        times[0] if times else None,
        times[-1] if times else None,
        _repeated(transcript),
        sum(turn.kind is Kind.BOILERPLATE and _tells(transcript, turn) for turn in transcript.turns),
        kinds[Kind.AD],
        tuple(_left_out(transcript)),
        tuple(id for id, count in holding(texts).items() if id != source and count >= _SAME * len(texts)),
        transcript.warnings,
    )


def _times(transcript: Transcript) -> Iterator[int]:
    for turn in transcript.turns:
        yield from (time for time in (turn.start_ms, *(at for _, at in turn.times)) if time is not None)


def _tells(transcript: Transcript, turn: Turn) -> bool:
    """Whether a turn is more than a label."""
    return width(transcript.text[turn.start : turn.end]) >= _LINE


def _left_out(transcript: Transcript) -> Iterator[LeftOut]:
    """Every sponsor read, whole if it stands in several turns, and whatever else is set aside but labels."""
    for read, group in groupby(transcript.turns, key=lambda turn: turn.kind is Kind.AD):
        turns = list(group)
        if read:
            yield _stretch(transcript, turns[0], turns[-1].end, Why.READ)
            continue
        for turn in turns:
            reason = _reason(transcript.text[turn.start : turn.end])
            if turn.kind is Kind.BOILERPLATE and (reason is not Why.OTHER or _tells(transcript, turn)):
                yield _stretch(transcript, turn, turn.end, reason)


def _stretch(transcript: Transcript, turn: Turn, end: int, reason: Why) -> LeftOut:
    line = transcript.text.count("\n", 0, turn.start) + 1
    return LeftOut(turn.kind, reason, turn.start, end, line, turn.start_ms, transcript.text[turn.start : end])


def _reason(text: str) -> Why:
    """What words that are not content were taken for."""
    if is_filled(text):
        return Why.WISHED
    if is_invention(text) or is_sound(text):
        return Why.MADE_UP
    return Why.GREETING if any(is_greeting(text[begin:end]) for begin, end in sentences(text)) else Why.OTHER


def _voices(transcript: Transcript) -> Iterator[Voice]:
    """Who speaks how much, most first; what nobody is credited with counts as nobody's."""
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    turns: Counter[str | None] = Counter()
    said: Counter[str | None] = Counter()
    for turn in transcript.turns:
        if turn.kind in OWN_WORDS:
            turns[turn.speaker] += 1
            said[turn.speaker] += turn.end - turn.start
    total = sum(said.values()) or 1
    for id, count in said.most_common():
        yield Voice(id, names.get(id or ""), turns[id], count / total)


def _repeated(transcript: Transcript) -> int:
    said = (line for turn in transcript.turns for line in transcript.text[turn.start : turn.end].splitlines())
    lines = Counter(line for line in map(str.strip, said) if width(line) >= _LINE)
    return sum(lines.values()) - len(lines)
