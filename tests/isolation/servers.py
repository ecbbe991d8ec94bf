"""Three servers and a direct message, in which the real bot is driven; all that it sends is searched for marks."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import simcord
from discord import ComponentType, InteractionType
from simcord import actors
from simcord.backend import serializers

from bot import ids
from bot.client import VerbatimBot
from bot.cooldowns import Cooldowns, Limit
from bot.state import State
from knowledge.catalogue import Catalogue
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from knowledge.library import Library
from knowledge.transcripts import LIBRARY
from tests.conftest import HashingEncoder
from tests.isolation.marks import COMMON, Marked, seen

LETTERS = "abc"
FOR_ALL = "s"
HOW = ("up", "down", "share")
FAILED = "something went wrong"
_UNLIMITED = Limit(10**9, 1.0)


@dataclass
class Server:
    """A server as its people know it, and what the bot may show there."""

    letter: str
    guild: Any
    channel: Any
    manager: Any
    member: Any
    here: dict[str, Marked] = field(default_factory=dict)  # its own transcripts, by mark
    sees_shared: bool = True
    messages: dict[int, Any] = field(default_factory=dict)  # one of the bot's to each person, on which they press


class Leak(AssertionError):
    """Somebody was shown what is not theirs."""


class Servers:
    """The bot in three servers, on real libraries in a folder of its own; `start` and `stop` are awaited."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self.folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="isolation-")))
        self.shared = [Marked(FOR_ALL, 0)]
        self.everything: list[Marked] = list(self.shared)
        self.custom_ids: list[str] = []
        self.checked = 0
        self._read = 0

    async def start(self) -> None:
        with tempfile.TemporaryDirectory() as files:
            (Path(files) / self.shared[0].file).write_text(self.shared[0].text, encoding="utf-8")
            library = self._open.enter_context(closing(Library(self.folder / "data", HashingEncoder())))
            list(library.ingest([Path(files)]))
        state = self._open.enter_context(closing(State(self.folder / "bot.sqlite3")))
        feedback = self._open.enter_context(closing(Feedback(self.folder / "feedback.sqlite3")))
        self.libraries = self._open.enter_context(closing(Libraries(library, state.sees_shared)))
        self.bot = VerbatimBot(self.libraries, state, feedback, message_content=True)
        self.bot.cooldowns = Cooldowns(_UNLIMITED, _UNLIMITED)
        self.env = simcord.Env(self.bot, check_errors=False, settle_timeout=60.0)
        await self.env.start()
        self.servers = {letter: self._server(letter) for letter in LETTERS}
        # Somebody who manages one server is a member of another, and stays who they are.
        self.servers["c"].member = self.servers["c"].guild.add_member(self.servers["a"].manager.user)
        self.stranger = self.servers["a"].member.user

    async def stop(self) -> None:
        await self.env.shutdown()
        self._open.close()

    def _server(self, letter: str) -> Server:
        guild = self.env.create_guild(name=f"Server {letter}")
        channel = guild.create_text_channel("general")
        role = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        manager = guild.add_member(self.env.create_user(f"mona{letter}"), roles=[role])
        return Server(letter, guild, channel, manager, guild.add_member(self.env.create_user(f"alice{letter}")))

    # ---- what is done, each with a look at all that was sent

    @contextmanager
    def looked_at(self, server: Server | None, *typed: str) -> Iterator[None]:
        """Raises Leak if anything is sent meanwhile that may not be shown in this server, or in private messages."""
        yield
        sent = self.env.http_requests[self._read :]
        self._read = len(self.env.http_requests)
        said = "\n".join(json.dumps([call.path, call.json], ensure_ascii=False, default=str) for call in sent)
        self.custom_ids += [id for call in sent for id in _ids(call.json)]
        self.checked += 1
        leaked = seen(said, " ".join(typed), self.hidden(server))
        if leaked or FAILED in said.lower():
            raise Leak(f"{server.letter if server else 'private'} was shown {leaked} for {typed}: {said[:4000]}")

    def hidden(self, server: Server | None) -> list[Marked]:
        """What may not be shown there."""
        shown = {one.mark for one in self.shared} if server is None or server.sees_shared else set()
        return [one for one in self.everything if one.mark not in shown | set(server.here if server else ())]

    async def slash(self, server: Server, who: Any, command: str, /, **options: Any) -> Any:
        typed = [str(value) for value in options.values()]
        with self.looked_at(server, *typed):
            return await who.slash(server.channel, command, **options)

    async def autocomplete(self, server: Server, who: Any, name: str, option: str, value: str) -> None:
        with self.looked_at(server, value):
            choices = await who.autocomplete(server.channel, name, option, value)
        leaked = seen(json.dumps(choices), value, self.hidden(server))
        if leaked:
            raise Leak(f"{server.letter} was offered {leaked} for {name} {option}={value!r}")

    async def menu(self, server: Server, who: Any, name: str, text: str) -> None:
        with self.looked_at(server, text):
            await who.context_menu(server.channel, name, await who.send(server.channel, text))

    async def said(self, server: Server, who: Any, text: str) -> None:
        """A message to the bot, or in a channel in which it answers unasked."""
        with self.looked_at(server, text):
            await who.send(server.channel, text)

    async def forged(self, server: Server, who: Any, custom_id: str, kind: int = ComponentType.button.value) -> None:
        """Presses a button that is not there: its id is made up, or that of a message elsewhere."""
        if who.id not in server.messages:
            server.messages[who.id] = (await self.slash(server, who, "help")).response
        stored = actors._visible_message(who, server.messages[who.id])
        data: dict[str, Any] = {"custom_id": custom_id, "component_type": kind}
        button: dict[str, Any] = {"type": kind, "custom_id": custom_id, "style": 2, "label": "Press"}
        if kind != ComponentType.button.value:
            data |= {"values": [custom_id], "resolved": {}}
            button = {"type": kind, "custom_id": custom_id, "options": [{"label": "x", "value": custom_id[:100]}]}
        # The library asks whether the message has such a button; whoever forges one forges the message, too.
        message = dict(serializers.message_payload(self.env.backend, stored))
        message |= {"flags": 0, "components": [{"type": 1, "components": [button]}]}
        press = InteractionType.component.value
        with self.looked_at(server, custom_id):
            await actors._dispatch_actor_interaction(
                who, press, server.channel, data, extra={"message": message}, source_message_id=stored.id
            )

    async def form(self, server: Server, who: Any, custom_id: str, text: str) -> None:
        """Sends a form that was never shown here."""
        row = {"type": 1, "components": [{"type": 4, "custom_id": "text", "value": text}]}
        data = {"custom_id": custom_id, "components": [row]}
        with self.looked_at(server, custom_id, text):
            await actors._dispatch_actor_interaction(who, InteractionType.modal_submit.value, server.channel, data)

    async def private(self, text: str) -> None:
        with self.looked_at(None, text):
            await self.stranger.send_dm(text)

    async def add(self, server: Server, one: Marked) -> None:
        """Brings a transcript into a server's own library, through the dry run and its button."""
        self.everything.append(one)
        server.here[one.mark] = one  # from here on it may be shown
        shown = await self.slash(server, server.manager, "library add", file=(one.file, one.text.encode()))
        with self.looked_at(server):
            await server.manager.click(shown.response, label="Add")

    async def remove(self, server: Server, one: Marked) -> None:
        with self.looked_at(server, one.title):
            await server.manager.slash(server.channel, "library remove", source=one.title)
        del server.here[one.mark]

    async def show_shared(self, server: Server, shown: bool) -> None:
        server.sees_shared = server.sees_shared or shown
        await self.slash(server, server.manager, "library shared", shown=shown)
        server.sees_shared = shown

    def guessed(self) -> list[str]:
        """Ids of controls that name every passage, speaker and source of every library, as if somebody knew them."""
        found: list[str] = []
        for folder in (self.folder / "data", *(self.folder / "data" / "guilds").glob("*")):
            if not (folder / LIBRARY).exists():
                continue
            with closing(Catalogue(folder / LIBRARY)) as catalogue:
                passages, sources = sorted(catalogue.passage_ids()), list(catalogue.sources())
            for passage in passages:
                found += [ids.context(passage), ids.context(passage, 0), ids.context(passage, 1), ids.more([passage])]
                found += [ids.example(passage), ids.wrong(passage), *(ids.feedback(how, [passage]) for how in HOW)]
            found += [ids.more(passages[at : at + ids.FURTHER]) for at in range(0, len(passages), ids.FURTHER)]
            for speaker in (speaker for source in sources for speaker in source.speakers):
                found += [id for topic in (None, COMMON) if (id := ids.another(speaker, topic))]
                found += [
                    id for id in (ids.another(speaker, COMMON, card=True), ids.timeline(speaker, 0, COMMON)) if id
                ]
                found += [ids.follow_up(speaker, source) for source in sources]
        return found


def _ids(sent: Any) -> Iterator[str]:
    """Every custom_id in what was sent."""
    if isinstance(sent, dict):
        if isinstance(id := sent.get("custom_id"), str):
            yield id
        for value in sent.values():
            yield from _ids(value)
    elif isinstance(sent, list):
        for value in sent:
            yield from _ids(value)
