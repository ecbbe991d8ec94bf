"""The sign of life that the container's health check looks at."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

from bot.health import FRESH, age, beat, sign


async def _beaten(folder: Path, *, connected: bool) -> float | None:
    beating = asyncio.create_task(beat(sign(folder), lambda: connected))
    await asyncio.sleep(0.05)
    beating.cancel()
    return age(sign(folder))


async def test_a_connected_bot_leaves_a_fresh_sign_of_life(tmp_path: Path) -> None:
    assert (await _beaten(tmp_path, connected=True) or FRESH) < FRESH


async def test_a_bot_that_is_not_connected_leaves_none(tmp_path: Path) -> None:
    assert await _beaten(tmp_path, connected=False) is None


def test_the_check_fails_on_a_sign_of_life_that_is_old(tmp_path: Path) -> None:
    sign(tmp_path).touch()
    os.utime(sign(tmp_path), (time.time() - FRESH - 1,) * 2)
    assert _checked(tmp_path) == 1
    sign(tmp_path).touch()
    assert _checked(tmp_path) == 0


def test_one_processs_sign_of_life_is_not_anothers(tmp_path: Path) -> None:
    sign(tmp_path, 0).touch()
    assert (_checked(tmp_path, SHARD_IDS="0,1"), _checked(tmp_path, SHARD_IDS="2"), _checked(tmp_path)) == (0, 1, 1)


def _checked(folder: Path, **settings: str) -> int:
    env = os.environ | {"VERBATIM_DATA": str(folder), **settings}
    return subprocess.run([sys.executable, "-m", "bot.health"], env=env, capture_output=True, check=False).returncode
