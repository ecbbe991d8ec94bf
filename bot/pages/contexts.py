"""The transcript around a quote as a page, with buttons to go on and back. Pure."""

from dataclasses import replace

from bot import ids
from bot.colours import quote_colour
from bot.i18n import say
from bot.limits import units
from bot.markdown import BOLD, bare, frame
from bot.page import ROOM, Block, Card, Page, Press, Said, Written, rows
from bot.quotation import TITLE, fitted, from_word_to_word, link, one_line, said, speaker_label, voice, written_units
from bot.wording import clock
from knowledge.contexts import Slice, Stretch
from knowledge.model import OWN_WORDS
from knowledge.sentences import Span
from knowledge.standing import Extract


def context_page(found: Stretch, language: str) -> Page:
    """The words in order, each with who spoke them, the quote in bold."""
    head = _place(found, language)
    slices = list(found.slices)
    while written_units(body := _body(slices, found, language)) > ROOM - units(head) and len(slices) > 1:
        slices.pop(0 if _holds(slices[-1], found) else -1)
    if written_units(body) > ROOM - units(head):  # one quote, of marks that all have to be escaped
        who = f"**{voice(slices[0].spoken, language)}**\n"
        shown = said(fitted(found.quote, ROOM - units(head) - units(who) - 2), found.quote, language)
        body = (replace(shown, opening=f"{who}{shown.opening}"),)
    card = Card((Block(head), Block("", body)), quote_colour(found.quote))  # a line between them
    return Page((card, *rows(_buttons(found, language))))


def _body(slices: list[Slice], found: Stretch, language: str) -> Written:
    every = [_words(one, found, language) for one in slices]
    return tuple(part for number, one in enumerate(every) for part in (("\n\n", one) if number else (one,)))


def _words(one: Slice, found: Stretch, language: str) -> Said:
    """What was said, under who said it, with the quote in bold and an ellipsis where the turn goes on elsewhere."""
    turn, kind = one.spoken.turn, one.spoken.turn.kind
    before, after = ("… " if one.start > turn.start else ""), (" …" if one.end < turn.end else "")
    text = one.text.strip()
    begin = one.start + one.text.index(text) if text else one.start
    opens, closes = frame(text)
    speaker = one.spoken.speaker if kind in OWN_WORDS else None
    source, passage = found.quote.passage.source.id, found.quote.passage.id if _holds(one, found) else ""
    extract = Extract(source, begin, begin + len(text), speaker.name if speaker else None, kind, passage)
    head = f"**{voice(one.spoken, language)}**\n{before}{opens}"
    name = speaker_label(speaker) if speaker else ""
    words = bare(text, [(span, BOLD)] if (span := _inside(found, begin, text)) else [])
    return Said(head, words, f"{closes}{after}", name, extract, say(language, "withheld"))


def _inside(found: Stretch, begin: int, text: str) -> Span | None:
    """The part of the quote that stands in a text which begins at an offset."""
    first, last = max(found.quote.start - begin, 0), min(found.quote.stop - begin, len(text))
    return from_word_to_word(text, (first, last)) if first < last else None


def _holds(one: Slice, found: Stretch) -> bool:
    return one.start < found.quote.stop and found.quote.start < one.end


def _place(found: Stretch, language: str) -> str:
    """The source, the time or the line of the first word here, and a link that leads there."""
    source, first = found.quote.passage.source, found.slices[0]
    at = first.start_ms
    line = first.spoken.start_line + first.spoken.text.count("\n", 0, first.start - first.spoken.turn.start)
    position = say(language, "line", line=line) if at is None else clock(at, approximate=source.approximate)
    address = f" · {shown}" if (shown := link(say(language, "open"), source, at)) else ""
    return f"-# {one_line(source.title, TITLE)} · {position}{address}"


def _buttons(found: Stretch, language: str) -> list[Press]:
    passage = found.quote.passage.id
    steps = [
        ("earlier", found.step - 1, found.has_before),
        ("back_to_quote", 0, abs(found.step) > 1),
        ("later", found.step + 1, found.has_after),
    ]
    return [Press(say(language, key), ids.context(passage, step)) for key, step, there in steps if there]
