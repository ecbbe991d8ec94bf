"""Files into transcripts: finds them, decodes them, and hands each to the reader of its format."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.errors import NothingToIngest, TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import labelled, plain

SUFFIX = ".txt"
LARGEST_FILE = 16 * 2**20  # bytes; an hour of speech is about 60 kB


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """The transcript files that `paths` name: files as given, folders searched for .txt files.

    Raises NothingToIngest for a path that does not exist or holds no transcripts.
    """
    for path in paths:
        if not path.is_dir():
            if not path.exists():
                raise NothingToIngest(f"There is no file or folder “{path}”.")
            yield path
            continue
        files = sorted(file for file in path.rglob(f"*{SUFFIX}") if file.is_file())
        if not files:
            raise NothingToIngest(f"The folder “{path}” holds no transcripts (files ending in {SUFFIX}).")
        yield from files


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
