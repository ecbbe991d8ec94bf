"""What a backup says of itself: its layout, when and by which version it was made, and every file with its digest."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from knowledge.errors import BackupNewer, BackupUnusable

MANIFEST = "manifest.json"  # the first file of a backup
LAYOUT = 1  # of backups; a later one is refused
VERSION = "0.1.0"  # of Verbatim
VECTORS, RECORDS = "vectors", "records"  # what may be elsewhere, and then is not in a backup
_MARK = "verbatim"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a backup: its size in bytes and its digest, SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made` is in UTC, `formats` those of the libraries by their folders, `elsewhere` what is not in the backup."""

    made: str
    files: Mapping[str, Entry]
    formats: Mapping[str, str]
    elsewhere: tuple[str, ...] = ()
    version: str = VERSION

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(entry.size for entry in self.files.values())

    def written(self) -> bytes:
        row = {"backup": _MARK, "layout": LAYOUT, **asdict(self)}
        return (json.dumps(row, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def read(cls, text: bytes, name: str) -> "Manifest":
        """`name` is the backup's, for a sentence. Raises BackupUnusable, BackupNewer."""
        try:
            row = json.loads(text)
            if row["backup"] != _MARK:
                raise BackupUnusable(name)
            if int(row["layout"]) > LAYOUT:
                raise BackupNewer(name, str(row["version"]))
            files = {file: Entry(int(entry["size"]), str(entry["sha256"])) for file, entry in row["files"].items()}
            formats = {str(folder): str(found) for folder, found in row["formats"].items()}
            manifest = cls(str(row["made"]), files, formats, tuple(map(str, row["elsewhere"])), str(row["version"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BackupUnusable(name) from error
        if not all(map(_is_inside, files)) or any(entry.size < 0 for entry in files.values()):
            raise BackupUnusable(name)
        return manifest


def _is_inside(file: str) -> bool:
    """Whether a file's path stays within a folder, however it is read."""
    parts = file.split("/")
    hostile = {"", ".", ".."}.intersection(parts) or any(char in file for char in "\\:\0")
    return not hostile and not PurePosixPath(file).is_absolute() and len(file.encode()) < 1000
