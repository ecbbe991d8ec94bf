"""The gateway of the stand-in: a session with numbered events, which are sent again when it is resumed."""

import asyncio
import json
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from tests.faults.discord.payloads import APP, GUILD, ME, Json, guild

_BEAT_EVERY = 2000  # milliseconds, so that a dead connection is noticed while a test lasts


class Gateway:
    """One bot's connections, one after another. What a fault is to change of it are its attributes."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.socket: web.WebSocketResponse | None = None
        self.ready = asyncio.Event()  # while a bot is connected
        self.acknowledges = True  # heartbeats
        self.resumable = True  # whether a session may go on
        self.again = False  # whether what was seen already is sent once more after a resume
        self.says_shard = True
        self.identified = self.resumed = 0  # how often
        self._events: list[Json] = []
        self._number = count(1)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        self.socket = socket
        await self.send(10, {"heartbeat_interval": _BEAT_EVERY})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._heard(json.loads(frame.data))
        if self.socket is socket:
            self.ready.clear()
        return socket

    async def event(self, name: str, what: Any) -> None:
        """An event that is kept, so that a bot which was away hears of it when it comes back."""
        one = {"op": 0, "t": name, "s": next(self._number), "d": what}
        self._events.append(one)
        if self.ready.is_set() and self.socket and not self.socket.closed:
            await self.socket.send_json(one)

    async def send(self, op: int, what: Any) -> None:
        if self.socket and not self.socket.closed:
            await self.socket.send_json({"op": op, "d": what})

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
        about = {"session_id": f"session-{self.identified}", "resume_gateway_url": f"ws://{self._address}/gateway/"}
        shard = {"shard": [0, 1]} if self.says_shard else {}
        known = {"guilds": [{"id": GUILD, "unavailable": True}], "application": {"id": APP, "flags": 0}}
        await self.event("READY", {"v": 10, "user": ME, **about, **shard, **known})
        await self.event("GUILD_CREATE", guild())

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
