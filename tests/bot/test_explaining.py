"""What went wrong, as a sentence in a person's language."""

import re

import pytest

from bot.explaining import explain
from bot.i18n import CATALOGUE, ENGLISH, TRADITIONAL
from bot.scheduling import BadTime, TooManySchedules
from bot.zones import UnknownZone
from knowledge.errors import (
    EmptyQuestion,
    LibraryBusy,
    ModelUnavailable,
    NotHeard,
    NothingToUndo,
    NotOwn,
    QuestionTooLong,
    RecordsAway,
    RecordsNewer,
    SameSource,
    SettingsError,
    UnknownPassage,
    UnknownSource,
    UnknownSpeaker,
    VectorsAway,
)


@pytest.mark.parametrize("language", CATALOGUE)
@pytest.mark.parametrize(
    "error",
    [
        UnknownSpeaker("x"),
        UnknownSource("x"),
        UnknownPassage("x"),
        EmptyQuestion(),
        QuestionTooLong(2, 1),
        NotOwn("x"),
        NothingToUndo("x"),
        LibraryBusy("x"),
        VectorsAway("x"),
        SameSource("x"),
        NotHeard("x", "y"),
        RecordsAway("x", "y"),
        RecordsNewer("x"),
        ModelUnavailable("x"),
        BadTime("x"),
        UnknownZone("x", ()),
        TooManySchedules(10),
    ],
)
def test_errors_are_explained_in_the_language_of_the_person(language: str, error: Exception) -> None:
    assert bool(re.search("[\u3400-\u9fff]", explain(error, language))) is (language != ENGLISH)  # type: ignore[arg-type]


def test_an_unknown_name_is_repeated_without_acting() -> None:
    assert r"“\@everyone \*\*x\*\*”" in explain(UnknownSpeaker("@everyone **x**"), ENGLISH)


def test_a_name_of_thousands_of_characters_does_not_fill_the_message() -> None:
    assert len(explain(UnknownSpeaker("*" * 5000, ["_" * 300] * 3), ENGLISH)) < 2000


def test_the_nearest_names_are_offered() -> None:
    assert explain(UnknownSource("x", ["A", "B"]), ENGLISH).endswith("Did you mean A or B?")


def test_an_error_without_translation_is_told_as_it_is() -> None:
    assert explain(SettingsError(["PREVIEW_PORT is odd"]), TRADITIONAL).endswith("PREVIEW\\_PORT is odd.")
