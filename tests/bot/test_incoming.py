"""Files that wait on disk until they are added: for how long, how many, and whose."""

import os
import time
from pathlib import Path

import pytest

from bot.incoming import Incoming
from knowledge.errors import LibraryUnwritable

DAY = 24 * 3600.0
FILES = [("talk.txt", b"Ann: Hello.\n")]


def aged(folder: Path, seconds: float) -> None:
    os.utime(folder, (time.time() - seconds,) * 2)


def test_what_has_waited_for_a_day_goes_when_something_new_comes(tmp_path: Path) -> None:
    incoming = Incoming(tmp_path)
    old, young = incoming.keep(1, FILES), incoming.keep(1, FILES)
    aged(old.folder, DAY + 60)
    aged(young.folder, DAY - 60)
    new = incoming.keep(1, FILES)
    assert [incoming.find(upload.key, 1) is not None for upload in (old, young, new)] == [False, True, True]


def test_of_more_than_twenty_uploads_the_oldest_go(tmp_path: Path) -> None:
    incoming = Incoming(tmp_path)
    kept = [incoming.keep(1, FILES) for _ in range(20)]
    for age, upload in enumerate(kept):
        aged(upload.folder, 60.0 * age)
    new = incoming.keep(1, FILES)
    assert {folder.name for folder in tmp_path.iterdir()} == {new.key, *(upload.key for upload in kept[:19])}


def test_a_disk_that_takes_no_files_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "incoming").write_text("no folder")
    with pytest.raises(LibraryUnwritable, match=f"The folder {tmp_path}/incoming cannot be written: File exists."):
        Incoming(tmp_path / "incoming").keep(1, FILES)
