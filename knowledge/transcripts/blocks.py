"""Reads text in which a label with a time opens each block of words: Otter, Rev, Descript, 飞书妙记 and their like.

The words stay where they stand in the file. A block holds until the next label; where a label cannot be
understood, what follows is nobody's. Names before a colon without any time are read by `plain`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise, zip_longest

from knowledge.errors import TranscriptError
from knowledge.folding import slug
from knowledge.model import Kind, Speaker, Transcript, Turn
from knowledge.transcripts.voices import speaker_of

NAME = "timed text"

_FAIR = 1 / 10  # of the lines must be labels,
_FAIR_WITHOUT_NAMES = 1 / 3  # and more where there are only times
_MOSTLY = 0.8  # of the labels stand after an empty line, where a file parts its blocks so

_LONGEST_LABEL = 200  # characters

# Repeats are bounded, so that no line makes a pattern slow.
_TIME = r"(?:[0-9]{1,2}[:：][0-5]?[0-9]|[0-9]{1,3})[:：][0-5][0-9](?:[.,][0-9]{1,3})?(?![:：.,]?[0-9])"
_SPAN = rf"(?P<time>{_TIME})(?:[ \t]{{0,3}}(?:[-–—~～至]|to)[ \t]{{0,3}}{_TIME})?"
_IN_NAME = r"[^\n:：,，。;；!！?？、()（）\[\]【】<>\"“”/*|=]"
_ANY = r"[^\n:：]{1,60}"
_ROLE = r"(?:[ \t]?[(（][^()（）\n0-9]{1,30}[)）])?"
_WHO = rf"(?P<name>(?![_\s-]){_IN_NAME}{{1,60}}(?<![\s–—-])){_ROLE}\*{{0,2}}"
_GAP = r"[ \t\xa0\u2002\u2003\u3000]"
_COLON = rf"{_GAP}{{0,9}}[:：]\*{{0,2}}{_GAP}{{0,9}}"
_BRACKETED = rf"[\[(（【]{_GAP}{{0,2}}{_SPAN}{_GAP}{{0,2}}[\])）】]\*{{0,2}}"
_DASH = rf"{_GAP}{{0,9}}[-–—|]{_GAP}{{0,9}}"


class _Shape(Enum):
    CHAT = auto()  # 00:12:03 From Ann Lee to Everyone: words
    BEHIND = auto()  # Ann (00:03): words; Ann: [00:03] words; Ann 0:03: words
    BEFORE = auto()  # [00:03] Ann: words; 00:03 - Ann: words
    ABOVE = auto()  # [00:03] Ann, and the words on the next line
    WIDE = auto()  # Ann   0:03, and the words on the next line
    NARROW = auto()  # the same with one space, as a sentence may end, too
    ALONE = auto()  # 0:03, and the words on the next line
    UNTIMED = auto()  # Ann: words, with times among the words


# The first that fits is taken. The last of WIDE is for what stands where a name should and is none.
_LABELS = (
    (
        _Shape.CHAT,
        rf"{_SPAN}{_GAP}{{1,9}}From{_GAP}{{1,9}}(?P<name>{_ANY}?)(?:{_GAP}{{1,9}}[tT]o{_GAP}{{1,9}}{_ANY})?{_COLON}",
    ),
    (_Shape.BEHIND, rf"{_WHO}{_GAP}{{0,9}}{_BRACKETED}(?:{_COLON}|$)"),
    (_Shape.BEHIND, rf"{_WHO}{_COLON}{_BRACKETED}(?:{_COLON}|{_GAP}{{0,9}})"),
    (_Shape.BEHIND, rf"{_WHO}{_GAP}{{1,9}}{_SPAN}{_COLON}"),
    (_Shape.BEFORE, rf"{_BRACKETED}(?:{_DASH}|{_COLON}|{_GAP}{{0,9}}){_WHO}{_COLON}"),
    (_Shape.BEFORE, rf"{_SPAN}(?:{_DASH}|{_GAP}{{1,9}}){_WHO}{_COLON}"),
    (_Shape.ABOVE, rf"(?:{_BRACKETED}|{_SPAN.replace('time', 'bare')})(?:{_DASH}|{_GAP}{{1,9}}){_WHO}$"),
    (_Shape.WIDE, rf"{_WHO}(?:\t|{_GAP}{{2,9}}){_SPAN}\*{{0,2}}$"),
    (_Shape.NARROW, rf"{_WHO}{_GAP}{_SPAN}\*{{0,2}}$"),
    (_Shape.WIDE, rf"(?P<name>[^\n]{{1,99}}?)(?:\t|{_GAP}{{2,9}}){_SPAN}$"),
)
_NAMELESS = (
    (_Shape.ALONE, rf"{_SPAN}\*{{0,2}}$"),
    (_Shape.BEFORE, rf"{_BRACKETED}(?:{_COLON}|{_GAP}{{0,9}})"),
    # Without seconds it may be a time of the day, with which words begin.
    (_Shape.BEFORE, rf"(?=[0-9]{{1,2}}[:：][0-9]{{2}}[:：]){_SPAN}(?:{_DASH}|{_COLON}|{_GAP}{{1,9}})"),
)
_NAMED = tuple((shape, re.compile(rf"\*{{0,2}}{pattern}")) for shape, pattern in _LABELS)
_UNNAMED = tuple((shape, re.compile(rf"\*{{0,2}}{pattern}")) for shape, pattern in _NAMELESS)
_WITH_COLON = frozenset({_Shape.CHAT, _Shape.BEHIND, _Shape.BEFORE, _Shape.UNTIMED})
# Which of the times without a name open a block in a file whose labels have this shape.
_ALSO_NAMELESS = {
    _Shape.CHAT: _Shape.BEFORE,
    _Shape.BEFORE: _Shape.BEFORE,
    _Shape.ABOVE: _Shape.BEFORE,
    _Shape.WIDE: _Shape.ALONE,
    _Shape.NARROW: _Shape.ALONE,
}
_UNTIMED = re.compile(rf"\*{{0,2}}{_WHO}{_COLON}(?!//)")
_SENTENCE_ENDS = tuple("。！？!?.…”")
_A_NAME = re.compile(rf"(?=[\s\S]*[^\W\d_]){_IN_NAME}+")
_ANY_TIME = re.compile(_TIME)
_MARK = re.compile(rf"[\[【]{_SPAN}[\]】]")
_ARROW = re.compile(r"[0-9][ \t]{0,9}-->[ \t]{0,9}[0-9]")
_FOOT = re.compile(
    r"(?:transcribed|transcript(?:ion)?|transcripts? (?:provided|created|made|generated)|generated|exported)"
    r" (?:by|with|from|using) \S+(?: \S+){0,3}"
    r"|(?:本?(?:文字记录|文稿|转写|内容|字幕|文档|记录|结果)?)?由.{2,20}(?:生成|转写|提供|导出|整理)(?:[，,].{0,30})?[。.]?"
    r"|(?:以上)?内容由 ?AI ?生成.{0,30}|\W*(?:end of (?:transcript|recording)|文字记录结束|转写结束)\W*",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"unknown(?: speaker)?|unidentified(?: speaker)?|未知(?:发言人|说话人|讲话人)?", re.IGNORECASE)
_NOT_NAMES = frozenset(
    "note notes warning source sources author title date time link url summary chapter http https ps nb keywords"
    " transcript recorded duration length start end total agenda topic subject page error info debug from to"
    " 注 注意 作者 来源 原文 编者按 标题 日期 时间 链接 摘要 编辑 翻译 责任编辑 免责声明 会议主题 会议时间 会议号"
    " 会议名称 录音时间 录制时间 创建时间 开始时间 结束时间 时长 总时长 录音时长 关键词 文字记录 参会人 参会人员 参与人"
    " 与会人 主题 地点 章节 议程 备注 导出时间 转写时间 全文摘要 智能纪要 待办 待办事项".split()
)
_PARTICLES = frozenset(
    "de da di do dos del della der den des van von vom zu la le el al bin ibn ben y e af av ter".split()
)
# Words of sentences that hardly stand in a name; one that returns as a label, as 我 may, is a name all the same.
_OF_SENTENCES = re.compile("[我你您他她它们的是这那在了吗呢吧很都也就还要]")
_FULL_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Ms|Jr|Sr|St))(?<!\b(?:Mrs|Rev|Hon))(?<!\bProf)\.")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty, without the white space around it; `opens` if no other stands right before it."""

    begin: int
    words: str
    opens: bool

    @property
    def end(self) -> int:
        return self.begin + len(self.words)


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands before the words of a line; `end` is an offset into the text."""

    line: _Line
    shape: _Shape
    end: int
    name: str
    time: str

    @property
    def id(self) -> str:
        return slug(self.name)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a file labels its words: in which shapes, whom, where a time alone opens a block, and where it begins."""

    shapes: frozenset[_Shape] = frozenset()
    names: frozenset[str] = frozenset()
    nameless: frozenset[_Shape] = frozenset()
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
    lines = _lines(text)
    layout = _layout(lines)
    ends = pairwise([*_seams(lines, layout), _Seam(len(text), len(text))])
    worded = [bool(text[seam.end : after.begin].strip()) for seam, after in ends if seam.opens]
    fair = _FAIR if layout.shapes else _FAIR_WITHOUT_NAMES
    return len(worded) >= max(2, fair * len(lines)) and 2 * sum(worded) >= len(worded)


