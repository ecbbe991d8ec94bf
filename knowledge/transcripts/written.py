"""Writes a transcript in the labelled format, which says all that is known of it: read again it is the same."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import yaml

from knowledge.model import Kind, Transcript, Turn
from knowledge.transcripts.labelled import BRACKETS, BRACKETS_WRITTEN

READABLE = 30_000
"""Milliseconds between two times of one voice that leave its words easy to read."""

_LABELS = {Kind.NARRATION: "narration", Kind.AD: "ad", Kind.BOILERPLATE: "skip"}


class _Dumper(yaml.SafeDumper):
    """Writes text with line breaks of any sort in it so that they are kept."""


def _scalar(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text.isprintable() else '"')


_Dumper.add_representer(str, _scalar)


def written(
    transcript: Transcript, *, draft: str | None = None, confidences: Sequence[float | None] = (), apart: int = 0
) -> str:
    """The file; read again it gives the same words to the same voices at the same times.

    A draft says in `draft` what is left to do, and of its turns in order how sure each is (0 to 1, None for certain).
    Times inside a turn that are less than `apart` milliseconds from the one before are left out.
    """
    front = yaml.dump(_front(transcript, draft), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    return f"---\n{front}---\n\n" + "\n\n".join(_pieces(transcript, confidences, apart)) + "\n"


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


def _pieces(transcript: Transcript, confidences: Sequence[float | None], apart: int) -> Iterator[str]:
    for turn, sure in zip_longest(transcript.turns, confidences):
        clock = f" {_clock(turn.start_ms)}" if turn.start_ms is not None else ""
        mark = f" ~{sure:.2f}" if sure is not None else ""
        yield f"[[{_label(turn)}{clock}{mark}]] {_words(transcript.text, turn, apart).strip()}"


def _label(turn: Turn) -> str:
    """Whose words they are, and of what kind; a kind alone where nobody is known to say what is not speech."""
    voice = turn.speaker or "unknown"
    if turn.kind in _LABELS:
        return f"{_LABELS[turn.kind]}: {voice}" if turn.speaker else _LABELS[turn.kind]
    return f"quote: {voice}" if turn.kind is Kind.QUOTE else voice


def _words(text: str, turn: Turn, apart: int) -> str:
    """What a turn says, with the times that stand inside it."""
    parts, at, last = [], turn.start, turn.start_ms
    times = turn.times[1:] if turn.times[:1] == ((turn.start, turn.start_ms),) else turn.times  # its label has it
    for offset, time in times:
        if apart and time - (last or 0) < apart:
            continue
        parts += [text[at:offset].replace(BRACKETS, BRACKETS_WRITTEN), f"[[{_clock(time)}]]"]
        at, last = offset, time
    return "".join([*parts, text[at : turn.end].replace(BRACKETS, BRACKETS_WRITTEN)])


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    fraction = f".{rest:03}" if rest else ""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{fraction}"
