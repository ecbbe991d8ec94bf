"""What a dry run says of a file, and that it leaves no trace."""

from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console

from knowledge.display import print_survey
from knowledge.library import Library
from knowledge.model import Kind
from knowledge.survey import Survey, survey
from knowledge.transcripts import opened
from tests.knowledge.conftest import Tell, labelled

TALK = labelled(
    "[[ann-lee 00:01:12]] A licence without caps is a promise to all.\n\n[[bob-wu 01:02:03]] Hm.\n\n"
    "[[ad]] Buy a mattress that is made for you.\n\n[[skip]] A caption of a picture here.\n\n"
    "[[unknown]] Buy a mattress that is made for you.\n"
)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK)
    return path


def looked_at(path: Path) -> Survey:
    return survey(path, opened, lambda _: Counter())


def test_a_file_is_told_by_its_format_its_voices_and_its_times(talk: Path) -> None:
    found = looked_at(talk)
    assert (found.source, found.format, found.encoding) == ("talk", "labelled", "UTF-8")
    assert (found.turns, found.ads, found.set_aside, found.repeated) == (4, 1, 1, 1)
    assert (found.begins_ms, found.ends_ms) == (72_000, 3_723_000)
    assert [(voice.name, voice.turns) for voice in found.voices] == [("Ann Lee", 1), (None, 1), ("Bob Wu", 1)]
    assert sum(voice.share for voice in found.voices) == pytest.approx(1)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" ")
    assert looked_at(tmp_path / "empty.txt").error == "empty.txt: it is empty."


def test_a_source_that_holds_the_same_words_is_named(library: Library, tell: Tell, tmp_path: Path) -> None:
    tell(first=TALK, other=labelled("[[ann-lee]] Zebras.\n"))
    (tmp_path / "copy.txt").write_text(TALK.replace("Example", "Copied"))
    (found,) = library.survey([tmp_path / "copy.txt"])
    assert found.same_as == ("first",)


def test_a_source_is_not_a_copy_of_itself(library: Library, tell: Tell, talk: Path) -> None:
    tell(talk=TALK)
    (found,) = library.survey([talk])
    assert found.same_as == ()


def test_looking_writes_nothing(library: Library, talk: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in library.folder.rglob("*")}
    list(library.survey([talk]))
    assert library.sources() == ()
    assert {file: file.stat().st_mtime_ns for file in library.folder.rglob("*")} == before


def test_what_would_be_left_out_is_shown_with_its_place_and_its_reason(talk: Path) -> None:
    found = looked_at(talk)
    assert [(part.kind, part.reason, part.text) for part in found.left_out] == [
        (Kind.AD, "sponsor read", "Buy a mattress that is made for you."),
        (Kind.BOILERPLATE, "not content", "A caption of a picture here."),
    ]
    assert [TALK[part.start : part.end] for part in found.left_out] == [part.text for part in found.left_out]
    assert [TALK.splitlines()[part.line - 1].split("]] ")[1] for part in found.left_out] == [
        part.text for part in found.left_out
    ]


def test_sounds_and_what_machines_make_up_are_shown_as_such(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(labelled("[[skip]] [Music]\n\n[[ann-lee]] Zebras gallop.\n\n[[skip]] 12\n"))
    found = looked_at(tmp_path / "talk.txt")
    assert [(part.reason, part.text) for part in found.left_out] == [("made up by a machine", "[Music]")]


def test_a_read_over_several_lines_is_shown_as_one_and_a_greeting_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(
        "Hello everybody, welcome to the show.\nThis episode is sponsored by Tern.\nGo to tern.com/ann for 20% off.\n"
    )
    found = looked_at(tmp_path / "talk.txt")
    assert [(part.reason, part.line) for part in found.left_out] == [("greeting", 1), ("sponsor read", 2)]
    assert found.left_out[1].text.endswith("20% off.")


def test_a_person_is_shown_the_first_stretches_that_would_be_left_out_and_how_many_more(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Thanks for listening!\nThe boats were late.\n" * 10)
    console = Console(record=True, width=100)
    print_survey(console, looked_at(tmp_path / "talk.txt"))
    shown = console.export_text()
    assert "line 1, greeting: Thanks for listening!" in shown
    assert "and 2 more, which --json shows" in shown
