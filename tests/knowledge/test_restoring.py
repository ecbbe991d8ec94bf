"""Where a backup is put: in a folder that cannot be moved, over files that are broken, after a restore was killed."""

import errno
import hashlib
import io
import os
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import backups
from knowledge.backups.manifest import Entry, Manifest
from knowledge.encoder import Prompts
from knowledge.errors import BackupError, BackupUnusable, FolderNotEmpty, LibraryBusy, VerbatimError
from knowledge.ingest import write_lock
from knowledge.library import Library
from knowledge.settings import LibrarySettings
from knowledge.transcripts import LIBRARY
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import Tell
from tests.knowledge.ingesting import TALK, found, words

SAID = {"What is a licence?", "A licence without caps is a promise."}


def settings(data: Path) -> LibrarySettings:
    return LibrarySettings(data, "none", Prompts())


def read(folder: Path) -> set[str]:
    """What a library says and finds."""
    with closing(Library(folder, HashingEncoder())) as library:
        assert found(library) == words(library)
        return words(library)


@pytest.fixture
def saved(library: Library, tell: Tell, tmp_path: Path) -> Path:
    """A backup of a library that went on and was closed."""
    tell(talk=TALK)
    file = backups.backup(settings(library.folder), tmp_path / "kept.tar.gz").file
    tell(talk="Ann: Nothing is left of it.\n")
    library.close()
    return file


@pytest.fixture
def volume(library: Library, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library's folder as a container has it mounted: it cannot be moved."""
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == library.folder)
    return library.folder


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_in_a_volume_what_was_there_is_kept_within_it(saved: Path, volume: Path, tmp_path: Path) -> None:
    beside = names(tmp_path)
    (volume / "models").mkdir()
    aside = backups.restore(settings(volume), saved, replace=True).aside
    assert aside
    assert (aside.parent, aside.name[:15]) == (volume, "before-restore-")
    assert (read(volume), read(aside)) == (SAID, {"Nothing is left of it."})
    assert (volume / "models").is_dir()
    assert (names(tmp_path), (volume / ".restore").exists()) == (beside, False)


def test_what_was_kept_in_a_volume_before_stays_where_it_is(saved: Path, volume: Path) -> None:
    (volume / "before-restore-20200101T000000Z").mkdir()
    (volume / "before-restore-20200101T000000Z" / "kept").write_text("kept")
    aside = backups.restore(settings(volume), saved, replace=True).aside
    assert aside
    assert "before-restore-20200101T000000Z" not in names(aside)
    assert (volume / "before-restore-20200101T000000Z" / "kept").read_text() == "kept"


def test_an_empty_volume_is_filled(saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new" / "lost+found").mkdir(parents=True)
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == tmp_path / "new")
    assert backups.restore(settings(tmp_path / "new"), saved).aside is None
    assert read(tmp_path / "new") == SAID


