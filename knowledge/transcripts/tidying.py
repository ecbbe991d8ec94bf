"""What cannot be stored or sent is left out of a file before it is read, and names are freed of what cannot be seen.

The words of a transcript stay as they are: of them only what no text can hold is lost, and counted.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from knowledge.model import Speaker, Spellings, Transcript, Turn
from knowledge.remarks import Remark
from knowledge.transcripts.limits import LATEST

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # a zero byte, and half of a character
_WRITTEN_IN_JSON = re.compile(r"\\u(?:0000|d[89a-f])", re.IGNORECASE)
_JOINERS = "\u200c\u200d"  # which several scripts spell with, and which tell nothing in others
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")  # letters and marks that show nothing
_MOST_MARKS = 3  # on one letter, as of a Vietnamese or Hebrew name


def storable(text: str) -> tuple[str, int]:
    """A text without what no text can hold, and how many characters that were."""
    return _UNSTORABLE.subn("", text)


def may_lack(text: str) -> bool:
    """Whether JSON may spell what no text can hold."""
    return _WRITTEN_IN_JSON.search(text) is not None


def storable_json(found: object) -> tuple[object, int]:
    """The same of all that stands in JSON; no deeper than it could be parsed."""
    if isinstance(found, str):
        return storable(found)
    if isinstance(found, list):
        parts = [storable_json(one) for one in found]
        return [one for one, _ in parts], sum(lost for _, lost in parts)
    if isinstance(found, dict):
        parts = [storable_json(one) for one in found.values()]
        names = [storable(name)[0] for name in found]
        return dict(zip(names, (one for one, _ in parts), strict=True)), sum(lost for _, lost in parts)
    return found, 0


def told(transcript: Transcript, lost: int) -> Transcript:
    """The same, with a warning of how many characters were left out."""
    if not lost:
        return transcript
    text = f"{lost} {'character was' if lost == 1 else 'characters were'} left out that no text can hold."
    return replace(transcript, warnings=(*transcript.warnings, Remark(text, "unstorable", count=lost)))


def visible(name: str) -> str:
    """A name or a title on one line, without what cannot be seen, turns the writing round or towers over the line."""
    kept: list[str] = []
    marks = 0
    for place, char in enumerate(name):
        category = unicodedata.category(char)
        if char.isspace() or category in {"Zl", "Zp"}:
            kept.append(" ")
        elif char in _JOINERS:
            kept.extend([char] if _joins(name, place) else [])
        elif category not in {"Cc", "Cf", "Cs", "Cn", "Co"} and char not in _BLANK and not _selects(char):
            marks = marks + 1 if category in {"Mn", "Me"} else 0
            kept.extend([char] if marks <= _MOST_MARKS else [])
    return " ".join("".join(kept).split())


def unjoined(name: str) -> str:
    """A name without joiners, by which two spellings of it are one."""
    return name.translate(dict.fromkeys(map(ord, _JOINERS)))


def _joins(name: str, place: int) -> bool:
    """Whether a joiner stands between two letters of a script that has a use for it."""
    around = name[max(place - 1, 0) : place] + name[place + 1 : place + 2]
    return len(around) == 2 and all("\u0590" <= char < "\u1100" for char in around)


def _selects(char: str) -> bool:
    """Whether it is a variation selector."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or "\u180b" <= char <= "\u180f"


def tidied(transcript: Transcript) -> Transcript:
    """The same words, of people whose names can be seen: two that look the same are one person."""
    ids = {speaker.id: _id(speaker.id) for speaker in transcript.speakers}
    turns = transcript.turns
    if any(old != new for old, new in ids.items()):
        turns = tuple(replace(turn, speaker=ids.get(turn.speaker or "", turn.speaker)) for turn in turns)
    return replace(
        transcript,
        title=visible(transcript.title) or "Untitled",
        turns=tuple(map(_timed, turns)),
        speakers=_merged(map(_speaker, transcript.speakers)),
        names=tuple(spelt for names in transcript.names if (spelt := _spellings(names))),
        language=_about(transcript.language),
        medium=_about(transcript.medium),
        date=_about(transcript.date),
        url=_about(transcript.url),
    )


def _id(id: str) -> str:
    return unjoined(visible(id)).replace(" ", "-") or "speaker"


def _speaker(speaker: Speaker) -> Speaker:
    aliases = tuple(name for name in _spellings(speaker.aliases) if name != visible(speaker.name))
    return Speaker(_id(speaker.id), visible(speaker.name) or _id(speaker.id), aliases, _about(speaker.role))


def _merged(speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    found: dict[str, Speaker] = {}
    for speaker in speakers:
        known = found.get(speaker.id, speaker)
        names = dict.fromkeys((*known.aliases, *speaker.names))
        names.pop(known.name, None)
        found[speaker.id] = replace(known, aliases=tuple(names))
    return tuple(found.values())


def _spellings(names: Iterable[str]) -> Spellings:
    return tuple(dict.fromkeys(name for one in names if (name := visible(one))))


def _about(text: str | None) -> str | None:
    return visible(text) or None if text else None


def _timed(turn: Turn) -> Turn:
    """A turn without times that are days away."""
    late = turn.start_ms is not None and not 0 <= turn.start_ms <= LATEST
    if not late and all(0 <= at <= LATEST for _, at in turn.times):
        return turn
    times = tuple(time for time in turn.times if 0 <= time[1] <= LATEST)
    return replace(turn, start_ms=None if late else turn.start_ms, times=times)
