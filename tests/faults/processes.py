"""Two processes of one bot, which have a shard each and keep what they remember in PostgreSQL."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.daily import owed
from tests.faults.discord.process import Bot
from tests.faults.discord.server import settled
from tests.faults.discord.words import quotes
from tests.faults.postgresql import beside
from tests.faults.scene import Beside, Scene, wire
from tests.postgresql import rows

_LATER = 8.0  # seconds in which a second daily quote would have come


@contextmanager
def _shared(folder: Path) -> Iterator[Beside | None]:
    with beside(folder) as found:
        yield found and Beside(found.it, {**found.env, "SHARDS": "2"})


async def _two(scene: Scene) -> None:
    """A daily quote comes once, what one process takes the database has, and one that is killed leaves the other."""
    _, address = scene.beside
    await scene.bot.stop()
    owed(address)
    before = len(scene.discord.rest.messages)
    home, other = _processes(scene)
    try:
        home.launch()
        other.spawn()
        await scene.discord.up()
        await asyncio.sleep(_LATER)
        scene.expects(len(scene.discord.rest.messages) == before + 1, "a daily quote did not come exactly once")
        answer = await scene.asks()
        scene.expects(quotes(answer), "a question is not answered by one of two processes")
        await settled(await scene.discord.press(answer, "verbatim:wrong"))
        scene.keeps(rows(address, "SELECT count(*) FROM report")[0][0], "a report that was acknowledged is gone")
        await home.stop(signal.SIGKILL)
        scene.expects(other.alive, "a process has gone with another")
        home.spawn()
        await scene.discord.gateway.connected()
        scene.expects(quotes(await scene.asks()), "a process that was killed does not answer again")
        scene.expects(await home.stop() == 0, "the process of the server did not end well")
        scene.expects(await other.stop() == 0, "the other process did not end well")
    finally:
        for one in (home, other):
            if one.alive:
                await one.stop(signal.SIGKILL)
    await scene.bot.start()


def _processes(scene: Scene) -> tuple[Bot, Bot]:
    """That which has the server, and that which has not; both are there when the second is."""
    gateway, bot = scene.discord.gateway, scene.bot
    (away,) = set(gateway.shards) - {gateway.home.number}
    transcripts = Path(bot.env["VERBATIM_TRANSCRIPTS"])
    shared = {name: bot.env[name] for name in ("SHARDS", "DATABASE_URL")}
    numbers = (gateway.home.number, away)
    home, other = (Bot(scene.discord, bot.data, transcripts=transcripts, SHARD_IDS=str(one)) for one in numbers)
    for one in (home, other):
        one.env |= shared
    return home, other


FAULTS = (wire("shards: two processes on one PostgreSQL", _two, 2, beside=_shared),)
