"""Whether the bot is alive: `beat` touches a file while it is connected, `python -m bot.health` looks how old it is.

The check needs the standard library only, for it runs every half a minute.
"""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

BEAT, FRESH = 15.0, 60.0  # seconds
_ALIVE = "alive"


def sign(folder: Path, shard: int | None = None) -> Path:
    """The file of a process; of several on one folder each has its own, by the first of its shards."""
    return folder / (_ALIVE if shard is None else f"{_ALIVE}-{shard}")


async def beat(sign: Path, connected: Callable[[], bool]) -> None:
    """Touches the file as long as the event loop turns and `connected()` says so; cancel it to stop."""
    while True:
        if connected():
            await asyncio.to_thread(sign.touch)
        await asyncio.sleep(BEAT)


def age(sign: Path) -> float | None:
    """Seconds since the last beat; None if there was none."""
    try:
        return time.time() - sign.stat().st_mtime
    except OSError:
        return None


def main() -> None:
    first = (os.environ.get("SHARD_IDS") or "").split(",")[0].strip()
    folder = Path(os.environ.get("VERBATIM_DATA") or "data")
    seconds = age(sign(folder, int(first) if first.isdecimal() else None))
    if seconds is None or seconds > FRESH:
        sys.exit("The bot is not connected to Discord.")


if __name__ == "__main__":
    main()
