"""A backup is a data folder in one file: consistent, complete, checked; a restore is all of it or nothing."""

import gzip
import hashlib
import io
import json
import os
import shutil
import stat
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import backups, folders
from knowledge.backups.manifest import LAYOUT, Entry, Manifest
from knowledge.encoder import Prompts
from knowledge.errors import (
    BackupError,
    BackupNewer,
    BackupUnusable,
    FolderInUse,
    FolderNotEmpty,
    IndexMismatch,
    LibraryBusy,
)
from knowledge.feedback import FEEDBACK, Feedback, Verdict
from knowledge.ingest import write_lock
from knowledge.library import Library
from knowledge.places import EMBEDDED, Place, Server
from knowledge.settings import LibrarySettings
from tests.conftest import HashingEncoder
from tests.knowledge.chroma import ChromaServer
from tests.knowledge.conftest import CountingEncoder, Tell
from tests.knowledge.ingesting import TALK, ZEBRAS

QUESTION = "What is a licence without caps?"


def settings(data: Path, vectors: Place = EMBEDDED, database: str | None = None) -> LibrarySettings:
    return LibrarySettings(data, "none", Prompts(), vectors=vectors, database=database)


def answers(library: Library) -> list[tuple[str, float]]:
    return [(quote.text, quote.score) for quote in library.ask(QUESTION, limit=20).quotes]


@pytest.fixture
def full(library: Library, tell: Tell, tmp_path: Path) -> Library:
    """A library of two transcripts, with a server's own and with feedback, that stays open."""
    tell(talk=TALK, animals=ZEBRAS)
    (tmp_path / "own.txt").write_text("Dee: A heron stands in the river.\n", encoding="utf-8")
    with closing(library.another(folders.of("42", library.folder), prefix=folders.OWN, together=True)) as own:
        list(own.ingest([tmp_path / "own.txt"]))
    with closing(Feedback(library.folder / FEEDBACK)) as feedback:
        feedback.give(Verdict.UP, "hash", ["p"], None, "42")
    for name in ("alive", "models/weights", "guilds/42/incoming/key/about.json", "guilds/43/incoming/x"):
        (library.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (library.folder / name).write_text("x")
    return library


@pytest.fixture
def saved(full: Library, tmp_path: Path) -> Path:
    return backups.backup(settings(full.folder), tmp_path / "kept.tar.gz").file


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Path], Library]]:
    """Opens libraries, which are closed afterwards."""
    every: list[Library] = []

    def open_one(folder: Path) -> Library:
        every.append(Library(folder, HashingEncoder(), prefix=folders.prefix(folder)))
        return every[-1]

    yield open_one
    for library in every:
        library.close()


def names(file: Path) -> set[str]:
    with tarfile.open(file) as kept:
        return set(kept.getnames())


def test_a_backup_of_an_open_library_answers_as_that_does(
    full: Library, saved: Path, tmp_path: Path, opened: Callable[[Path], Library]
) -> None:
    before = answers(full)
    backups.restore(settings(tmp_path / "new"), saved)
    assert before
    assert answers(opened(tmp_path / "new")) == before
    assert "heron" in opened(tmp_path / "new/guilds/42").ask("Where does the heron stand?").quotes[0].text
    with closing(Feedback(tmp_path / "new" / FEEDBACK)) as feedback:
        assert [judged.question_hash for judged in feedback.all()] == ["hash"]


def test_a_backup_is_made_of_the_index_in_use_and_answers_after_a_reindex(
    full: Library, tmp_path: Path, opened: Callable[[Path], Library]
) -> None:
    full.reindex()
    saved = backups.backup(settings(full.folder), tmp_path / "kept.tar.gz").file
    assert {name.partition("/")[0] for name in names(saved)} == {
        "manifest.json",
        "catalogue.sqlite3",
        "encoded.sqlite3",
        "feedback.sqlite3",
        "guilds",
        full._held._place,
    }
    backups.restore(settings(tmp_path / "new"), saved)
    assert answers(opened(tmp_path / "new")) == answers(full)


