"""What a dry run says of a file."""

from pathlib import Path

from bot.i18n import ENGLISH
from bot.pages.library import survey_cards
from knowledge.survey import Survey


def body(*found: Survey) -> str:
    return survey_cards(found, {}, {}, ENGLISH)[0].blocks[0].body


def test_lines_that_stand_there_more_than_once_are_counted() -> None:
    assert "\n2 lines stand there more than once." in body(Survey(Path("talk.txt"), "talk", repeated=2))
    assert "more than once" not in body(Survey(Path("talk.txt"), "talk"))


def test_a_line_for_which_there_is_no_room_makes_way_for_shorter_ones() -> None:
    names = tuple(f"{'*' * 200}{number}" for number in range(3))
    found = Survey(Path("talk.txt"), "talk", same_as=names, warnings=("*" * 200, "*" * 200, "Short."))
    other = [Survey(Path(f"{number}.txt"), f"{number}") for number in range(4)]
    assert body(found).count("⚠") == 3
    lines = body(found, *other).splitlines()
    assert ["⚠" in line for line in lines].count(True) < 3
    assert lines[-1] == "⚠ Short."
