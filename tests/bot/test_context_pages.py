"""The transcript around a quote, where it is more than one message holds."""

from dataclasses import replace

import pytest

from bot.i18n import ENGLISH
from bot.page import Page
from bot.pages.contexts import context_page
from knowledge.contexts import stretch
from knowledge.model import Kind, Speaker, SpokenTurn, Turn
from tests.bot.reading import seen, without_closings
from tests.bot.test_pages import cards, made, wrong


def page_around(own: int, *texts: str, name: str = "Ann") -> Page:
    """The page around a turn that is quoted whole."""
    turns, at = [], 0
    for index, text in enumerate(texts):
        turn = Turn(index, "ann", Kind.SPEECH, at, at + len(text))
        turns.append(SpokenTurn(turn, Speaker("ann", name), text, 1, 1))
        at = turn.end
    quote = made(texts[own], name)
    place = turns[own].turn
    quote = replace(quote, passage=replace(quote.passage, start=place.start, end=place.end))
    found = stretch(turns, quote, 0)
    assert found
    return context_page(found, ENGLISH)


@pytest.mark.parametrize("own", [0, 7])
def test_what_is_furthest_from_the_quote_gives_way_to_it(own: int) -> None:
    texts = [f"{number}{'*' * 180}{number}" for number in range(8)]
    page = page_around(own, *texts, name="_" * 300)
    shown = [number for number, text in enumerate(texts) if without_closings(text) in seen(cards(page)[0])]
    assert wrong(page) == []
    assert own in shown
    assert 1 < len(shown) < 8
    assert shown in (list(range(len(shown))), list(range(8 - len(shown), 8)))


def test_a_quote_that_is_too_long_by_itself_is_shown_from_its_beginning() -> None:
    text = f"First. {'*' * 2500}. Last."
    page = page_around(0, text)
    body = seen(cards(page)[0])
    assert wrong(page) == []
    assert "Ann\n“First." in body
    assert "Last." not in body
