"""Has files read by another process that can be ended, and believes nothing of what it says without looking."""

import atexit
import json
import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Lock, Timer

from pydantic import TypeAdapter, ValidationError

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.remarks import Remark
from knowledge.transcripts.formats import File
from knowledge.transcripts.framing import read_frame, write_frame

SECONDS = 90  # that one file may take
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")  # of the environment; it holds secrets
_ROOT = Path(__file__).parents[2]
_FILES = TypeAdapter(File)
_REMARKS = TypeAdapter(list[tuple[str, dict[str, int | str]] | None])
_OVERRUN = "reading it takes more time or memory than a file may; please split it, or save its text alone."

log = logging.getLogger(__name__)


class Reader:
    """A process that reads files, started at the first and anew after one that it did not survive. Thread-safe."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds, self._lock = seconds, Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, asked: dict[str, str], raw: bytes) -> dict[str, object]:
        """What it says of a file. Raises TranscriptError if it says no, or nothing in time."""
        with self._lock:
            said = self._exchange(asked, raw)
        if said is None:
            raise TranscriptError(_OVERRUN)
        if "error" in said:
            if "fault" in said:
                log.warning("A file could not be read: %s", said["fault"])
            raise TranscriptError(str(said["error"]))
        return said

    def close(self) -> None:
        """Ends the process; the next file starts another."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _exchange(self, asked: dict[str, str], raw: bytes) -> dict[str, object] | None:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _started()
        process = self._process
        bound = Timer(self._seconds, process.kill)
        bound.start()
        try:
            assert process.stdin
            assert process.stdout
            write_frame(process.stdin, json.dumps(asked).encode())
            write_frame(process.stdin, raw)
            reply = read_frame(process.stdout)
            said = json.loads(reply) if reply is not None else None
        except (OSError, ValueError):
            said = None
        finally:
            bound.cancel()
        if not isinstance(said, dict):
            self.close()
            return None
        return said


def understood(raw: bytes, title: str) -> File:
    """The transcript in a file's bytes, whose every offset lies in its text. Raises TranscriptError."""
    try:
        said = _READER.ask({"what": "file", "title": title}, raw)
        file, remarks = _FILES.validate_python(said.get("file")), _REMARKS.validate_python(said.get("remarks"))
        file.transcript.text.encode()
    except (ValidationError, UnicodeEncodeError) as error:
        raise TranscriptError("it cannot be read; it may be damaged.") from error
    if not _holds(file.transcript):
        raise TranscriptError("it cannot be read; it may be damaged.")
    warnings = tuple(
        Remark(text, remark[0], **remark[1]) if remark else text
        for text, remark in zip(file.transcript.warnings, remarks, strict=False)
    )
    return replace(file, transcript=replace(file.transcript, warnings=warnings))


def digest(raw: bytes) -> str:
    """By what a file is known again. Raises TranscriptError."""
    return str(_READER.ask({"what": "digest"}, raw).get("digest"))


def _holds(transcript: Transcript) -> bool:
    """Whether turns stand one after another in the text, each said by somebody who is known, or by nobody."""
    known, reached = {None, *(speaker.id for speaker in transcript.speakers)}, 0
    for turn in transcript.turns:
        if not reached <= turn.start <= turn.end <= len(transcript.text) or turn.speaker not in known:
            return False
        reached = turn.end
    return True


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "knowledge.transcripts.child"]
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=passed | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
        start_new_session=True,
    )


_READER = Reader()
atexit.register(_READER.close)
