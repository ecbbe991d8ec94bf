"""Files into transcripts: finds them, decodes them, and hands each to the reader of its format.

A reader is a module of this package with `NAME`, `recognises` and `read`; a file is told by its content. Of
Word and PDF files `text_of` gives the text, which is then read as any other.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from knowledge.errors import NothingToIngest, TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import (
    articles,
    assemblyai,
    blocks,
    deepgram,
    encoding,
    labelled,
    pdf,
    plain,
    podcasting,
    podcasting_html,
    revai,
    srt,
    webvtt,
    whisper,
    whisper_cpp,
    word,
    youtube,
)
from knowledge.transcripts.setting_aside import set_aside

SUFFIXES = (".txt", ".vtt", ".srt", ".json", ".html", ".htm", ".docx", ".pdf")
LIBRARY = "catalogue.sqlite3"  # what the folder of a library holds, which is no transcript
LARGEST_FILE = 16 * 2**20  # bytes; an hour of speech is about 60 kB

# In the order in which they are asked; the last takes whatever is text.
_OF_TEXT: tuple[ModuleType, ...] = (labelled, webvtt, srt, podcasting_html, blocks, articles, plain)
_OF_JSON: tuple[ModuleType, ...] = (whisper, whisper_cpp, youtube, podcasting, revai, assemblyai, deepgram)
_OF_BYTES: tuple[ModuleType, ...] = (word, pdf)


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
    text, code = _text(path)
    try:
        transcript, name = _read(text, path.stem)
    except TranscriptError as error:
        raise TranscriptError(f"{path.name}: {error}") from error
    return File(transcript, name, code, _digest(text))


def digest(path: Path) -> str:
    """By what a file is known again, without reading what is in it. Raises TranscriptError."""
    return _digest(_text(path)[0])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _text(path: Path) -> tuple[str, str]:
    """A file's text, and how it was encoded."""
    raw = _raw(path)
    try:
        document = next((reader for reader in _OF_BYTES if reader.recognises(raw)), None)
        return (document.text_of(raw), document.NAME) if document else encoding.decoded(raw)
    except TranscriptError as error:
        raise TranscriptError(f"{path.name}: {error}") from error


def decoded(path: Path) -> str:
    """The file's text, exactly; only a byte order mark is taken off."""
    return encoding.decoded(_raw(path))[0]


def _read(text: str, title: str) -> tuple[Transcript, str]:
    """The transcript in a text, and the name of its format. Sponsor reads without labels are set aside."""
    if not text.strip():
        raise TranscriptError("it is empty.")
    found = _json(text)
    if found is None:
        reader = next(reader for reader in _OF_TEXT if reader.recognises(text))
        transcript: Transcript = reader.read(text, title=title)
        return transcript if reader is labelled else set_aside(transcript), reader.NAME
    told = next((reader for reader in _OF_JSON if reader.recognises(found)), None)
    if told is None:
        raise TranscriptError("it is JSON, but not that of a transcript which can be read.")
    return set_aside(told.read(found, title=title)), told.NAME


def _json(text: str) -> object | None:
    """What a text is as JSON, if it is an object or a list; None for any other text."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


def _raw(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TranscriptError(f"{path.name} is larger than {LARGEST_FILE >> 20} MiB; please split it.")
        return path.read_bytes()
    except OSError as error:
        raise TranscriptError(f"{path.name} cannot be read: {error.strerror}.") from error
