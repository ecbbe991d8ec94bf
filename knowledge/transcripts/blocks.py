"""Reads text in which a label with a time opens each block of words: Otter, Rev, Descript, 飞书妙记 and their like.

The words stay where they stand in the file. A block holds until the next label; where a label cannot be
understood, what follows is nobody's. Names before a colon without any time are read by `plain`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from knowledge.errors import TranscriptError
from knowledge.model import Kind, Speaker, Transcript, Turn
from knowledge.remarks import Remark
from knowledge.transcripts.block_labels import (
    ALSO_NAMELESS,
    ANY_TIME,
    LONGEST_LABEL,
    SPAN,
    WITH_COLON,
    Label,
    Line,
    Shape,
    bare_time,
    has_hours,
    is_proper,
    lines_of,
    looks_like_name,
    milliseconds,
    timed_label,
    timed_labels,
    untimed_labels,
)
from knowledge.transcripts.voices import is_nobody, speaker_of, unnamed

NAME = "timed text"

_FAIR = 1 / 10  # of the lines must be labels,
_FAIR_WITHOUT_NAMES = 1 / 3  # and more where there are only times
_MOSTLY = 0.8  # of the labels stand after an empty line, where a file parts its blocks so

_SENTENCE_ENDS = tuple("。！？!?.…”")
_MARK = re.compile(rf"[\[【]{SPAN}[\]】]")
_ARROW = re.compile(r"[0-9][ \t]{0,9}-->[ \t]{0,9}[0-9]")
_FOOT = re.compile(
    r"(?:transcribed|transcript(?:ion)?|transcripts? (?:provided|created|made|generated)|generated|exported)"
    r" (?:by|with|from|using) \S+(?: \S+){0,3}"
    r"|(?:本?(?:文字记录|文稿|转写|内容|字幕|文档|记录|结果)?)?由.{2,20}(?:生成|转写|提供|导出|整理)(?:[，,].{0,30})?[。.]?"
    r"|(?:以上)?内容由 ?AI ?生成.{0,30}|\W*(?:end of (?:transcript|recording)|文字记录结束|转写结束)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a file labels its words: in which shapes, whom, where a time alone opens a block, and where it begins."""

    shapes: frozenset[Shape] = frozenset()
    names: frozenset[str] = frozenset()
    nameless: frozenset[Shape] = frozenset()
    hours: bool = False
    body: int = 0


@dataclass(frozen=True, slots=True)
class _Seam:
    """Where a voice begins, or its time is told: `begin` to `end` is no speech, what follows is the speaker's."""

    begin: int
    end: int
    speaker: str | None = None
    time: str = ""
    opens: bool = False


def recognises(text: str) -> bool:
    """Whether labels with times make up a fair part of `text`, and words stand under them."""
    if text.lstrip().startswith(("{", "[{", '["')) or _ARROW.search(text):
        return False
    lines = lines_of(text)
    layout = _layout(lines)
    ends = pairwise([*_seams(lines, layout), _Seam(len(text), len(text))])
    worded = [bool(text[seam.end : after.begin].strip()) for seam, after in ends if seam.opens]
    fair = _FAIR if layout.shapes else _FAIR_WITHOUT_NAMES
    return len(worded) >= max(2, fair * len(lines)) and 2 * sum(worded) >= len(worded)


def read(text: str, *, title: str) -> Transcript:
    """The transcript in `text`: one turn a block, or from one time to the next within it.

    Raises TranscriptError if no words stand under a label.
    """
    lines = lines_of(text)
    layout = _layout(lines)
    seams = list(_seams(lines, layout))
    turns = tuple(Turn(index, *voice) for index, voice in enumerate(_voices(text, lines, seams)))
    if all(turn.kind is Kind.BOILERPLATE for turn in turns):
        raise TranscriptError("there are no words under a label with a time.", "no_words")
    labels = sorted([*timed_labels(lines), *untimed_labels(lines)], key=lambda label: label.line.begin)
    written = {label.id: label.name for label in reversed(labels)}
    heard = {id: speaker_of(written[id], title) for id in dict.fromkeys(turn.speaker for turn in turns) if id}
    turns = tuple(replace(turn, speaker=_id(heard.get(turn.speaker or ""))) for turn in turns)
    speakers = tuple(speaker for speaker in heard.values() if speaker)
    return Transcript(title, text, turns, speakers, warnings=tuple(_warnings(lines, layout, seams, turns)))


