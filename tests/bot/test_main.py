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

from bot.__main__ import _bring_in, _check, _discord, _mode, _warm
from bot.client import VerbatimBot
from bot.errors import DiscordUnavailable
from bot.settings import BotSettings
from bot.state import MEMORY, State
from knowledge.encoder import Vectors
from knowledge.errors import ModelUnavailable, SettingsError
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from knowledge.library import Library
from tests.conftest import MEASURED, HashingEncoder

ROOT = Path(__file__).parents[2]
POINTING = ROOT / "tests" / "faults" / "discord" / "pointing"


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


class Unknown(VerbatimBot):
    """A bot whose token Discord does not know."""

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        raise discord.LoginFailure("Improper token has been passed.")


async def test_a_token_that_discord_does_not_know_is_one_sentence(
    libraries: Libraries, state: State, feedback: Feedback
) -> None:
    async with Unknown(libraries, state, feedback) as bot:
        with pytest.raises(SettingsError, match="DISCORD_TOKEN is not one that Discord accepts"):
            await _discord(bot, BotSettings.from_env({"DISCORD_TOKEN": "t"}), asyncio.Event())


def test_without_a_token_it_is_the_preview_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert _mode(BotSettings.from_env({}), None) == "preview"
    assert capsys.readouterr().out.startswith("DISCORD_TOKEN is not set, so this is the preview in a local browser.")
    assert _mode(BotSettings.from_env({"DISCORD_TOKEN": "t"}), None) == "discord"
    assert _mode(BotSettings.from_env({"DISCORD_TOKEN": "t"}), "preview") == "preview"
    assert capsys.readouterr().out == ""


def test_where_the_preview_is_not_installed_it_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simcord", None)
    with pytest.raises(SettingsError, match="the preview needs the package simcord, which is not installed"):
        _mode(BotSettings.from_env({}), "preview")
    with pytest.raises(SettingsError, match="DISCORD_TOKEN is missing"):
        _mode(BotSettings.from_env({}), None)


def test_what_is_moved_needs_a_database_and_says_so(tmp_path: Path) -> None:
    with started(tmp_path, "move") as process:
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (
        1,
        "Please correct the settings: DATABASE_URL is missing, which says where to.\n",
    )


def test_a_move_that_is_interrupted_ends_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    State(tmp_path / "data" / MEMORY).close()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        address = f"postgresql://u:p@127.0.0.1:{silent.getsockname()[1]}/d"
        with started(tmp_path, "move", DATABASE_URL=address) as process, silent.accept()[0] as link:
            link.settimeout(60)
            assert link.recv(1)  # it has asked, and waits
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
    assert (process.returncode, "Traceback" in said) == (130, False)


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


def test_what_is_brought_in_is_told_and_what_cannot_be_read_is_logged(
    tmp_path: Path, encoder: HashingEncoder, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "transcripts"
    folder.mkdir()
    (folder / "good.txt").write_text("Ann: A licence without caps is a promise.\n")
    (folder / "bad.txt").write_text(" ")
    settings = BotSettings.from_env({"VERBATIM_TRANSCRIPTS": str(folder)})
    with closing(Library(tmp_path / "data", encoder)) as library:
        assert _bring_in(library, settings)
        assert _bring_in(library, settings)
    first, *counted = capsys.readouterr().out.splitlines()
    assert first == "good.txt: indexed."
    assert counted == [f"Transcripts in {folder}: 1 {status}." for status in ("added", "unchanged")]
    assert sum("empty" in message for message in caplog.messages) == 2


@pytest.mark.parametrize(("stopped", "brought_in", "heard"), [(False, False, 1), (False, True, 0), (True, False, 0)])
async def test_transcripts_that_could_not_be_brought_in_at_first_are_after_the_check(
    tmp_path: Path, encoder: HashingEncoder, stopped: bool, brought_in: bool, heard: int
) -> None:
    (tmp_path / "talk.txt").write_text("Ann: Hello everybody.\n")
    settings = BotSettings.from_env({"VERBATIM_TRANSCRIPTS": str(tmp_path / "talk.txt")})
    over = asyncio.Event()
    if stopped:
        over.set()
    with closing(Library(tmp_path / "data", encoder)) as library, closing(Libraries(library)) as libraries:
        await _check(libraries, settings, asyncio.create_task(asyncio.sleep(0)), over, brought_in=brought_in)
        assert len(library.sources()) == heard


def test_a_bot_that_is_stopped_while_it_brings_in_transcripts_does_not_begin_to_serve(tmp_path: Path) -> None:
    (tmp_path / "transcripts").mkdir()
    for name in "abcdef":
        text = f"Ann: A licence without caps is the {name} promise to everybody.\n"
        (tmp_path / "transcripts" / f"{name}.txt").write_text(text)
    small = {"PYTHONPATH": f"{POINTING}:{ROOT}", "STAND_IN_ENCODER": "0.2"}
    with started(tmp_path, "preview", VERBATIM_TRANSCRIPTS=str(tmp_path / "transcripts"), **small) as process:
        assert process.stdout
        assert process.stdout.readline() == "a.txt: indexed.\n"
        process.send_signal(signal.SIGTERM)
        told, logged = process.communicate(timeout=60)
    assert process.returncode == 0
    assert told.splitlines()[-1].startswith("Transcripts in ")
    assert [word for word in ("Preview: ", "Traceback") if word in told + logged] == []
