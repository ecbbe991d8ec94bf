"""The preview in a local browser."""

import asyncio
import socket
from typing import Any

import aiohttp
import pytest

from bot.client import VerbatimBot
from bot.preview import _demonstration, serve
from knowledge.errors import SettingsError
from tests.bot.conftest import Ingest, World, shown_text
from tests.bot.reading import read


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


async def test_with_the_shipped_people_in_the_library_it_shows_what_the_bot_does(world: World, ingest: Ingest) -> None:
    people = "  mark-zuckerberg: {name: Mark Zuckerberg}\n  sam-altman: {name: Sam Altman}\n"
    one = "[[mark-zuckerberg]] Open models are a promise to every developer who will build on them some day.\n"
    other = "[[sam-altman]] I would never sign a licence for models without a clause on harm.\n"
    ingest(shipped=f"---\ntitle: Shipped\nparticipants:\n{people}---\n{one}{other}")
    member: Any = world.alice
    channel: Any = world.channel
    shown: list[Any] = [await step() for step in _demonstration(world.bot, member, channel)]
    assert [read(one.response).question is not None for one in shown] == [True, True, False, True, True]
    assert "Mark Zuckerberg" in shown_text(shown[2].response)
    assert "Sam Altman" in shown_text(shown[3].response)


async def test_with_other_people_in_the_library_it_shows_a_quote(world: World) -> None:
    member: Any = world.alice
    channel: Any = world.channel
    shown: list[Any] = [await step() for step in _demonstration(world.bot, member, channel)]
    assert ["“" in shown_text(one.response) for one in shown] == [True]
