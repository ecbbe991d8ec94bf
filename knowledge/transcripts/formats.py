"""What is in a file, told by its content: its bytes are decoded, and handed to the reader of their format.

Runs in the process of `child`, never in that of the bot.
"""

import hashlib
import json
from dataclasses import dataclass
from types import ModuleType

from knowledge.errors import TranscriptError
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
from knowledge.transcripts.storing import storable

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


def understood(raw: bytes, title: str) -> File:
    """The transcript in a file's bytes. Raises TranscriptError without the file's name."""
    text, code = text_of(raw)
    transcript, name = _read(text, title)
    return File(transcript, name, code, digest_of(text))


def text_of(raw: bytes) -> tuple[str, str]:
    """The text in a file's bytes, and how it was encoded. Raises TranscriptError."""
    document = next((reader for reader in _OF_BYTES if reader.recognises(raw)), None)
    return (document.text_of(raw), document.NAME) if document else encoding.decoded(raw)


def digest_of(text: str) -> str:
    """By what a text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


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
        found = storable(json.loads(text))
    except RecursionError as error:
        raise TranscriptError("it is JSON that is nested too deeply.") from error
    except ValueError:
        return None
    return found if isinstance(found, dict | list) else None