def read(text: str, *, title: str) -> Transcript:
    """The transcript in `text`: one turn a block, or from one time to the next within it.

    Raises TranscriptError if no words stand under a label.
    """
    lines = _lines(text)
    layout = _layout(lines)
    seams = list(_seams(lines, layout))
    turns = tuple(Turn(index, *voice) for index, voice in enumerate(_voices(text, lines, seams)))
    if all(turn.kind is Kind.BOILERPLATE for turn in turns):
        raise TranscriptError("there are no words under a label with a time.")
    labels = sorted([*_timed(lines), *_untimed(lines)], key=lambda label: label.line.begin)
    written = {label.id: label.name for label in reversed(labels)}
    heard = {id: speaker_of(written[id], title) for id in dict.fromkeys(turn.speaker for turn in turns) if id}
    turns = tuple(replace(turn, speaker=_id(heard.get(turn.speaker or ""))) for turn in turns)
    speakers = tuple(speaker for speaker in heard.values() if speaker)
    return Transcript(title, text, turns, speakers, warnings=tuple(_warnings(lines, layout, seams, turns)))


def _id(speaker: Speaker | None) -> str | None:
    return speaker.id if speaker else None


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    opens = True
    for match in re.finditer(r"([^\r\n]*)(?:\r\n|\r|\n|$)", text):
        words = match[1].strip()
        if words:
            lines.append(_Line(match.start() + match[1].index(words), words, opens))
        opens = not words
    return lines


