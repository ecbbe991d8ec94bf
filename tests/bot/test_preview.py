"""The preview in a local browser."""

import asyncio
import socket

import aiohttp
import pytest

from bot.client import VerbatimBot
from bot.preview import serve
from knowledge.errors import SettingsError


class Announced:
    """The address that the preview tells, and an event that stops it then."""

    def __init__(self) -> None:
        self.url, self.told, self.stopped = "", asyncio.Event(), asyncio.Event()

    def __call__(self, url: str) -> None:
        self.url = url
        self.told.set()


async def test_the_page_is_served_until_it_is_stopped(simcord_bot: VerbatimBot) -> None:
    told = Announced()
    serving = asyncio.create_task(serve(simcord_bot, 0, told.stopped, told))
    await asyncio.wait_for(told.told.wait(), 20)
    async with aiohttp.ClientSession() as session, session.get(told.url) as page:
        assert "<html" in (await page.text()).lower()
    told.stopped.set()
    await asyncio.wait_for(serving, 20)
    await simcord_bot.close()


async def test_a_preview_that_is_stopped_at_once_shows_nothing(simcord_bot: VerbatimBot) -> None:
    told = Announced()
    told.stopped.set()
    await asyncio.wait_for(serve(simcord_bot, 0, told.stopped, told), 20)
    assert told.url == ""
    await simcord_bot.close()


async def test_a_port_that_is_taken_is_a_setting_to_correct(simcord_bot: VerbatimBot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"PREVIEW_PORT is {port}"):
            await serve(simcord_bot, port, asyncio.Event(), lambda _: None)
    await simcord_bot.close()
