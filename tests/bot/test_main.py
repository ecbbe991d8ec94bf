"""`python -m bot` as a process: what it says and how it ends."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import discord
import pytest

from bot.__main__ import _bring_in, _discord, _warm
from bot.client import VerbatimBot
from bot.errors import DiscordUnavailable
from bot.settings import BotSettings
from bot.state import State
from knowledge.encoder import Vectors
from knowledge.errors import ModelUnavailable, SettingsError
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from knowledge.library import Library
from tests.conftest import MEASURED, HashingEncoder

ROOT = Path(__file__).parents[2]


def started(tmp_path: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """The process, with no token, no transcripts, and a model that is not there."""
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "VERBATIM_DATA": str(tmp_path / "data"),
        "VERBATIM_TRANSCRIPTS": "",
        "DISCORD_TOKEN": "",
        "EMBEDDING_MODEL": str(tmp_path / "no-model"),
        "PREVIEW_PORT": "0",
        **MEASURED,
        **settings,
    }
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.Popen(
        command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def test_wrong_settings_are_one_sentence_without_a_traceback(tmp_path: Path) -> None:
    with started(tmp_path, LOG_LEVEL="loud", PREVIEW_PORT="x") as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.startswith("Please correct the settings: LOG_LEVEL is “loud”")
    assert len(said.splitlines()) == 1


def test_without_a_token_discord_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with started(tmp_path, "discord", LOG_LEVEL="CRITICAL") as process:
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (1, "Please correct the settings: DISCORD_TOKEN is missing.\n")


def test_a_monitoring_port_that_is_taken_ends_the_start_with_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started(tmp_path, "preview", MONITORING_PORT=str(port)) as process:
            _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    last = said.splitlines()[-1]
    assert last.startswith(f"Please correct the settings: MONITORING_PORT is {port}, but 127.0.0.1:{port} cannot be")
    assert "Traceback" not in said


def test_the_preview_tells_its_address_and_ends_cleanly_at_a_signal(tmp_path: Path) -> None:
    with started(tmp_path, "preview") as process:
        assert process.stdout
        address = next(line for line in process.stdout if line.startswith("Preview: "))
        process.send_signal(signal.SIGTERM)
        _, logged = process.communicate(timeout=60)
    assert address.startswith("Preview: http://127.0.0.1:")
    assert process.returncode == 0
    assert [word for word in ("Traceback", "Guilds intent", "PyNaCl", "davey") if word in logged] == []


async def test_a_discord_that_cannot_be_reached_is_one_sentence(
    libraries: Libraries, state: State, feedback: Feedback
) -> None:
    bot = VerbatimBot(libraries, state, feedback)
    bot.http.proxy = "http://127.0.0.1:9"  # nobody listens there
    with pytest.raises(DiscordUnavailable, match="Discord cannot be used"):
        await _discord(bot, BotSettings.from_env({"DISCORD_TOKEN": "t"}), asyncio.Event())
    await bot.close()


class Unapproved(VerbatimBot):
    """A bot to which Discord refuses the intent that it asks for."""

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        raise discord.PrivilegedIntentsRequired(None)


async def test_an_intent_that_discord_refuses_is_one_sentence_that_says_where_to_allow_it(
    libraries: Libraries, state: State, feedback: Feedback
) -> None:
    bot = Unapproved(libraries, state, feedback, message_content=True)
    async with bot:
        with pytest.raises(SettingsError, match="MESSAGE_CONTENT is on, but Message Content Intent is off"):
            await _discord(bot, BotSettings.from_env({"DISCORD_TOKEN": "t"}), asyncio.Event())


class Shut(VerbatimBot):
    """A bot whose connection Discord ends with a code."""

    code = 0

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        raise discord.ConnectionClosed(discord.utils.MISSING, shard_id=None, code=self.code)


@pytest.mark.parametrize(
    ("code", "setting"), [(4004, "DISCORD_TOKEN is no longer"), (4010, "SHARDS and"), (4011, "SHARDS must be greater")]
)
async def test_a_connection_that_is_ended_for_good_names_the_setting(
    code: int, setting: str, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    bot = Shut(libraries, state, feedback)
    bot.code = code
    async with bot:
        with pytest.raises(SettingsError, match=f"Please correct the settings: {setting}"):
            await _discord(bot, BotSettings.from_env({"DISCORD_TOKEN": "t"}), asyncio.Event())


async def test_a_start_that_hangs_ends_when_it_is_stopped(
    libraries: Libraries, state: State, feedback: Feedback
) -> None:
    bot, stopped = VerbatimBot(libraries, state, feedback), asyncio.Event()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        bot.http.proxy = f"http://127.0.0.1:{silent.getsockname()[1]}"
        running = asyncio.create_task(_discord(bot, BotSettings.from_env({"DISCORD_TOKEN": "t"}), stopped))
        await asyncio.sleep(0.2)
        stopped.set()
        await asyncio.wait_for(running, 5)
    assert bot.is_closed()


def test_at_debug_nothing_that_people_write_is_logged() -> None:
    script = (
        "import logging; from bot.logs import LogFormat, log_to_stderr; log_to_stderr(logging.DEBUG, LogFormat.TEXT);"
        " print(logging.getLogger('discord.gateway').isEnabledFor(logging.DEBUG))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


class Late(HashingEncoder):
    """A model that is there when it is wanted for the third time."""

    wanted = 0

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        self.wanted += 1
        if self.wanted == 1:
            raise ModelUnavailable("The model is not there yet.")
        if self.wanted == 2:
            raise RuntimeError("the model fell over")
        return super().encode_questions(texts)


async def test_a_model_that_comes_late_is_loaded_when_it_is_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    warmed = asyncio.Event()
    with closing(Library(tmp_path / "late", Late())) as library:
        await asyncio.wait_for(_warm(library, warmed, asyncio.Event(), again=0.01), 60)
    assert warmed.is_set()
    assert [record.getMessage() for record in caplog.records if record.name == "bot"] == [
        "The model is not there yet.",
        "the model fell over",
    ]


async def test_waiting_for_a_model_ends_when_the_bot_is_stopped(tmp_path: Path) -> None:
    warmed, stopped = asyncio.Event(), asyncio.Event()
    with closing(Library(tmp_path / "late", Late())) as library:
        warming = asyncio.create_task(_warm(library, warmed, stopped, again=600.0))
        await asyncio.sleep(0.1)
        stopped.set()
        await asyncio.wait_for(warming, 60)
    assert not warmed.is_set()


def test_a_server_of_vectors_that_is_away_does_not_keep_the_bot_from_starting(
    tmp_path: Path, encoder: HashingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "talk.txt").write_text("Ann: Hello everybody.\n")
    env = {"VERBATIM_TRANSCRIPTS": str(tmp_path / "talk.txt"), "CHROMA_URL": "http://127.0.0.1:1"}
    settings = BotSettings.from_env(env)
    with closing(Library(tmp_path / "data", encoder, vectors=settings.library.vectors)) as library:
        _bring_in(library, settings)
    assert "The Chroma server at http://127.0.0.1:1 is away" in caplog.text
