"""What a backup is made of: databases and indexes that fit together, while others tidy up in them, or none."""

import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from knowledge import backups
from knowledge.encoder import Prompts
from knowledge.errors import LibraryBusy, LibraryDamaged, LibraryError
from knowledge.library import Library
from knowledge.settings import LibrarySettings
from knowledge.transcripts import LIBRARY
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import Tell
from tests.knowledge.ingesting import TALK, found, words

Ignore = Callable[[str, list[str]], set[str]]
Meanwhile = Callable[[Path], None]


def settings(data: Path) -> LibrarySettings:
    return LibrarySettings(data, "none", Prompts())


@pytest.fixture
def talk(library: Library, tell: Tell) -> Library:
    tell(talk=TALK)
    return library


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Meanwhile], None]:
    """Has something happen to a folder after its files were listed and before they are copied."""
    copytree = shutil.copytree

    def happens(what: Meanwhile) -> None:
        def copied(folder: Path, into: Path, *within: Any, ignore: Ignore | None = None) -> Path:
            if not ignore:
                return copytree(folder, into, *within)

            def listed(place: str, names: list[str]) -> set[str]:
                left = ignore(place, names)
                what(Path(place))
                return left

            return copytree(folder, into, ignore=listed)

        monkeypatch.setattr(shutil, "copytree", copied)

    return happens


def names(file: Path) -> set[str]:
    with tarfile.open(file) as kept:
        return set(kept.getnames())


def restored(file: Path, into: Path) -> set[str]:
    """What a library that is brought back finds, which is all that it says."""
    backups.restore(settings(into), file)
    with closing(Library(into, HashingEncoder())) as library:
        assert library.check().faults == ()
        assert found(library) == words(library)
        return words(library)


def test_files_that_vanish_or_change_while_they_are_copied_are_copied_again(
    talk: Library, tmp_path: Path, meanwhile: Callable[[Meanwhile], None]
) -> None:
    (talk.folder / "vectors" / "passing").write_text("x")
    left = [lambda place: (place / "passing").unlink(), lambda place: (place / "more").write_text("x")]
    meanwhile(lambda place: left.pop(0)(place) if left and place.name == "vectors" else None)
    file = backups.backup(settings(talk.folder), tmp_path / "kept.tar.gz").file
    assert (left, names(file) & {"vectors/passing", "vectors/more"}) == ([], {"vectors/more"})
    assert restored(file, tmp_path / "new") == words(talk)


def test_an_index_that_is_changed_all_the_time_is_given_up(
    talk: Library, tmp_path: Path, meanwhile: Callable[[Meanwhile], None]
) -> None:
    seen: list[Path] = []

    def grow(place: Path) -> None:
        if place.name == "vectors":
            seen.append(place)
            (place / f"{len(seen)}").write_text("x")

    meanwhile(grow)
    with pytest.raises(LibraryBusy, match="is being changed all the time; try again"):
        backups.backup(settings(talk.folder), tmp_path / "kept.tar.gz")
    assert (len(seen), list(tmp_path.glob("*kept*"))) == (5, [])


def test_a_file_that_cannot_be_copied_is_told_at_once(
    talk: Library, tmp_path: Path, meanwhile: Callable[[Meanwhile], None]
) -> None:
    tried: list[Path] = []
    (talk.folder / "vectors" / "nowhere").symlink_to(tmp_path / "none")
    meanwhile(tried.append)
    with pytest.raises(LibraryError, match="nowhere"):
        backups.backup(settings(talk.folder), tmp_path / "kept.tar.gz")
    assert tried.count(talk.folder / "vectors") == 1


@pytest.mark.parametrize("name", [LIBRARY, "feedback.sqlite3"])
def test_a_damaged_database_is_not_saved_and_named(talk: Library, tmp_path: Path, name: str) -> None:
    talk.close()
    (talk.folder / name).write_bytes(b"no database at all" * 100)
    with pytest.raises(LibraryDamaged, match=f"{name} cannot be read; look at docs/runbook"):
        backups.backup(settings(talk.folder), tmp_path / "kept.tar.gz")
    assert list(tmp_path.glob("*kept*")) == []


def test_of_a_library_of_another_version_the_texts_are_saved_without_its_indexes(talk: Library, tmp_path: Path) -> None:
    talk.close()
    with closing(sqlite3.connect(talk.folder / LIBRARY)) as db, db:
        db.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    taken = backups.backup(settings(talk.folder), tmp_path / "kept.tar.gz")
    assert taken.manifest.formats == {".": "0"}
    assert names(taken.file) == {"manifest.json", LIBRARY, "encoded.sqlite3"}


@pytest.mark.parametrize("lost", ["vectors", "words"])
def test_a_library_that_has_lost_an_index_is_saved_without_it_and_mended_after(
    talk: Library, tmp_path: Path, lost: str
) -> None:
    talk.close()
    shutil.rmtree(talk.folder / lost)
    file = backups.backup(settings(talk.folder), tmp_path / "kept.tar.gz").file
    backups.restore(settings(tmp_path / "new"), file)
    with closing(Library(tmp_path / "new", HashingEncoder())) as library:
        assert library.check().repaired
        assert found(library) == words(library) != set()


def test_what_a_backup_that_was_killed_left_behind_is_in_no_other(talk: Library, tmp_path: Path) -> None:
    room = tmp_path / ".kept.tar.gz.part"
    (room / "copies").mkdir(parents=True)
    for name in ("copies/half.sqlite3", "archive"):
        (room / name).write_text("half")
    file = backups.backup(settings(talk.folder), tmp_path / "kept.tar.gz").file
    assert ("half.sqlite3" in names(file), room.exists()) == (False, False)
    assert restored(file, tmp_path / "new") == words(talk)
