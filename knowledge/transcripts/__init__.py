"""Files into transcripts: finds them, decodes them, and hands each to the reader of its format.

A reader is a module of this package with `NAME`, `recognises` and `read`; a file is told by its content. Of
Word and PDF files `text_of` gives the text, which is then read as any other.
"""

import hashlib
import json
import os
import stat
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
    limits,
    pdf,
    plain,
    podcasting,
    podcasting_html,
    revai,
    srt,
    tidying,
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
FORMATS = frozenset(reader.NAME for reader in (*_OF_TEXT, *_OF_JSON))
ENCODINGS = frozenset({encoding.UTF_8, *encoding.NAMES.values(), *(reader.NAME for reader in _OF_BYTES)})


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
    """One file as a transcript, read in this process. Raises TranscriptError that names the file and the fault."""
    return opened(path).transcript


def opened(path: Path) -> File:
    """One file, read in this process: for files that are trusted; `knowledge.apart` is for all others.

    Raises TranscriptError with a sentence that names the file and the fault.
    """
    content = raw(path)
    try:
        return understood(content, path.stem)
    except TranscriptError as error:
        raise error.of(path.name) from error


def understood(content: bytes, title: str) -> File:
    """The transcript in a file's bytes, called so if it does not say itself. Raises TranscriptError."""
    text, code = _text(content)
    plain, lost = tidying.storable(text)
    transcript, name = _read(plain, title, lost)
    return File(limits.within(tidying.tidied(transcript)), name, code, _digest(text))


def digest(content: bytes) -> str | None:
    """By what a file is known again, if it is plain text in UTF-8; of others it is known when they are read."""
    if any(reader.recognises(content) for reader in _OF_BYTES) or b"\0" in content:
        return None
    try:
        return _digest(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _text(content: bytes) -> tuple[str, str]:
    """A file's text, and how it was encoded."""
    document = next((reader for reader in _OF_BYTES if reader.recognises(content)), None)
    return (document.text_of(content), document.NAME) if document else encoding.decoded(content)


def decoded(path: Path) -> str:
    """The file's text, exactly; only a byte order mark is taken off."""
    return encoding.decoded(raw(path))[0]


def _read(text: str, title: str, lost: int) -> tuple[Transcript, str]:
    """The transcript in a text, and the name of its format. Sponsor reads without labels are set aside.

    `lost` characters were taken out before.
    """
    if not text.strip():
        raise TranscriptError("it is empty.", "empty")
    found = _json(text)
    if found is None:
        limits.check_length(text)  # before the work; of JSON much is no text
        reader = next(reader for reader in _OF_TEXT if reader.recognises(text))
        transcript: Transcript = tidying.told(reader.read(text, title=title), lost)
        return transcript if reader is labelled else set_aside(transcript), reader.NAME
    found, more = tidying.storable_json(found) if tidying.may_lack(text) else (found, 0)
    told = next((reader for reader in _OF_JSON if reader.recognises(found)), None)
    if told is None:
        raise TranscriptError("it is JSON, but not that of a transcript which can be read.", "other_json")
    return set_aside(tidying.told(told.read(found, title=title), lost + more)), told.NAME


def _json(text: str) -> object | None:
    """What a text is as JSON, if it is an object or a list; None for any other text. Raises TranscriptError."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or lists in lists in lists
        raise TranscriptError(
            "it is JSON that no transcript has: too deep, or with numbers too long.", "deep"
        ) from error
    return found if isinstance(found, dict | list) else None


def raw(path: Path) -> bytes:
    """A file's bytes, once and for all. Raises TranscriptError if it is no ordinary file, or too large."""
    try:
        # What is no file, as a pipe that nobody writes to, must not be waited for.
        with open(path, "rb", opener=_opener) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise TranscriptError(f"{path.name} is no ordinary file.", "no_file")
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # a ValueError is a zero byte in its name
        reason = error.strerror if isinstance(error, OSError) else "its name is none"
        raise TranscriptError(f"{path.name} cannot be read: {reason}.", "unreadable") from error
    if len(content) > LARGEST_FILE:
        limit = LARGEST_FILE >> 20
        raise TranscriptError(f"{path.name} is larger than {limit} MiB; please split it.", "too_large", limit=limit)
    return content


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
