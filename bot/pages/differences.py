"""What was asked beside what was said, with every difference marked and told in words. Pure.

Words are spans of the asked text and of the quote; what is too long is a shorter span, with an ellipsis outside.
"""

from collections.abc import Iterator, Sequence

from bot.i18n import say
from bot.limits import units
from bot.markdown import BOLD, STRUCK, UNDERLINED, bare, escaped, frame, styled
from bot.page import Said, Written
from bot.quotation import NAME, from_word_to_word, marks, one_line, written_units
from knowledge.model import Passage, Quote
from knowledge.sentences import Span, clipped
from knowledge.standing import Extract
from knowledge.verification import Change, Piece

_LINES = 6  # differences of one place that are told in words
_WORDS = 60  # characters of either side of one
_ASKED, _SAID = "\0asked", "\0said"  # where in a sentence they will stand
_SENTENCES = {
    Change.REPLACED: "change_replaced",
    Change.ADDED: "change_added",
    Change.LEFT_OUT: "change_left_out",
    Change.ELIDED: "change_elided",
}


def said_words(piece: Piece, room: int, language: str) -> Said:
    """The source's words within `room` units: in bold those that were asked about, underlined what was altered."""
    shown, length = piece.quote, room
    while sum(map(units, words := _said(shown, piece))) > room and length > 1:
        shown, length = piece.quote.clip(length), length * 3 // 4
    extract = Extract.of(shown.passage, shown.begin, shown.end)
    name = one_line(extract.speaker, NAME) if extract.speaker else ""
    return Said(*words, name, extract, say(language, "withheld"))


def _said(shown: Quote, piece: Piece) -> tuple[str, str, str]:
    """What opens the words, they themselves, and what closes them."""
    opening, closing = marks(shown)
    spans = [(one.said, BOLD if one.change is Change.EQUAL else UNDERLINED) for one in piece.differences]
    if spans == [((shown.begin, shown.end), BOLD)]:
        spans = []
    before = "…" if shown.begin > piece.quote.begin else ""
    after = "…" if shown.end < piece.quote.end else ""
    opens, closes = frame(shown.text)
    words = bare(shown.text, _inside(shown.text, shown.begin, spans))
    return f"{before}{opening}{opens}", words, f"{closes}{closing}{after}"


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


def change_lines(asked: str, pieces: Sequence[Piece], language: str, room: int) -> list[Written]:
    """Each difference in words, a line each within `room` units in all, and how many there are besides."""
    lines = [line for piece in pieces for line in _lines(asked, piece, language)]
    shown = lines[:_LINES]
    while sum(written_units(line) + 1 for line in shown) > room:
        shown.pop()
    left = len(lines) - len(shown)
    return [*shown, (f"- {say(language, 'and_more', count=left)}",)] if left else shown


def _lines(asked: str, piece: Piece, language: str) -> Iterator[Written]:
    for one in piece.differences:
        mine, theirs = _part(asked, one.asked), _said_part(piece.quote.passage, one.said, language)
        if one.change is Change.EQUAL or not (mine or theirs):
            continue
        before, after = _sentence(_told(one.change, mine, theirs), mine, language)
        yield (f"- {before}", theirs, after) if theirs else (f"- {before}{after}",)


def _told(change: Change, asked: str, said: Said | None) -> Change:
    """As what a difference is told: of white space there is nothing to show."""
    if said is None:
        return Change.ADDED
    return change if asked or change is Change.ELIDED else Change.LEFT_OUT


def _sentence(change: Change, asked: str, language: str) -> tuple[str, str]:
    """What stands before the source's words in the sentence on a difference, and what after them."""
    template = say(language, _SENTENCES[change], asked=_ASKED, said=_SAID)
    before, _, after = template.partition(_SAID)
    return before.replace(_ASKED, asked), after.replace(_ASKED, asked)


def _said_part(passage: Passage, span: Span, language: str) -> Said | None:
    begin, end, cut = _whole(passage.text, span)
    if begin == end:
        return None
    text = passage.text[begin:end]
    opens, closes = frame(text)
    extract = Extract.of(passage, begin, end)
    return Said(opens, bare(text), closes + cut, "", extract, say(language, "withheld"))


def _part(text: str, span: Span) -> str:
    begin, end, cut = _whole(text, span)
    return escaped(text[begin:end]) + cut


def _whole(text: str, span: Span) -> tuple[int, int, str]:
    """A span of a text from word to word, too long a one its beginning; and an ellipsis if that is so."""
    first, last = from_word_to_word(text, span)
    begin, end = clipped(text, (first, last), None, _WORDS) if first < last else (first, last)
    cut = "…" if end < last else ""
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    return begin, end, cut
