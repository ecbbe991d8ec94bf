"""Answers and quotes as pages. Pure."""

from collections.abc import Sequence

from bot import ids
from bot.colours import quote_colour
from bot.i18n import say
from bot.page import ROOM, Asked, Card, Page, Press, Row, Text, rows
from bot.pages.lists import sources_card, speakers_card
from bot.quotation import question_line, quote_block
from knowledge.model import Answer, Quote, Source, Speaker

SHOWN = 3  # quotes in one message
_QUESTION = 450  # units
_HINTS = 150


def answer_page(answer: Answer, offered: Sequence[Quote], language: str) -> Page:
    """The question, then a card a quote; where nothing answers, that first. `offered` may be shown by a button."""
    head = asked(answer.question, "question", language)
    room = ROOM - _QUESTION - _HINTS
    if answer.listing:
        speakers = [item for item in answer.listing if isinstance(item, Speaker)]
        sources = [item for item in answer.listing if isinstance(item, Source)]
        listed = speakers_card(speakers, language, room) if speakers else sources_card(sources, language, room)
        return Page((head, listed))
    if answer.answered:
        return Page((head, *quote_parts(offered, language)))
    verdict, hint = say(language, "not_answered"), say(language, "nearest" if offered else "ask_otherwise")
    return Page((head, Text(f"**{verdict}**\n{hint}"), *quote_parts(offered, language)))


def more_page(quotes: Sequence[Quote], question: str | None, language: str) -> Page:
    """Further quotes for a question."""
    head = (asked(question, "question", language),) if question else ()
    return Page((*head, *quote_parts(quotes, language)))


def random_page(quote: Quote, speaker: Speaker | None, topic: str | None, language: str) -> Page:
    """One quote, and a button to draw another like it."""
    another = ids.another(speaker, topic)
    again = [Press(say(language, "another"), another)] if another else []
    doubt = Press(say(language, "wrong_speaker"), ids.wrong(quote.passage.id))
    return Page((quote_card(quote, language), Row((*again, doubt))))


def asked(question: str, label: str, language: str) -> Asked:
    """The question as it was asked, above what answers it."""
    return Asked(say(language, label), question_line(question, _QUESTION))


def quote_parts(quotes: Sequence[Quote], language: str) -> tuple[Card | Row, ...]:
    """The first quotes a card each with its context, then the buttons that are about all of them."""
    quotes = list({quote.passage.id: quote for quote in reversed(quotes)}.values())[::-1]  # else two ids are one
    shown, further = quotes[:SHOWN], quotes[SHOWN : SHOWN + ids.FURTHER]
    several = len(shown) > 1
    room = (ROOM - _QUESTION - _HINTS) // max(1, len(shown))
    cards = [quote_card(quote, language, room, number if several else 0) for number, quote in enumerate(shown, 1)]
    more = [Press(say(language, "more"), ids.more([quote.passage.id for quote in further]))] if further else []
    return (*cards, *rows(more), *rows(doubts(shown, language)))


def quote_card(quote: Quote, language: str, room: int = ROOM, number: int = 0) -> Card:
    block = quote_block(quote, room, language, button=context_button(quote, number, language), number=number)
    return Card((block,), quote_colour(quote))


def context_button(quote: Quote, number: int, language: str) -> Press:
    """Named with the number of the quote where there are several: a label is all that some people hear."""
    label = say(language, "context_n", number=number) if number else say(language, "context")
    return Press(label, ids.context(quote.passage.id))


def doubts(quotes: Sequence[Quote], language: str) -> list[Press]:
    """For each passage that is shown a button to say that its speaker is wrong."""
    passages = dict.fromkeys(quote.passage.id for quote in quotes)
    label = say(language, "wrong_speaker")
    return [
        Press(f"{label} {number}" if len(passages) > 1 else label, ids.wrong(passage))
        for number, passage in enumerate(passages, 1)
    ]
