"""Files into transcripts: finds them, decodes them, and hands each to the reader of its format.

A reader is a module of this package with `NAME`, `recognises` and `read`; a file is told by its content.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from knowledge.errors import NothingToIngest, TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import encoding, labelled, plain

SUFFIXES = (".txt",)
LARGEST_FILE = 16 * 2**20  # bytes; an hour of speech is about 60 kB

# In the order in which they are asked; the last takes whatever is text.
_OF_TEXT: tuple[ModuleType, ...] = (labelled, plain)
_OF_JSON: tuple[ModuleType, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read: its transcript, what it was taken for, and a digest by which it is known again."""

    transcript: Transcript
    format: str
    encoding: str
    digest: str


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
    return sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())


def read(path: Path) -> Transcript:
    """One file as a transcript. Raises TranscriptError with a sentence that names the file and the fault."""
    return opened(path).transcript


def opened(path: Path) -> File:
    """One file, and what it was taken for. Raises TranscriptError with a sentence that names the file and the fault."""
    text, code = _decoded(path)
    digest = hashlib.sha256(text.encode()).hexdigest()
    try:
        return _parsed(path, text, code, digest)
    except TranscriptError as error:
        raise TranscriptError(f"{path.name}: {error}") from error


def decoded(path: Path) -> str:
    """The file's text, exactly; only a byte order mark is taken off."""
    return _decoded(path)[0]


def _parsed(path: Path, text: str, code: str, digest: str) -> File:
    found = _json(text)
    if found is not None:
        reader = next((reader for reader in _OF_JSON if reader.recognises(found)), None)
        if reader is None:
            raise TranscriptError("it is JSON, but not that of a transcript which can be read.")
        return File(reader.read(found, title=path.stem), reader.NAME, code, digest)
    reader = next(reader for reader in _OF_TEXT if reader.recognises(text))
    return File(reader.read(text, title=path.stem), reader.NAME, code, digest)


def _json(text: str) -> object | None:
    """What a text is as JSON, if it is an object or a list; None for any other text."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


def _decoded(path: Path) -> tuple[str, str]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TranscriptError(f"{path.name} is larger than {LARGEST_FILE >> 20} MiB; please split it.")
        raw = path.read_bytes()
    except OSError as error:
        raise TranscriptError(f"{path.name} cannot be read: {error.strerror}.") from error
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TranscriptError(f"{path.name} is not a text file.")
    try:
        text, code = encoding.decoded(raw)
    except TranscriptError as error:
        raise TranscriptError(f"{path.name} {error}") from error
    if not text.strip():
        raise TranscriptError(f"{path.name} is empty.")
    return text, code