def _timed(lines: Sequence[_Line]) -> list[_Label]:
    """The lines that begin like a label with a time, whatever the name."""
    return [label for line, after in zip_longest(lines, lines[1:]) if (label := _label(line, after))]


def _label(line: _Line, after: _Line | None) -> _Label | None:
    for shape, pattern in _NAMED:
        if match := pattern.match(line.words):
            if shape is _Shape.ABOVE and (after is None or after.opens or _ANY_TIME.match(after.words)):
                return None
            time = match["time"] or match["bare"]
            return _Label(line, shape, line.begin + match.end(), match["name"].strip("* \t"), time)
    return None


def _nameless(line: _Line) -> _Label | None:
    for shape, pattern in _UNNAMED:
        if match := pattern.match(line.words):
            return _Label(line, shape, line.begin + match.end(), "", match["time"])
    return None


def _untimed(lines: Sequence[_Line]) -> list[_Label]:
    """The lines that begin with a name and a colon."""
    matches = ((line, _UNTIMED.match(line.words)) for line in lines)
    labels = [
        _Label(line, _Shape.UNTIMED, line.begin + match.end(), match["name"], "") for line, match in matches if match
    ]
    return [label for label in labels if _looks_like_name(label.name)]


def _looks_like_name(name: str) -> bool:
    short = len(name) <= 40 and len(name.split()) <= 5
    written = _A_NAME.fullmatch(name) and not _FULL_STOP.search(name)
    return short and bool(written) and name.casefold() not in _NOT_NAMES


