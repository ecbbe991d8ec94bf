"""One spelling for what a reader takes as the same."""

import pytest

from knowledge.folding import folded, slug, traditional


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("開源軟體", "开源软体"),
        ("ＯｐｅｎＡＩ　４", "openai 4"),
        ("OpenAI", "openai"),
        ("ﬁne", "fine"),
        ("a\u200bb\ufeff", "ab"),
        ("Café", "cafe"),
        ("BEYONCE\u0301", "beyonce"),
        ("Việt", "viet"),
        ("İstanbul", "istanbul"),
    ],
)
def test_scripts_widths_cases_accents_and_invisible_characters_fold_into_one(written: str, same: str) -> None:
    assert folded(written) == same


@pytest.mark.parametrize("text", ["が", "й", "각", "ά"])
def test_a_mark_that_makes_another_letter_of_another_script_stays(text: str) -> None:
    assert folded(text) == text


@pytest.mark.parametrize("text", ["马克·扎克伯格", "3.5 percent", ""])
def test_what_is_folded_already_stays(text: str) -> None:
    assert folded(text) == text


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Ann Lee", "ann-lee"),
        ("000_f80d", "000-f80d"),
        ("  主持人 ", "主持人"),
        ("!!", ""),
        ("Ａnn__Lee.txt", "ann-lee-txt"),
        ("A\u200dnn\u200b Lee\u202e", "ann-lee"),
        ("\u200b\u2060", ""),
    ],
)
def test_a_slug_is_letters_and_digits_joined_by_single_hyphens(name: str, id: str) -> None:
    assert slug(name) == id


@pytest.mark.parametrize(("written", "same"), [("开源软件", "開源軟件"), ("公里", "公里"), ("開源 AI", "開源 AI")])
def test_traditional_characters_are_those_that_simplified_ones_stand_for(written: str, same: str) -> None:
    assert traditional(written) == same
