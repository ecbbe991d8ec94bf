"""Every hostile file of the tables comes to a transcript that is whole, or to a sentence of a known kind."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.apart import Reader
from knowledge.errors import TranscriptError
from knowledge.transcripts import find, raw, understood
from knowledge.transcripts.tidying import visible
from tests.knowledge.hostile.trying import DISGUISED, TABLES, files, tried

PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # whose joiner is part of how it is spelt


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.mark.parametrize("table", TABLES)
def test_hostile_files_are_read_whole_or_refused_with_a_sentence(reader: Reader, table: str) -> None:
    found = {name: tried(reader, content).faults for name, content in files(table, quick=True)}
    assert found
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", DISGUISED, ids=ascii)
def test_a_name_with_something_unseen_in_it_is_the_same_person(name: str) -> None:
    text = f"Sam Altman: A word.\n{name}: Another.\nSam Altman: More.\n{name}: Yes.\n"
    (speaker,) = understood(text.encode(), "talk").transcript.speakers
    assert (speaker.id, speaker.name) == ("sam-altman", "Sam Altman")


@pytest.mark.parametrize("name", [r"\u200b", r"\u3164", r"\u202e\u2066", r"\ufe0f", r"\u2800"])
def test_a_name_of_which_nothing_is_seen_is_no_name(name: str) -> None:
    labelled = f'---\ntitle: "{name}"\nparticipants:\n  ann:\n    name: "{name}"\n---\n[[ann]] A word.\n'
    transcript = understood(labelled.encode(), "talk").transcript
    assert (transcript.title, transcript.speakers[0].name) == ("Untitled", "ann")


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Zalgo" + "\u0301" * 500, "Zalgo" + "\u0301" * 3),
        ("Ann\u2028Bob\nCid", "Ann Bob Cid"),
        ("\x1b[31mAnn", "[31mAnn"),
        (PERSIAN, PERSIAN),
        ("Nguyễn Văn", "Nguyễn Văn"),
        ("萨姆·奥尔特曼", "萨姆·奥尔特曼"),
    ],
    ids=ascii,
)
def test_a_name_is_shown_on_one_line_without_what_disguises_it(name: str, seen: str) -> None:
    assert visible(name) == seen
    assert visible(seen) == seen


def test_what_no_text_can_hold_is_left_out_and_counted() -> None:
    said = r'{"segments": [{"start": 0, "end": 1, "text": "One\ud800 and\u0000 two \ud83d\ude00."}]}'
    transcript = understood(said.encode(), "talk").transcript
    (turn,) = transcript.turns
    assert transcript.text[turn.start : turn.end] == "One and two \U0001f600."
    assert "2 characters were left out that no text can hold." in transcript.warnings


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u200b", "\u0301" * 50, "\ufffe", "\x1b[31m"], ids=ascii)
def test_the_words_stay_as_they_are_whatever_stands_in_them(char: str) -> None:
    transcript = understood(f"Ann: One{char} two.\nAnn: Three.\n".encode(), "talk").transcript
    assert f"One{char} two." in [transcript.text[turn.start : turn.end] for turn in transcript.turns]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for_and_a_device_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    for name in ("pipe.txt", "zero.txt"):
        (path,) = find([tmp_path / name])
        with pytest.raises(TranscriptError, match="is no ordinary file"):
            raw(path)
