"""A reader of Discord's Markdown as its programs are known to read it; knows nothing of how the bot writes it.

It errs towards acting: what any program might take for markup counts as such.
"""

import re
import unicodedata
from dataclasses import dataclass

_BREAK = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# At the start of a line; what is matched is not shown.
_LINES = {
    "heading": re.compile(r"[^\S\n]*#{1,3}(?=\s)"),
    "small print": re.compile(r"[^\S\n]*-#(?=\s)"),
    "list": re.compile(r"[^\S\n]*(?:[-*+]|\d{1,9}\.)(?=\s|$)"),
    "block quote": re.compile(r"[^\S\n]*(?:>>>|>)(?=\s)"),
}
# Anywhere. Those of style are told by their marks, which must stand on both sides.
_MENTIONS = {
    "link": re.compile(r"\[[^\]\n]+\]\(<?(?:https?|discord)://[^\s)]+>?(?:\s+[\"'][^)]*)?\)"),
    "mention": re.compile(r"<(?:@[!&]?|#)\d+>|@everyone|@here"),
    "command": re.compile(r"</[^>\n:]+:\d+>"),
    "emoji": re.compile(r"<a?:\w+:\d+>|:[\w+~-]+:", re.ASCII),
    "time": re.compile(r"<t:-?\d+(?::\w)?>"),
    "guild": re.compile(r"<id:\w+(?::\d+)?>"),
    "address": re.compile(r"(?:https?|steam|discord|ftp)://[^\s<]+|<[^\s@>]*:[^\s>]+>|<[^\s>]+@[^\s>]+>|<\+\d+>"),
    "invitation": re.compile(r"(?:discord\.(?:gg|gift|new)|discord(?:app)?\.com/(?:invite|gifts?|template))/[\w-]+"),
    "code": re.compile(r"```.*?```|``[^`].*?``|`[^`]+`", re.DOTALL),
}
_MARKS = ("***", "**", "__", "~~", "||", "*", "_")
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_OPENS = {"LRE": False, "RLE": False, "LRO": False, "RLO": False, "LRI": True, "RLI": True, "FSI": True}
_DEEPEST = 125  # of UAX #9


@dataclass(frozen=True, slots=True)
class Seen:
    """One character that is shown: where it stands in the Markdown, and in which styles."""

    char: str
    at: int
    styles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is shown of a text, and what in it acts: each by its kind and where it begins."""

    seen: tuple[Seen, ...]
    acts: tuple[tuple[str, int], ...]

    @property
    def text(self) -> str:
        return "".join(one.char for one in self.seen)

    @property
    def kinds(self) -> set[str]:
        return {kind for kind, _ in self.acts}


def read(markdown: str) -> Reading:
    """What a client shows of a whole text."""
    reader = _Reader(markdown)
    reader.read(0, len(markdown), frozenset())
    return Reading(tuple(reader.seen), tuple(reader.acts))


class _Reader:
    """Reads one text, from the outer marks to the inner ones."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.seen: list[Seen] = []
        self.acts: list[tuple[str, int]] = []

    def read(self, at: int, end: int, styles: frozenset[str]) -> None:
        while at < end:
            at = self._line(at, end)
            if at < end:
                at = self._escaped(at, end, styles) or self._acting(at, end, styles) or self._one(at, end, styles)

    def _line(self, at: int, end: int) -> int:
        """What acts at the start of a line."""
        if at and self._text[at - 1] not in _BREAK:
            return at
        for kind, pattern in _LINES.items():
            if found := pattern.match(self._text, at, end):
                self.acts.append((kind, at))
                at = found.end()
        return at

    def _escaped(self, at: int, end: int, styles: frozenset[str]) -> int | None:
        found = _ESCAPE.match(self._text, at, end)
        if found:
            self.seen.append(Seen(found[1], at, styles))
        return found.end() if found else None

    def _acting(self, at: int, end: int, styles: frozenset[str]) -> int | None:
        for kind, pattern in _MENTIONS.items():
            if found := pattern.match(self._text, at, end):
                self.acts.append((kind, at))
                self.seen += [Seen(char, at, styles | {kind}) for char in found[0]]
                return found.end()
        return None

    def _one(self, at: int, end: int, styles: frozenset[str]) -> int:
        """A stretch between marks of style, else a character."""
        for mark in _MARKS:
            begin = at + len(mark)
            if self._text.startswith(mark, at) and (closing := self._closing(begin, end, mark)):
                self.acts.append((mark, at))
                self.read(begin, closing, styles | {mark})
                return closing + len(mark)
        self.seen.append(Seen(self._text[at], at, styles))
        return at + 1

    def _closing(self, begin: int, end: int, mark: str) -> int | None:
        """Where the mark that ends a style stands; escapes are stepped over, and something must be in between."""
        at = begin
        while at < end:
            if found := _ESCAPE.match(self._text, at, end):
                at = found.end()
            elif self._text.startswith(mark, at) and at > begin:
                return at
            else:
                at += 1
        return None


def depths(text: str) -> list[int]:
    """How many embeddings and isolates are open at each character, by the rules X1 to X8 of UAX #9."""
    levels, found = _Levels(), []
    for char in text:
        levels.take(unicodedata.bidirectional(char))
        found.append(len(levels.open))
    return found


class _Levels:
    """What is open on a line; isolates are true."""

    def __init__(self) -> None:
        self.open: list[bool] = []
        self._isolates = self._embeddings = 0  # too deep to count

    def take(self, kind: str) -> None:
        if kind == "B":
            self.open, self._isolates, self._embeddings = [], 0, 0
        elif kind in _OPENS:
            self._begin(_OPENS[kind])
        elif kind == "PDI":
            self._end_isolate()
        elif kind == "PDF" and not self._isolates:
            self._end_embedding()

    def _begin(self, isolates: bool) -> None:
        if len(self.open) < _DEEPEST and not self._isolates and not self._embeddings:
            self.open.append(isolates)
        elif isolates:
            self._isolates += 1
        elif not self._isolates:
            self._embeddings += 1

    def _end_isolate(self) -> None:
        if self._isolates:
            self._isolates -= 1
        elif any(self.open):
            self._embeddings = 0
            while not self.open.pop():
                pass

    def _end_embedding(self) -> None:
        if self._embeddings:
            self._embeddings -= 1
        elif self.open and not self.open[-1]:
            self.open.pop()
