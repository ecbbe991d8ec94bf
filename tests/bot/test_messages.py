"""The words of a message, as they are asked with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import beginning, plain, question_in


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<@1> <@!2> <@&3> <#4> what now?", "what now?"),
        ("see https://a.b/c?d=(e) and <https://f.g>", "see and"),
        ("看这里https://a.b/c，对吗", "看这里，对吗"),
        ("[the talk](https://a.b) was long", "the talk was long"),
        (
            "**bold** __under__ ~~struck~~ ||hidden|| `code` *slanted* _too_",
            "bold under struck hidden code slanted too",
        ),
        ("snake_case_name and 3*4*5", "snake_case_name and 3*4*5"),
        ("> quoted\n# Heading\n- item\n-# small", "quoted\nHeading\nitem\nsmall"),
        ("look\n```py\nprint(1)\n```\nhere", "look\nhere"),
        ("```\nonly this\n```", "only this"),
        (r"\*as it is\*", "*as it is*"),
        ("<:smile:12> <a:wave:34> </ask:56> <t:1700000000:R> hi", "hi"),
        ("-5 degrees\n— Ann", "-5 degrees\n— Ann"),
        (" \n ", ""),
    ],
)
def test_what_is_no_word_is_left_out(content: str, words: str) -> None:
    assert plain(content) == words


def test_a_short_text_is_asked_as_it_is() -> None:
    assert question_in("A. Why? B.", 20) == "A. Why? B."


def test_of_a_long_text_its_questions_are_asked() -> None:
    assert question_in("I read it. Why is that? " + "More of it. " * 20 + "And who says so?", 50) == (
        "Why is that? And who says so?"
    )


def test_a_long_text_without_a_question_is_asked_as_it_begins() -> None:
    assert question_in("First one. Second one. Third one.", 24) == "First one. Second one."


@given(st.text(min_size=1).filter(str.strip), st.integers(5, 60))
def test_whatever_is_asked_fits(text: str, limit: int) -> None:
    assert len(question_in(text, limit)) <= limit
    assert beginning(text, limit) in text


@given(st.text(st.sampled_from("*_`|~<>@#[]()!:/-> \n\\a1中https")))
def test_any_message_has_words_or_none(content: str) -> None:
    assert plain(content) == plain(content).strip()


def test_a_question_that_is_too_long_to_be_asked_is_passed_over() -> None:
    assert question_in(f"Why? {'And so on ' * 9}is it? Who says so?", 30) == "Why? Who says so?"
