"""The bot on a simulated Discord, with a real library of a few lines; every message it sends is checked for limits."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.client import VerbatimBot
from bot.metrics import Metrics
from bot.state import State
from knowledge.encoder import Vectors
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from knowledge.library import Library
from tests.bot.limits import faults
from tests.bot.reading import LAYOUT, read
from tests.conftest import HashingEncoder

TALK = """---
title: The *Bold* Talk
url: https://example.org/talk_(1)
participants:
  ann: {name: Ann Lee, aliases: [安妮]}
  bob: {name: Bob Wu, aliases: [吴波]}
---
[[ann 00:10]] A licence without caps is a promise to every developer who will build on it some day.
Weights are published today under that licence for everyone with a wish to look inside before any trust.
[[bob 00:20]] I would never sign a licence for models without a clause on harm.
[[ann 00:30]] Every licence of models is a bet on trust between strangers.
[[bob 00:40]] A licence is a letter that nobody reads until the court opens it.
[[ann 00:50]] The licence of our models was written in one night by two lawyers.
"""
QUESTION = "licence of models"
Ingest = Callable[..., None]


@dataclass(frozen=True)
class World:
    """A server with one channel and one member, and the bot in it."""

    env: Any
    guild: Any
    channel: Any
    alice: Any
    bot: VerbatimBot

    @property
    def mention(self) -> str:
        return f"<@{self.env.bot.user.id}>"

    @property
    def messages(self) -> list[Mapping[str, Any]]:
        """Every message the bot sent or edited, as JSON over the wire."""
        calls = [(call.path, call.json or {}) for call in self.env.http_requests if call.method in {"POST", "PATCH"}]
        bodies = [body.get("data", {}) if path.endswith("/callback") else body for path, body in calls]
        return [body for body in bodies if body.get("embeds") or body.get("content") or _is_layout(body)]

    @property
    def stored(self) -> Any:
        """The last message of the channel, with whom it pinged."""
        return self.env.backend.get_message(self.channel.id, self.channel.last_message.id)

    def acknowledgements(self) -> list[int]:
        """The kinds of the first answers to interactions: 5 is deferred, 4 a message."""
        return [call.json["type"] for call in self.env.http_requests if call.path.endswith("/callback")]


def _is_layout(body: Mapping[str, Any]) -> bool:
    return bool(int(body.get("flags") or 0) & LAYOUT)


class FailingEncoder(HashingEncoder):
    """Works until it is told to fail, in a way that nobody expects."""

    fails = False

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        if self.fails:
            raise RuntimeError("the encoder fell over")
        return super().encode_questions(texts)


@pytest.fixture
def encoder() -> FailingEncoder:
    return FailingEncoder()


@pytest.fixture
def ingest(library: Library, tmp_path: Path) -> Ingest:
    """Brings in transcripts, named by keyword, beside what is there."""

    def bring_in(**texts: str) -> None:
        folder = tmp_path / "transcripts"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        assert not [report.error for report in library.ingest([folder]) if report.error]

    return bring_in


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with closing(State(tmp_path / "bot.sqlite3")) as opened:
        yield opened


@pytest.fixture
def libraries(library: Library, state: State) -> Iterator[Libraries]:
    with closing(Libraries(library, state.sees_shared)) as opened:
        yield opened


@pytest.fixture
def feedback(tmp_path: Path) -> Iterator[Feedback]:
    with closing(Feedback(tmp_path / "feedback.sqlite3")) as opened:
        yield opened


@pytest.fixture(scope="session")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data that holds the talk: brought in once, copied for each test."""
    folder = tmp_path_factory.mktemp("talk")
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    with closing(Library(folder / "data", HashingEncoder())) as library:
        list(library.ingest([folder / "talk.txt"]))
    return folder / "data"


@pytest.fixture
def library(tmp_path: Path, encoder: FailingEncoder, talk: Path) -> Iterator[Library]:
    """A library that holds the talk."""
    shutil.copytree(talk, tmp_path / "data")
    with closing(Library(tmp_path / "data", encoder)) as opened:
        yield opened


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def simcord_bot(libraries: Libraries, state: State, feedback: Feedback, metrics: Metrics) -> VerbatimBot:
    return VerbatimBot(libraries, state, feedback, metrics=metrics)


@pytest.fixture
def world(simcord_env: "simcord.Env", simcord_bot: VerbatimBot) -> Iterator[World]:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("general")
    alice = guild.add_member(simcord_env.create_user("alice"))
    made = World(simcord_env, guild, channel, alice, simcord_bot)
    yield made
    assert [fault for message in made.messages for fault in faults(message)] == []
    allowed = [message["allowed_mentions"] for message in made.messages]
    assert [one for one in allowed if any(one.get(what) for what in ("parse", "users", "roles", "replied_user"))] == []


def shown_text(response: Any) -> str:
    """All that is read in a message, one part a line."""
    return read(response).words


def told(result: Any) -> str:
    """What who pressed a button is told by itself, beside what became of the message."""
    return shown_text(result.followups[-1])


def labels(response: Any) -> list[str]:
    """The labels of a message's buttons, but for those to doubt a speaker, to judge the answer and to ask on."""
    others = ("Wrong speaker?", "👍", "👎", "Follow up")
    return [label for label in read(response).labels if not label.startswith(others)]
