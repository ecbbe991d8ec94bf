"""Timelines as pages: what was said on a topic in order of time, some quotes a page. Pure."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from bot import ids
from bot.colours import INK, quote_colour
from bot.i18n import day_of, say
from bot.limits import units
from bot.page import ROOM, Asked, Block, Card, Page, Press, Text, rows
from bot.pages.answers import context_button, doubts
from bot.quotation import (
    NAME,
    TITLE,
    fitted,
    one_line,
    question_line,
    quote_link,
    said,
    speaker_label,
    speaker_name,
)
from bot.wording import position
from knowledge.model import Quote
from knowledge.scripts import is_chinese
from knowledge.timeline import Timeline

ON_A_PAGE = 5  # quotes: so they and their buttons stay within 40 components
_HEAD = 450  # units of the topic and what stands above it
_TOPIC = 240  # of these, the topic
_WORDS = 320  # of one quote, half as many of Chinese: a timeline shows how things went, and Context the rest


def timeline_page(found: Timeline, number: int, language: str) -> Page:
    """Page `number` of a timeline, the first being 0; the last one where there are fewer."""
    quotes = list({quote.passage.id: quote for quote in reversed(found.quotes)}.values())[::-1]
    if not quotes:
        return Page((_head(found, "", language), Text(_nobody(found, language))))
    number = min(number, (len(quotes) - 1) // ON_A_PAGE)
    begin = number * ON_A_PAGE
    end = min(begin + ON_A_PAGE, len(quotes))
    span = f"{begin + 1}–{end}" if end > begin + 1 else f"{end}"
    part = say(language, "timeline_part", span=span, total=len(quotes))
    undated = {quote.passage.id for quote in found.undated}
    cards = _cards(quotes[begin:end], undated, begin + 1, language)
    turning = _turning(found, number, end < len(quotes), language)
    return Page(
        (_head(found, part, language), *cards, *rows(turning), *rows(doubts(quotes[begin:end], language, begin + 1)))
    )


def _head(found: Timeline, part: str, language: str) -> Asked:
    """The topic, and above it of whom alone this is and which part of all there is."""
    who = speaker_label(found.speaker) if found.speaker else ""
    label = " · ".join(filter(None, [say(language, "timeline"), who, part]))
    return Asked(label, question_line(found.topic, _TOPIC))


def _nobody(found: Timeline, language: str) -> str:
    if found.speaker:
        return say(language, "not_addressed", name=speaker_label(found.speaker))
    return say(language, "nobody_addressed")


def _turning(found: Timeline, number: int, goes_on: bool, language: str) -> list[Press]:
    """The buttons to the pages before and after; none for a topic that no id can hold."""
    steps = [("earlier", number - 1, number > 0), ("later", number + 1, goes_on)]
    wanted = [(say(language, key), ids.timeline(found.speaker, to, found.topic)) for key, to, there in steps if there]
    return [Press(label, id) for label, id in wanted if id]


def _cards(quotes: Sequence[Quote], undated: Collection[str], first: int, language: str) -> Iterator[Card]:
    """A card for what one source says on one day; a day is named where it begins."""
    number, told = first, ""
    for _, group in groupby(quotes, key=lambda quote: quote.passage.source.id):
        together = list(group)
        source = together[0].passage.source
        known = together[0].passage.id not in undated
        day = one_line(day_of(language, source.date or ""), NAME) if known else say(language, "undated")
        above = [f"### {day}"] if day != told else []
        heading = "\n".join([*above, one_line(source.title, TITLE)])
        blocks: list[Block] = []
        for quote in together:
            blocks.append(_block(quote, number, heading if not blocks else "", language))
            number += 1
        told = day
        yield Card(tuple(blocks), _colour(together))


def _block(quote: Quote, number: int, heading: str, language: str) -> Block:
    """A quote under who said it and where in its source, which `heading` names above the first of them."""
    who = f"**{number} · {speaker_name(quote, language)}**"
    place = " · ".join(filter(None, [position(quote, language), quote_link(quote, language)]))
    room = (ROOM - _HEAD) // ON_A_PAGE - units(heading) - units(who) - units(place) - 10
    shown = fitted(quote, min(room, _WORDS // 2 if is_chinese(quote.text) else _WORDS))
    head = "\n".join(filter(None, [heading, who, f"-# {place}"]))
    return Block(head, (said(shown, quote, language),), context_button(quote, number, language))


def _colour(quotes: Sequence[Quote]) -> int:
    """That of the one who speaks; of several, that of nobody."""
    colours = {quote_colour(quote) for quote in quotes}
    return colours.pop() if len(colours) == 1 else INK
