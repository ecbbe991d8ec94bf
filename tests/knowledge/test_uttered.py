"""Words as they are compared: what folds away is no word, and what is one stays."""

import pytest

from knowledge.uttered import tokens


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Open-Source, is “free”!", "open source is free"),
        ("Don’t panic", "don't panic"),
        ("開源軟體,7,000個", "开源软体7000个"),
        ("ＡＩ　时代", "AI时代"),
        ("café", "cafe\u0301"),
        ("看著,藉由", "看着 借由"),
        ("**bold** > quote", "bold quote"),
        ("re\u00adform\u200b", "reform"),
    ],
)
def test_texts_of_the_same_words_are_equal(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("we're here", "were here"),
        ("he does", "he doesn't"),
        ("7万亿", "7亿"),
        ("3.5 times", "35 times"),
        ("3.5 times", "3 5 times"),
        ("10² people", "102 people"),
        ("it fell to -5", "it fell to 5"),
        ("7%", "7"),
        ("$7", "¥7"),
        ("C++", "C"),
        ("now here", "nowhere"),
        ("हिन्दी", "हन्द"),
        ("1,234", "1.234"),
    ],
)
def test_texts_of_other_words_differ(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_a_hyphen_before_a_number_within_a_name_is_no_sign() -> None:
    assert words("GPT-4 and 2010-2020") == ["gpt", "4", "and", "2010", "2020"]


def test_every_token_stands_in_the_text_where_it_says() -> None:
    text = "我们的 GPT-4：“It’s 7,000 ﬁne”。"
    assert [text[token.start : token.end] for token in tokens(text)] == [*"我们的", "GPT", "4", "It’s", "7,000", "ﬁne"]
