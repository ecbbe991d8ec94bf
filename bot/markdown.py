"""Text as Discord shows it, character for character: what would act as markup is escaped, nothing is taken away.

What turns the direction of writing, or would join what stands before it, is kept to itself by a frame of characters
that are not seen, outside of the text.
"""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from bot.limits import cut, units
from knowledge.sentences import Span

BOLD, UNDERLINED, STRUCK = "**", "__", "~~"

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # whatever any reader takes for the end of a line
# A backslash goes before each mark in a match: marks of style, mentions, links and code anywhere; the
# colons of addresses and of emoji names; the stroke behind a domain, for an invitation needs no more than
# discord.gg/name; the marks of headings, small print and lists at the start of a line.
_ACTING = re.compile(
    rf"[\\*_~|`\[\]<>@]|:(?=//)|:(?=[A-Za-z0-9_+~-]+:)|(?:(?<=\.[A-Za-z]{{2}})|(?<=\.[A-Za-z]{{3}})|(?<=\.[A-Za-z]{{4}}))/"
    rf"|(?:^|(?<=[{_BREAKS}]))[^\S{_BREAKS}]*(?:[#+-]+|[0-9]+\.(?=\s|$))",
    re.MULTILINE,
)
_STYLES = re.compile(r"\\([^0-9A-Za-z\s])|\*\*|__|~~")
_MARKS = re.compile(r"(\\[^0-9A-Za-z\s])|\*\*|__|~~")
_POP_EMBEDDING, _POP_ISOLATE, _ISOLATE, _SPACE = "\u202c", "\u2069", "\u2068", "\u00a0"
_CLOSES = dict.fromkeys("\u202a\u202b\u202d\u202e", _POP_EMBEDDING) | dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)
FRAME = frozenset((_POP_EMBEDDING, _POP_ISOLATE, _ISOLATE, _SPACE))
_TURNING = frozenset(("R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_JOINING = frozenset("\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")  # beside the combining marks
_IN_ADDRESS = ":/?#@!$&'+,;=%"  # beside letters, digits and -._~; brackets and stars would end a masked link


def escaped(text: str, bold: Span | None = None) -> str:
    """`text` such that Discord shows exactly it, the span `bold` of it in bold type."""
    return styled(text, [(bold, BOLD)] if bold else [])


def styled(text: str, styles: Sequence[tuple[Span, str]]) -> str:
    """The same with many spans, in order and apart, each between marks of one style."""
    opening, closing = frame(text)
    return f"{opening}{bare(text, styles)}{closing}"


def bare(text: str, styles: Sequence[tuple[Span, str]] = ()) -> str:
    """The same without the frame that keeps it to itself, for who puts that around it."""
    acting = (at for match in _ACTING.finditer(text) for at in range(*match.span()))
    guarded = {at for at in acting if not (text[at].isspace() or text[at].isalnum())}
    shown = [f"\\{char}" if at in guarded else char for at, char in enumerate(text)]
    for begin, end, mark in ((*span, mark) for span, mark in styles if span[0] < span[1]):
        shown[begin] = mark + shown[begin]
        shown[end - 1] += mark
    return "".join(shown)


def unstyled(markdown: str) -> str:
    """What a reader sees of `bare` text."""
    return _STYLES.sub(r"\1", markdown)


def plainly(markdown: str) -> str:
    """`bare` text as it is where nothing of it has a style."""
    return _MARKS.sub(r"\1", markdown)


def unescaped(text: str) -> str:
    """What a reader sees of escaped text."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text)


def unframed(text: str) -> str:
    """A text without the frame around it."""
    inside = text.strip("".join(FRAME))
    return inside if closed(inside) == text else text


def closed(text: str) -> str:
    """`text` for a place without markup, with nothing in it that would turn around what stands beside it."""
    opening, closing = frame(text)
    return f"{opening}{text}{closing}"


def plain_name(name: str, limit: int) -> str:
    """A name for a place without markup, such as a choice or a label: on one line, in at most `limit` units."""
    line, room = " ".join(name.split()), limit
    while units(shown := closed(cut(line, room))) > limit:
        room -= 1
    return shown


def frame(text: str) -> tuple[str, str]:
    """What is to stand before a text and after it, so that it turns around and joins nothing; mostly nothing."""
    begins = _SPACE if text and (text[0] in _JOINING or unicodedata.category(text[0]).startswith("M")) else ""
    if text.isascii() or not any(unicodedata.bidirectional(char) in _TURNING for char in text):
        return begins, ""
    # Line ends close what is open, but not all that Unicode calls one is one to every program.
    read = [_left_open(text, breaks) for breaks in ("\n", _BREAKS)]
    closing = "".join(dict.fromkeys(closing for _, closing in read))
    isolates = 1 + max(strays for strays, _ in read)
    return _ISOLATE * isolates + begins, closing + _POP_ISOLATE * isolates


def masked_link(label: str, url: str) -> str:
    """A link that shows `label`; whatever stands in the address cannot end it early. Nothing but for web pages."""
    parts = urlsplit(url)
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return ""
    return f"[{label}]({quote(url, safe=_IN_ADDRESS)})"


def _left_open(text: str, breaks: str) -> tuple[int, str]:
    """How many isolates a text closes that it never opened, and the marks that close what its last line opens."""
    pending: list[str] = []
    strays = 0
    for char in text:
        if char in breaks:
            pending.clear()
        elif char in _CLOSES:
            pending.append(_CLOSES[char])
        elif char == _POP_ISOLATE and char in pending:
            while pending.pop() != _POP_ISOLATE:  # an isolate that ends takes along what was opened inside it
                pass
        elif char == _POP_ISOLATE:
            strays += 1
        elif char == _POP_EMBEDDING and pending[-1:] == [_POP_EMBEDDING]:
            pending.pop()
    return strays, "".join(reversed(pending))