def _proper(name: str) -> bool:
    """Whether a name is written like one, and not like the beginning of a sentence."""
    words = [word for word in name.split() if word not in _PARTICLES]
    return bool(words) and not any(word[0].islower() for word in words) and not _OF_SENTENCES.search(name)


def _layout(lines: Sequence[_Line]) -> _Layout:
    timed = [label for label in _timed(lines) if _looks_like_name(label.name)]
    common = Counter(label.shape for label in timed)
    hours = next((_has_hours(label.time) for label in timed if common[label.shape] > 1), False)
    credible = _credible([label for label in timed if _has_hours(label.time) or not hours])
    counts = Counter(label.shape for label in credible)
    shapes = frozenset(shape for shape, count in counts.items() if count > 1)
    if not shapes:
        return _without_timed_labels(lines)
    labels = [label for label in credible if label.shape in shapes]
    names = {label.id for label in labels}
    if shapes & _WITH_COLON:
        names |= _names_without_times(lines, len(labels))
    nameless = frozenset(_ALSO_NAMELESS[shape] for shape in shapes if shape in _ALSO_NAMELESS)
    return _Layout(shapes, frozenset(names), nameless, hours, labels[0].line.begin)


def _without_timed_labels(lines: Sequence[_Line]) -> _Layout:
    """Names with colons and times among the words; else times without any name."""
    names = _names_without_times(lines, 0)
    labels = [label for label in _untimed(lines) if label.id in names]
    if len(labels) > 1 and sum(bool(_MARK.search(line.words)) for line in lines) > 1:
        return _Layout(frozenset({_Shape.UNTIMED}), frozenset(names), body=labels[0].line.begin)
    times = [label for line in lines if (label := _nameless(line))]
    shape = next((shape for shape, _ in Counter(label.shape for label in times).most_common(1)), _Shape.ALONE)
    body = next((label.line.begin for label in times if label.shape is shape), 0)
    return _Layout(nameless=frozenset({shape}), body=body)


def _credible(labels: Sequence[_Label]) -> list[_Label]:
    """Labels whose name is written like one or returns; on a line of its own, where the file's others stand."""
    often = Counter(label.id for label in labels)
    narrow = [label.line.opens for label in labels if label.shape is _Shape.NARROW]
    parted = sum(narrow) >= _MOSTLY * len(narrow)

    def is_credible(label: _Label) -> bool:
        if label.shape is _Shape.WIDE or often[label.id] > 1:
            return True
        placed = label.shape is not _Shape.NARROW or label.line.opens or not parted
        return label.shape is not _Shape.ABOVE and placed and _proper(label.name)

    return [label for label in labels if is_credible(label)]


def _names_without_times(lines: Sequence[_Line], timed: int) -> set[str]:
    """As in text without times: in a mostly labelled file every name, else (if none is timed) those that recur."""
    labels = [label for label in _untimed(lines) if _proper(label.name)]
    often = Counter(label.id for label in labels)
    mostly_labelled = 2 * (timed + len(labels)) >= len(lines)
    if timed:
        return {id for id, count in often.items() if count > 1 and mostly_labelled}
    return {id for id, count in often.items() if count > 1 or mostly_labelled}


def _seams(lines: Sequence[_Line], layout: _Layout) -> Iterator[_Seam]:
    last: _Seam | None = None
    for line, after in zip_longest(lines, lines[1:]):
        if line.begin < layout.body:
            continue
        if seam := _opening(line, after, layout, last.speaker if last else None):
            yield (last := seam)
        if last:
            for seam in _within(line, max(line.begin, last.end), layout, last.speaker):
                yield (last := seam)


