"""Faults of Discord's gateway: connections and sessions that end, and what is no event at all."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.faults.discord import payloads
from tests.faults.discord.gateway import Shard
from tests.faults.discord.server import COMMAND, settled
from tests.faults.discord.words import quotes
from tests.faults.scene import QUESTION, Beside, Scene, wire

_TEXTS = ("{", "no JSON", "[]", "null", '{"op": 0}', '{"op": 99, "d": null}', '{"op": 0, "t": 5, "d": 5, "s": 5}')
_GARBAGE = (*_TEXTS, "[" * 100_000, b"no zlib \x00\x00\xff\xff")
UNREADABLE = ("{", "null", b"no zlib \x00\x00\xff\xff")
_EVENTS = ("INTERACTION_CREATE", "MESSAGE_CREATE", "GUILD_UPDATE", "CHANNEL_UPDATE", "NO_SUCH_EVENT")
_MALFORMED: tuple[object, ...] = (
    *({}, {"type": 2}, {"id": "x"}, []),
    payloads.interaction("1", COMMAND, {}),
    payloads.interaction("2", COMMAND, {"id": "1", "name": "no-such", "type": 1}),
    payloads.interaction("3", 3, {}),
    payloads.interaction("4", 5, {"custom_id": "verbatim:who", "components": 5}),
    payloads.interaction("5", 77, {}),
)


async def _closed(scene: Scene, code: int) -> None:
    await scene.discord.gateway.home.close(code)
    await _back(scene)


async def _told(scene: Scene, op: int, what: object) -> None:
    scene.discord.gateway.home.ready.clear()
    await scene.discord.gateway.home.send(op, what)
    await _back(scene)


async def _session_gone(scene: Scene) -> None:
    scene.discord.gateway.home.resumable = False
    scene.discord.gateway.home.reset()
    await _back(scene)


async def _deaf(scene: Scene) -> None:
    """Heartbeats are no longer acknowledged: a connection that only seems to be there."""
    gateway = scene.discord.gateway.home
    connections = gateway.identified + gateway.resumed
    gateway.acknowledges = False
    await scene.until(lambda: gateway.identified + gateway.resumed > connections)
    gateway.acknowledges = True
    await _back(scene)


async def delivered_twice(scene: Scene) -> None:
    """After a resume all that was asked comes once more, commands as well as mentions."""
    gateway, rest = scene.discord.gateway.home, scene.discord.rest
    gateway.again = True
    asked, messages = await scene.discord.command("ask", question=QUESTION), len(rest.messages)
    await scene.discord.say(QUESTION)
    await settled(asked)
    await scene.until(lambda: len(rest.messages) > messages)
    gateway.reset()
    await _back(scene)
    await scene.asks()
    scene.expects(asked.refused == 0, "a command that came twice was acknowledged twice")
    scene.expects(len(rest.messages) == messages + 1, "a mention that came twice was answered twice")
    gateway.again = False


async def _without_shard(scene: Scene) -> None:
    scene.discord.gateway.home.says_shard = False
    await _session_gone(scene)


async def garbage(scene: Scene, frames: Iterable[str | bytes] = _GARBAGE) -> None:
    """What cannot be read; the connection may be given up for it, the process may not."""
    for frame in frames:
        await _back(scene)
        await scene.discord.gateway.home.raw(frame)
        scene.expects(await scene.works(), f"the bot does not come back after {frame[:50]!r}")


async def malformed(scene: Scene) -> None:
    """Events that lack what Discord documents; they are passed over, and nothing else is."""
    gateway = scene.discord.gateway.home
    for name in _EVENTS:
        for what in _MALFORMED:
            await gateway.raw(json.dumps({"op": 0, "t": name, "s": 1, "d": what}))
    scene.expects(quotes(await scene.asks()), "a question after malformed events is not answered")
    scene.expects(scene.bot.alive, "the process ended")


async def dropped(scene: Scene) -> None:
    """A question is under way as the connection goes: its answer goes by REST and comes all the same."""
    asked = await scene.discord.command("ask", question=QUESTION)
    await scene.until(lambda: asked.taken)
    scene.discord.gateway.home.reset()
    scene.keeps(quotes(await settled(asked)), "a question that was acknowledged was not answered")
    await _back(scene)


async def shard_garbled(scene: Scene, frames: Iterable[str | bytes] = UNREADABLE) -> None:
    """What cannot be read on one shard is nothing to the others."""
    for frame in frames:  # few: discord.py waits longer each time until it connects again
        for shard in scene.discord.gateway.shards.values():
            connections = {one: one.identified + one.resumed for one in scene.discord.gateway.shards.values()}
            await shard.raw(frame)
            await scene.until(partial(_anew, shard, connections[shard]))
            scene.expects(await scene.works(), f"the bot does not come back after {frame[:50]!r}")
            for other in _others(scene, shard):
                scene.expects(not _anew(other, connections[other]), "another shard was connected anew")


async def _shard_away(scene: Scene) -> None:
    """While one shard is away, the servers of another are answered; it comes back by itself."""
    home = scene.discord.gateway.home
    for shard in _others(scene, home):
        shard.resumable = False
        shard.reset()
        scene.expects(quotes(await scene.asks()), "a question on a shard that is there is not answered")
    await _back(scene)
    home.resumable = False
    home.reset()
    await _back(scene)


def _anew(shard: Shard, connections: int) -> bool:
    return shard.ready.is_set() and shard.identified + shard.resumed > connections


def _others(scene: Scene, shard: Shard) -> list[Shard]:
    return [other for other in scene.discord.gateway.shards.values() if other is not shard]


@contextmanager
def shards(_: Path) -> Iterator[Beside]:
    yield Beside(None, {"SHARDS": "2"})


async def _back(scene: Scene) -> None:
    await scene.until(lambda: scene.discord.gateway.all_ready)


FAULTS = (
    wire("gateway: connection reset while answering", dropped, 5, slow=0.5),
    wire("gateway: closed with 4000", partial(_closed, code=4000)),
    wire("gateway: closed with 1001", partial(_closed, code=1001)),
    wire("gateway: reconnect requested", partial(_told, op=7, what=None)),
    wire("gateway: session invalid, resumable", partial(_told, op=9, what=True), 2),
    wire("gateway: session invalid", partial(_told, op=9, what=False), 2),
    wire("gateway: session gone at resume", _session_gone, 2),
    wire("gateway: heartbeats not acknowledged", _deaf, 1),
    wire("gateway: events delivered twice", delivered_twice, 3),
    wire("gateway: READY without shard", _without_shard, 1),
    wire("gateway: garbage frames", garbage, 1, tracebacks=20),
    wire("gateway: malformed events", malformed, 2, tracebacks=100),
    wire("shards: one gone, the other answers", _shard_away, 2, tracebacks=4, beside=shards),
    wire("shards: garbage frames", shard_garbled, 1, tracebacks=60, beside=shards),
)
