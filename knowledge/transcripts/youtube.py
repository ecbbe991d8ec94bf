"""Reads captions of YouTube as youtube-transcript-api and yt-dlp (json3) write them as JSON.

Captions know no voices but those that `>>` and a name before a colon mark; a voice holds until the next mark.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.folding import folded
from knowledge.model import Kind, Transcript
from knowledge.scripts import is_chinese
from knowledge.transcripts.cues import Cue, transcript
from knowledge.transcripts.times import Shape, Text, checked, milliseconds, seconds

NAME = "YouTube captions JSON"

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")  # no other & is one: Q&A
_MARK = re.compile(r"([>＞]{2,})")
_LABEL = re.compile(r"[\s\-]*(?P<name>[^\W\d_][^\n:：<>＞\[\]]{0,39}?)\s*[:：](?!//|\d)")
_NOTE = re.compile(r"(\[[^\[\]]*\]|【[^【】]*】|[♪♫][^♪♫]*[♪♫]|[♪♫][^♪♫\n]*)")
_NOTES = re.compile(
    r"[\[【\s]*(?:(?:background |soft |upbeat )?music(?: playing)?|applause|laughter|laughs|laughing|cheering|cheers"
    r"|cheers and applause|silence|noise|音乐|背景音乐|掌声|笑声|鼓掌|欢呼声?)[\]】\s]*"
)


class _Snippet(Shape):
    text: Text
    start: float | None = None
    duration: float | None = None


class _Fetched(Shape):
    """What youtube-transcript-api fetched; its times are seconds."""

    snippets: list[_Snippet]
    language_code: Text | None = None


class _Part(Shape):
    utf8: Text = ""


class _Event(Shape):
    tStartMs: float | None = None  # noqa: N815 (the file's own spelling)
    dDurationMs: float | None = None  # noqa: N815
    segs: list[_Part] | None = None


class _Json3(Shape):
    events: list[_Event]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of one voice in a line: as `cue` has them if `name` is a label, else with it."""

    cue: Cue
    mark: str = ""
    name: str | None = None
    unlabelled: str = ""


def recognises(found: object) -> bool:
    """Whether parsed JSON has the shape of captions."""
    if isinstance(found, list):
        return _have(found, {"text", "start", "duration"})
    if not isinstance(found, dict):
        return False
    snippets, events = found.get("snippets"), found.get("events")
    if snippets == []:
        return "language_code" in found
    return _have(snippets, {"text", "start", "duration"}) or _have(events, {"tStartMs"})


def _have(parts: object, keys: set[str]) -> bool:
    """Whether the first parts of a list have all of the keys."""
    return isinstance(parts, list) and parts != [] and all(isinstance(p, dict) and keys <= p.keys() for p in parts[:3])


def read(found: object, *, title: str) -> Transcript:
    """The transcript in parsed JSON. Raises TranscriptError that names the place and the fault."""
    if isinstance(found, dict) and "events" in found:
        return transcript(_said(_of_events(checked(_Json3, found))), title=title)
    file = checked(_Fetched, {"snippets": found} if isinstance(found, list) else found)
    return transcript(_said(_of_snippets(file)), title=title, language=file.language_code)


def _of_snippets(file: _Fetched) -> list[Cue]:
    return [Cue(_plain(one.text), seconds(one.start), seconds(_end(one.start, one.duration))) for one in file.snippets]


def _of_events(file: _Json3) -> list[Cue]:
    return [
        Cue(_plain(text), milliseconds(event.tStartMs), milliseconds(_end(event.tStartMs, event.dDurationMs)))
        for event in file.events
        if (text := "".join(part.utf8 for part in event.segs or ())).strip()
    ]


def _plain(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def _end(start: float | None, duration: float | None) -> float | None:
    return start + duration if start is not None and duration is not None and duration >= 0 else None


def _said(captions: Sequence[Cue]) -> Iterator[Cue]:
    heard = [part for caption in _unrolled(_clipped(captions)) for part in _parted(caption)]
    return _credited([stretch for part in heard for line in _lines(part) for stretch in _stretches(line)])


def _clipped(captions: Sequence[Cue]) -> Iterator[Cue]:
    """Captions that end when the next begins: on the screen they stay longer."""
    for cue, next in pairwise([*captions, Cue("")]):
        late = None not in {cue.end_ms, next.start_ms} and (cue.end_ms or 0) > (next.start_ms or 0)
        yield replace(cue, end_ms=next.start_ms) if late else cue


def _unrolled(captions: Iterable[Cue]) -> Iterator[Cue]:
    """Captions without the lines that still stand on the screen from the one before."""
    before: list[str] = []
    for caption in captions:
        lines = [line.strip() for line in caption.text.splitlines() if line.strip()]
        rolled = _rolled(before, lines)
        yield replace(caption, text="\n".join(lines[rolled:]))
        before = lines


def _rolled(before: Sequence[str], lines: Sequence[str]) -> int:
    """How many lines are the last ones of before; the whole of it again and no more is said twice."""
    if before == lines:
        return 0
    return max(count for count in range(len(lines) + 1) if lines[:count] == before[len(before) - count :])


def _lines(caption: Cue) -> list[Cue]:
    return [replace(caption, text=line) for line in caption.text.splitlines()]


def _stretches(line: Cue) -> Iterator[_Stretch]:
    """A line, parted where a mark begins another voice."""
    if line.kind is Kind.BOILERPLATE:
        yield _Stretch(line, unlabelled=line.text)
        return
    first, *others = _MARK.split(line.text)
    for mark, words in [("", first), *zip(others[::2], others[1::2], strict=True)]:
        label = _LABEL.match(words)
        if label and _is_name(label["name"]):
            yield _Stretch(replace(line, text=words[label.end() :]), mark, label["name"].strip(), words)
        else:
            yield _Stretch(replace(line, text=words), mark, None, words)


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) <= 4 and all(word[0].isupper() or is_chinese(word[0]) for word in words)


def _credited(stretches: Sequence[_Stretch]) -> Iterator[Cue]:
    """Cues with their voices. A name must recur, and stand behind a mark once; any other ends the voice before it."""
    counts = Counter(stretch.name for stretch in stretches)
    names = {stretch.name for stretch in stretches if stretch.mark and stretch.name and counts[stretch.name] > 1}
    voice: str | None = None
    opens = False
    for stretch in stretches:
        if stretch.mark or stretch.name:
            voice = stretch.name if stretch.name in names else None
        opens = opens or bool(stretch.mark)
        words = stretch.cue.text if stretch.name in names else stretch.unlabelled
        said = stretch.cue.kind is not Kind.BOILERPLATE and any(map(str.isalnum, words))
        yield replace(stretch.cue, text=words, speaker=voice if said else None, opens=opens and said)
        opens = opens and not said


def _parted(cue: Cue) -> Iterator[Cue]:
    """A cue, parted at the notes on sounds in it."""
    pieces = _NOTE.split(cue.text)
    alone = not any(map(str.isalnum, "".join(pieces[::2])))
    text = ""
    for piece in pieces:
        if not _NOTE.fullmatch(piece) or not (alone or _is_sound(piece)):
            text += piece
            continue
        yield replace(cue, text=text)
        yield replace(cue, text=piece, kind=Kind.BOILERPLATE)
        text = ""
    yield replace(cue, text=text)


def _is_sound(note: str) -> bool:
    return note[0] in "♪♫" or _NOTES.fullmatch(folded(note)) is not None
