"""What is secret among the settings is never said, logged or written, whatever goes wrong."""

import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import MEASURED

ROOT = Path(__file__).parents[2]
SECRETS = {
    "DISCORD_TOKEN": "MTEwMDAwMDAwMDAwMDAwMDAw.GtokEn.neverToBeSaidAnywhere123456",
    "CHROMA_TOKEN": "chroma-secret-never-to-be-said",
    "DATABASE_URL": "postgresql://verbatim:password-never-to-be-said@127.0.0.1:1/verbatim",
}
TELLING = ("GtokEn", "neverToBeSaid", "never-to-be-said")
# The real process, but for Discord's address.
ELSEWHERE = "import discord.http, os\ndiscord.http.Route.BASE = os.environ['ELSEWHERE'] + '/api/v10'\n"


class Refusing(BaseHTTPRequestHandler):
    """Takes no token, and says it back, as a proxy on the way may."""

    def do_GET(self) -> None:
        said = f'{{"message": "401: {self.headers["Authorization"]}", "code": 0}}'.encode()
        self.send_response(401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def refusing() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def run(folder: Path, elsewhere: str, **settings: str) -> str:
    """All that the process says and writes until it ends by itself or half a minute has passed."""
    (folder / "sitecustomize.py").write_text(ELSEWHERE)
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{folder}:{ROOT}",
        "ELSEWHERE": elsewhere,
        "VERBATIM_DATA": str(folder / "data"),
        "VERBATIM_TRANSCRIPTS": "",
        "EMBEDDING_MODEL": str(folder / "no-model"),
        **MEASURED,
        **settings,
    }
    command = [sys.executable, "-m", "bot", "discord"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=120, check=False)
    written = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    return b"\n".join((done.stdout, done.stderr, *written)).decode(errors="replace")


@pytest.mark.parametrize("log", [{"LOG_LEVEL": "DEBUG"}, {"LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json"}])
def test_a_token_that_discord_refuses_is_not_told(tmp_path: Path, refusing: str, log: dict[str, str]) -> None:
    said = run(tmp_path, refusing, DISCORD_TOKEN=SECRETS["DISCORD_TOKEN"], **log)
    assert "DISCORD_TOKEN" in said
    assert not [word for word in TELLING if word in said]


def test_nothing_secret_is_told_when_nobody_can_be_reached(tmp_path: Path) -> None:
    said = run(tmp_path, "http://127.0.0.1:1", LOG_LEVEL="DEBUG", CHROMA_URL="http://127.0.0.1:1", **SECRETS)
    assert "127.0.0.1" in said
    assert not [word for word in TELLING if word in said]


@pytest.mark.parametrize("wrong", ["SHARDS", "LOG_LEVEL", "CHROMA_URL"])
def test_a_wrong_setting_does_not_bring_the_others_to_light(tmp_path: Path, wrong: str) -> None:
    said = run(tmp_path, "http://127.0.0.1:1", **{**SECRETS, wrong: "neither here nor there"})
    assert not [word for word in TELLING if word in said]
