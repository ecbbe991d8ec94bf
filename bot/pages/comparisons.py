"""Comparisons as pages. Pure."""

from collections.abc import Mapping

from bot.colours import speaker_colour
from bot.i18n import say
from bot.page import ROOM, Block, Card, Page, rows
from bot.pages.answers import asked, context_button, doubts
from bot.quotation import quote_block, speaker_label
from knowledge.model import Comparison, Quote, Side

_HEAD = 500  # units of the topic
_QUOTES = 2  # of each side


def comparison_page(comparison: Comparison, language: str) -> Page:
    """A card a side, with the same number of quotes and the same room for each."""
    count = min([_QUOTES, *(len(side.quotes) for side in comparison.sides if _spoke(side))])
    room = (ROOM - _HEAD) // len(comparison.sides)
    shown = [quote for side in comparison.sides if _spoke(side) for quote in side.quotes[:count]]
    numbers = {id: number for number, id in enumerate(dict.fromkeys(quote.passage.id for quote in shown), 1)}
    cards = [_side(side, count, room, numbers, language) for side in comparison.sides]
    return Page((asked(comparison.topic, "topic", language), *cards, *rows(doubts(shown, language))))


def _side(side: Side, count: int, room: int, numbers: Mapping[str, int], language: str) -> Card:
    if not _spoke(side):
        name = speaker_label(side.speaker)
        return Card((Block(f"**{name}**", say(language, "not_addressed", name=name)),), speaker_colour(side.speaker))
    blocks = [_quoted(quote, room // count, numbers[quote.passage.id], language) for quote in side.quotes[:count]]
    return Card(tuple(blocks), speaker_colour(side.speaker))


def _quoted(quote: Quote, room: int, number: int, language: str) -> Block:
    return quote_block(quote, room, language, button=context_button(quote, number, language), number=number)


def _spoke(side: Side) -> bool:
    return side.addressed and bool(side.quotes)
