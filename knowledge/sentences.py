"""Where sentences and clauses end, in Chinese and in Latin script; spans only, never new strings."""

import re
from itertools import accumulate

Span = tuple[int, int]

# A Latin full stop ends a sentence only before white space, a closing mark or the end ("3.5" and
# "mozilla.org" do not), and not after an initial or a common abbreviation. Closing marks belong to
# the sentence they close.
_SENTENCE_END = re.compile(
    r"(?:[。！？!?…]+|(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|vs))(?<!\b(?:Mrs|e\.g|i\.e))\.+(?=[\s”’\"')]|$)|\n)[”’」』）)\"'》】]*"
)
_WIDE, _NARROW = 1.0, 0.4
_FIRST_WIDE = "\u2e80"  # from here on Unicode has Chinese, Japanese and Korean
_WIDE_CHARACTER = re.compile(r"[\u2e80-\U0010ffff]")
_CLAUSE_END = re.compile(r"[，,；;、：:](?!\d)|——|\s")


def widths(text: str) -> list[float]:
    """The width of the text before each character and of all of it: a Chinese character is as wide as 2.5 letters.

    It stands for how much is said, so that passages in either script are of a like size.
    """
    return [0.0, *accumulate(_WIDE if char >= _FIRST_WIDE else _NARROW for char in text)]


def width(text: str) -> float:
    """How much a text says, in Chinese characters."""
    wide = len(_WIDE_CHARACTER.findall(text))
    return wide * _WIDE + (len(text) - wide) * _NARROW


def sentences(text: str) -> list[Span]:
    """Spans of the sentences of `text`, without the white space around them; together they hold every word."""
    spans, begin = [], 0
    for end in [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]:
        if span := _stripped(text, begin, end):
            spans.append(span)
        begin = end
    return spans


def pieces(text: str, span: Span, length: int) -> list[Span]:
    """`span` cut into spans of at most `length` characters, at clause ends where there are any."""
    begin, end = span
    found = []
    while end - begin > length:
        # Even pieces read better than one long and one stub.
        ideal = begin + -(-(end - begin) // -(-(end - begin) // length))
        cuts = [m.end() for m in _CLAUSE_END.finditer(text, begin + 1, min(begin + length, end))]
        cut = min(cuts, key=lambda at: abs(at - ideal), default=begin + length)
        if piece := _stripped(text, begin, cut):
            found.append(piece)
        begin = cut
    if piece := _stripped(text, begin, end):
        found.append(piece)
    return found


def clipped(text: str, span: Span, kept: Span | None, length: int) -> Span:
    """The largest run of whole sentences inside `span` of at most `length` characters.

    It holds the sentence `kept` (default: the first) and grows forwards, then backwards. A single
    sentence over `length` is cut at a clause end.
    """
    begin, end = span
    if end - begin <= length:
        return span
    inside = [(begin + a, begin + b) for a, b in sentences(text[begin:end])]
    anchor = kept or inside[0]
    first = max((i for i, (a, _) in enumerate(inside) if a <= anchor[0]), default=0)
    last = first
    while last + 1 < len(inside) and inside[last + 1][1] - inside[first][0] <= length:
        last += 1
    while first and inside[last][1] - inside[first - 1][0] <= length:
        first -= 1
    begin, end = inside[first][0], inside[last][1]
    return (begin, end) if end - begin <= length else pieces(text, (begin, end), length)[0]


def _stripped(text: str, begin: int, end: int) -> Span | None:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    return (begin, end) if begin < end else None
