"""Answers and quotes as pages. Pure."""

from collections.abc import Sequence

from bot import ids
from bot.answering import SHOWN, Found
from bot.colours import quote_colour
from bot.i18n import say
from bot.page import ROOM, Asked, Card, Page, Picture, Press, Row, Text, rows
from bot.pages.lists import sources_card, speakers_card
from bot.quotation import NAME, one_line, question_line, quote_block, speaker_label
from knowledge.model import Quote, Source, Speaker

_QUESTION = 450  # units
_HINTS = 150


def answer_page(found: Found, language: str) -> Page:
    """The question, then a card a quote; where nothing answers, that first."""
    answer, offered = found.answer, found.offered
    head = Asked(_label(found, language), question_line(answer.question, _QUESTION))
    room = ROOM - _QUESTION - _HINTS
    if answer.listing:
        speakers = [item for item in answer.listing if isinstance(item, Speaker)]
        sources = [item for item in answer.listing if isinstance(item, Source)]
        listed = speakers_card(speakers, language, room) if speakers else sources_card(sources, language, room)
        return Page((head, listed))
    if answer.answered:
        return Page((head, *quote_parts(offered, language, _below(found, language), found.at_once)))
    verdict, hint = say(language, "not_answered"), say(language, "nearest" if offered else "ask_otherwise")
    parts = quote_parts(offered, language) if offered else rows(_below(found, language))
    return Page((head, Text(f"**{verdict}**\n{hint}"), *parts))


def _label(found: Found, language: str) -> str:
    """What stands above the question: of whom and from what alone it was asked, if so."""
    narrowed = []
    if found.speaker:
        narrowed.append(speaker_label(found.speaker))
    if found.source:
        narrowed.append(one_line(found.source.title, NAME))
    return " · ".join([say(language, "question"), *narrowed])


def _below(found: Found, language: str) -> list[Press]:
    """The buttons that are about the answer as a whole."""
    follow = Press(say(language, "follow_up"), ids.follow_up(found.speaker, found.source))
    shown = list(dict.fromkeys(quote.passage.id for quote in found.offered))[: found.at_once]
    if not found.answer.answered:
        return [follow]
    return [
        follow,
        Press(say(language, "helpful"), ids.feedback("up", shown)),
        Press(say(language, "not_helpful"), ids.feedback("down", shown)),
    ]


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


def card_page(picture: Picture, quote: Quote, speaker: Speaker | None, topic: str | None, language: str) -> Page:
    """One quote as a picture, with the same buttons."""
    context = context_button(quote, 0, language)
    another = ids.another(speaker, topic, card=True)
    again = [Press(say(language, "another"), another)] if another else []
    doubt = Press(say(language, "wrong_speaker"), ids.wrong(quote.passage.id))
    return Page((picture, Row((context, *again, doubt))))


def asked(question: str, label: str, language: str) -> Asked:
    """The question as it was asked, above what answers it."""
    return Asked(say(language, label), question_line(question, _QUESTION))


def quote_parts(
    quotes: Sequence[Quote], language: str, below: Sequence[Press] = (), at_once: int = SHOWN
) -> tuple[Card | Row, ...]:
    """The first quotes a card each with its context, then the buttons that are about all of them."""
    quotes = list({quote.passage.id: quote for quote in reversed(quotes)}.values())[::-1]  # else two ids are one
    shown, further = quotes[:at_once], quotes[at_once : at_once + ids.FURTHER]
    several = len(shown) > 1
    room = (ROOM - _QUESTION - _HINTS) // max(1, len(shown))
    cards = [quote_card(quote, language, room, number if several else 0) for number, quote in enumerate(shown, 1)]
    more = [Press(say(language, "more"), ids.more([quote.passage.id for quote in further]))] if further else []
    return (*cards, *rows([*more, *below]), *rows(doubts(shown, language)))


def quote_card(quote: Quote, language: str, room: int = ROOM, number: int = 0) -> Card:
    block = quote_block(quote, room, language, button=context_button(quote, number, language), number=number)
    return Card((block,), quote_colour(quote))


def context_button(quote: Quote, number: int, language: str) -> Press:
    """Named with the number of the quote where there are several: a label is all that some people hear."""
    label = say(language, "context_n", number=number) if number else say(language, "context")
    return Press(label, ids.context(quote.passage.id))


def doubts(quotes: Sequence[Quote], language: str, first: int = 1) -> list[Press]:
    """For each passage that is shown a button to say that its speaker is wrong; `first` is the number of the first."""
    passages = dict.fromkeys(quote.passage.id for quote in quotes)
    if len(passages) == 1 and first == 1:
        return [Press(say(language, "wrong_speaker"), ids.wrong(passage)) for passage in passages]
    return [
        Press(say(language, "wrong_speaker_n", number=number), ids.wrong(passage))
        for number, passage in enumerate(passages, first)
    ]