def test_in_a_volume_the_texts_go_first_and_come_last(
    saved: Path, volume: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    rename = Path.rename

    def noting(path: Path, to: Path) -> Path:
        moved.append(path.name)
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", noting)
    backups.restore(settings(volume), saved, replace=True)
    assert (moved[0], moved[-1], moved.count(LIBRARY)) == (LIBRARY, LIBRARY, 2)


@pytest.mark.parametrize("was_there", [True, False])
def test_a_disk_that_refuses_the_last_move_leaves_all_as_it_was(
    saved: Path, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    data, beside, rename = library.folder if was_there else tmp_path / "new", names(tmp_path), Path.rename

    def refusing(path: Path, to: Path) -> Path:
        if path.name == "new":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(VerbatimError, match="No space left on device"):
        backups.restore(settings(data), saved, replace=True)
    assert names(tmp_path) == beside
    assert read(library.folder) == {"Nothing is left of it."}


@pytest.mark.parametrize("name", [LIBRARY, "feedback.sqlite3"])
def test_files_that_are_damaged_or_none_are_replaced_all_the_same(saved: Path, library: Library, name: str) -> None:
    (library.folder / name).unlink(missing_ok=True)
    (library.folder / name).write_bytes(b"no database at all" * 100)
    assert backups.restore(settings(library.folder), saved, replace=True).aside
    assert read(library.folder) == SAID


def test_a_folder_in_place_of_a_file_is_replaced_all_the_same(saved: Path, library: Library) -> None:
    (library.folder / LIBRARY).unlink()
    (library.folder / LIBRARY).mkdir()  # as Docker makes of a file to mount that is not there
    assert backups.restore(settings(library.folder), saved, replace=True).aside
    assert read(library.folder) == SAID


def test_a_file_of_this_name_is_no_folder_to_fill(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("mine")
    with pytest.raises(FolderNotEmpty, match="is not empty; name another one"):
        backups.restore(settings(tmp_path / "new"), saved)
    assert (tmp_path / "new").read_text() == "mine"


def test_below_a_file_there_is_no_folder_to_fill(saved: Path) -> None:
    with pytest.raises(BackupError, match=r"new cannot be replaced: Not a directory\."):
        backups.restore(settings(saved / "new"), saved)


def test_a_backup_that_is_not_there_cannot_be_restored(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"none cannot be restored: No such file or directory\."):
        backups.restore(settings(tmp_path / "new"), tmp_path / "none")
    assert names(tmp_path) == set()


def test_what_a_restore_that_was_killed_left_behind_goes(saved: Path, tmp_path: Path) -> None:
    (tmp_path / ".restore-new" / "new").mkdir(parents=True)
    (tmp_path / ".restore-new" / "new" / "half").write_text("x")
    backups.restore(settings(tmp_path / "new"), saved)
    assert (names(tmp_path / "new") & {"half"}, (tmp_path / ".restore-new").exists()) == (set(), False)
    assert read(tmp_path / "new") == SAID


def test_two_do_not_restore_to_one_folder_at_once(saved: Path, tmp_path: Path) -> None:
    room = tmp_path / ".restore-new"
    (room / "new").mkdir(parents=True)
    with write_lock(room):
        with pytest.raises(LibraryBusy):
            backups.restore(settings(tmp_path / "new"), saved)
        assert (room / "new").is_dir(), "what the other one unpacks was taken from it"
    assert not (tmp_path / "new").exists()


# ---- backups that nobody made by the command


def packed(file: Path, *members: tuple[str, bytes], behind: bytes = b"") -> Path:
    with tarfile.open(file, "w:gz") as tar:
        for name, content in members:
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
        assert tar.fileobj
        tar.fileobj.write(b"\0" * 1024 + behind)
    return file


def telling(**files: bytes) -> tuple[str, bytes]:
    entries = {name: Entry(len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()}
    return "manifest.json", Manifest("2026", entries, {}).written()


def test_of_two_files_of_one_name_that_of_the_backup_is_kept(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    for name in ("alive", "alive-too"):
        (tmp_path / "new" / name).write_text("old")
    file = packed(tmp_path / "x", telling(alive=b"new"), ("alive", b"new"))
    assert backups.restore(settings(tmp_path / "new"), file).aside is None
    assert [(tmp_path / "new" / name).read_text() for name in ("alive", "alive-too")] == ["new", "old"]
    assert names(tmp_path) == {"new", "x"}


@pytest.mark.parametrize("members", [[], [("a", b"one")], [("a", b"one"), telling(a=b"one")]])
def test_a_backup_that_does_not_begin_with_what_is_in_it_is_refused(
    tmp_path: Path, members: list[tuple[str, bytes]]
) -> None:
    with pytest.raises(BackupUnusable, match="nothing was changed"):
        backups.restore(settings(tmp_path / "new"), packed(tmp_path / "x", *members))
    assert names(tmp_path) == {"x"}


@pytest.mark.parametrize("behind", [b"x", bytes(2**17)])
def test_what_stands_behind_the_end_of_a_backup_is_refused(tmp_path: Path, behind: bytes) -> None:
    one = (telling(a=b"one"), ("a", b"one"))
    backups.restore(settings(tmp_path / "good"), packed(tmp_path / "x", *one))
    with pytest.raises(BackupUnusable):
        backups.restore(settings(tmp_path / "new"), packed(tmp_path / "x", *one, behind=behind))
    assert names(tmp_path) == {"good", "x"}
