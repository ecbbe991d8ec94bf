"""Writing: which script, which marks, which direction."""

import pytest

from bot.i18n import ENGLISH, SIMPLIFIED, TRADITIONAL
from bot.pictures.picture import CannotDraw
from bot.pictures.writing import writing


@pytest.mark.parametrize(
    ("text", "language", "marks"),
    [
        ("Yes.", ENGLISH, "“”"),
        ("开源很好", SIMPLIFIED, "“”"),
        ("開源很好", TRADITIONAL, "「」"),
        ("我用 AI", SIMPLIFIED, "“”"),
    ],
)
def test_the_marks_are_those_of_the_script(text: str, language: str, marks: str) -> None:
    assert (writing(text).language, "".join(writing(text).marks)) == (language, marks)


def test_a_source_says_which_chinese_it_is_in_where_the_words_do_not() -> None:
    assert writing("人人都好", "zh-TW").language == TRADITIONAL


def test_one_old_character_in_a_simplified_text_does_not_make_it_traditional() -> None:
    assert writing("乾隆年间的事情大家都知道得很清楚").language == SIMPLIFIED


def test_hebrew_runs_leftwards() -> None:
    assert not writing("שלום").rightwards


@pytest.mark.parametrize("text", ["שלום world", "a\u202eb", "a\u2066b"])
def test_words_that_would_be_put_out_of_order_are_not_drawn(text: str) -> None:
    with pytest.raises(CannotDraw):
        writing(text)
