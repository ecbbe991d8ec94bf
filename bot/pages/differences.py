"""What was asked beside what was said, with every difference marked and told in words. Pure.

Words are spans of the asked text and of the quote; what is too long is a shorter span, with an ellipsis outside.
"""

from collections.abc import Iterator, Sequence

from bot.i18n import say
from bot.limits import units
from bot.markdown import BOLD, STRUCK, UNDERLINED, escaped, styled
from bot.quotation import from_word_to_word, marks
from knowledge.model import Quote
from knowledge.sentences import Span, clipped
from knowledge.verification import Change, Difference, Piece

_LINES = 6  # differences of one place that are told in words
_WORDS = 60  # characters of either side of one


def said_words(piece: Piece, room: int) -> str:
    """The source's words within `room` units: in bold those that were asked about, underlined what was altered."""
    shown, length = piece.quote, room
    while units(words := _said(shown, piece)) > room and length > 1:
        shown, length = piece.quote.clip(length), length * 3 // 4
    return words


def _said(shown: Quote, piece: Piece) -> str:
    opening, closing = marks(shown)
    spans = [(one.said, BOLD if one.change is Change.EQUAL else UNDERLINED) for one in piece.differences]
    if spans == [((shown.begin, shown.end), BOLD)]:
        spans = []
    before = "…" if shown.begin > piece.quote.begin else ""
    after = "…" if shown.end < piece.quote.end else ""
    text = styled(shown.text, _inside(shown.text, shown.begin, spans))
    return f"{before}{opening}{text}{closing}{after}"


def asked_words(asked: str, pieces: Sequence[Piece]) -> str:
    """The asked words, struck through what is not said there."""
    gone = {Change.ADDED, Change.REPLACED}
    spans = [(one.asked, STRUCK) for piece in pieces for one in piece.differences if one.change in gone]
    return styled(asked, _inside(asked, 0, sorted(spans)))


def _inside(text: str, at: int, spans: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The spans as far as they lie in a text that begins at an offset, without the marks around them.

    Two of one style with no word between them become one, for marks of style side by side would be others.
    """
    found: list[tuple[Span, str]] = []
    for (first, last), style in spans:
        begin, end = max(first - at, 0), min(last - at, len(text))
        if begin >= end:
            continue
        begin, end = from_word_to_word(text, (begin, end))
        if found and found[-1][0][1] > begin:
            continue
        if found and found[-1][1] == style and not any(map(str.isalnum, text[found[-1][0][1] : begin])):
            found[-1] = ((found[-1][0][0], end), style)
        else:
            found.append(((begin, end), style))
    return found


def change_lines(asked: str, pieces: Sequence[Piece], language: str, room: int) -> list[str]:
    """Each difference in words, a line each within `room` units in all, and how many there are besides."""
    lines = [line for piece in pieces for line in _lines(asked, piece, language)]
    shown = lines[:_LINES]
    while sum(units(line) + 1 for line in shown) > room:
        shown.pop()
    more = [f"- {say(language, 'and_more', count=len(lines) - len(shown))}"] if len(shown) < len(lines) else []
    return [*shown, *more]


def _lines(asked: str, piece: Piece, language: str) -> Iterator[str]:
    for one in piece.differences:
        if one.change is not Change.EQUAL:
            mine, theirs = _part(asked, one.asked), _part(piece.quote.passage.text, one.said)
            yield f"- {_line(one, mine, theirs, language)}"


def _line(one: Difference, asked: str, said: str, language: str) -> str:
    match one.change:
        case Change.REPLACED:
            return say(language, "change_replaced", asked=asked, said=said)
        case Change.ADDED:
            return say(language, "change_added", asked=asked)
        case Change.LEFT_OUT:
            return say(language, "change_left_out", said=said)
    return say(language, "change_elided", said=said)


def _part(text: str, span: Span) -> str:
    """A span of a text from word to word; too long a one as its beginning."""
    first, last = from_word_to_word(text, span)
    begin, end = clipped(text, (first, last), None, _WORDS) if first < last else (first, last)
    return escaped(text[begin:end].strip()) + ("…" if end < last else "")
