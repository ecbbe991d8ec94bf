"""Reads the HTML transcripts of the Podcasting 2.0 namespace: `<cite>` and `<time>` before each `<p>`.

A `<cite>` names the voice of the paragraph right behind it and of no other one. Words outside of
paragraphs are the page's and not a voice's.
"""

import re
import warnings
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, ParserRejectedMarkup, Tag
from bs4.element import NavigableString

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.remarks import Remark
from knowledge.transcripts.cues import Cue, transcript

NAME = "Podcasting 2.0 HTML"

_PAGE = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_MARKED = re.compile(r"<(?:cite|time)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b", re.IGNORECASE)
_CLOCK = re.compile(r"[(\[]?(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3})\d*)?[)\]]?")
_PAGE_OWN = frozenset(
    "head title script style template noscript nav header footer aside form button select svg iframe".split()
)
_BREAKS = frozenset("br div li tr td".split())


def recognises(text: str) -> bool:
    """Whether it is a web page, or a part of one that has marked paragraphs."""
    if not text.lstrip().startswith("<"):
        return False
    return bool(_PAGE.search(text[:1000]) or (_MARKED.search(text) and _PARAGRAPH.search(text)))


def read(text: str, *, title: str) -> Transcript:
    """The transcript in a page. Raises TranscriptError if none of its paragraphs is marked."""
    soup = _parsed(text)
    page = _Page(_unclosed(soup))
    for node, begins in _shown(_edges(soup)):
        page.meet(node, begins=begins)
    if not any(cue.speaker or cue.start_ms is not None for cue in page.cues):
        raise TranscriptError(
            "it is HTML, but not in the Podcasting 2.0 form, which has <cite> or <time> before a <p>.", "other_html"
        )
    lost = Remark("Words outside of paragraphs (<p>) are left out.", "outside_paragraphs")
    return transcript(page.cues, title=title, warnings=(lost,) if page.has_stray_words else ())


def _parsed(text: str) -> BeautifulSoup:
    try:
        with warnings.catch_warnings():  # it suspects XML or a file name, where we know better
            warnings.simplefilter("ignore")
            return BeautifulSoup(text, "html.parser")
    except (ParserRejectedMarkup, RecursionError) as error:
        raise TranscriptError("it is HTML that cannot be parsed.", "damaged") from error


def _edges(soup: BeautifulSoup) -> Iterator[tuple[Tag | str, bool]]:
    """Every tag as it begins and as it ends, and the text between them.

    Without recursion, for a page may be nested deeper than Python can call.
    """
    entered: list[Tag] = [soup]
    for node in soup.descendants:
        while entered[-1] is not node.parent:
            yield entered.pop(), False
        if isinstance(node, Tag):
            entered.append(node)
        if isinstance(node, Tag) or type(node) is NavigableString:  # its subclasses are comments and the like
            yield node, True
    yield from ((tag, False) for tag in reversed(entered))


def _shown(edges: Iterable[tuple[Tag | str, bool]]) -> Iterator[tuple[Tag | str, bool]]:
    """The same without what is the page's own."""
    hidden: Tag | None = None
    for node, begins in edges:
        if hidden is None and begins and isinstance(node, Tag) and node.name in _PAGE_OWN:
            hidden = node
        if hidden is None:
            yield node, begins
        if node is hidden and not begins:
            hidden = None


def _unclosed(soup: BeautifulSoup) -> frozenset[int]:
    """Identities of the paragraphs left open: in the tree they hold the next one, on the page they end before it."""
    entered: list[Tag] = []
    unclosed: set[int] = set()
    for node, begins in _shown(_edges(soup)):
        if isinstance(node, Tag) and node.name == "p":
            if not begins:
                entered.pop()
                continue
            unclosed.update(map(id, entered[-1:]))
            entered.append(node)
    return frozenset(unclosed)


class _Page:
    """A page as far as it was met; `cues` holds its paragraphs so far, `has_stray_words` is what stood outside."""

    def __init__(self, unclosed: frozenset[int]) -> None:
        self.cues: list[Cue] = []
        self.has_stray_words = False
        self._unclosed = unclosed
        self._paragraph: Tag | None = None
        self._said: list[str] = []
        self._mark: Tag | None = None
        self._marked: list[str] = []
        self._forget()

    def meet(self, node: Tag | str, *, begins: bool) -> None:
        if not isinstance(node, Tag):
            self._hear(node)
        elif node.name == "p":
            self._begin(node) if begins else self._end()
        elif node.name in ("cite", "time"):
            self._open(node) if begins else self._close(node)
        elif begins and node.name in _BREAKS:
            self._hear(" ")

    def _hear(self, text: str) -> None:
        if self._mark is not None:
            self._marked.append(text)
        elif self._paragraph is not None:
            self._said.append(text)
        elif _has_words(text):
            self.has_stray_words = True
            self._forget()

    def _begin(self, paragraph: Tag) -> None:
        self._end()
        self._mark = None  # one that was never closed is no mark
        self._paragraph = paragraph
        if self._beside is not paragraph.parent:  # a <cite> below a block quotation names what stands above it
            self._forget()

    def _end(self) -> None:
        if self._paragraph is not None:
            self._finish()
            self._paragraph = None

    def _finish(self) -> None:
        """What was said so far is a cue; nothing that follows is credited to its voice."""
        self.cues.append(Cue("".join(self._said), self._time, None, self._speaker))
        self._said = []
        self._forget()

    def _forget(self) -> None:
        self._speaker: str | None = None
        self._time: int | None = None
        self._beside: Tag | None = None

    def _open(self, mark: Tag) -> None:
        if self._mark is not None:
            self._close(self._mark)
        if self._paragraph is not None and id(self._paragraph) in self._unclosed:
            self._end()
        self._mark, self._marked = mark, []

    def _close(self, mark: Tag) -> None:
        """A mark inside a paragraph is a word of it, but for a label before a colon and a time before all words."""
        if mark is not self._mark:
            return
        self._mark, text = None, " ".join("".join(self._marked).split())
        outside = self._paragraph is None
        if outside and self._beside is not mark.parent:
            self._forget()
            self._beside = mark.parent
        if mark.name == "cite" and (outside or text.endswith((":", "："))):
            if not outside:
                self._finish()
            self._speaker = text.rstrip(":： ") or None
        elif mark.name == "time" and (outside or (self._time is None and not _has_words("".join(self._said)))):
            self._time = _clock(text)
            self._said += self._marked if self._time is None and not outside else []
        elif not outside:
            self._said += self._marked


def _clock(text: str) -> int | None:
    """A time of day on the recording in milliseconds; None for what is none."""
    match = _CLOCK.fullmatch(text)
    if not match:
        return None
    hours, minutes, seconds, fraction = match[1] or "0", match[2], match[3], (match[4] or "").ljust(3, "0")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
