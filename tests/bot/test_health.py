"""The sign of life that the container's health check looks at."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

from bot.health import ALIVE, FRESH, age, beat


async def _beaten(folder: Path, *, connected: bool) -> float | None:
    beating = asyncio.create_task(beat(folder, lambda: connected))
    await asyncio.sleep(0.05)
    beating.cancel()
    return age(folder)


async def test_a_connected_bot_leaves_a_fresh_sign_of_life(tmp_path: Path) -> None:
    assert (await _beaten(tmp_path, connected=True) or FRESH) < FRESH


async def test_a_bot_that_is_not_connected_leaves_none(tmp_path: Path) -> None:
    assert await _beaten(tmp_path, connected=False) is None


def test_the_check_fails_on_a_sign_of_life_that_is_old(tmp_path: Path) -> None:
    (tmp_path / ALIVE).touch()
    os.utime(tmp_path / ALIVE, (time.time() - FRESH - 1,) * 2)
    assert _checked(tmp_path) == 1
    (tmp_path / ALIVE).touch()
    assert _checked(tmp_path) == 0


def _checked(folder: Path) -> int:
    env = os.environ | {"VERBATIM_DATA": str(folder)}
    return subprocess.run([sys.executable, "-m", "bot.health"], env=env, capture_output=True, check=False).returncode
