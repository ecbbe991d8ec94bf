"""Files that somebody has sent, from a server that says of them what it likes."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest
from aiohttp import web

from bot.client import VerbatimBot
from bot.explaining import Refusal, explain
from bot.fetching import fetched
from bot.i18n import ENGLISH
from bot.state import State
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries

MIB = 2**20


@pytest.fixture
async def bot(libraries: Libraries, state: State, feedback: Feedback) -> AsyncIterator[VerbatimBot]:
    """A bot that fetches files by a session of its own, as it does on Discord."""
    made = VerbatimBot(libraries, state, feedback)
    async with aiohttp.ClientSession() as session:
        vars(made.http)["_HTTPClient__session"] = session
        yield made


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """Where a file is as large as its address says, and one never comes."""

    async def sized(request: web.Request) -> web.Response:
        return web.Response(body=b"x" * int(request.match_info["size"]))

    async def silent(_: web.Request) -> web.Response:
        return await asyncio.Future()

    app = web.Application()
    app.router.add_get("/silent", silent)
    app.router.add_get("/{size}", sized)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def file(bot: VerbatimBot, url: str) -> discord.Attachment:
    """An attachment of which Discord says that it has three bytes."""
    data = {"id": 1, "filename": "my_talk.txt", "size": 3, "url": url, "proxy_url": url}
    return discord.Attachment(data=data, state=bot._connection)  # type: ignore[arg-type]


async def test_a_file_is_fetched_whole_up_to_what_it_may_be(bot: VerbatimBot, address: str) -> None:
    assert await fetched(bot, file(bot, f"{address}/{MIB}"), MIB) == b"x" * MIB


async def test_a_file_that_is_larger_than_discord_says_is_refused(bot: VerbatimBot, address: str) -> None:
    with pytest.raises(Refusal) as refused:
        await fetched(bot, file(bot, f"{address}/{MIB + 1}"), MIB)
    assert explain(refused.value, ENGLISH) == r"my\_talk.txt is larger than 1 MiB; please split it."


async def test_a_file_that_does_not_come_is_given_up(
    bot: VerbatimBot, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.fetching._SECONDS", 0.05)
    with pytest.raises(Refusal) as refused:
        await fetched(bot, file(bot, f"{address}/silent"))
    assert explain(refused.value, ENGLISH) == r"my\_talk.txt could not be fetched in time. Please try again."
