"""Files into transcripts: finds them, decodes them, and hands each to the reader of its format."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.errors import NothingToIngest, TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import labelled, plain

SUFFIX = ".txt"
LARGEST_FILE = 16 * 2**20  # bytes; an hour of speech is about 60 kB


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """The transcript files that `paths` name, each once: files as given, folders searched for .txt files.

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
        raise NothingToIngest(f"The folder {folders} holds no transcripts (files ending in {SUFFIX}).")
    yield from found.values()


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob(f"*{SUFFIX}") if file.is_file()) if path.is_dir() else [path]


def read(path: Path) -> Transcript:
    """One file as a transcript. Raises TranscriptError with a sentence that names the file and the fault."""
    text = decoded(path)
    try:
        return labelled.read(text) if labelled.recognises(text) else plain.read(text, title=path.stem)
    except TranscriptError as error:
        raise TranscriptError(f"{path.name}: {error}") from error


def decoded(path: Path) -> str:
    """The file's text, exactly; only a byte order mark is taken off."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TranscriptError(f"{path.name} is larger than {LARGEST_FILE >> 20} MiB; please split it.")
        raw = path.read_bytes()
    except OSError as error:
        raise TranscriptError(f"{path.name} cannot be read: {error.strerror}.") from error
    if b"\0" in raw:
        raise TranscriptError(f"{path.name} is not a text file.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TranscriptError(f"{path.name} is not in UTF-8; please save it as UTF-8 and try again.") from error
    if not text.strip():
        raise TranscriptError(f"{path.name} is empty.")
    return text
