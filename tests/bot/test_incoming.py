"""Files that somebody has sent and that wait for a word."""

import os
import time
from pathlib import Path

import pytest

from bot.incoming import _MOST, Incoming
from knowledge.errors import LibraryUnwritable


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    return Incoming(tmp_path / "incoming")


def test_of_too_many_files_those_that_have_waited_longest_go(incoming: Incoming) -> None:
    waiting = []
    for number in range(_MOST + 1):
        waiting.append(incoming.keep(7, [("talk.txt", b"Ann: words")]))
        os.utime(waiting[-1].folder, (time.time() - 1000 + number,) * 2)
    found = [upload for upload in waiting if incoming.find(upload.key, 7)]
    assert found == waiting[1:]


def test_files_that_have_waited_for_more_than_a_day_go_with_the_next(incoming: Incoming) -> None:
    old = incoming.keep(7, [("talk.txt", b"Ann: words")])
    os.utime(old.folder, (time.time() - 25 * 3600,) * 2)
    new = incoming.keep(7, [("talk.txt", b"Bob: words")])
    assert (incoming.find(old.key, 7), incoming.find(new.key, 7)) == (None, new)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "incoming").write_text("a file in its place")
    with pytest.raises(LibraryUnwritable, match=r"^The folder .*/incoming cannot be written: .*\.$"):
        Incoming(tmp_path / "incoming").keep(7, [("talk.txt", b"Ann: words")])
