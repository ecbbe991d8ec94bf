"""Files into transcripts: finds them, and has each read in a process of its own (`apart`) by the reader of its format.

A reader is a module of this package with `NAME`, `recognises` and `read`; a file is told by its content. Of
Word and PDF files `text_of` gives the text, which is then read as any other.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.errors import NothingToIngest, TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import apart, encoding
from knowledge.transcripts.formats import File, digest_of

__all__ = ["LARGEST_FILE", "LIBRARY", "SUFFIXES", "File", "decoded", "digest", "find", "opened", "read"]

SUFFIXES = (".txt", ".vtt", ".srt", ".json", ".html", ".htm", ".docx", ".pdf")
LIBRARY = "catalogue.sqlite3"  # what the folder of a library holds, which is no transcript
LARGEST_FILE = 16 * 2**20  # bytes; an hour of speech is about 60 kB

_PACKED = (b"PK", b"%PDF", b"\xd0\xcf\x11\xe0")  # what has to be parsed before there is a text


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """The transcript files that `paths` name, each once: files as given, folders searched for what may be one.

    A path that does not exist is given back as well, for `read` to say so. Raises NothingToIngest if
    there is nothing to read at all.
    """
    asked = list(paths)
    found = {file.resolve(): file for path in asked for file in _files(path)}
    if not any(file.exists() for file in found):
        missing = next((path for path in asked if not path.exists()), None)
        if missing is not None:
            raise NothingToIngest(f"There is no file or folder “{missing}”.")
        folders = " and ".join(f"“{path}”" for path in asked)
        raise NothingToIngest(f"The folder {folders} holds no transcripts (files ending in {', '.join(SUFFIXES)}).")
    yield from found.values()


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    inside = (file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    return sorted(file for file in inside if not _is_aside(file, path))


def _is_aside(file: Path, root: Path) -> bool:
    """Whether a file is hidden, or lies in the folder of a library."""
    hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
    return hidden or any((folder / LIBRARY).exists() for folder in file.parents if folder.is_relative_to(root))


def read(path: Path) -> Transcript:
    """One file as a transcript. Raises TranscriptError with a sentence that names the file and the fault."""
    return opened(path).transcript


def opened(path: Path) -> File:
    """One file, and what it was taken for. Raises TranscriptError with a sentence that names the file and the fault."""
    raw = _raw(path)
    try:
        return apart.understood(raw, path.stem)
    except TranscriptError as error:
        raise TranscriptError(f"{path.name}: {error}") from error


def digest(path: Path) -> str:
    """By what a file is known again, without reading what is in it. Raises TranscriptError."""
    raw = _raw(path)
    try:
        if raw.startswith(_PACKED) or b"%PDF" in raw[:1024]:
            return apart.digest(raw)
        return digest_of(encoding.decoded(raw)[0])
    except TranscriptError as error:
        raise TranscriptError(f"{path.name}: {error}") from error


def decoded(path: Path) -> str:
    """The file's text, exactly; only a byte order mark is taken off."""
    return encoding.decoded(_raw(path))[0]


def _raw(path: Path) -> bytes:
    """A file's bytes, no more than are read at all; a pipe or a device is not waited for."""
    try:
        with open(path, "rb", opener=_unwaiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise TranscriptError(f"{path.name} is not a file that can be read.")
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise TranscriptError(f"{path.name} cannot be read: {error.strerror}.") from error
    if len(raw) > LARGEST_FILE:
        raise TranscriptError(f"{path.name} is larger than {LARGEST_FILE >> 20} MiB; please split it.")
    return raw


def _unwaiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
