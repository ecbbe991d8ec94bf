"""Brings a backup back: checked whole beside the data folder first, then put in its place at once."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge.backups.manifest import VECTORS, Manifest
from knowledge.backups.taking import synced
from knowledge.backups.unpacking import unpack
from knowledge.errors import BackupError, FolderInUse, FolderNotEmpty, LibraryBusy
from knowledge.ingest import write_lock
from knowledge.places import EMBEDDED
from knowledge.settings import LibrarySettings
from knowledge.transcripts import LIBRARY

_ASIDE, _STAGED = "before-restore", ".restore"
# What is no data: a container makes some of it before there are any.
_NOTHING = ("models", "hub", "alive*", "*.lock", _STAGED, "lost+found")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back: where what was there before is now, and whether vectors are still to be made."""

    manifest: Manifest
    aside: Path | None
    lacks_vectors: bool


def restore(settings: LibrarySettings, backup: Path, *, replace: bool = False) -> Restored:
    """Puts a backup in the place of the data folder, which must be empty unless it is to be replaced.

    All is done or nothing. Raises BackupError, and LibraryBusy where another one restores.
    """
    data = settings.data.resolve()
    if not replace and _has_data(data):
        raise FolderNotEmpty(str(data))
    try:
        with _staged(data) as room, _unused(data):
            manifest = unpack(backup, room)
            _sync_folders(room)
            aside = _put(room, data)
    except OSError as error:
        raise BackupError(f"The folder {data} cannot be replaced: {error.strerror or error}.") from error
    return Restored(manifest, aside, VECTORS in manifest.elsewhere or settings.vectors != EMBEDDED)


def _has_data(data: Path) -> bool:
    if data.exists() and not data.is_dir():
        raise FolderNotEmpty(str(data))
    return data.is_dir() and any(not _is_nothing(entry) for entry in data.iterdir())


def _is_nothing(entry: Path) -> bool:
    return any(entry.match(pattern) for pattern in _NOTHING)


def _is_fixed(data: Path) -> bool:
    """Whether a folder itself cannot be moved, as a volume of a container cannot."""
    return data.is_dir() and (os.path.ismount(data) or not os.access(data.parent, os.W_OK))


@contextmanager
def _staged(data: Path) -> Iterator[Path]:
    """An empty folder on the same disk, which is gone afterwards; what was left by one that was killed goes first."""
    room = data / _STAGED if _is_fixed(data) else data.with_name(f"{_STAGED}-{data.name}")
    room.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with write_lock(room):
            for left in room.iterdir():
                if left.is_dir():
                    shutil.rmtree(left)
            (room / "new").mkdir(mode=0o700)
            yield room / "new"
            shutil.rmtree(room, ignore_errors=True)
    except LibraryBusy:
        raise
    except BaseException:
        shutil.rmtree(room, ignore_errors=True)
        raise


@contextmanager
def _unused(data: Path) -> Iterator[None]:
    """Raises FolderInUse where somebody has a file of the folder open: SQLite does away with a log for one alone."""
    with ExitStack() as stack:
        for file in [*data.glob("*.sqlite3"), *data.glob(f"guilds/*/{LIBRARY}")]:
            stack.callback(_alone(file, data).close)
        yield


def _alone(file: Path, data: Path) -> sqlite3.Connection:
    """A connection that keeps others out until it is closed."""
    try:
        db = sqlite3.connect(file, timeout=0, isolation_level=None)
    except sqlite3.OperationalError:  # what cannot be opened, nobody else has open
        return sqlite3.connect(":memory:")
    try:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:  # a damaged file is what a backup is brought back for
        db.close()
        if "locked" in str(error):
            raise FolderInUse(str(data)) from error
        return sqlite3.connect(":memory:")
    return db


def _put(room: Path, data: Path) -> Path | None:
    """Moves what was unpacked to its place, and what was there beside; gives back where that is."""
    name = f"{_ASIDE}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    if _is_fixed(data):
        return _put_inside(room, data, data / name)
    aside = data.with_name(f"{data.name}-{name}")
    there = data.exists()
    if there:
        data.rename(aside)
    try:
        room.rename(data)
    except BaseException:
        if there:
            aside.rename(data)
        raise
    synced(data.parent)
    if not there or _has_data(aside):
        return aside if there else None
    _take_along(aside, data)
    return None


def _take_along(aside: Path, data: Path) -> None:
    """A folder without data may have the model in it, which takes a while to lay out."""
    for entry in aside.iterdir():
        if not (data / entry.name).exists():
            entry.rename(data / entry.name)
    shutil.rmtree(aside, ignore_errors=True)


def _put_inside(room: Path, data: Path, aside: Path) -> Path | None:
    """The same within a folder that stays; the texts go first and come last, so that it is never taken for whole."""
    old = [entry for entry in data.iterdir() if not _is_nothing(entry) and entry.name[: len(_ASIDE)] != _ASIDE]
    if old:
        aside.mkdir(mode=0o700)
        for entry in sorted(old, key=lambda entry: entry.name != LIBRARY):
            entry.rename(aside / entry.name)
    for entry in sorted(room.iterdir(), key=lambda entry: entry.name == LIBRARY):
        entry.rename(data / entry.name)
    synced(data)
    return aside if old else None


def _sync_folders(room: Path) -> None:
    for folder in [room, *(entry for entry in room.rglob("*") if entry.is_dir())]:
        synced(folder)
