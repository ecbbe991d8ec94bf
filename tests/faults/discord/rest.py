"""The REST interface of the stand-in: it records what the bot sends, and does to it what a test has asked for."""

import asyncio
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field

from aiohttp import web

from tests.faults.discord.payloads import ANN, APPLICATION, CHANNEL, ME, Json, channel, message, thread

IN_TIME = 3.0  # seconds that Discord waits for the first answer to an interaction
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION = 10003, 10008, 10015, 10062
ALREADY_ACKNOWLEDGED, NO_PERMISSION, HAS_THREAD = 40060, 50013, 160004


@dataclass
class Trouble:
    """What is done to the next `times` requests whose method and path are matched, instead of what they ask for."""

    path: str
    status: int = 0  # 0: the connection is reset
    body: Json = field(default_factory=dict)
    times: int = 1
    wait: float = 0.0  # seconds before it
    does: bool = False  # whether what was asked for is done all the same, after the wait; with 0, without an answer


def limited(path: str, seconds: float, times: int = 1, *, everywhere: bool = False) -> Trouble:
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    return Trouble(path, 429, body, times)


def refused(path: str, status: int, code: int, times: int = 1) -> Trouble:
    return Trouble(path, status, {"message": "refused", "code": code}, times)


@dataclass
class Interaction:
    """One that was sent to the bot, and all that the bot answered; the last of `shown` is what stands there."""

    sent: float
    name: str
    taken: float | None = None  # when Discord took the first answer
    first: Json | None = None
    shown: list[Json] = field(default_factory=list)
    followed: list[Json] = field(default_factory=list)
    refused: int = 0  # answers that came too late, or after another
    settled: asyncio.Event = field(default_factory=asyncio.Event)  # there is something to read


@dataclass(frozen=True)
class Sent:
    """Something that the bot sent and that was taken."""

    method: str
    path: str
    body: Json


