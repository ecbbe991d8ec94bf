"""Lines: nothing is lost between them, none is too long, and marks stand where Chinese has them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures.breaking import clusters, even_lines, lines

EXACT = settings(deadline=None, database=None, derandomize=True, max_examples=150)
CHARACTERS = "abc DEF-3.5%,.!?“”()’\n\t 开源模型，。！？、；：（）「」《》——…… \u3000\u200b\u00a0é👍🏽👨‍👩‍👧שלוםกขा"
TEXTS = st.text(st.sampled_from(CHARACTERS), max_size=200)


def measure(text: str) -> float:
    return float(len(text))


def broken(text: str, width: float) -> list[str]:
    return [text[begin:end] for begin, end in lines(text, width, measure)]


@EXACT
@given(TEXTS, st.integers(1, 60))
@pytest.mark.parametrize("breaking", [lines, even_lines])
def test_between_lines_stands_white_space_and_nothing_else(breaking: object, text: str, width: int) -> None:
    spans = lines(text, width, measure) if breaking is lines else even_lines(text, width, measure)
    edges = [0, *(at for span in spans for at in span), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).strip()


@EXACT
@given(TEXTS, st.integers(1, 60))
def test_no_line_is_longer_than_its_width_but_one_of_a_single_character(text: str, width: int) -> None:
    assert all(len(line) <= width or len(clusters(line)) == 1 for line in broken(text, width))


@EXACT
@given(TEXTS, st.integers(8, 60))
def test_even_lines_are_as_many_as_full_ones(text: str, width: int) -> None:
    assert len(even_lines(text, width, measure)) == len(lines(text, width, measure))


@EXACT
@given(st.text(st.sampled_from("开源模型人，。！？、）」》（「《“”…"), max_size=120), st.integers(20, 40))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, width: int) -> None:
    found = broken("开" + text, width)
    whole = [line for line in found if len(line) < width - 18]  # a heap of marks may have to be broken
    if len(whole) == len(found):
        assert not any(line[0] in "，。！？、）」》" for line in found[1:])
        assert not any(line[-1] in "（「《" for line in found[:-1])


def test_chinese_is_broken_between_characters_and_keeps_its_marks() -> None:
    assert broken("他说，“开源”很好。", 4) == ["他说，", "“开源”", "很好。"]
    assert broken("我们——走吧（真的）", 4) == ["我们——", "走吧（真", "的）"]


def test_latin_words_and_numbers_stay_whole() -> None:
    assert broken("GPT-4 costs $3.5 billion", 9) == ["GPT-4", "costs", "$3.5", "billion"]


def test_a_word_longer_than_a_line_is_broken_between_characters() -> None:
    assert broken("a 👨‍👩‍👧👨‍👩‍👧 abcdefg", 5) == ["a", "👨‍👩‍👧", "👨‍👩‍👧", "abcde", "fg"]


def test_even_lines_leave_no_single_word_for_the_last() -> None:
    text = "one two three four five six"
    assert broken(text, 22) == ["one two three four", "five six"]
    assert [text[a:b] for a, b in even_lines(text, 22, measure)] == ["one two three", "four five six"]


def test_a_line_feed_begins_a_new_line() -> None:
    assert broken("one\n\n two", 40) == ["one", "two"]
