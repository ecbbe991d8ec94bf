"""Three pages for whoever watches over the bot: /healthz, /readyz and /metrics. They name nobody and no words."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.metrics import MEDIA_TYPE, Metrics, Now
from knowledge.errors import SettingsError, VerbatimError
from knowledge.model import Extent

if TYPE_CHECKING:
    from bot.client import VerbatimBot

LOOPBACK = "127.0.0.1"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the pages are served."""

    host: str
    port: int


class Monitoring:
    """Looks at a bot from outside. `warm` tells whether the model is loaded, `waiting` how many questions wait."""

    def __init__(
        self, bot: "VerbatimBot", metrics: Metrics, *, warm: Callable[[], bool], waiting: Callable[[], int] = lambda: 0
    ) -> None:
        self._bot, self._metrics, self._warm, self._waiting = bot, metrics, warm, waiting

    @asynccontextmanager
    async def serve(self, address: Address) -> AsyncIterator[str]:
        """Serves the pages while the block runs, and gives their address.

        Raises SettingsError if it cannot be had, as when another program has the port.
        """
        runner = web.AppRunner(self._pages(), access_log=None)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, address.host, address.port).start()
            except OSError as error:
                where = f"MONITORING_PORT is {address.port}, but {address.host}:{address.port} cannot be served"
                raise SettingsError([f"{where} ({error.strerror or error})"]) from error
            host, port = runner.addresses[0][:2]
            log.info("monitoring at http://%s:%d", host, port)
            yield f"http://{host}:{port}"
        finally:
            await runner.cleanup()

    def _pages(self) -> web.Application:
        pages = web.Application()
        pages.add_routes(
            [web.get("/healthz", _alive), web.get("/readyz", self._readiness), web.get("/metrics", self._figures)]
        )
        return pages

    async def _readiness(self, _: web.Request) -> web.Response:
        reasons = self._reasons(await asyncio.to_thread(self._extent))
        return web.json_response({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)

    async def _figures(self, _: web.Request) -> web.Response:
        now = self._now(await asyncio.to_thread(self._extent))
        return web.Response(body=self._metrics.text(now), headers={"Content-Type": MEDIA_TYPE})

    def _extent(self) -> Extent | None:
        """What the library for all holds; None if it cannot be read. Blocking."""
        try:
            return self._bot.libraries.shared.extent()
        except VerbatimError:
            return None

    def _reasons(self, extent: Extent | None) -> list[str]:
        """Why questions cannot be answered, without what an error may tell of the machine."""
        reasons = {
            "not connected to Discord": self._bot.connected,
            "the library cannot be read": extent is not None,
            "the model is not loaded": self._warm(),
        }
        return [reason for reason, good in reasons.items() if not good]

    def _now(self, extent: Extent | None) -> Now:
        bot = self._bot
        return Now(
            ready=not self._reasons(extent),
            connected=bot.connected,
            latency=bot.latency,
            guilds=len(bot.guilds),
            shards=bot.shard_count or 1,
            waiting=self._waiting(),
            extent=extent,
            guild_libraries=bot.libraries.opened(),
        )


async def _alive(_: web.Request) -> web.Response:
    """That there is an answer shows that the event loop turns."""
    return web.Response(text="ok\n")
