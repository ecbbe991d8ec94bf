"""The process in which files are read: `python -m knowledge.transcripts.child`, spoken to by `apart` alone.

It holds no secrets, writes no files, and gives itself bounds of memory and time before it sees a byte.
"""

import json
import sys
from dataclasses import asdict
from typing import BinaryIO

try:
    import resource
except ImportError:  # of Unix only; elsewhere the time that `apart` waits is the bound
    resource = None  # type: ignore[assignment]

from knowledge.errors import TranscriptError
from knowledge.remarks import Remark
from knowledge.transcripts.formats import digest_of, text_of, understood
from knowledge.transcripts.framing import read_frame, write_frame

_MEMORY = 2 * 2**30  # bytes of addresses
_SECONDS = 60  # of computing, for one file


def main(given: BinaryIO, taken: BinaryIO) -> None:
    """Reads one file after the other until there is no more."""
    _bound_for_good()
    while (asked := read_frame(given)) is not None and (raw := read_frame(given)) is not None:
        _bound_time()
        write_frame(taken, json.dumps(_reply(json.loads(asked), raw)).encode())


def _reply(asked: dict[str, str], raw: bytes) -> dict[str, object]:
    try:
        if asked["what"] == "digest":
            return {"digest": digest_of(text_of(raw)[0])}
        file = understood(raw, asked["title"])
        return {"file": asdict(file), "remarks": [_again(warning) for warning in file.transcript.warnings]}
    except TranscriptError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "reading it takes more memory than a file may; please split it."}
    except Exception as error:
        return {"error": "it cannot be read; it may be damaged.", "fault": type(error).__name__}


def _again(warning: str) -> list[object] | None:
    """What a warning is said again by in another language."""
    return [warning.key, dict(warning.values)] if isinstance(warning, Remark) else None


def _bound_for_good() -> None:
    if resource:
        for kind, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(kind, (most, most))


def _bound_time() -> None:
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + _SECONDS, hard))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
