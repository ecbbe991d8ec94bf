"""Labels with times in text, in all the shapes in which Otter, Rev, Descript, 飞书妙记 and their like write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import zip_longest

from knowledge.folding import slug
from knowledge.transcripts.names import leads_in
from knowledge.transcripts.voices import NOT_NAMES, PARTICLES

LONGEST_LABEL = 200  # characters

# Repeats are bounded, so that no line makes a pattern slow.
_TIME = r"(?:[0-9]{1,2}[:：][0-5]?[0-9]|[0-9]{1,3})[:：][0-5][0-9](?:[.,][0-9]{1,3})?(?![:：.,]?[0-9])"
SPAN = rf"(?P<time>{_TIME})(?:[ \t]{{0,3}}(?:[-–—~～至]|to)[ \t]{{0,3}}{_TIME})?"
_IN_NAME = r"[^\n:：,，。;；!！?？、()（）\[\]【】<>\"“”/*|=]"
_ANY = r"[^\n:：]{1,60}"
_ROLE = r"(?:[ \t]?[(（][^()（）\n0-9]{1,30}[)）])?"
_WHO = rf"(?P<name>(?![_\s-]){_IN_NAME}{{1,60}}(?<![\s–—-])){_ROLE}\*{{0,2}}"
_GAP = r"[ \t\xa0\u2002\u2003\u3000]"
_COLON = rf"{_GAP}{{0,9}}[:：]\*{{0,2}}{_GAP}{{0,9}}"
_BRACKETED = rf"[\[(（【]{_GAP}{{0,2}}{SPAN}{_GAP}{{0,2}}[\])）】]\*{{0,2}}"
_DASH = rf"{_GAP}{{0,9}}[-–—|]{_GAP}{{0,9}}"


class Shape(Enum):
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
        Shape.CHAT,
        rf"{SPAN}{_GAP}{{1,9}}From{_GAP}{{1,9}}(?P<name>{_ANY}?)(?:{_GAP}{{1,9}}[tT]o{_GAP}{{1,9}}{_ANY})?{_COLON}",
    ),
    (Shape.BEHIND, rf"{_WHO}{_GAP}{{0,9}}{_BRACKETED}(?:{_COLON}|$)"),
    (Shape.BEHIND, rf"{_WHO}{_COLON}{_BRACKETED}(?:{_COLON}|{_GAP}{{0,9}})"),
    (Shape.BEHIND, rf"{_WHO}{_GAP}{{1,9}}{SPAN}{_COLON}"),
    (Shape.BEFORE, rf"{_BRACKETED}(?:{_DASH}|{_COLON}|{_GAP}{{0,9}}){_WHO}{_COLON}"),
    (Shape.BEFORE, rf"{SPAN}(?:{_DASH}|{_GAP}{{1,9}}){_WHO}{_COLON}"),
    (Shape.ABOVE, rf"(?:{_BRACKETED}|{SPAN.replace('time', 'bare')})(?:{_DASH}|{_GAP}{{1,9}}){_WHO}$"),
    (Shape.WIDE, rf"{_WHO}(?:\t|{_GAP}{{2,9}}){SPAN}\*{{0,2}}$"),
    (Shape.NARROW, rf"{_WHO}{_GAP}{SPAN}\*{{0,2}}$"),
    (Shape.WIDE, rf"(?P<name>[^\n]{{1,99}}?)(?:\t|{_GAP}{{2,9}}){SPAN}$"),
)
_NAMELESS = (
    (Shape.ALONE, rf"{SPAN}\*{{0,2}}$"),
    (Shape.BEFORE, rf"{_BRACKETED}(?:{_COLON}|{_GAP}{{0,9}})"),
    # Without seconds it may be a time of the day, with which words begin.
    (Shape.BEFORE, rf"(?=[0-9]{{1,2}}[:：][0-9]{{2}}[:：]){SPAN}(?:{_DASH}|{_COLON}|{_GAP}{{1,9}})"),
)
_NAMED = tuple((shape, re.compile(rf"\*{{0,2}}{pattern}")) for shape, pattern in _LABELS)
_UNNAMED = tuple((shape, re.compile(rf"\*{{0,2}}{pattern}")) for shape, pattern in _NAMELESS)
WITH_COLON = frozenset({Shape.CHAT, Shape.BEHIND, Shape.BEFORE, Shape.UNTIMED})
# Which of the times without a name open a block in a file whose labels have this shape.
ALSO_NAMELESS = {
    Shape.CHAT: Shape.BEFORE,
    Shape.BEFORE: Shape.BEFORE,
    Shape.ABOVE: Shape.BEFORE,
    Shape.WIDE: Shape.ALONE,
    Shape.NARROW: Shape.ALONE,
}
_UNTIMED = re.compile(rf"\*{{0,2}}{_WHO}{_COLON}(?!//)")
_A_NAME = re.compile(rf"(?=[\s\S]*[^\W\d_]){_IN_NAME}+")
ANY_TIME = re.compile(_TIME)
_NOT_NAMES = NOT_NAMES | frozenset(
    "keywords transcript recorded duration length start end total agenda topic subject page error info debug"
    " from to 会议主题 会议时间 会议号 会议名称 录音时间 录制时间 创建时间 开始时间 结束时间 时长 总时长"
    " 录音时长 关键词 文字记录 参会人 参会人员 参与人 与会人 主题 地点 章节 议程 备注 导出时间 转写时间"
    " 全文摘要 智能纪要 待办 待办事项".split()
)
# Words of sentences that hardly stand in a name; one that returns as a label, as 我 may, is a name all the same.
_OF_SENTENCES = re.compile("[我你您他她它们的是这那在了吗呢吧很都也就还要]")
_FULL_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Ms|Jr|Sr|St))(?<!\b(?:Mrs|Rev|Hon))(?<!\bProf)\.")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, without the white space around it; `opens` if no other stands right before it."""

    begin: int
    words: str
    opens: bool

    @property
    def end(self) -> int:
        return self.begin + len(self.words)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the words of a line; `end` is an offset into the text."""

    line: Line
    shape: Shape
    end: int
    name: str
    time: str

    @property
    def id(self) -> str:
        return slug(self.name)


def lines_of(text: str) -> list[Line]:
    lines: list[Line] = []
    opens = True
    for match in re.finditer(r"([^\r\n]*)(?:\r\n|\r|\n|$)", text):
        words = match[1].strip()
        if words:
            lines.append(Line(match.start() + match[1].index(words), words, opens))
        opens = not words
    return lines


def timed_labels(lines: Sequence[Line]) -> list[Label]:
    """The lines that begin like a label with a time, whatever the name."""
    return [label for line, after in zip_longest(lines, lines[1:]) if (label := timed_label(line, after))]


def timed_label(line: Line, after: Line | None) -> Label | None:
    for shape, pattern in _NAMED:
        if match := pattern.match(line.words):
            if shape is Shape.ABOVE and (after is None or after.opens or ANY_TIME.match(after.words)):
                return None
            time = match["time"] or match["bare"]
            return Label(line, shape, line.begin + match.end(), match["name"].strip("* \t"), time)
    return None


def bare_time(line: Line) -> Label | None:
    for shape, pattern in _UNNAMED:
        if match := pattern.match(line.words):
            return Label(line, shape, line.begin + match.end(), "", match["time"])
    return None


def untimed_labels(lines: Sequence[Line]) -> list[Label]:
    """The lines that begin with a name and a colon."""
    matches = ((line, _UNTIMED.match(line.words)) for line in lines)
    labels = [
        Label(line, Shape.UNTIMED, line.begin + match.end(), match["name"], "") for line, match in matches if match
    ]
    return [label for label in labels if looks_like_name(label.name)]


def looks_like_name(name: str) -> bool:
    short = len(name) <= 40 and len(name.split()) <= 5
    written = _A_NAME.fullmatch(name) and not _FULL_STOP.search(name)
    return short and bool(written) and name.casefold() not in _NOT_NAMES


def is_proper(name: str) -> bool:
    """Whether a name is written like one, and not like the beginning of a sentence."""
    words = [word for word in name.split() if word not in PARTICLES]
    small = any(word[0].islower() for word in words)
    return bool(words) and not small and not _OF_SENTENCES.search(name) and not leads_in(name)


def has_hours(time: str) -> bool:
    return len(re.findall("[:：]", time)) == 2


def milliseconds(time: str) -> int:
    clock, _, fraction = time.replace("：", ":").replace(",", ".").partition(".")
    seconds = 0
    for part in clock.split(":"):
        seconds = 60 * seconds + int(part)
    return 1000 * seconds + int(fraction.ljust(3, "0"))
