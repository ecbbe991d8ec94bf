"""Whether somebody said some words, as a page: the verdict, and a card for each place where they stand. Pure."""

from collections.abc import Iterator, Sequence

from bot.colours import speaker_colour
from bot.i18n import say
from bot.limits import units
from bot.markdown import escaped
from bot.page import ROOM, Block, Card, Page, Part, Press, Text, Written, rows
from bot.pages.answers import asked, context_button, doubts, quote_card
from bot.pages.differences import asked_words, change_lines, said_words
from bot.pages.verdicts import verdict_colour, verdict_sentence
from bot.quotation import NAME, one_line, place_line, speaker_label, speaker_name, written_units
from knowledge.model import Quote
from knowledge.verification import Change, Piece, Place, Verification

_PLACES = 3  # in one message, those besides included
_PIECES = 3  # in one message
_CHANGES = 0.4  # of a place's room, for its differences
_MORE = 120  # units of the lines that say how much is not shown


def verification_page(found: Verification, typed: str, language: str, label: str = "did_they_say") -> Page:
    """What was asked, the verdict in one sentence, and below it the source's words; or what is nearest in meaning."""
    head = asked(typed, label, language)
    verdict = f"**{verdict_sentence(found, language)}**"
    if found.named and not found.speaker:
        verdict += f"\n{say(language, 'unknown_speaker', name=one_line(found.named, NAME))}"
    room = ROOM - units(head.label) - units(head.question) - units(verdict) - _MORE
    parts = tuple(_nearest(found, room, language) if found.nearest else _places(found, room, language))
    rests_on = () if found.nearest else Page(parts).said
    return Page((head, Card((Block(verdict, rests_on=rests_on),), verdict_colour(found)), *parts))


def _nearest(found: Verification, room: int, language: str) -> Iterator[Part]:
    """Other words, under a heading that says so."""
    heading, several = say(language, "nearest_meaning"), len(found.nearest) > 1
    each = (room - units(heading)) // len(found.nearest)
    yield Text(f"**{heading}**")
    yield from (quote_card(one, language, each, n if several else 0) for n, one in enumerate(found.nearest, 1))
    yield from rows(doubts(found.nearest, language))


def _places(found: Verification, room: int, language: str) -> Iterator[Part]:
    """A card a place as far as there is room, and how many more there are."""
    places = _first(found.places, _PLACES, _PIECES)
    spans = {piece.span for place in places for piece in place.pieces}
    others = [place for place in found.also if not spans.issuperset(piece.span for piece in place.pieces)]
    also = _first(others, 1, _PIECES - sum(len(place.pieces) for place in places))
    heading = say(language, "did_say", name=speaker_label(found.speaker)) if found.speaker else ""
    shown = [piece.quote for place in (*places, *also) for piece in place.pieces[:_PIECES]]
    numbers = {id: n for n, id in enumerate(dict.fromkeys(one.passage.id for one in shown if one.passage.id), 1)}
    buttons = _buttons(shown, numbers, language)
    each = (room - units(heading)) // max(1, len(places) + len(also))
    yield from (_card(place, found.asked, each, buttons, language) for place in places)
    if found.count > len(places):
        yield Text(f"-# {say(language, 'more_places', count=found.count - len(places))}")
    if also:
        yield Text(f"**{heading}**")
        yield from (_card(place, found.asked, each, buttons, language) for place in also)
    yield from rows(doubts([quote for quote in shown if quote.passage.id], language))


def _first(places: Sequence[Place], most: int, pieces: int) -> list[Place]:
    """As many places as there may be, of so many pieces in all; the first has room however many it has."""
    found: list[Place] = []
    for place in places[:most]:
        pieces -= len(place.pieces)
        if pieces < 0 and (found or most == 1):
            break
        found.append(place)
    return found


def _buttons(shown: Sequence[Quote], numbers: dict[str, int], language: str) -> dict[str, Press]:
    """A button for the context of each passage; a sponsor read is none and has none."""
    by_id = {quote.passage.id: quote for quote in shown if quote.passage.id}
    several = len(by_id) > 1
    return {id: context_button(quote, numbers[id] if several else 0, language) for id, quote in by_id.items()}


def _card(place: Place, words: str, room: int, buttons: dict[str, Press], language: str) -> Card:
    """The source's words in one block a piece; below them those that were asked, where they differ."""
    pieces = place.pieces[:_PIECES]
    left = len(place.pieces) - len(pieces)
    below = _differences(place, words, int(room * _CHANGES), language)
    more = f"\n-# {say(language, 'and_more', count=left)}" if left else ""
    each = (room - written_units(below) - units(more)) // len(pieces)
    blocks = [_block(piece, each, buttons.pop(piece.quote.passage.id, None), language) for piece in pieces]
    last = blocks[-1]
    blocks[-1] = Block(last.head, (*last.written, more, *below), last.button)
    return Card(tuple(blocks), speaker_colour(place.speaker))


def _block(piece: Piece, room: int, button: Press | None, language: str) -> Block:
    head = f"**{speaker_name(piece.quote, language)}**\n{place_line(piece.quote, language, room)}"
    return Block(head, (said_words(piece, max(1, room - units(head) - 1), language),), button)


def _differences(place: Place, words: str, room: int, language: str) -> Written:
    """The asked words, marked, if there is room for them, and each difference in words; nothing if there is none."""
    if all(one.change is Change.EQUAL for piece in place.pieces for one in piece.differences):
        return ()
    label, marked = say(language, "as_asked"), asked_words(words, place.pieces)
    head = f"\n\n-# {label}\n“{marked}”\n"
    if units(head) > room // 2 or marked == escaped(words):
        head = f"\n\n-# {say(language, 'differences')}\n"
    lines = change_lines(words, place.pieces, language, room - units(head) - 40)
    return (head, *(part for number, line in enumerate(lines) for part in (("\n", *line) if number else line)))
