"""Comparisons as pages: what faces each other in one card, then what only one side spoke of. Pure."""

from collections.abc import Iterator, Sequence

from bot.colours import INK, quote_colour
from bot.i18n import day_of, say
from bot.limits import units
from bot.page import ROOM, Asked, Block, Card, Page, Picture, Text, asked_line, rows
from bot.pages.answers import context_button, doubts
from bot.quotation import one_line, question_line, quote_block
from knowledge.model import Comparison, Quote, Row, Side
from knowledge.sentences import width

_TOPIC = 350  # units
_NAME = 40  # units of a side's name, and of its transcript, before escaping
_ALONE = 120  # units of the line that says that only one spoke of it
_QUOTES = 6  # in one message, for each takes five of its forty components
_STATEMENT = 10  # Chinese characters, or as much in letters
_EACH = 2  # at least, of each side, where it has as many
_QUOTE = 600  # units


def comparison_page(comparison: Comparison, language: str) -> Page:
    """The rows that fit, each quote with the same room, and who has not spoken on the topic."""
    head = Asked(_label(comparison, language), question_line(comparison.topic, _TOPIC))
    mute = (side for side in comparison.sides if not _spoke(side))
    silent = [say(language, "not_addressed", name=_side(side, language)) for side in mute]
    shown = list(shown_rows(comparison))
    quotes = [quote for row in shown for quote in row.quotes if quote]
    left = ROOM - units(asked_line(head)) - sum(map(units, silent))
    room = min(_QUOTE, left // max(1, len(quotes)) - _ALONE)
    cards, number = [], 0
    for row in shown:
        cards.append(_card(row, comparison, number, room, language))
        number += sum(quote is not None for quote in row.quotes)
    told = [Text("\n".join(silent))] if silent else []
    return Page((head, *cards, *told, *rows(doubts(quotes, language))))


def comparison_card_page(picture: Picture, comparison: Comparison, language: str) -> Page:
    """The picture of a comparison, with who has not spoken and the buttons of what it shows."""
    page = comparison_page(comparison, language)
    shown = [quote for row in shown_rows(comparison) for quote in row.quotes if quote]
    contexts = [context_button(quote, number, language) for number, quote in enumerate(shown, 1)]
    told = [part for part in page.parts if isinstance(part, Text)]
    return Page((picture, *told, *rows(contexts), *rows(doubts(shown, language))))


def _label(comparison: Comparison, language: str) -> str:
    return " · ".join([say(language, "topic"), *(_side(side, language) for side in comparison.sides)])


def _side(side: Side, language: str) -> str:
    """Who it is, and where they said it if that is what is compared."""
    name = one_line(side.speaker.name, _NAME)
    if side.source is None:
        return name
    date = f", {one_line(day_of(language, side.source.date), _NAME // 2)}" if side.source.date else ""
    return f"{name} ({one_line(side.source.title, _NAME)}{date})"


def shown_rows(comparison: Comparison) -> Sequence[Row]:
    """As many rows as there is room for, no passage twice: two buttons of one id would be refused."""
    kept: list[Row] = []
    seen: set[str] = set()
    for row in (*comparison.rows, *_more(comparison)):
        ids = {quote.passage.id for quote in row.quotes if quote}
        if len(seen) + len(ids) <= _QUOTES and not ids & seen:
            kept.append(row)
            seen |= ids
    return kept


def _more(comparison: Comparison) -> Iterator[Row]:
    """What sides that have less than others in the rows said besides, best first, turn about."""
    counts = [sum(row.quotes[at] is not None for row in comparison.rows) for at in range(len(comparison.sides))]
    least = max(_EACH, *counts)
    for round_ in range(least):
        for at, side in enumerate(comparison.sides):
            held = {quote.passage.id for row in comparison.rows if (quote := row.quotes[at])}
            others = [quote for quote in side.quotes if quote.passage.id not in held and _is_a_statement(quote)]
            if _spoke(side) and counts[at] + round_ < least and round_ < len(others):
                yield Row(tuple(others[round_] if one == at else None for one in range(len(comparison.sides))))


def _is_a_statement(quote: Quote) -> bool:
    """Whether it says more than a word or two: what an article puts between quotation marks may be no position."""
    return width(quote.text) >= _STATEMENT


def _card(row: Row, comparison: Comparison, before: int, room: int, language: str) -> Card:
    said = [quote for quote in row.quotes if quote]
    blocks = [_block(quote, number, room, language) for number, quote in enumerate(said, before + 1)]
    if row.faces:
        return Card(tuple(blocks), INK)
    if row not in comparison.rows or sum(map(_spoke, comparison.sides)) == 1:
        return Card(tuple(blocks), quote_colour(said[0]))
    alone = say(language, "only_one")
    only = Block(f"{blocks[0].head}\n-# {alone}", blocks[0].written, blocks[0].button)
    return Card((only,), quote_colour(said[0]))


def _block(quote: Quote, number: int, room: int, language: str) -> Block:
    return quote_block(quote, room, language, button=context_button(quote, number, language), number=number)


def _spoke(side: Side) -> bool:
    return side.addressed and bool(side.quotes)
