"""Fonts: each character in the right one, and what no font has is said."""

import re

import pytest

from bot.i18n import ENGLISH, SIMPLIFIED, TRADITIONAL
from bot.pictures.fonts import check_layout, typeface
from bot.pictures.picture import CannotDraw, MissingGlyphs


def fonts(text: str, language: str) -> list[tuple[str, str]]:
    runs = typeface(language, serif=True).runs(text)
    return [(re.split(r"[-\[]", face.file.removeprefix("files/"))[0], drawn) for face, drawn in runs]


def test_every_script_is_drawn_in_its_font() -> None:
    assert fonts("AI 开源👍", SIMPLIFIED) == [
        ("SourceSerif4", "AI "),
        ("NotoSerifSC", "开源"),
        ("NotoEmoji", "👍"),
    ]
    assert fonts("開源", TRADITIONAL) == [("NotoSerifTC", "開源")]


def test_quotation_marks_are_wide_in_chinese_and_narrow_in_english() -> None:
    assert fonts("“a”", ENGLISH) == [("SourceSerif4", "“a”")]
    assert [font for font, _ in fonts("“好”", SIMPLIFIED)] == ["NotoSerifSC"]


def test_an_apostrophe_in_an_english_word_is_narrow_in_chinese_too() -> None:
    assert fonts("it’s", SIMPLIFIED) == [("SourceSerif4", "it’s")]


def test_joined_emoji_stay_together() -> None:
    family = "👨‍👩‍👧‍👦"
    assert fonts(family, ENGLISH) == [("NotoEmoji", family)]
    assert typeface(ENGLISH).measure(family, 40) < 2 * typeface(ENGLISH).measure("👍", 40)


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(MissingGlyphs, match=r"\(U\+D55C\)") as raised:
        typeface(ENGLISH, serif=True).measure("a 한 b \x07", 40)
    assert raised.value.characters == ("한", "\x07")


def test_invisible_characters_need_no_font() -> None:
    assert typeface(ENGLISH, serif=True).measure("a\u200b\u2060b", 40) == typeface(ENGLISH, serif=True).measure(
        "ab", 40
    )


def test_text_that_is_nothing_but_a_mark_of_direction_is_drawn_by_no_font() -> None:
    assert fonts("\u200e", ENGLISH) == []
    assert fonts("a\u200e", ENGLISH) == [("SourceSerif4", "a")]


def test_a_script_whose_letters_move_is_not_drawn_without_the_library_that_moves_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("PIL.features.check", lambda _: False)
    with pytest.raises(CannotDraw, match="needs the library FriBiDi"):
        check_layout("שלום")
    check_layout("Plain words, 开源.")
