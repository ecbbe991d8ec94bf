"""Who speaks in captions: voice tags, names before words, dashes and `>>` are told apart here from words and sounds.

The readers of caption formats cut a file into captions and know its times; what stands in a caption is read here.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.folding import slug
from knowledge.model import Kind, Transcript
from knowledge.remarks import Remark
from knowledge.transcripts import inventions
from knowledge.transcripts.cues import Cue, transcript
from knowledge.transcripts.names import may_be_name
from knowledge.transcripts.voices import is_nobody

_TAG = re.compile(
    r"<rt(?:[.\s][^<>]*)?>[^<>]*</rt>"  # how a character is pronounced, printed above it
    r"|</?(?:c|i|b|u|s|v|em|strong|font|span|lang|ruby|rt)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
_VOICE = re.compile(r"<(?P<end>/?)v(?:\.[^\s<>]*)?(?:\s+(?P<name>[^<>]*))?>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")  # without its ; it is a word's own &
_WORD_TIME = re.compile(r"<\d[\d:.]*>")
_NOTES = re.compile("[♩♪♫♬🎵🎶]")

_OPEN, _CLOSE = r"[(（\[【]", r"[)）\]】]"
_IN_NAME = r"[^\n:：,，、。;；!！?？()（）\[\]【】<>\"“”/♪]"
_NAME = rf"[^\W\d_]{_IN_NAME}{{0,39}}?"
_BRACKETED = re.compile(rf"{_OPEN}\s?(?P<name>{_NAME})\s?{_CLOSE}[ \t]*[:：]?[ \t]*")
_PLAIN = re.compile(
    rf"(?P<name>{_NAME}(?:[ ]?[(（][^()（）\n]{{1,30}}[)）])?)[ \t]*(?:(?<!\d)[:：]|[:：](?!\d))(?!//)[ \t]*"
)
_ALONE = re.compile(rf"{_OPEN}{_IN_NAME}{{1,40}}{_CLOSE}")
_BRACKETS = re.compile(r"\([^()\n]{1,40}\)|（[^（）\n]{1,40}）|\[[^\[\]\n]{1,40}\]|【[^【】\n]{1,40}】")
_MARK = re.compile(r"(?P<mark>>{2,}|[-–—‐](?![-–—‐]))[ \t]*")
_CHANGE = re.compile(r">{2,}")
_DASH = re.compile(r"(?<=[.!?…。！？”\"])[ \t]+(?=[-–—][ \t])")
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？”\"])[ \t]*")

_SURE = re.compile(r"speaker_\d+", re.IGNORECASE)  # which no one but a machine writes
# What is heard and is no speech, in brackets of a few words.
_SOUND = re.compile(
    r"(?!(?:\S+\s+){4})(?:.*\b)?(?:laugh(?:s|ing|ter|ed)?|chuckl\w+|giggl\w+|sigh(?:s|ing|ed)?|applau\w+|clap(?:s|ping)"
    r"|cheer(?:s|ing)|music|musical|singing|sings|humming|hums|cough(?:s|ing)?|gasp(?:s|ing)?|groan(?:s|ing)?|crying|cries"
    r"|sob(?:s|bing)|sniff\w*|whisper(?:s|ing)|shout(?:s|ing)|yell(?:s|ing)|scream(?:s|ing)|cross-?talk|overlapping"
    r"|inaudible|unintelligible|indistinct|silence|pauses?|beeps?|beeping|bells?|bleep|rings|ringing|knocking|footsteps"
    r"|clears throat|foreign|speaks|speaking|noise|static|murmur\w*|chatter|mumbl\w+|sneezes|whistl\w+)\b.*"
    r"|.{0,3}(?:笑|掌声|掌聲|鼓掌|音乐|音樂|叹气|嘆氣|咳嗽|沉默|停顿|停頓|听不清|聽不清|欢呼|歡呼|铃声|鈴聲|喝彩|背景音|哭|噪音).{0,2}",
    re.IGNORECASE,
)

_LATEST = 10**9  # milliseconds, eleven days: a later time is a fault of the file
_AT_ONCE = 50  # milliseconds that a line may be off the screen before the caption that repeats it
_BRIEF = 100  # milliseconds: such a caption, all of it repeated, is a step of the rolling and nobody's words
_ROLLING = 3  # captions with a line of the one before and a line of their own, where words have no times


@dataclass(frozen=True, slots=True)
class Caption:
    """What is on the screen at one time: its lines as the file has them, tags and all.

    After a gap something stood before it that cannot be read.
    """

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """The words of a caption that one voice tag stands over, or none: lines without tags."""

    caption: Caption
    voice: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    """What may be a name before words."""

    name: str
    words: str
    bracketed: bool

    @property
    def id(self) -> str:
        return slug(self.name)


def read(captions: Sequence[Caption], *, cues: int, title: str, language: str | None = None) -> Transcript:
    """The transcript of the captions that could be read, out of so many cues. Raises TranscriptError without words.

    A voice is that of a tag, or of a name before words that returns in the file or is a tag's as well. It
    holds within its caption only.
    """
    parts = [part for caption in _without_rolling(captions) for part in _parts(caption)]
    sounds = [mark for part in parts for line in part.lines for mark in _sounds(line)]
    silent = [replace(part, lines=tuple(map(_without_sounds, part.lines))) for part in parts]
    known = _known(silent)
    warnings = [*_left_out(cues - len(captions), cues)]
    if sounds:
        text = f"Sounds such as “{sounds[0]}” are left out ({len(sounds)} in all)."
        warnings.append(Remark(text, "sounds", words=sounds[0], count=len(sounds)))
    said = [cue for part in silent for cue in _cues(part, known)]
    made_up = [inventions.is_invention(cue.text) for cue in said]
    warnings += inventions.warnings(sum(made_up), len(said))
    heard = (_unsaid(cue) if flag else cue for cue, flag in zip(said, made_up, strict=True))
    return transcript(heard, title=title, warnings=warnings, language=language)


def _unsaid(cue: Cue) -> Cue:
    return replace(cue, speaker=None, kind=Kind.BOILERPLATE)


def _left_out(count: int, total: int) -> list[str]:
    verb = "is" if count == 1 else "are"
    text = f"{count} of {total} cues {verb} left out for want of a time that can be read."
    return [Remark(text, "untimed_cues", count=count, total=total)] if count > 0 else []


def _clean(raw: str) -> str:
    """A line without tags and entities."""
    bare = _TAG.sub("", re.sub(r"<br\s{0,3}/?>", " ", raw, flags=re.IGNORECASE))
    return _ENTITY.sub(lambda match: html.unescape(match[0]), bare).strip()


# ---- captions that roll


def _without_rolling(captions: Sequence[Caption]) -> list[Caption]:
    """The captions, in a file that rolls without the lines that are still there from the caption before."""
    rows = [_rows(caption) for caption in captions]
    if not _rolls(captions, rows):
        return list(captions)
    kept = [*captions[:1]]
    for (before, caption), (above, below) in zip(pairwise(captions), pairwise(rows), strict=True):
        same = _overlap(above, below) if caption.start_ms - before.end_ms <= _AT_ONCE else 0
        if same < len(below):
            kept.append(replace(caption, lines=caption.lines[same:]))
        elif caption.end_ms - caption.start_ms > _BRIEF:
            kept.append(caption)
    return kept


def _rolls(captions: Sequence[Caption], rows: Sequence[Sequence[str]]) -> bool:
    rolled = sum(0 < _overlap(above, below) < len(below) for above, below in pairwise(rows))
    several = sum(len([row for row in lines if row]) > 1 for lines in rows)
    timed = any(_WORD_TIME.search(line) for caption in captions for line in caption.lines)
    return rolled >= (1 if timed else _ROLLING) and 2 * rolled >= several


def _rows(caption: Caption) -> list[str]:
    """The lines on the screen; an empty one above others is a row, too, and says that what follows is new."""
    rows = [_clean(line) for line in caption.lines]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _overlap(above: Sequence[str], below: Sequence[str]) -> int:
    """How many of the first rows are the last of the caption before."""
    lengths = range(min(len(above), len(below)), 0, -1)
    return next((length for length in lengths if above[-length:] == below[:length]), 0)


# ---- voices and names


def _parts(caption: Caption) -> Iterator[_Part]:
    text = "\n".join(caption.lines)
    voice: str | None = None
    begin = 0
    for tag in [*_VOICE.finditer(text), None]:
        lines = map(_clean, text[begin : tag.start() if tag else None].split("\n"))
        if shown := tuple(line for line in lines if line):
            yield _Part(caption, voice, shown)
        if tag:
            voice, begin = None if tag["end"] else _somebody(_clean(tag["name"] or "")), tag.end()


def _somebody(name: str) -> str | None:
    visible = "".join(char for char in name if unicodedata.category(char) != "Cf")
    label = " ".join(visible.split())
    return None if is_nobody(label) else label


def _known(parts: Iterable[_Part]) -> frozenset[str]:
    """The ids of names before words that are speakers."""
    known, counts, alone = set[str](), Counter[str](), set[str]()
    for part in parts:
        known |= {slug(part.voice)} if part.voice else set()
        for label, followed in _candidates(part):
            counts[label.id] += 1
            known |= {label.id} if _SURE.fullmatch(label.name) else set()
            alone |= set() if followed else {label.id}
    return frozenset(known | {id for id, count in counts.items() if count > 1 and id not in alone})


def _candidates(part: _Part) -> Iterator[tuple[_Label, bool]]:
    """What may be names, and whether it stands before words of its caption, as what notes a sound seldom does."""
    pieces = [piece for line in part.lines for piece in _pieces(line, frozenset())]
    for index, piece in enumerate(pieces):
        label = _label(_MARK.sub("", piece, count=1) if _MARK.match(piece) else piece)
        if label and _is_name(label):
            yield label, not label.bracketed or bool(label.words) or index + 1 < len(pieces)


def _label(text: str) -> _Label | None:
    bracketed = _BRACKETED.match(text)
    match = bracketed or _PLAIN.match(text)
    return _Label(" ".join(match["name"].split()), text[match.end() :], bool(bracketed)) if match else None


def _is_name(label: _Label) -> bool:
    """Whether it could be a name by its looks; in brackets it may also be what somebody does: (Thinking)."""
    doing = label.bracketed and any(len(word) > 4 and word.endswith("ing") for word in label.name.casefold().split())
    return not doing and may_be_name(label.name)


def _is_sound(mark: str) -> bool:
    return _SOUND.fullmatch(mark[1:-1].strip()) is not None


def _sounds(line: str) -> list[str]:
    return [match[0] for match in _BRACKETS.finditer(line) if _is_sound(match[0])]


def _without_sounds(line: str) -> str:
    return _BRACKETS.sub(lambda match: "" if _is_sound(match[0]) else match[0], line).strip()


# ---- words


def _cues(part: _Part, known: frozenset[str]) -> Iterator[Cue]:
    """A cue for each line or piece of it; a voice holds until another may have begun."""
    start, end = _times(part.caption)
    pieces = [piece for line in part.lines for piece in _pieces(line, known, voice=part.voice)]
    if any(_NOTES.search(line) for line in part.lines):
        yield from (Cue(line, start, end, kind=Kind.BOILERPLATE) for line in part.lines)
        return
    marks = sum(_MARK.match(piece) is not None for piece in pieces)
    speaker = part.voice if marks < 2 else None
    for index, piece in enumerate(pieces):
        mark = _MARK.match(piece)
        words = piece[mark.end() :] if mark else piece
        label = _label(words)
        if label and label.id in known and _is_name(label):
            same = part.voice is None or slug(part.voice) == label.id
            speaker, words = _somebody(label.name) if same else None, label.words if same else words
        elif (mark and index) or (label and not part.voice and _is_name(label)):
            speaker = None
        opens = mark is not None or (not index and part.caption.after_gap)
        if _ALONE.fullmatch(words):
            yield Cue(words, start, end, kind=Kind.BOILERPLATE)
        else:
            yield Cue(words, start, end, speaker, opens=opens)


def _times(caption: Caption) -> tuple[int, int] | tuple[None, None]:
    """When a caption is shown, unless its times cannot be true; its words may be all the same."""
    possible = caption.start_ms <= caption.end_ms <= _LATEST
    return (caption.start_ms, caption.end_ms) if possible else (None, None)


def _pieces(line: str, known: frozenset[str], *, voice: str | None = None) -> list[str]:
    """A line, cut where another voice begins in it: at `>>`, at a second dash, at a name after a sentence."""
    cuts = {match.start() for match in _CHANGE.finditer(line)}
    if _MARK.match(line):
        cuts |= {match.end() for match in _DASH.finditer(line)}
    for match in _SENTENCE_END.finditer(line):
        label = _label(line[match.end() : match.end() + 90])
        if label and _is_name(label) and (label.id in known or not (voice or label.bracketed)):
            cuts.add(match.end())
    pieces = [line[begin:end].strip() for begin, end in pairwise([0, *sorted(cuts - {0}), len(line)])]
    return [piece for piece in pieces if piece]
