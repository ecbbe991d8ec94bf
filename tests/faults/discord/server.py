"""The stand-in as a whole: what a person does in it, what the bot says in it, and whether Discord would allow that."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.bot.limits import choice_faults, command_faults, faults
from tests.faults.discord import payloads
from tests.faults.discord.gateway import Gateway
from tests.faults.discord.payloads import APP, Json
from tests.faults.discord.rest import IN_TIME, Interaction, Rest

COMMAND, BUTTON, AUTOCOMPLETE, FORM = 2, 3, 4, 5
PATIENCE = 90.0  # seconds after which something is wrong, however slow the machine


class Discord:
    """Lives as long as its context. `address` is where a bot process is to be pointed at."""

    def __init__(self, port: int, shards: int = 1) -> None:
        self.address = f"127.0.0.1:{port}"
        self.gateway, self.rest = Gateway(self.address, shards), Rest()

    async def up(self) -> None:
        """Waits until the bot is connected and its commands are there."""
        async with asyncio.timeout(PATIENCE):
            await self.rest.registered.wait()
            await self.gateway.connected()

    async def command(self, name: str, **values: object) -> Interaction:
        """`name` may be that of a group and one of its commands."""
        return await self.sent(COMMAND, self.data(name, payloads.options(**values)), name)

    async def press(self, message: Json, custom_id: str) -> Interaction:
        """Presses the button of a message whose id begins so."""
        id = next(one for one in custom_ids(message) if one.startswith(custom_id))
        under = payloads.message(self.rest.next_id(), message)
        return await self.sent(BUTTON, {"custom_id": id, "component_type": 2}, custom_id, under)

    async def sent(self, type: int, data: Json, name: str, message: Json | None = None) -> Interaction:
        id = self.rest.next_id()
        # Somebody else each time asks, for one alone would soon be asked to wait.
        person = id if name == "ask" else payloads.PERSON
        sent = self.rest.interactions[id] = Interaction(time.monotonic(), name)
        await self.gateway.home.event("INTERACTION_CREATE", payloads.interaction(id, type, data, message, person))
        return sent

    async def add(self, name: str, contents: bytes) -> Interaction:
        """/library add of a file."""
        file = self.rest.file(name, contents, self.address)
        data = self.data("library add", [{"name": "file", "type": 11, "value": file["id"]}])
        return await self.sent(COMMAND, {**data, "resolved": {"attachments": {file["id"]: file}}}, "library add")

    async def say(self, content: str, *, to_bot: bool = True) -> None:
        """A message of the person; to the bot it is a mention."""
        text = f"<@{APP}> {content}" if to_bot else content
        await self.gateway.home.event("MESSAGE_CREATE", payloads.said(self.rest.next_id(), text, to_bot=to_bot))

    async def post(self, title: str, content: str) -> str:
        """A post of the person in the forum; its number, which is also that of its first message."""
        id = self.rest.next_id()
        post = self.rest.threads[id] = payloads.thread(id, title, payloads.FORUM, payloads.PERSON)
        await self.gateway.home.event("THREAD_CREATE", {**post, "newly_created": True})
        await self.gateway.home.event("MESSAGE_CREATE", payloads.said(id, content, to_bot=False, channel=id))
        return id

    async def say_on(self, post: str, content: str) -> None:
        """A further message of the person in a post or thread."""
        said = payloads.said(self.rest.next_id(), content, to_bot=False, channel=post)
        await self.gateway.home.event("MESSAGE_CREATE", said)

    def data(self, name: str, options: list[Json]) -> Json:
        whole, _, part = name.partition(" ")
        id = next(one["id"] for one in self.rest.commands if one["name"] == whole)
        inner = [{"name": part, "type": 1, "options": options}] if part else options
        return {"id": id, "name": whole, "type": 1, "options": inner}

    def complaints(self) -> list[str]:
        """What Discord would not have allowed of all that was said, and whom it would have pinged."""
        found = [f"{fault}: {one.path}" for one in self.rest.said for fault in faults(one.body)]
        for one in self.rest.messages:
            allowed = one.body.get("allowed_mentions")
            if allowed is None or allowed.get("parse") or allowed.get("users") or allowed.get("roles"):
                found.append(f"a message may mention people: {allowed}")
        for done in self.rest.interactions.values():
            if done.first and done.first["type"] == 8:
                found += choice_faults((done.first.get("data") or {}).get("choices") or [])
        return found + [fault for one in self.rest.commands for fault in command_faults(one)]

    def unheard(self) -> list[str]:
        """Interactions that nobody acknowledged in time."""
        return [
            f"/{one.name} was not acknowledged within {IN_TIME:.0f} s"
            for one in self.rest.interactions.values()
            if one.taken is None
        ]


async def settled(one: Interaction, seconds: float = PATIENCE) -> Json:
    """What stands there once there is something to read. Raises TimeoutError."""
    await asyncio.wait_for(one.settled.wait(), seconds)
    return (one.shown or one.followed)[-1]


def custom_ids(message: Json) -> list[str]:
    return list(_ids(message.get("components") or []))


def _ids(parts: list[Json]) -> list[str]:
    inner = [id for part in parts for id in _ids([*part.get("components", []), *filter(None, [part.get("accessory")])])]
    return [part["custom_id"] for part in parts if "custom_id" in part] + inner


@asynccontextmanager
async def standing_in(shards: int = 1) -> AsyncIterator[Discord]:
    """Discord on a free port of this machine's own network."""
    app = web.Application(client_max_size=1 << 28)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    discord = Discord(port, shards)
    app.router.add_get("/gateway/", discord.gateway.serve)
    app.router.add_get("/files/{id}", discord.rest.fetch)
    app.router.add_route("*", "/api/v10/{path:.*}", discord.rest.serve)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield discord
    finally:
        await runner.cleanup()
