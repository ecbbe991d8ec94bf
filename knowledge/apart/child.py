"""The process that reads files: takes each from its input, and gives its transcript, or a sentence, to its output.

Run by `reader` as `python -m knowledge.apart.child`; it ends with its input. What it is given is not trusted, and what
it gives back is not trusted either.
"""

import os
import signal
from typing import BinaryIO

from knowledge import transcripts
from knowledge.apart import bounds, wire
from knowledge.errors import TranscriptError


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, for whoever has begun this process to heed
    incoming, outgoing = _pipes()
    bounds.bind()
    outgoing.write(wire.READY)
    outgoing.flush()
    while asked := wire.request(incoming):
        bounds.begin()
        for part in _read(*asked):
            outgoing.write(part)
        outgoing.flush()


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """What this process is spoken to by; whatever a library prints goes nowhere."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    return incoming, outgoing


def _read(raw: bytes, title: str) -> tuple[bytes, ...]:
    try:
        return wire.answer(transcripts.understood(raw, title))
    except TranscriptError as error:
        return wire.refusal(error)
    except RecursionError:
        return wire.refusal(TranscriptError("it is nested deeper than a transcript is.", "deep"))
    except MemoryError:
        return wire.refusal(TranscriptError("reading it takes more memory than a transcript does.", "memory"))
    except Exception:  # whatever a library makes of a broken file: this file cannot be read, and the next one can
        return wire.refusal(TranscriptError("it cannot be read; it may be damaged.", "damaged"))


if __name__ == "__main__":
    main()
