"""What the process that reads files may do: little, and not for long. Where a system knows no limits, time alone."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType

try:
    import resource as _resource
except ImportError:  # Windows
    _limits: ModuleType | None = None
else:
    _limits = _resource

SECONDS = 60  # of computing, for one file
ROOM = 640 * 2**20  # bytes of memory, beside what Python and the readers take: docs/uploads.md says how much is needed
_FILES = 64  # open at once; a library may still look for a file of its own

# What a reader of files has no business with. A guard beside the limits, for those who may do anything (root).
_REFUSED = (
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "os.kill",
    "os.putenv",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "pty.",
    "shutil.",
    "socket.",
    "ctypes.",
    "ftplib.",
    "smtplib.",
    "urllib.",
    "webbrowser.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def bind() -> None:
    """Binds this process for good: no file written, none begun, no talk with others, no core, and so much memory."""
    if _limits:
        _bound(_limits.RLIMIT_CORE, 0)
        _bound(_limits.RLIMIT_FSIZE, 0)
        _bound(_limits.RLIMIT_NOFILE, _FILES)
        with suppress(AttributeError):  # not every system counts processes
            _bound(_limits.RLIMIT_NPROC, 0)
        if taken := _taken():
            _bound(_limits.RLIMIT_AS, taken + ROOM)
    sys.addaudithook(_watch)


def begin() -> None:
    """Gives this process its time for one more file."""
    if _limits:
        spent = _limits.getrusage(_limits.RUSAGE_SELF)
        until = int(spent.ru_utime + spent.ru_stime) + SECONDS
        _, hard = _limits.getrlimit(_limits.RLIMIT_CPU)
        _limits.setrlimit(_limits.RLIMIT_CPU, (until, hard))


def _bound(what: int, most: int) -> None:
    assert _limits
    with suppress(OSError, ValueError):  # a system that refuses this one has the others, and the clock
        _, hard = _limits.getrlimit(what)
        least = most if hard == _limits.RLIM_INFINITY else min(most, hard)
        _limits.setrlimit(what, (least, least))


def _taken() -> int:
    """Bytes of addresses that this process has; 0 where that is not told."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _watch(event: str, given: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"a reader of files must not do this: {event}")
    if event == "open" and _writes(given[1], given[2]):
        raise PermissionError("a reader of files must not write one")


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return not set(mode).isdisjoint("wax+")
    return isinstance(flags, int) and bool(flags & _WRITING)