def _id(speaker: Speaker | None) -> str | None:
    return speaker.id if speaker else None


def _layout(lines: Sequence[Line]) -> _Layout:
    timed = [label for label in timed_labels(lines) if looks_like_name(label.name)]
    common = Counter(label.shape for label in timed)
    hours = next((has_hours(label.time) for label in timed if common[label.shape] > 1), False)
    credible = _credible([label for label in timed if has_hours(label.time) or not hours])
    counts = Counter(label.shape for label in credible)
    shapes = frozenset(shape for shape, count in counts.items() if count > 1)
    if not shapes:
        return _without_timed_labels(lines)
    labels = [label for label in credible if label.shape in shapes]
    names = {label.id for label in labels}
    if shapes & WITH_COLON:
        names |= _names_without_times(lines, len(labels))
    nameless = frozenset(ALSO_NAMELESS[shape] for shape in shapes if shape in ALSO_NAMELESS)
    return _Layout(shapes, frozenset(names), nameless, hours, labels[0].line.begin)


def _without_timed_labels(lines: Sequence[Line]) -> _Layout:
    """Names with colons and times among the words; else times without any name."""
    names = _names_without_times(lines, 0)
    labels = [label for label in untimed_labels(lines) if label.id in names]
    if len(labels) > 1 and sum(bool(_MARK.search(line.words)) for line in lines) > 1:
        return _Layout(frozenset({Shape.UNTIMED}), frozenset(names), body=labels[0].line.begin)
    times = [label for line in lines if (label := bare_time(line))]
    shape = next((shape for shape, _ in Counter(label.shape for label in times).most_common(1)), Shape.ALONE)
    body = next((label.line.begin for label in times if label.shape is shape), 0)
    return _Layout(nameless=frozenset({shape}), body=body)


def _credible(labels: Sequence[Label]) -> list[Label]:
    """Labels whose name is written like one or returns; on a line of its own, where the file's others stand."""
    often = Counter(label.id for label in labels)
    narrow = [label.line.opens for label in labels if label.shape is Shape.NARROW]
    parted = sum(narrow) >= _MOSTLY * len(narrow)

    def is_credible(label: Label) -> bool:
        if label.shape is Shape.WIDE or often[label.id] > 1:
            return True
        placed = label.shape is not Shape.NARROW or label.line.opens or not parted
        return label.shape is not Shape.ABOVE and placed and is_proper(label.name)

    return [label for label in labels if is_credible(label)]


def _names_without_times(lines: Sequence[Line], timed: int) -> set[str]:
    """As in text without times: in a mostly labelled file every name, else (if none is timed) those that recur."""
    labels = [label for label in untimed_labels(lines) if is_proper(label.name)]
    often = Counter(label.id for label in labels)
    mostly_labelled = 2 * (timed + len(labels)) >= len(lines)
    if timed:
        return {id for id, count in often.items() if count > 1 and mostly_labelled}
    return {id for id, count in often.items() if count > 1 or mostly_labelled}


def _seams(lines: Sequence[Line], layout: _Layout) -> Iterator[_Seam]:
    last: _Seam | None = None
    for line, after in zip_longest(lines, lines[1:]):
        if line.begin < layout.body:
            continue
        if seam := _opening(line, after, layout, last.speaker if last else None):
            yield (last := seam)
        if last:
            for seam in _within(line, max(line.begin, last.end), layout, last.speaker):
                yield (last := seam)


