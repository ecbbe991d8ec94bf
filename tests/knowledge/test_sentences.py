"""Where sentences and clauses end."""

import pytest

from knowledge.sentences import clipped, pieces, sentences


def cut(text: str) -> list[str]:
    return [text[begin:end] for begin, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开源很重要。我们会开放!真的吗?是的", ["开源很重要。", "我们会开放!", "真的吗?", "是的"]),
        ("It is open. Is it? Yes!", ["It is open.", "Is it?", "Yes!"]),
        ("他说:“我们会开放。”然后走了。", ["他说:“我们会开放。”", "然后走了。"]),
        ('She said "yes." Then she left.', ['She said "yes."', "Then she left."]),
        ("我想……也许吧。", ["我想……", "也许吧。"]),
        ("one line\nanother line", ["one line", "another line"]),
    ],
)
def test_a_sentence_ends_at_its_mark_and_keeps_what_closes_it(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Llama 3.5 beats 2.0 by 1.5 points.",
        "See mozilla.org for more.",
        "Dr. Lee and Mr. Wu agree, e.g. on licences.",
        "J. R. Smith wrote it.",
    ],
)
def test_a_full_stop_inside_a_number_a_name_or_an_abbreviation_ends_nothing(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_white_space_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


def test_a_sentence_that_fits_is_one_piece() -> None:
    assert pieces("短的句子。", (0, 5), 5) == [(0, 5)]


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    text = "第一个分句在这里,第二个分句在这里,第三个分句在这里。"
    assert [text[a:b] for a, b in pieces(text, (0, len(text)), 20)] == [
        "第一个分句在这里,第二个分句在这里,",
        "第三个分句在这里。",
    ]


def test_words_without_any_clause_are_cut_where_they_must_be() -> None:
    assert pieces("字" * 25, (0, 25), 10) == [(0, 10), (10, 20), (20, 25)]


def test_clipping_keeps_the_sentence_that_was_asked_for_and_grows_forwards_first() -> None:
    text = "第一句。第二句。第三句。第四句。"
    assert text[slice(*clipped(text, (0, 16), (4, 8), 8))] == "第二句。第三句。"
    assert text[slice(*clipped(text, (0, 16), (12, 16), 8))] == "第三句。第四句。"


def test_clipping_to_more_than_there_is_changes_nothing() -> None:
    assert clipped("第一句。第二句。", (0, 8), None, 100) == (0, 8)


def test_a_single_sentence_over_the_limit_is_clipped_at_a_clause() -> None:
    text = "前面的分句,后面的分句也在这里。"
    assert text[slice(*clipped(text, (0, len(text)), None, 10))] == "前面的分句,"
