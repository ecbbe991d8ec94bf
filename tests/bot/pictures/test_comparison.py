"""Comparisons: the same room for everybody, and nobody's words under another's name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import ENGLISH
from bot.limits import units
from bot.pictures.comparison import TALLEST, Column, comparison_card
from bot.pictures.picture import ALT
from bot.pictures.themes import DARK, LIGHT, Theme
from tests.bot.pictures.drawing import made, stays_inside

EXACT = settings(deadline=None, database=None, derandomize=True, max_examples=8)
WORDS = st.text(st.sampled_from("abc defgWj ’“”— 3.5%开源模型，。！？（「👍🏽"), min_size=1, max_size=900)
RED, BLUE = (216, 97, 97), (97, 120, 216)


@EXACT
@given(st.lists(st.lists(WORDS, max_size=2), min_size=2, max_size=4), st.sampled_from([DARK, LIGHT]))
def test_whatever_is_said_stays_within_the_margin(said: list[list[str]], theme: Theme) -> None:
    columns = [(f"Ann {n}", RED, [made(words, f"Ann {n}") for words in column]) for n, column in enumerate(said)]
    picture = comparison_card("开源 " * 90, columns, language=ENGLISH, theme=theme)
    assert picture.height <= TALLEST
    assert units(picture.alt) <= ALT
    assert stays_inside(picture, theme, RED)


def test_the_alternative_text_says_who_said_what_and_who_did_not_speak() -> None:
    columns: list[Column] = [("Ann", RED, [made("Yes. It is.")]), ("Bob", BLUE, [])]
    alt = comparison_card("Open source?", columns, language=ENGLISH).alt
    assert alt == "Open source?\nAnn: “Yes. It is.” (Talk, 2024-05-10 · line 7)\nBob: —"


def test_a_row_may_have_a_gap() -> None:
    columns: list[Column] = [
        ("Ann", RED, [made("One."), None]),
        ("Bob", BLUE, [made("Two.", "Bob"), made("Three.", "Bob")]),
    ]
    alt = comparison_card("Counting", columns, language=ENGLISH).alt
    assert "Ann: “One.” (" in alt
    assert "“Three.” (" in alt


def test_nobody_is_given_the_words_of_another() -> None:
    with pytest.raises(ValueError, match="another's words"):
        comparison_card("Topic", [("Ann", RED, [made("Mine.", "Bob")]), ("Bob", BLUE, [])], language=ENGLISH)


@pytest.mark.parametrize("count", [1, 5])
def test_two_to_four_people_are_compared(count: int) -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        comparison_card("Topic", [("Ann", RED, [])] * count, language=ENGLISH)


def test_of_long_words_the_alternative_text_has_whole_sentences_of_everybody() -> None:
    columns: list[Column] = [
        (name, RED, [made(f"{name} says this. " + "And so it goes on for ever. " * 60, name)] * 2)
        for name in ("Ann", "Bob", "Cid", "Dan")
    ]
    alt = comparison_card("Counting", columns, language=ENGLISH).alt
    assert units(alt) <= ALT
    assert [f"“{name} says this." in alt for name in ("Ann", "Bob", "Cid", "Dan")] == [True] * 4