def _opening(line: _Line, after: _Line | None, layout: _Layout, speaker: str | None) -> _Seam | None:
    """What the beginning of a line says of the voice; None if it goes on."""
    if (line.opens or after is None) and _FOOT.fullmatch(line.words):
        return _Seam(line.begin, line.end)
    label, time = _label(line, after), _nameless(line)
    if label and label.id in layout.names and _fits(label, layout):
        return _Seam(line.begin, label.end, _person(label), label.time, opens=True)
    if time and time.shape in layout.nameless and _fits(time, layout):
        return _Seam(line.begin, time.end, None, time.time, opens=True)
    if label and label.shape in layout.shapes and _is_somebodys(label):
        return _Seam(line.begin, line.begin)
    if time and time.shape is _Shape.BEFORE and not _ANY_TIME.match(line.words):
        holds = _Shape.UNTIMED not in layout.shapes
        return _Seam(line.begin, time.end, speaker if holds else None, time.time)
    return _untimed_opening(line, layout)


def _untimed_opening(line: _Line, layout: _Layout) -> _Seam | None:
    label = next(iter(_untimed([line])), None)
    if label and label.id in layout.names:
        return _Seam(line.begin, label.end, _person(label), opens=_Shape.UNTIMED in layout.shapes)
    if label and layout.shapes & _WITH_COLON and _proper(label.name):
        return _Seam(line.begin, line.begin)  # may be a name, or a sentence: nobody's
    # A label without a time opens no block; it names its own line.
    return _Seam(line.begin, line.begin) if _Shape.UNTIMED in layout.shapes else None


def _within(line: _Line, begin: int, layout: _Layout, speaker: str | None) -> Iterator[_Seam]:
    """Times among the words, which go on after them unless a name that is known follows."""
    for mark in _MARK.finditer(line.words, begin - line.begin):
        words = line.words[mark.start() : mark.end() + _LONGEST_LABEL]
        label = _label(_Line(line.begin + mark.start(), words, opens=False), None)
        if label and label.id in layout.names:
            speaker = _person(label)
            yield _Seam(label.line.begin, label.end, speaker, label.time, opens=True)
        else:
            yield _Seam(line.begin + mark.start(), line.begin + mark.end(), speaker, mark["time"])


def _fits(label: _Label, layout: _Layout) -> bool:
    """A file that counts hours from its beginning counts them to its end; other times are of the day."""
    return _has_hours(label.time) or not layout.hours


def _is_somebodys(label: _Label) -> bool:
    """Whether a label without a name that can be one is a label nevertheless: its words are then nobody's."""
    if label.shape is _Shape.BEHIND:
        return label.line.words[: label.end - label.line.begin].rstrip("* \t").endswith((":", "："))
    return label.shape is not _Shape.NARROW


def _person(label: _Label) -> str | None:
    return None if _NOBODY.fullmatch(label.name) else label.id


def _has_hours(time: str) -> bool:
    return len(re.findall("[:：]", time)) == 2


def _milliseconds(time: str) -> int:
    clock, _, fraction = time.replace("：", ":").replace(",", ".").partition(".")
    seconds = 0
    for part in clock.split(":"):
        seconds = 60 * seconds + int(part)
    return 1000 * seconds + int(fraction.ljust(3, "0"))


def _voices(
    text: str, lines: Sequence[_Line], seams: Sequence[_Seam]
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
            time = _milliseconds(seam.time) if seam.time else None
            yield seam.speaker, Kind.SPEECH, begin, begin + len(said), time


def _warnings(lines: Sequence[_Line], layout: _Layout, seams: Sequence[_Seam], turns: Sequence[Turn]) -> Iterator[str]:
    times = [_milliseconds(seam.time) for seam in seams if seam.time]
    if back := sum(after < before for before, after in pairwise(times)):
        yield f"{back} of {len(times)} times go back; they are kept as they stand."
    if head := sum(line.begin < layout.body and line.words.endswith(_SENTENCE_ENDS) for line in lines):
        yield f"{head} lines before the first label are taken for the head of the file, and are not searched."
    speech = [turn for turn in turns if turn.kind is Kind.SPEECH]
    unknown = sum(turn.speaker is None for turn in speech)
    if unknown == len(speech):
        yield "No speaker is named; all is kept as speaker unknown."
    elif unknown:
        yield f"{unknown} of {len(speech)} turns name no speaker; they are kept as speaker unknown."
