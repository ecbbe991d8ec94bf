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
ALIVE = "alive"


async def beat(folder: Path, connected: Callable[[], bool]) -> None:
    """Touches the file as long as the event loop turns and `connected()` says so; cancel it to stop."""
    while True:
        if connected():
            (folder / ALIVE).touch()
        await asyncio.sleep(BEAT)


def age(folder: Path) -> float | None:
    """Seconds since the last beat; None if there was none."""
    try:
        return time.time() - (folder / ALIVE).stat().st_mtime
    except OSError:
        return None


def main() -> None:
    seconds = age(Path(os.environ.get("VERBATIM_DATA") or "data"))
    if seconds is None or seconds > FRESH:
        sys.exit("The bot is not connected to Discord.")


if __name__ == "__main__":
    main()
