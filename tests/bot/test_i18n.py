"""Which language is spoken, and how sentences, errors, dates, numbers and lists are written in it."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.i18n import (
    ENGLISH,
    SIMPLIFIED,
    TRADITIONAL,
    _read,
    beside,
    day,
    day_of,
    language_of,
    moment,
    number,
    percent,
    public_language,
    say,
    several,
)


@pytest.mark.parametrize(
    ("locale", "text", "language"),
    [
        ("en-US", "hello", ENGLISH),
        ("de", "", ENGLISH),
        ("", "", ENGLISH),
        ("zh-CN", "hello", SIMPLIFIED),
        ("zh-TW", "hello", TRADITIONAL),
        ("zh-HK", "开源", TRADITIONAL),
        ("en-US", "他说了什么", SIMPLIFIED),
        ("en-US", "他說了什麼", TRADITIONAL),
        ("zh-CN", "他說了什麼", SIMPLIFIED),
    ],
)
def test_the_language_is_that_of_the_question_else_of_the_person(locale: str, text: str, language: str) -> None:
    assert language_of(locale, text) == language


@pytest.mark.parametrize(
    ("locale", "guild", "text", "language"),
    [
        ("zh-CN", "zh-TW", "他说了什么", SIMPLIFIED),
        ("zh-TW", "zh-CN", "他說了什麼", TRADITIONAL),
        ("en-GB", "de", "他说了什么", SIMPLIFIED),
        ("zh-CN", "zh-TW", "AI 安全", TRADITIONAL),
        ("zh-TW", "en-US", "AI 安全", TRADITIONAL),
        ("en-GB", "de", "AI 安全", SIMPLIFIED),
        ("zh-CN", "zh-TW", "hello", TRADITIONAL),
        ("zh-CN", "de", "", ENGLISH),
        ("zh-TW", "en-US", "hello", TRADITIONAL),
        ("zh-HK", None, "", TRADITIONAL),
        ("en-US", "zh-CN", "", SIMPLIFIED),
        ("en-US", "en-US", "", ENGLISH),
        ("", None, "", ENGLISH),
    ],
)
def test_what_everybody_reads_is_in_the_script_of_the_question_else_the_servers_language_else_the_persons(
    locale: str, guild: str | None, text: str, language: str
) -> None:
    assert public_language(locale, guild, text) == language


@pytest.mark.parametrize(
    ("language", "count", "told"),
    [
        (ENGLISH, 0, "0 turns"),
        (ENGLISH, 1, "1 turn"),
        (ENGLISH, 2, "2 turns"),
        (ENGLISH, 1200, "1,200 turns"),
        (SIMPLIFIED, 1, "1 段发言"),
        (TRADITIONAL, 2, "2 段發言"),
    ],
)
def test_what_is_counted_takes_the_form_of_its_number(language: str, count: int, told: str) -> None:
    assert say(language, "turns", count=count) == told


@pytest.mark.parametrize(
    ("language", "written"), [(ENGLISH, "23 July 2024"), (SIMPLIFIED, "2024年7月23日"), (TRADITIONAL, "2024年7月23日")]
)
def test_a_date_is_written_as_its_readers_write_it(language: str, written: str) -> None:
    assert day(language, date(2024, 7, 23)) == day_of(language, "2024-07-23") == written


@pytest.mark.parametrize("text", ["2024-07", "2024", "spring 2024", "2024-07-23T10:00", "2024-13-45", ""])
def test_a_date_that_is_not_a_whole_one_stays_as_it_stands(text: str) -> None:
    assert day_of(SIMPLIFIED, text) == text


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (ENGLISH, "23 July 2024 14:05 UTC+08:00"),
        (SIMPLIFIED, "2024年7月23日 14:05 UTC+08:00"),
        (TRADITIONAL, "2024年7月23日 下午2:05 UTC+08:00"),
    ],
)
def test_a_time_names_its_zone(language: str, written: str) -> None:
    assert moment(language, datetime(2024, 7, 23, 14, 5, tzinfo=timezone(timedelta(hours=8)))) == written
    assert moment(language, datetime(2024, 7, 23, tzinfo=UTC)).endswith(" UTC")


def test_numbers_shares_and_lists_are_written_as_their_readers_write_them() -> None:
    assert [number(ENGLISH, 1234567), percent(ENGLISH, 0.438)] == ["1,234,567", "44%"]
    assert several(ENGLISH, ["a", "b", "c"]) == "a, b and c"
    assert several(SIMPLIFIED, ["甲", "乙", "丙"]) == several(TRADITIONAL, iter("甲乙丙")) == "甲、乙和丙"
    assert [several(ENGLISH, []), several(ENGLISH, ["a"])] == ["", "a"]


def test_a_sentence_that_nobody_wrote_is_a_fault() -> None:
    with pytest.raises(KeyError):
        say(ENGLISH, "no such key")


@pytest.mark.parametrize(
    ("language", "shown"), [(ENGLISH, "甲, 乙, 丙"), (SIMPLIFIED, "甲、乙、丙"), (TRADITIONAL, "甲、乙、丙")]
)
def test_names_stand_side_by_side_as_a_language_parts_them(language: str, shown: str) -> None:
    assert beside(language, ["甲", "乙", "丙"]) == shown
    assert beside(language, []) == ""


def test_a_catalogue_that_names_no_language_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "xx.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "yes"\nmsgstr "Yes."\n', encoding="utf-8")
    with pytest.raises(ValueError, match="names no language that is known"):
        _read(str(tmp_path / "xx.po"))
