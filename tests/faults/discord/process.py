"""`python -m bot discord` as a process, pointed at the stand-in; it may be killed and started again."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.conftest import MEASURED
from tests.faults.discord.server import PATIENCE, Discord

ROOT = Path(__file__).resolve().parents[3]
_POINTING = Path(__file__).with_name("pointing")


class Bot:
    """A process on a folder of data; what it writes to its log is in `log`. `slow` are seconds a text is encoded in."""

    def __init__(self, discord: Discord, data: Path, *, transcripts: Path, slow: float = 0.0, **env: str) -> None:
        self.discord, self.data, self._log = discord, data, data.parent / "bot.log"
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(data.parent),
            "PYTHONPATH": f"{_POINTING}:{ROOT}",
            "STAND_IN": discord.address,
            "STAND_IN_ENCODER": str(slow),
            "DISCORD_TOKEN": "MTEx.stand.in",
            "VERBATIM_DATA": str(data),
            "VERBATIM_TRANSCRIPTS": str(transcripts),
            "MESSAGE_CONTENT": "on",
            **MEASURED,
            **env,
        }
        self._process: subprocess.Popen[bytes] | None = None

    async def __aenter__(self) -> "Bot":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.alive:
            await self.stop(signal.SIGKILL)

    async def start(self) -> None:
        """Returns when it is connected and its model is loaded."""
        self.launch()
        connected = asyncio.create_task(self.discord.up())
        while not connected.done() and self.alive:
            await asyncio.wait([connected], timeout=0.1)
        if not connected.done():
            connected.cancel()
            raise RuntimeError(f"the bot ended at its start: {self.log[-2000:]}")
        await connected

    def launch(self) -> None:
        """Does not wait for anything; all connections of before are gone."""
        self.discord.rest.registered.clear()
        self.discord.gateway.forget()
        self.spawn()

    def spawn(self) -> None:
        """Begins the process beside others."""
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", "bot", "discord"]
            # Not in the folder of the code, where somebody may keep an `.env` with a token that is real.
            self._process = subprocess.Popen(command, cwd=self.data.parent, env=self.env, stdout=log, stderr=log)

    async def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """How it ended. Raises TimeoutExpired where it does not."""
        assert self._process
        self._process.send_signal(by)
        return await asyncio.to_thread(self._process.wait, PATIENCE)

    def signal(self, number: signal.Signals) -> None:
        assert self._process
        self._process.send_signal(number)

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""
