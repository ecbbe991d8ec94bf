"""Has files read by a process of its own, and ends it when one takes too long."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import IO, BinaryIO

from knowledge import transcripts
from knowledge.apart import wire
from knowledge.errors import TranscriptError
from knowledge.transcripts import File

SECONDS = 120.0  # on the clock for one file; a process that only computes is ended before by its own limit
_START = 120.0  # seconds to begin, on a machine that has much else to do
_ROOT = Path(__file__).parents[2]
# Of what is set for the bot, what Python needs to begin; a token is not among it.
_PASSED = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR", "LANG", "LC_ALL", "LC_CTYPE", "TZ")


class Reader:
    """Reads files one after another, in a process that begins with the first and ends with this.

    For one thread at a time, and for the files of one person: a process that a file has taken over may lie about
    the next, though only about what it says. After one that was ended, the next file has a new one.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process. Closed twice is closed."""
        process, self._process = self._process, None
        if process:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # what was not yet written to a process that is gone
                    _pipe(pipe).close()
            process.wait()

    def opened(self, path: Path) -> File:
        """One file, and what it was taken for. Raises TranscriptError with a sentence that names the file."""
        return self.understood(transcripts.raw(path), path)

    def understood(self, raw: bytes, path: Path) -> File:
        """The same of a file whose bytes are known."""
        try:
            return self._asked(raw, path.stem)
        except TranscriptError as error:
            raise error.of(path.name) from error

    def _asked(self, raw: bytes, title: str) -> File:
        process, late = self._process or self._begun(), Event()
        with _ended(process, self._seconds, late):
            try:
                return _spoken(process, raw, title)
            except (OSError, wire.Broken) as error:
                self.close()
                raise _fault(process.returncode, late=late.is_set()) from error
            except BaseException as error:
                if not isinstance(error, TranscriptError):  # stopped in the middle: what comes next is no answer
                    self.close()
                raise

    def _begun(self) -> subprocess.Popen[bytes]:
        env = {name: os.environ[name] for name in _PASSED if name in os.environ}
        env |= {"PYTHONPATH": os.pathsep.join(map(str, (_ROOT, *sys.path[1:]))), "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "knowledge.apart.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
            cwd=_ROOT,
        )
        with _ended(process, _START, Event()):
            if _pipe(process.stdout).read(len(wire.READY)) != wire.READY:
                self.close()
                raise TranscriptError("the process that reads files does not begin here.", "no_process")
        return process


@contextmanager
def _ended(process: subprocess.Popen[bytes], seconds: float, late: Event) -> Iterator[None]:
    """Ends a process that is still at it after so many seconds, and says so."""

    def end() -> None:
        late.set()
        process.kill()

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _spoken(process: subprocess.Popen[bytes], raw: bytes, title: str) -> File:
    pipe = _pipe(process.stdin)
    for part in wire.asking(raw, title):
        pipe.write(part)
    pipe.flush()
    return wire.answered(_pipe(process.stdout))


def _fault(status: int | None, *, late: bool) -> TranscriptError:
    """Why a process has ended in the middle of a file, by how it did."""
    if late or status == -24:  # SIGXCPU, where there is one
        return TranscriptError("reading it takes longer than a transcript does.", "slow")
    return TranscriptError("the process that read it broke down; it may be made to do harm.", "broken")


def _pipe(pipe: IO[bytes] | None) -> BinaryIO:
    assert pipe is not None
    return pipe  # type: ignore[return-value]  # of bytes, as asked for
