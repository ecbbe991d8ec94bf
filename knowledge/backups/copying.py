"""Copies of a library's files that fit together, made while others read them, and of databases while others write."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from knowledge.catalogue import FORMAT, Catalogue
from knowledge.database import fault
from knowledge.errors import LibraryBusy
from knowledge.holdings import INDEX
from knowledge.indexes import forget_words, worded
from knowledge.ingest import stored, write_lock
from knowledge.passages import split
from knowledge.places import EMBEDDED, Place
from knowledge.transcripts import LIBRARY

WINDOWS = "windows.sqlite3"
_VECTORS, _WORDS = "vectors", "words"
_SQLITE, _LOCK, _SHARED = ".sqlite3", ".lock", "-shm"
_PATIENCE = 20.0  # seconds for another process that holds a file of SQLite
_TRIES = 5
_REMEDY = "look at docs/runbook.md"


def copy_library(folder: Path, into: Path, vectors: Place, *, wait: float) -> None:
    """Copies a library with its indexes of one moment, whatever else reads it. Raises LibraryError.

    A writer is waited for so many seconds. What is not in use, or only for a moment, stays behind.
    """
    with write_lock(folder, wait=wait):
        place = note(folder / LIBRARY, INDEX) or ""
        is_current = note(folder / LIBRARY, "format") == FORMAT
        if is_current:
            _forget_words(folder, place)
        copy_databases(folder, into)
        if place or not is_current:
            (into / WINDOWS).unlink(missing_ok=True)  # of an index that was replaced, or is to be made anew anyhow
        if is_current:
            _copy_steadily(folder / place, into / place, vectors)


def _forget_words(folder: Path, place: str) -> None:
    """What was taken out of a library is in the files of its words until they are written anew."""
    with closing(Catalogue(folder / LIBRARY)) as catalogue:
        wanted = catalogue.passage_ids()
        forget_words(
            folder / place,
            lambda: (
                worded(id, transcript, cut)
                for id in catalogue.digests()
                for transcript in [stored(catalogue, id)]
                for cut in split(id, transcript)
                if cut.id in wanted
            ),
        )


def copy_databases(folder: Path, into: Path) -> None:
    """Copies every database that lies in a folder. Raises LibraryError."""
    into.mkdir(parents=True, exist_ok=True)
    for file in sorted(folder.glob(f"*{_SQLITE}")):
        copy_database(file, into / file.name)


def copy_database(file: Path, to: Path) -> None:
    """A copy as of one moment, without what was deleted from the database, whoever writes to it. Raises LibraryError.

    Rows keep their numbers, by which samples are taken: `VACUUM INTO` copies them, where `VACUUM` counts anew.
    """
    try:
        with closing(_opened(file)) as db:
            db.execute("VACUUM INTO ?", (str(to),))
    except sqlite3.DatabaseError as error:
        raise fault(error, str(file), _REMEDY) from error


def note(catalogue: Path, key: str) -> str | None:
    """A note of a catalogue that may be of any format; None where there is none. Raises LibraryError."""
    try:
        with closing(_opened(catalogue)) as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    except sqlite3.DatabaseError as error:
        raise fault(error, str(catalogue), _REMEDY) from error
    return str(row[0]) if row else None


def _opened(file: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(file.absolute()))}?mode=rw"  # which makes no file where there is none
    return sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)


def _copy_steadily(folder: Path, into: Path, vectors: Place) -> None:
    """Copies indexes, again if they changed meanwhile: Chroma tidies up while it reads, and asks for no lock."""
    for _ in range(_TRIES):
        before = _state(folder)
        try:
            _copy_indexes(folder, into, vectors)
        except (FileNotFoundError, shutil.Error):  # the latter for whatever `copytree` could not copy
            if _state(folder) == before:
                raise
            continue
        if _state(folder) == before:
            return
    raise LibraryBusy(f"The index in {folder} is being changed all the time; try again when that has come to an end.")


def _copy_indexes(folder: Path, into: Path, vectors: Place) -> None:
    # The name of a collection on a server stays behind: two libraries must not have the same.
    for name in (_VECTORS, _WORDS) if vectors == EMBEDDED else (_WORDS,):
        shutil.rmtree(into / name, ignore_errors=True)
        if (folder / name).is_dir():
            shutil.copytree(folder / name, into / name, ignore=_databases_and_locks)
            for file in (folder / name).glob(f"*{_SQLITE}"):
                copy_database(file, into / name / file.name)
    if (folder / WINDOWS).exists() and not (into / WINDOWS).exists():
        copy_database(folder / WINDOWS, into / WINDOWS)


def _databases_and_locks(_: str, names: list[str]) -> set[str]:
    return {name for name in names if _SQLITE in name or name.endswith(_LOCK)}


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file of the indexes, by which a change is seen."""
    found: dict[str, tuple[int, int]] = {}
    for name in (_VECTORS, _WORDS):
        for file in (folder / name).rglob("*"):
            if file.is_file() and not file.name.endswith((_LOCK, _SHARED)):
                there = file.stat()
                found[str(file)] = there.st_size, there.st_mtime_ns
    return found
