"""Pictures for pages, drawn beside the event loop; where one cannot be drawn exactly, the words are sent as text."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from functools import partial

from bot.colours import speaker_colour
from bot.i18n import say
from bot.page import Drawn, Picture
from bot.pages.comparisons import shown_rows
from bot.pictures import picture
from bot.pictures.cards import quote_card
from bot.pictures.comparison import Column, comparison_card
from bot.pictures.themes import rgb
from knowledge.model import Comparison, Quote, Row
from knowledge.standing import Extract

log = logging.getLogger(__name__)


async def quote_picture(quote: Quote, language: str) -> Picture | None:
    """A quote as a card."""
    return await _drawn("quote.png", partial(quote_card, quote, language=language), language)


async def comparison_picture(comparison: Comparison, language: str) -> Picture | None:
    """The rows of a comparison as columns side by side; None as well where nobody spoke."""
    if not any(side.addressed for side in comparison.sides):
        return None
    rows = shown_rows(comparison)
    columns: list[Column] = [
        (side.speaker.name, rgb(speaker_colour(side.speaker)), _column(rows, at))
        for at, side in enumerate(comparison.sides)
    ]
    return await _drawn(
        "comparison.png", partial(comparison_card, comparison.topic, columns, language=language), language
    )


def _column(rows: Sequence[Row], at: int) -> list[Quote | None]:
    """What faces others stands beside them; the rest of a side closes up below."""
    alone = (quote for row in rows if not row.faces and (quote := row.quotes[at]))
    return [*(row.quotes[at] for row in rows if row.faces), *alone]


async def _drawn(name: str, draw: Callable[[], picture.Picture], language: str) -> Picture | None:
    try:
        drawn = await asyncio.to_thread(draw)
    except picture.CannotDraw as error:
        log.info("sent as text: %s", error)
        return None
    said = tuple(Drawn(quote.text, Extract.of(quote.passage, quote.begin, quote.end)) for quote in drawn.quotes)
    return Picture(name, drawn.png, drawn.alt, said, say(language, "withheld"))