def test_a_backup_is_its_owners_alone_and_leaves_nothing_beside_it(saved: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


def test_a_backup_has_no_model_lock_sign_of_life_or_waiting_upload(saved: Path) -> None:
    parts = {part for name in names(saved) for part in name.split("/")}
    assert not parts & {"models", "alive", "write.lock", "incoming", "43"}
    assert not any(part.endswith((".lock", "-wal", "-shm")) for part in parts)


def test_a_backup_in_a_folder_is_named_by_the_time(full: Library, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    taken = backups.backup(settings(full.folder), tmp_path / "kept")
    assert [taken.file] == list((tmp_path / "kept").glob("verbatim-*T*Z.tar.gz"))


def test_words_of_what_was_removed_are_nowhere_in_a_backup(full: Library, tmp_path: Path) -> None:
    full.remove("animals")
    saved = backups.backup(settings(full.folder), tmp_path / "kept.tar.gz").file
    held = gzip.decompress(saved.read_bytes()).lower()
    assert b"licence" in held
    assert not [word for word in (b"zebra", b"gallop", b"savannah") if word in held]
    assert not [char for char in ("zebra", "gallop") if char.encode("utf-16-le") in held]


def test_a_backup_says_its_version_formats_time_and_every_digest(saved: Path) -> None:
    with tarfile.open(saved) as kept:
        first = kept.next()
        content = kept.extractfile(first) if first else None
        told = Manifest.read(content.read() if content else b"", "x")
        assert set(kept.getnames()[1:]) == set(told.files)
    assert set(told.formats) == {".", "guilds/42"}
    assert told.made.endswith("+00:00")
    assert f'version = "{told.version}"' in (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")


def test_a_writer_is_waited_for_until_the_limit(full: Library, tmp_path: Path) -> None:
    with write_lock(full.folder), pytest.raises(LibraryBusy, match=r"was not done within 0\.1 seconds; try again"):
        backups.backup(settings(full.folder), tmp_path / "kept.tar.gz", wait=0.1)
    assert not (tmp_path / "kept.tar.gz").exists()


def test_a_folder_without_a_library_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="There is no library in"):
        backups.backup(settings(tmp_path / "none"), tmp_path / "kept.tar.gz")


def test_a_backup_that_cannot_be_written_is_one_sentence(full: Library, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"cannot be written: No such file or directory\."):
        backups.backup(settings(full.folder), tmp_path / "none" / "kept.tar.gz")


def test_a_folder_with_data_is_not_replaced_unasked(full: Library, saved: Path) -> None:
    with pytest.raises(FolderNotEmpty, match="is not empty; name another one, or say --replace"):
        backups.restore(settings(full.folder), saved)


def test_a_folder_that_somebody_uses_is_not_replaced(full: Library, saved: Path) -> None:
    before = answers(full)
    with pytest.raises(FolderInUse, match="stop it first"):
        backups.restore(settings(full.folder), saved, replace=True)
    assert answers(full) == before


def test_a_folder_that_is_replaced_is_kept_beside(
    full: Library, saved: Path, tell: Tell, opened: Callable[[Path], Library]
) -> None:
    before = answers(full)
    tell(talk="Ann: Nothing is left of it.\n")
    full.close()
    done = backups.restore(settings(full.folder), saved, replace=True)
    assert answers(opened(full.folder)) == before
    assert done.aside
    assert opened(done.aside).ask("What is left?").quotes[0].text == "Nothing is left of it."


def test_a_folder_with_nothing_but_a_model_is_filled_and_keeps_it(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "new" / "models").mkdir(parents=True)
    (tmp_path / "new" / "models" / "weights").write_text("w")
    assert backups.restore(settings(tmp_path / "new"), saved).aside is None
    assert (tmp_path / "new" / "models" / "weights").read_text() == "w"
    assert (tmp_path / "new" / "catalogue.sqlite3").exists()


def test_where_records_are_elsewhere_the_backup_says_so(full: Library, tmp_path: Path) -> None:
    taken = backups.backup(settings(full.folder, database="postgresql://x/y"), tmp_path / "kept.tar.gz")
    assert taken.manifest.elsewhere == ("records",)


def test_vectors_on_a_server_are_not_saved_and_are_made_anew_without_encoding(
    chroma: ChromaServer, folder: Path, tmp_path: Path
) -> None:
    server = Server(chroma.url)
    (folder / "talk.txt").write_text(TALK)
    with closing(Library(tmp_path / "data", HashingEncoder(), vectors=server)) as library:
        list(library.ingest([folder]))
        taken = backups.backup(settings(tmp_path / "data", server), tmp_path / "kept.tar.gz")
        assert taken.manifest.elsewhere == ("vectors",)
        assert not any("vectors/" in name for name in names(taken.file))
        assert backups.restore(settings(tmp_path / "new", server), taken.file).lacks_vectors
        encoder = CountingEncoder()
        with closing(Library(tmp_path / "new", encoder, vectors=server)) as restored:
            with pytest.raises(IndexMismatch):
                restored.ask(QUESTION)
            restored.reindex()
            assert encoder.passages == []
            assert answers(restored) == answers(library)


# ---- what is not a backup, or no longer


def refused(file: Path, into: Path, error: type[BackupError] = BackupUnusable) -> None:
    """Nothing of a file is brought back, and nothing is left of the attempt."""
    beside = set(into.parent.iterdir())
    with pytest.raises(error, match=r"[Nn]othing was changed|no room"):
        backups.restore(settings(into), file)
    assert set(into.parent.iterdir()) == beside


def written(file: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(file, "w:gz") as tar:
        for about, content in members:
            if about.isreg():
                about.size = len(content)
            tar.addfile(about, io.BytesIO(content) if about.isreg() else None)
    return file


def claiming(**files: bytes) -> tuple[tarfile.TarInfo, bytes]:
    """A manifest that tells of these files, `_` in whose names stands for a slash."""
    entries = {
        name.replace("_", "/"): Entry(len(content), hashlib.sha256(content).hexdigest())
        for name, content in files.items()
    }
    return tarfile.TarInfo("manifest.json"), Manifest("2026", entries, {}).written()


def test_a_backup_that_was_cut_short_anywhere_is_refused(saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    for part in range(20):
        saved.write_bytes(whole[: len(whole) * part // 20])
        refused(saved, tmp_path / "new")
    saved.write_bytes(whole[:-1])
    refused(saved, tmp_path / "new")


def test_a_backup_with_any_flipped_bit_is_refused_unless_that_means_nothing(saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    for part in range(1, 30):
        place = len(whole) * part // 30
        saved.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        if not unpacks_alike(saved, whole):
            refused(saved, tmp_path / "new")


def unpacks_alike(file: Path, whole: bytes) -> bool:
    """Whether the flipped bit chose another place with the same bytes to copy from."""
    try:
        return gzip.decompress(file.read_bytes()) == gzip.decompress(whole)
    except (OSError, EOFError, zlib.error):
        return False


@pytest.mark.parametrize("content", [b"", b"no archive", gzip.compress(b"x" * 5000), zlib.compress(b"x")])
def test_a_file_that_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    refused(tmp_path / "x", tmp_path / "new")


def test_a_backup_of_a_later_layout_is_refused(tmp_path: Path) -> None:
    about, told = claiming()
    later = told.replace(f'"layout": {LAYOUT}'.encode(), b'"layout": 9')
    refused(written(tmp_path / "x", (about, later)), tmp_path / "new", BackupNewer)


@pytest.mark.parametrize("name", ["../out", "/tmp/out", "a/../../out", "a//b", "./a", "C:out", "a\\b", "a\0b", ""])
def test_no_path_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    about, _ = claiming()
    told = Manifest("2026", {name: Entry(1, "0")}, {}).written()
    refused(written(tmp_path / "x", (about, told), (tarfile.TarInfo(name), b"x")), tmp_path / "new")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE]
)
def test_nothing_but_files_is_unpacked(kind: bytes, tmp_path: Path) -> None:
    link = tarfile.TarInfo("a")
    link.type, link.linkname = kind, "/etc/passwd"
    refused(written(tmp_path / "x", claiming(a=b""), (link, b"")), tmp_path / "new")


def test_a_file_more_or_less_or_other_than_is_told_is_refused(tmp_path: Path) -> None:
    one, other = (tarfile.TarInfo("a"), b"one"), (tarfile.TarInfo("b"), b"two")
    for number, members in enumerate([(), (one, other), (one, one), (other,), ((tarfile.TarInfo("a"), b"0ne"),)]):
        refused(written(tmp_path / f"{number}", claiming(a=b"one"), *members), tmp_path / "new")


def test_a_backup_that_would_fill_the_disk_is_refused_before_it_does(tmp_path: Path) -> None:
    about, _ = claiming()
    told = Manifest("2026", {"a": Entry(shutil.disk_usage(tmp_path).total * 2, "0")}, {}).written()
    refused(written(tmp_path / "x", (about, told)), tmp_path / "new", BackupError)


def test_a_header_without_an_end_is_not_read_into_memory(tmp_path: Path) -> None:
    about = tarfile.TarInfo("manifest.json")
    about.type, about.size = tarfile.XHDTYPE, 2**30
    with gzip.open(tmp_path / "x", "wb", 1) as packed:
        packed.write(about.tobuf())
        packed.write(bytes(2**24))
    refused(tmp_path / "x", tmp_path / "new")


def test_a_manifest_that_is_no_json_object_of_ours_is_refused(tmp_path: Path) -> None:
    about, _ = claiming()
    for number, told in enumerate([b"", b"[]", b"{", b"{}", b"[" * 10**5, json.dumps({"backup": "other"}).encode()]):
        refused(written(tmp_path / f"{number}", (about, told)), tmp_path / "new")


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_what_is_restored_is_its_owners_alone(saved: Path, tmp_path: Path) -> None:
    backups.restore(settings(tmp_path / "new"), saved)
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "new").rglob("*") if file.is_file()} == {0o600}
