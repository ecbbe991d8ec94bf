"""Faults of a Chroma server, done to a bot whose vectors lie there: away, slow, restarted, and answering nonsense."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.faults.discord.server import settled
from tests.faults.discord.words import quotes
from tests.faults.scene import QUESTION, Beside, Scene, wire
from tests.knowledge.chroma import ChromaServer, Response, doored, fetched, says

_GARBAGE = (
    says(200, "text/html", b"<h1>Welcome!</h1>"),
    says(200, "application/json", b'{"hello": 1}'),
    says(200, "application/json", b"[1, 2"),
    says(200, "application/json", b'{"ids": [["x"]], "distances": [[0.1]], "metadatas": null, "documents": null}'),
    says(200, "application/json", b'{"ids": [["x"]], "distances": [[NaN]]}'),
)


@dataclass
class Door:
    """Stands in front of a server, and may be slow, or answer in its place."""

    server: ChromaServer
    wait: float = 0.0
    instead: Response | None = None
    _open: threading.Event = field(default_factory=threading.Event)

    def __call__(self, request: BaseHTTPRequestHandler, body: bytes) -> Response:
        if self.wait:
            self._open.wait(self.wait)
        if self.instead:
            return self.instead
        try:
            return fetched(self.server.url + request.path, request.command, body)
        except OSError:
            return 502, "text/plain", b""


@contextmanager
def _behind_a_door(folder: Path) -> Iterator[Beside]:
    (kept := folder / "chroma").mkdir()
    with ChromaServer(kept) as server:
        door = Door(server)
        with doored(door) as url:
            yield Beside(door, {"CHROMA_URL": url})


async def _told(scene: Scene) -> None:
    """Whoever asks reads one sentence, without a quote, and meanwhile others are heeded."""
    asked = await scene.discord.command("ask", question=QUESTION)
    await scene.heeded()
    said = await settled(asked)
    scene.expects(not quotes(said), "something was quoted without the vectors")
    scene.expects("library" in str(said.get("content")), f"who asked was not told what is wrong: {said}")
    scene.expects(len(asked.shown) == 1, "who asked was told more than once")


async def _away(scene: Scene) -> None:
    await asyncio.to_thread(scene.beside.server.stop)
    await _told(scene)
    await asyncio.to_thread(scene.beside.server.start)


async def _away_at_start(scene: Scene) -> None:
    await scene.bot.stop()
    await asyncio.to_thread(scene.beside.server.stop)
    await scene.bot.start()
    await _told(scene)
    await asyncio.to_thread(scene.beside.server.start)


async def _slow(scene: Scene) -> None:
    """5 s a call: an answer or a sentence, in its own time; everybody else is heeded."""
    scene.beside.wait = 5.0
    asked = [await scene.discord.command("ask", question=QUESTION) for _ in range(4)]
    await scene.heeded()
    for one in asked:
        said = await settled(one)
        scene.expects(quotes(said) or said.get("content"), "who asked was told nothing")
    scene.beside.wait = 0.0


async def _answers(scene: Scene, instead: tuple[Response, ...]) -> None:
    """A sentence; or what the words alone have found, where nonsense looks like an answer. Never a wrong quote."""
    for one in instead:
        scene.beside.instead = one
        asked = await scene.discord.command("ask", question=QUESTION)
        await scene.heeded()
        said = await settled(asked)
        scene.expects(quotes(said) or "library" in str(said.get("content")), f"who asked was told: {said}"[:300])
        scene.beside.instead = None
        scene.expects(await scene.works(), "service does not return after nonsense")


async def _restarted(scene: Scene) -> None:
    """The server is killed and started again while a question is with it."""
    scene.beside.wait = 0.5
    asked = [await scene.discord.command("ask", question=QUESTION) for _ in range(3)]
    await asyncio.sleep(0.2)
    await asyncio.to_thread(scene.beside.server.stop, signal.SIGKILL)
    await asyncio.to_thread(scene.beside.server.start)
    await scene.heeded()
    for one in asked:
        said = await settled(one)
        scene.expects(quotes(said) or said.get("content"), "who asked was told nothing")
    scene.beside.wait = 0.0


_NONSENSE = tuple(door(None, b"") for door in _GARBAGE)  # type: ignore[arg-type]
_FAILING = tuple((status, "text/plain", b"") for status in (500, 503))

FAULTS = (
    wire("chroma: away and back", _away, 3, beside=_behind_a_door),
    wire("chroma: away at the start", _away_at_start, 2, beside=_behind_a_door),
    wire("chroma: slow, 5 s a call", _slow, 1, beside=_behind_a_door),
    wire("chroma: nonsense", partial(_answers, instead=_NONSENSE), 1, beside=_behind_a_door, tracebacks=10),
    wire("chroma: answering 500 and 503", partial(_answers, instead=_FAILING), 1, beside=_behind_a_door),
    wire("chroma: restarted in mid-query", _restarted, 3, beside=_behind_a_door),
)
