"""Faults of a PostgreSQL server that keeps what a bot remembers: away for a while, and there without a word."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from tests.faults.discord.server import settled
from tests.faults.discord.words import quotes
from tests.faults.scene import QUESTION, Beside, Scene, wire
from tests.postgresql import PostgreSQL, rows, running


@contextmanager
def beside(_: Path) -> Iterator[Beside | None]:
    with running() as server:
        if server is None:
            yield None
        else:
            address = server.database()
            yield Beside((server, address), {"DATABASE_URL": address})


async def _gone(scene: Scene, by: str) -> None:
    """What was acknowledged before is kept; meanwhile people read a sentence, and questions are answered."""
    server, address = scene.beside
    answer = await scene.asks()
    await settled(await scene.discord.press(answer, "verbatim:wrong"))
    before = rows(address, "SELECT count(*) FROM report")
    await asyncio.to_thread(_stop, server, by)
    reported = await scene.discord.press(answer, "verbatim:wrong")
    await scene.heeded()
    asked = await scene.discord.command("ask", question=QUESTION)
    scene.expects(quotes(await settled(asked)), "a question is not answered without the database")
    scene.expects((await settled(reported)).get("content"), "whoever reported something was told nothing")
    await asyncio.to_thread(_start, server, by)
    again = await settled(await scene.discord.press(answer, "verbatim:wrong"))
    scene.expects("away" not in str(again), f"what is remembered is not back: {again.get('content')}")
    scene.keeps(rows(address, "SELECT count(*) FROM report") >= before, "a report that was acknowledged is gone")


def _stop(server: PostgreSQL, by: str) -> None:
    if by == "stop":
        server.stop()
    else:
        _each(server, signal.SIGSTOP)


def _start(server: PostgreSQL, by: str) -> None:
    if by == "stop":
        server.start()
    else:
        _each(server, signal.SIGCONT)


@contextmanager
def frozen(server: PostgreSQL) -> Iterator[None]:
    """As long as this lasts the server takes what is sent, and does not answer."""
    _each(server, signal.SIGSTOP)
    try:
        yield
    finally:
        _each(server, signal.SIGCONT)


def _each(server: PostgreSQL, number: signal.Signals) -> None:
    """A signal to the server and to all of its processes, which are those that it is the parent of."""
    first = server.process
    every = (int(one.name) for one in Path("/proc").iterdir() if one.name.isdecimal() and _parent(one) == first)
    for pid in (first, *every):
        with suppress(ProcessLookupError):  # one of a connection that has just ended
            os.kill(pid, number)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:  # it has ended
        return 0


FAULTS = (
    wire("postgresql: stopped and started", partial(_gone, by="stop"), 3, beside=beside),
    wire("postgresql: frozen and going on", partial(_gone, by="freeze"), 1, beside=beside),
)
