"""The three pages, over a real connection."""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.metrics import MEDIA_TYPE, Metrics
from bot.monitoring import LOOPBACK, Address, Monitoring
from knowledge.errors import SettingsError
from knowledge.library import Library
from tests.bot.conftest import QUESTION, World


class Pages:
    """The pages of a bot whose model is loaded or not."""

    def __init__(self, world: World, metrics: Metrics) -> None:
        self.warm, self.waiting = True, 0
        self.monitoring = Monitoring(world.bot, metrics, warm=lambda: self.warm, waiting=lambda: self.waiting)
        self.address = ""

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.address + path) as response:
            return response.status, await response.text()

    async def ready(self) -> tuple[int, Any]:
        async with aiohttp.ClientSession() as session, session.get(self.address + "/readyz") as response:
            return response.status, await response.json()


@pytest_asyncio.fixture
async def pages(world: World, metrics: Metrics) -> AsyncIterator[Pages]:
    made = Pages(world, metrics)
    async with made.monitoring.serve(Address(LOOPBACK, 0)) as made.address:
        yield made


async def test_a_process_that_answers_is_alive_whether_it_is_connected_or_not(pages: Pages, world: World) -> None:
    world.bot._connected.clear()
    assert await pages.get("/healthz") == (200, "ok\n")


async def test_a_bot_that_is_connected_warm_and_can_read_its_library_is_ready(pages: Pages) -> None:
    assert await pages.ready() == (200, {"ready": True, "reasons": []})


async def test_what_is_missing_is_named(pages: Pages, world: World) -> None:
    world.bot._connected.clear()
    pages.warm = False
    assert await pages.ready() == (
        503,
        {"ready": False, "reasons": ["not connected to Discord", "the model is not loaded"]},
    )


async def test_a_library_that_cannot_be_read_is_told_without_its_path(pages: Pages, library: Library) -> None:
    for file in library.folder.glob("catalogue.sqlite3*"):
        file.write_bytes(b"not a database at all" * 500)
    status, told = await pages.ready()
    assert (status, told["reasons"]) == (503, ["the library cannot be read"])


async def test_the_figures_are_of_this_bot_and_this_moment(pages: Pages, world: World) -> None:
    pages.waiting = 4
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    await asyncio.sleep(0)
    status, told = await pages.get("/metrics")
    shown = set(told.splitlines())
    extent = world.bot.libraries.shared.extent()
    assert status == 200
    assert {
        "verbatim_ready 1.0",
        "verbatim_queue_depth 4.0",
        "verbatim_gateway_guilds 1.0",
        f"verbatim_library_passages {float(extent.passages)}",
        "verbatim_library_sources 1.0",
        'verbatim_answer_seconds_count{tier="answered"} 1.0',
    } <= shown
    assert extent.passages > 0


async def test_the_figures_are_served_as_prometheus_wants_them(pages: Pages) -> None:
    async with aiohttp.ClientSession() as session, session.get(pages.address + "/metrics") as response:
        assert response.headers["Content-Type"] == MEDIA_TYPE


async def test_there_is_no_other_page(pages: Pages) -> None:
    assert (await pages.get("/"))[0] == 404


async def test_a_port_that_is_taken_is_one_sentence(pages: Pages) -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"MONITORING_PORT is {port}, but 127.0.0.1:{port} cannot be served"):
            async with pages.monitoring.serve(Address(LOOPBACK, port)):
                pass
