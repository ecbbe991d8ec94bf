"""Text as Discord shows it, character for character: what would act as markup is escaped, nothing is taken away."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from knowledge.sentences import Span

BOLD, UNDERLINED, STRUCK = "**", "__", "~~"

# A backslash goes before the last character of each match: marks of style, mentions, links and code anywhere; the
# colons of addresses and of emoji names; the marks of headings, small print and lists at the start of a line.
_ACTING = re.compile(
    r"[\\*_~|`\[\]<>@]|:(?=//)|:(?=[\w+~-]+:)|(?:^|(?<=\r))[^\S\n]*(?:[#+-]|\d+\.(?=\s|$))", re.ASCII | re.MULTILINE
)
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
_CLOSES = dict.fromkeys("\u202a\u202b\u202d\u202e", _POP_EMBEDDING) | dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)
_IN_ADDRESS = ":/?#@!$&'+,;=%"  # beside letters, digits and -._~; brackets and stars would end a masked link


def escaped(text: str, bold: Span | None = None) -> str:
    """`text` such that Discord shows exactly it, the span `bold` of it in bold type."""
    return styled(text, [(bold, BOLD)] if bold else [])


def styled(text: str, styles: Sequence[tuple[Span, str]]) -> str:
    """The same with many spans, in order and apart, each between marks of one style."""
    guarded = {match.end() - 1 for match in _ACTING.finditer(text)}
    shown = [f"\\{char}" if at in guarded else char for at, char in enumerate(text)]
    for begin, end, mark in ((*span, mark) for span, mark in styles if span[0] < span[1]):
        shown[begin] = mark + shown[begin]
        shown[end - 1] += mark
    return "".join(shown) + _closings(text)


def unescaped(text: str) -> str:
    """What a reader sees of escaped text."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text)


def closed(text: str) -> str:
    """`text` for a place without markup, with nothing left open that would turn around what comes after it."""
    return text + _closings(text)


def masked_link(label: str, url: str) -> str:
    """A link that shows `label`; whatever stands in the address cannot end it early."""
    return f"[{label}]({quote(url, safe=_IN_ADDRESS)})"


def _closings(text: str) -> str:
    """The marks that close what direction marks in `text` leave open, innermost first."""
    pending: list[str] = []
    for char in text:
        if char in _CLOSES:
            pending.append(_CLOSES[char])
        elif char == _POP_ISOLATE and char in pending:
            while pending.pop() != _POP_ISOLATE:  # an isolate that ends takes along what was opened inside it
                pass
        elif char == _POP_EMBEDDING and pending[-1:] == [_POP_EMBEDDING]:
            pending.pop()
    return "".join(reversed(pending))
