"""Makes a backup: copies of everything in a data folder that cannot be made anew, and the indexes, in one file."""

import gzip
import hashlib
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from knowledge import folders
from knowledge.backups.copying import copy_library, note
from knowledge.backups.manifest import MANIFEST, RECORDS, VECTORS, Entry, Manifest
from knowledge.errors import BackupError
from knowledge.ingest import write_lock
from knowledge.places import EMBEDDED
from knowledge.settings import LibrarySettings
from knowledge.transcripts import LIBRARY

PATIENCE = 60.0  # seconds for a writer in each library
_PRIVATE = 0o600
_FAST = 5  # of 9: vectors hardly become smaller however long it is tried


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was made: where, and what it says of itself."""

    file: Path
    manifest: Manifest


def backup(settings: LibrarySettings, to: Path, *, wait: float = PATIENCE) -> Taken:
    """Writes a backup of the data folder, whole or not at all, while others use it; `to` is a file or a folder.

    In a folder it is named by the time. A writer is waited for so many seconds. Raises BackupError, LibraryError.
    """
    if not (settings.data / LIBRARY).exists():
        raise BackupError(f"There is no library in {settings.data}.")
    made = datetime.now(UTC)
    file = to / f"verbatim-{made:%Y%m%dT%H%M%SZ}.tar.gz" if to.is_dir() else to
    try:
        with _scratch(file) as room:
            copies = room / "copies"
            _copy(settings, copies, wait)
            manifest = _told(settings, copies, made.isoformat(timespec="seconds"))
            _write(room / "archive", copies, manifest)
            (room / "archive").replace(file)
        synced(file.parent)
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"The backup {file} cannot be written: {getattr(error, 'strerror', '') or error}.") from error
    return Taken(file, manifest)


def synced(path: Path) -> None:
    """Sees to it that a file or folder is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _scratch(file: Path) -> Iterator[Path]:
    """A folder beside a file, for its owner alone; what a backup that was killed has left there goes first."""
    room = file.parent / f".{file.name}.part"
    room.mkdir(mode=0o700, exist_ok=True)
    with write_lock(room):
        for left in room.iterdir():
            if left.is_dir():
                shutil.rmtree(left)
            elif left.name == "archive":
                left.unlink()
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)


def _copy(settings: LibrarySettings, copies: Path, wait: float) -> None:
    for folder in folders.every(settings.data):
        copy_library(folder, copies / folder.relative_to(settings.data), settings.vectors, wait=wait)


def _told(settings: LibrarySettings, copies: Path, made: str) -> Manifest:
    files = {
        file.relative_to(copies).as_posix(): Entry(file.stat().st_size, _digest(file))
        for file in sorted(copies.rglob("*"))
        if file.is_file()
    }
    formats = {
        folder.relative_to(copies).as_posix(): note(folder / LIBRARY, "format") or ""
        for folder in folders.every(copies)
    }
    elsewhere = {VECTORS: settings.vectors != EMBEDDED, RECORDS: settings.database is not None}
    return Manifest(made, files, formats, tuple(name for name, is_there in elsewhere.items() if is_there))


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _write(archive: Path, copies: Path, manifest: Manifest) -> None:
    """Writes the archive, the manifest first, and sees it to the disk."""
    opened = os.open(archive, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    with os.fdopen(opened, "wb") as file:
        with (
            gzip.GzipFile("", "wb", _FAST, file) as packed,
            tarfile.open(fileobj=packed, mode="w") as tar,
        ):
            told = manifest.written()
            _add(tar, MANIFEST, len(told), BytesIO(told))
            for name, entry in manifest.files.items():
                with (copies / name).open("rb") as content:
                    _add(tar, name, entry.size, content)
        file.flush()
        os.fsync(file.fileno())


def _add(tar: tarfile.TarFile, name: str, size: int, content: BinaryIO) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode = size, _PRIVATE
    tar.addfile(about, content)
