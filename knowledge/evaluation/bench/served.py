"""The same library embedded and on a Chroma server, question by question in turn."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from knowledge.evaluation.bench.clock import in_turn
from knowledge.evaluation.bench.figures import Figure, Measured, Remark
from knowledge.evaluation.bench.made_up import MOST, RARE, RandomEncoder, fill
from knowledge.library import Library
from knowledge.places import EMBEDDED, Place, Server

PASSAGES = 10_000
_CHROMA = Path(sys.executable).with_name("chroma")
_LONG = 60.0  # seconds in which a server starts


def embedded_and_served(said: Sequence[str], questions: Sequence[str], room: Path) -> Iterator[Measured]:
    """Both are filled with the same made-up passages; the server runs on this machine for as long as it takes."""
    part = f"embedded and on a Chroma server, {PASSAGES:,} made-up passages"
    if not _CHROMA.exists():
        yield Remark(part, "Chroma's own command, which runs a server, is not installed here.")
        return
    with _server(room / "server") as url:
        ways: dict[str, Place] = {"embedded": EMBEDDED, "served": Server(url)}
        for name, place in ways.items():
            yield Figure(part, f"to add a passage, {name}", _filled(room / name, place, said), "ms")
        with (
            closing(Library(room / "embedded", RandomEncoder())) as embedded,
            closing(Library(room / "served", RandomEncoder(), vectors=ways["served"])) as served,
        ):
            for what, speaker in {"all": None, "a speaker with 29 %": MOST, "a speaker with 1.4 %": RARE}.items():
                asked = in_turn(
                    {
                        "embedded": partial(embedded.ask, speaker=speaker),
                        "served": partial(served.ask, speaker=speaker),
                    },
                    questions,
                )
                yield asked["embedded"].figure(part, f"answer from {what}, embedded")
                yield asked["served"].figure(part, f"answer from {what}, served", asked["embedded"], "embedded")


def _filled(folder: Path, place: Place, said: Sequence[str]) -> float:
    """Milliseconds that a passage took."""
    began = time.perf_counter()
    with closing(Library(folder, RandomEncoder(), vectors=place)) as library:
        done = max(fill(library, PASSAGES, said, folder / "transcripts"))
    return 1000 * (time.perf_counter() - began) / done


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """The address of a server on loopback that keeps its data in a folder. Raises OSError if it does not start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(_CHROMA), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            _until_open(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _until_open(port: int) -> None:
    end = time.monotonic() + _LONG
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return
