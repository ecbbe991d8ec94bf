"""Reads a backup that may be damaged or hostile: nothing is believed of it that was not compared."""

import gzip
import hashlib
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from knowledge.backups.manifest import MANIFEST, Entry, Manifest
from knowledge.errors import BackupError, BackupUnusable

_CHUNK = 2**20  # bytes that are read at once, and at most
_LONGEST = 64 * _CHUNK  # of a manifest, which is that of some 400,000 files
_PADDING = 64 * 2**10  # at most behind the last file
_PRIVATE = 0o600


class _Bounded:
    """What tarfile reads from. It takes a header for as long as that says, so this gives it no more than a chunk."""

    def __init__(self, packed: gzip.GzipFile) -> None:
        self._packed = packed
        self.seek, self.tell, self.seekable = packed.seek, packed.tell, packed.seekable

    def read(self, size: int) -> bytes:
        if not 0 <= size <= _CHUNK:
            raise tarfile.ReadError("too long a header")
        return self._packed.read(size)


def _bounded(packed: gzip.GzipFile) -> Any:
    return _Bounded(packed)


def unpack(backup: Path, into: Path) -> Manifest:
    """Unpacks a backup into an empty folder and sees it to the disk; whatever of it is not as it says is refused.

    Raises BackupUnusable, BackupNewer, and BackupError where it cannot be read or there is no room.
    """
    try:
        with gzip.open(backup) as packed, tarfile.open(fileobj=_bounded(packed), mode="r:") as tar:
            manifest = _manifest(tar, backup)
            _require_room(manifest, into)
            for name in manifest.files:  # in the order in which they are told
                _file(tar, name, manifest.files[name], into, backup)
            if tar.next() is not None or any(_rest(packed)):
                raise BackupUnusable(str(backup))
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError) as error:
        raise BackupUnusable(str(backup)) from error
    except OSError as error:
        raise BackupError(f"The backup {backup} cannot be restored: {error.strerror or error}.") from error
    return manifest


def _manifest(tar: tarfile.TarFile, backup: Path) -> Manifest:
    about = tar.next()
    if about is None or about.name != MANIFEST or about.type != tarfile.REGTYPE or about.size > _LONGEST:
        raise BackupUnusable(str(backup))
    return Manifest.read(b"".join(_chunks(_content(tar, about))), str(backup))


def _require_room(manifest: Manifest, into: Path) -> None:
    if manifest.size > (free := shutil.disk_usage(into).free):
        needed, there = (f"{size / 1e6:,.0f} MB" for size in (manifest.size, free))
        raise BackupError(f"There is no room for the backup: it takes {needed}, and {there} are free.")


def _file(tar: tarfile.TarFile, name: str, entry: Entry, into: Path, backup: Path) -> None:
    """The next file, which must be that one; links, devices and folders are no files."""
    about = tar.next()
    if about is None or (about.name, about.type, about.size) != (name, tarfile.REGTYPE, entry.size):
        raise BackupUnusable(str(backup))
    to = into / name
    to.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as file:
        for chunk in _chunks(_content(tar, about)):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if digest.hexdigest() != entry.sha256:
        raise BackupUnusable(str(backup))


def _content(tar: tarfile.TarFile, about: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(about)
    assert content is not None  # it is a regular file
    return content


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: content.read(_CHUNK), b"")


def _rest(packed: gzip.GzipFile) -> bytes:
    """What stands behind the last file; having read to the end, gzip has compared its own checksum."""
    rest = packed.read(_PADDING)
    if packed.read(1):
        raise tarfile.ReadError("too much behind the last file")
    return rest
