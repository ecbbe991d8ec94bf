"""What a question tells by its form."""

import pytest

from knowledge.questions import asks_number, asks_view, is_bare, names


def test_names_are_latin_words_in_chinese_and_capitals_inside_an_english_sentence() -> None:
    assert names("Sam怎么看Llama?") == ["Sam", "Llama"]
    assert names("What does Zuckerberg say of open models?") == ["Zuckerberg"]


@pytest.mark.parametrize(
    ("question", "view"),
    [
        ("What does Ann think of caps?", True),
        ("安妮怎么看上限?", True),
        ("安妮怎麼看上限?", True),
        ("Who released Llama?", False),
        ("谁发布的?", False),
    ],
)
def test_a_question_for_somebodys_view_is_told_from_one_for_a_fact(question: str, view: bool) -> None:
    assert asks_view(question) is view


@pytest.mark.parametrize(
    ("question", "number"),
    [("How many GPUs?", True), ("花了多少钱?", True), ("哪年发布的?", True), ("Why open?", False)],
)
def test_a_question_that_only_a_number_answers_is_told_from_others(question: str, number: bool) -> None:
    assert asks_number(question) is number


@pytest.mark.parametrize(
    ("topic", "bare"),
    [
        ("开源", True),
        ("open source", True),
        ("开源?", False),
        ("why should models be open", False),
        ("开源模型为什么会更安全", False),
    ],
)
def test_a_word_or_two_is_told_from_a_question(topic: str, bare: bool) -> None:
    assert is_bare(topic) is bare