def _opening(line: Line, after: Line | None, layout: _Layout, speaker: str | None) -> _Seam | None:
    """What the beginning of a line says of the voice; None if it goes on."""
    if (line.opens or after is None) and _FOOT.fullmatch(line.words):
        return _Seam(line.begin, line.end)
    label, time = timed_label(line, after), bare_time(line)
    if label and label.id in layout.names and _fits(label, layout):
        return _Seam(line.begin, label.end, _person(label), label.time, opens=True)
    if time and time.shape in layout.nameless and _fits(time, layout):
        return _Seam(line.begin, time.end, None, time.time, opens=True)
    if label and label.shape in layout.shapes and _is_somebodys(label):
        return _Seam(line.begin, line.begin)
    if time and time.shape is Shape.BEFORE and not ANY_TIME.match(line.words):
        holds = Shape.UNTIMED not in layout.shapes
        return _Seam(line.begin, time.end, speaker if holds else None, time.time)
    return _untimed_opening(line, layout)


def _untimed_opening(line: Line, layout: _Layout) -> _Seam | None:
    label = next(iter(untimed_labels([line])), None)
    if label and label.id in layout.names:
        return _Seam(line.begin, label.end, _person(label), opens=Shape.UNTIMED in layout.shapes)
    if label and layout.shapes & WITH_COLON and is_proper(label.name):
        return _Seam(line.begin, line.begin)  # may be a name, or a sentence: nobody's
    # A label without a time opens no block; it names its own line.
    return _Seam(line.begin, line.begin) if Shape.UNTIMED in layout.shapes else None


def _within(line: Line, begin: int, layout: _Layout, speaker: str | None) -> Iterator[_Seam]:
    """Times among the words, which go on after them unless a name that is known follows."""
    for mark in _MARK.finditer(line.words, begin - line.begin):
        words = line.words[mark.start() : mark.end() + LONGEST_LABEL]
        label = timed_label(Line(line.begin + mark.start(), words, opens=False), None)
        if label and label.id in layout.names:
            speaker = _person(label)
            yield _Seam(label.line.begin, label.end, speaker, label.time, opens=True)
        else:
            yield _Seam(line.begin + mark.start(), line.begin + mark.end(), speaker, mark["time"])


def _fits(label: Label, layout: _Layout) -> bool:
    """A file that counts hours from its beginning counts them to its end; other times are of the day."""
    return has_hours(label.time) or not layout.hours


def _is_somebodys(label: Label) -> bool:
    """Whether a label without a name that can be one is a label nevertheless: its words are then nobody's."""
    if label.shape is Shape.BEHIND:
        return label.line.words[: label.end - label.line.begin].rstrip("* \t").endswith((":", "："))
    return label.shape is not Shape.NARROW


def _person(label: Label) -> str | None:
    return None if is_nobody(label.name) else label.id


def _voices(
    text: str, lines: Sequence[Line], seams: Sequence[_Seam]
) -> Iterator[tuple[str | None, Kind, int, int, int | None]]:
    """The head of the file line by line; then each seam, and the words up to the next."""
    body = seams[0].begin if seams else len(text)
    for line in lines:
        if line.begin < body:
            yield None, Kind.BOILERPLATE, line.begin, line.end, None
    for seam, after in pairwise([*seams, _Seam(len(text), len(text))]):
        if label := text[seam.begin : seam.end].rstrip():
            yield None, Kind.BOILERPLATE, seam.begin, seam.begin + len(label), None
        words = text[seam.end : after.begin]
        if said := words.strip():
            begin = seam.end + words.index(said)
            time = milliseconds(seam.time) if seam.time else None
            yield seam.speaker, Kind.SPEECH, begin, begin + len(said), time


def _warnings(lines: Sequence[Line], layout: _Layout, seams: Sequence[_Seam], turns: Sequence[Turn]) -> Iterator[str]:
    times = [milliseconds(seam.time) for seam in seams if seam.time]
    if back := sum(after < before for before, after in pairwise(times)):
        text = f"{back} of {len(times)} times go back; they are kept as they stand."
        yield Remark(text, "times_back", count=back, total=len(times))
    if head := sum(line.begin < layout.body and line.words.endswith(_SENTENCE_ENDS) for line in lines):
        text = f"{head} lines before the first label are taken for the head of the file, and are not searched."
        yield Remark(text, "head_lines", count=head)
    yield from unnamed(turns)
