"""The gateway of the stand-in: sessions with numbered events, which are sent again when they are resumed."""

import asyncio
import json
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from bot.sharding import shard_of
from tests.faults.discord.payloads import APP, GUILD, ME, Json, guild

_BEAT_EVERY = 2000  # milliseconds, so that a dead connection is noticed while a test lasts


class Shard:
    """One of a bot's shards: its connections, one after another. What a fault is to change of it are its attributes."""

    def __init__(self, address: str, number: int = 0, shards: int = 1) -> None:
        self._address, self.number, self._shards = address, number, shards
        self.socket: web.WebSocketResponse | None = None
        self.ready = asyncio.Event()  # while a bot is connected
        self.acknowledges = True  # heartbeats
        self.resumable = True  # whether a session may go on
        self.again = False  # whether what was seen already is sent once more after a resume
        self.says_shard = True
        self.identified = self.resumed = 0  # how often
        self._events: list[Json] = []
        self._number = count(1)

    async def serve(self, socket: web.WebSocketResponse, frame: Json) -> None:
        """Goes on with a connection of which the first frame, that of a session, was read."""
        self.socket = socket
        await self._heard(frame)
        async for heard in socket:
            if heard.type is WSMsgType.TEXT:
                await self._heard(json.loads(heard.data))
        if self.socket is socket:
            self.ready.clear()

    async def event(self, name: str, what: Any) -> None:
        """An event that is kept, so that a bot which was away hears of it when it comes back."""
        one = {"op": 0, "t": name, "s": next(self._number), "d": what}
        self._events.append(one)
        if self.ready.is_set() and self.socket and not self.socket.closed:
            await self.socket.send_json(one)

    async def send(self, op: int, what: Any) -> None:
        if self.socket and not self.socket.closed:
            await self.socket.send_json({"op": op, "d": what})

    async def raw(self, frame: str | bytes) -> None:
        """What need not be an event."""
        if self.socket and not self.socket.closed:
            await (self.socket.send_str(frame) if isinstance(frame, str) else self.socket.send_bytes(frame))

    def reset(self) -> None:
        """Ends the connection as a broken network does: without a word."""
        self.ready.clear()
        if self.socket and self.socket._req and self.socket._req.transport:
            self.socket._req.transport.abort()

    async def close(self, code: int) -> None:
        self.ready.clear()
        if self.socket:
            await self.socket.close(code=code)

    async def _heard(self, frame: Json) -> None:
        if frame["op"] == 1 and self.acknowledges:
            await self.send(11, None)
        elif frame["op"] == 2:
            await self._begin()
        elif frame["op"] == 6:
            await self._resume(int(frame["d"]["seq"] or 0))

    async def _begin(self) -> None:
        self.identified += 1
        self._events, self._number = [], count(1)
        self.ready.set()
        session = {"session_id": f"session-{self.number}-{self.identified}"}
        about = {**session, "resume_gateway_url": f"ws://{self._address}/gateway/"}
        shard = {"shard": [self.number, self._shards]} if self.says_shard else {}
        guilds = [{"id": GUILD, "unavailable": True}] if self.has_guild else []
        known = {"guilds": guilds, "application": {"id": APP, "flags": 0}}
        await self.event("READY", {"v": 10, "user": ME, **about, **shard, **known})
        if self.has_guild:
            await self.event("GUILD_CREATE", guild())

    @property
    def has_guild(self) -> bool:
        return shard_of(int(GUILD), self._shards) == self.number

    async def _resume(self, seen: int) -> None:
        if not self.resumable:
            self.resumable = True
            await self.send(9, False)
            return
        self.resumed += 1
        self.ready.set()
        for one in self._events:
            if one["s"] > seen or (self.again and one["t"] in {"INTERACTION_CREATE", "MESSAGE_CREATE"}):
                await self._put(one)
        await self.event("RESUMED", {})

    async def _put(self, one: Json) -> None:
        if self.socket:
            await self.socket.send_json(one)


class Gateway:
    """Where all shards connect; `home` is the one that has the server."""

    def __init__(self, address: str, shards: int = 1) -> None:
        self.shards = {number: Shard(address, number, shards) for number in range(shards)}
        self.home = next(shard for shard in self.shards.values() if shard.has_guild)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": _BEAT_EVERY}})
        async for heard in socket:
            frame = json.loads(heard.data) if heard.type is WSMsgType.TEXT else {"op": None}
            if frame["op"] == 1:
                await socket.send_json({"op": 11, "d": None})
            elif frame["op"] in {2, 6}:
                await self._shard(frame).serve(socket, frame)
        return socket

    async def connected(self) -> None:
        """Waits for every shard."""
        for shard in self.shards.values():
            await shard.ready.wait()

    @property
    def all_ready(self) -> bool:
        return all(shard.ready.is_set() for shard in self.shards.values())

    def forget(self) -> None:
        """The process that was connected is gone."""
        for shard in self.shards.values():
            shard.ready.clear()

    def _shard(self, frame: Json) -> Shard:
        """That of which a session begins or goes on."""
        if frame["op"] == 6:
            return self.shards[int(frame["d"]["session_id"].split("-")[1])]
        return self.shards[frame["d"].get("shard", [0, 1])[0]]
