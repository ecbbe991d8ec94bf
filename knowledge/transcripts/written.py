"""Writes a transcript in the labelled format, which says all that is known of it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import yaml

from knowledge.errors import TranscriptError
from knowledge.model import Kind, Transcript, Turn

_APART = 30_000  # milliseconds between two times of one voice; more would cut its words into crumbs
_LABELS = {Kind.NARRATION: "narration", Kind.AD: "ad", Kind.BOILERPLATE: "skip"}


def written(transcript: Transcript, *, draft: str | None = None, confidences: Sequence[float | None] = ()) -> str:
    """The file; read again it gives the same words to the same voices. Raises TranscriptError if it cannot be.

    A draft says in `draft` what is left to do, and of its turns in order how sure each is (0 to 1, None for certain).
    """
    if any("[[" in transcript.text[turn.start : turn.end] for turn in transcript.turns):
        raise TranscriptError(f"“{transcript.title}” has “[[” among its words, which would be taken for a label.")
    front = yaml.safe_dump(_front(transcript, draft), allow_unicode=True, sort_keys=False, width=120)
    return f"---\n{front}---\n\n" + "\n\n".join(_pieces(transcript, confidences)) + "\n"


def _front(transcript: Transcript, draft: str | None) -> dict[str, object]:
    participants = {
        speaker.id: {"name": speaker.name}
        | ({"role": speaker.role} if speaker.role else {})
        | ({"aliases": list(speaker.aliases)} if speaker.aliases else {})
        for speaker in transcript.speakers
    }
    about: dict[str, object | None] = {
        "title": transcript.title,
        "draft": draft,
        "language": transcript.language,
        "kind": transcript.medium,
        "date": transcript.date,
        "url": transcript.url,
        "times": "approximate" if transcript.approximate else None,
        "participants": participants,
        "names": [list(spellings) for spellings in transcript.names],
    }
    return {key: value for key, value in about.items() if value}


def _pieces(transcript: Transcript, confidences: Sequence[float | None]) -> Iterator[str]:
    for turn, sure in zip_longest(transcript.turns, confidences):
        for start, end, time in _spans(turn):
            clock = f" {_clock(time)}" if time is not None else ""
            mark = f" ~{sure:.2f}" if sure is not None else ""
            yield f"[[{_label(turn)}{clock}{mark}]] {transcript.text[start:end].strip()}"


def _label(turn: Turn) -> str:
    if turn.kind in _LABELS:
        return _LABELS[turn.kind]
    name = turn.speaker or "unknown"
    return f"quote: {name}" if turn.kind is Kind.QUOTE and turn.speaker else name


def _spans(turn: Turn) -> Iterator[tuple[int, int, int | None]]:
    """A turn in parts, each with its time, no nearer to each other than is of use."""
    parts = [(turn.start, turn.start_ms)]
    for offset, time in turn.times:
        if offset > turn.start and time - (parts[-1][1] or 0) >= _APART:
            parts.append((offset, time))
    ends = [start for start, _ in parts[1:]] + [turn.end]
    yield from ((start, end, time) for (start, time), end in zip(parts, ends, strict=True))


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    fraction = f".{rest:03}" if rest else ""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{fraction}"