class Rest:
    """What a bot sends over HTTP. `said` are bodies with words in them; `messages` those of channels."""

    def __init__(self) -> None:
        self.troubles: list[Trouble] = []
        self.commands: list[Json] = []
        self.registered = asyncio.Event()
        self.interactions: dict[str, Interaction] = {}
        self.said: list[Sent] = []
        self.messages: list[Sent] = []
        self.threads: dict[str, Json] = {}  # by the message that they are of
        self.files: dict[str, bytes] = {}
        self.unknown: Counter[str] = Counter()
        self._number = 9 * 10**17
        self._nonces: dict[object, Json] = {}  # what was posted, by what tells it from another

    async def serve(self, request: web.Request) -> web.StreamResponse:
        path, method = request.path.removeprefix("/api/v10"), request.method
        body = await _body(request)
        if trouble := self._trouble(f"{method} {path}"):
            await asyncio.sleep(trouble.wait)
            if trouble.does and trouble.status == 0:
                self._answered(method, path, body)
            if trouble.status == 0:
                if request.transport:
                    request.transport.abort()
                return web.Response(status=500)
            if not trouble.does:
                headers = {"Via": "1.1 google", "Retry-After": str(trouble.body.get("retry_after", 1))}
                return _json(trouble.body or {"message": "a fault", "code": 0}, trouble.status, headers)
        return self._answered(method, path, body)

    def file(self, name: str, contents: bytes, address: str) -> Json:
        """An attachment, which the bot may then fetch."""
        id = str(8 * 10**17 + len(self.files))
        self.files[id], url = contents, f"http://{address}/files/{id}"
        return {"id": id, "filename": name, "size": len(contents), "url": url, "proxy_url": url, "ephemeral": True}

    async def fetch(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["id"]])

    def next_id(self) -> str:
        self._number += 1
        return str(self._number)

    def _trouble(self, asked: str) -> Trouble | None:
        for trouble in self.troubles:
            if trouble.times > 0 and re.search(trouble.path, asked):
                trouble.times -= 1
                return trouble
        return None

    def _answered(self, method: str, path: str, body: Json) -> web.Response:
        parts = path.strip("/").split("/")
        if parts[0] in {"interactions", "webhooks"} and _number(parts) not in self.interactions:
            return _json({"message": "Unknown interaction", "code": UNKNOWN_INTERACTION}, 404)
        if parts[0] == "interactions":
            return self._called_back(self.interactions[_number(parts)], method, path, body)
        if parts[0] == "webhooks":
            return self._webhook(self.interactions[_number(parts)], method, path, body)
        if method == "PUT" and parts[-1] == "commands":
            self.commands = [
                {"description": "", **one, "id": str(500 + at), **_OF_A_COMMAND} for at, one in enumerate(body["list"])
            ]
            self.registered.set()
            return _json([{**one, "type": one.get("type", 1)} for one in self.commands])
        if method == "POST" and parts[-1] in {"messages", "threads"}:
            return self._posted(path, parts[1], body) if parts[-1] == "messages" else self._threaded(parts[3], body)
        return self._fixed(f"{method} {path}")

    def _posted(self, path: str, channel: str, body: Json) -> web.Response:
        """A message in a channel; one that comes again with its nonce is there but once."""
        nonce = body.get("nonce") if body.get("enforce_nonce") else None
        if nonce is None or nonce not in self._nonces:
            self.said.append(Sent("POST", path, body))
            self.messages.append(self.said[-1])
            posted = self._nonces[nonce] = message(self.next_id(), body, channel=channel)
            return _json(posted)
        return _json(self._nonces[nonce])

    def _threaded(self, of: str, body: Json) -> web.Response:
        """A thread of a message has the message's number, and there is but one."""
        if of in self.threads:
            return _json({"message": "A thread has already been created for this message", "code": HAS_THREAD}, 400)
        self.threads[of] = thread(of, body["name"])
        return _json(self.threads[of], 201)

    def _fixed(self, asked: str) -> web.Response:
        known: dict[str, object] = {
            "GET /users/@me": ME,
            "GET /oauth2/applications/@me": APPLICATION,
            "GET /applications/@me": APPLICATION,
            f"GET /channels/{CHANNEL}": channel(),
            f"GET /users/{ANN['id']}": ANN,
        }
        known |= {f"GET /channels/{id}": thread for id, thread in self.threads.items()}
        if asked in known:
            return _json(known[asked])
        if asked.endswith("/typing"):
            return web.Response(status=204)
        self.unknown[asked] += 1
        return _json({"message": "Not Found", "code": 0}, 404)

    def _called_back(self, of: Interaction, method: str, path: str, body: Json) -> web.Response:
        """The first answer, which must come in time and but once."""
        now = time.monotonic()
        if of.taken is not None or now - of.sent > IN_TIME:
            of.refused += 1
            late = of.taken is None
            code, status = (UNKNOWN_INTERACTION, 404) if late else (ALREADY_ACKNOWLEDGED, 400)
            return _json({"message": "refused", "code": code}, status)
        of.taken, of.first = now, body
        shown = body.get("data") or {}
        if body["type"] in {4, 7, 8, 9}:
            of.shown.append(shown)
            of.settled.set()
        if body["type"] in {4, 7}:
            self.said.append(Sent(method, path, shown))
        id = path.split("/")[2]
        resource = {"type": body["type"], "message": message(self.next_id(), shown)}
        return _json({"interaction": {"id": id, "type": 2}, "resource": resource})

    def _webhook(self, of: Interaction, method: str, path: str, body: Json) -> web.Response:
        if of.taken is None:
            return _json({"message": "Unknown Webhook", "code": UNKNOWN_WEBHOOK}, 404)
        self.said.append(Sent(method, path, body))
        (of.followed if method == "POST" else of.shown).append(body)
        of.settled.set()
        return _json(message(self.next_id(), body))


def _number(parts: list[str]) -> str:
    """The interaction that is answered, by its address or its token."""
    return parts[1] if parts[0] == "interactions" else parts[2].removeprefix("token-")


_OF_A_COMMAND: Json = {"application_id": ME["id"], "version": "1", "default_member_permissions": None}


async def _body(request: web.Request) -> Json:
    """What was sent; where there are files, what stands beside them. A list has the key `list`."""
    if not request.can_read_body:
        return {}
    if "json" in request.content_type:
        read = await request.json()
    else:
        read = json.loads(str((await request.post()).get("payload_json") or "{}"))
    return {"list": read} if isinstance(read, list) else dict(read)


def _json(what: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    # As Discord has it, without a charset, by which discord.py would not know it.
    told = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(what).encode(), status=status, headers=told)
