"""The sentences of all languages."""

import re
from pathlib import Path
from string import Formatter

import pytest

import bot
from bot.i18n import CATALOGUE, ENGLISH, SIMPLIFIED, TRADITIONAL, explain, language_of, say
from knowledge.errors import (
    EmptyQuestion,
    QuestionTooLong,
    SettingsError,
    UnknownPassage,
    UnknownSource,
    UnknownSpeaker,
)

CODE = "".join(path.read_text(encoding="utf-8") for path in Path(bot.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("language", CATALOGUE)
def test_every_language_has_every_sentence(language: str) -> None:
    assert CATALOGUE[language].keys() == CATALOGUE[ENGLISH].keys()


@pytest.mark.parametrize("language", CATALOGUE)
def test_a_sentence_has_the_same_placeholders_in_every_language(language: str) -> None:
    assert placeholders(language) == placeholders(ENGLISH)


def test_every_sentence_is_said_somewhere() -> None:
    assert [key for key in CATALOGUE[ENGLISH] if not re.search(rf'"{key}"(?!:)', CODE)] == []


def placeholders(language: str) -> dict[str, set[str]]:
    parsed = {key: Formatter().parse(sentence) for key, sentence in CATALOGUE[language].items()}
    return {key: {name for _, name, _, _ in parts if name} for key, parts in parsed.items()}


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


@pytest.mark.parametrize("language", CATALOGUE)
@pytest.mark.parametrize(
    "error", [UnknownSpeaker("x"), UnknownSource("x"), UnknownPassage("x"), EmptyQuestion(), QuestionTooLong(2, 1)]
)
def test_errors_are_explained_in_the_language_of_the_person(language: str, error: Exception) -> None:
    assert bool(re.search("[\u3400-\u9fff]", explain(language, error))) is (language != ENGLISH)  # type: ignore[arg-type]


def test_an_unknown_name_is_repeated_without_acting() -> None:
    assert r"“\@everyone \*\*x\*\*”" in explain(ENGLISH, UnknownSpeaker("@everyone **x**"))


def test_a_name_of_thousands_of_characters_does_not_fill_the_message() -> None:
    assert len(explain(ENGLISH, UnknownSpeaker("*" * 5000, ["_" * 300] * 3))) < 2000


def test_the_nearest_names_are_offered() -> None:
    assert explain(ENGLISH, UnknownSource("x", ["A", "B"])).endswith("Did you mean A or B?")


def test_an_error_without_translation_is_told_as_it_is() -> None:
    assert explain(TRADITIONAL, SettingsError(["PREVIEW_PORT is odd"])).endswith("PREVIEW\\_PORT is odd.")


def test_a_sentence_that_nobody_wrote_is_a_fault() -> None:
    with pytest.raises(KeyError):
        say(ENGLISH, "no such key")
