"""What is sent to the bot as a file: its name, its size, and what is said of it in three languages."""

import asyncio
from collections.abc import AsyncIterator
from string import Formatter

import aiohttp
import discord
import pytest
from aiohttp import web

from bot.explaining import explain
from bot.fetching import streamed
from bot.i18n import CATALOGUE, ENGLISH, SIMPLIFIED, TRADITIONAL
from bot.incoming import safe
from bot.remarks import _KEYS, remark
from knowledge.apart.wire import FIELDS
from knowledge.errors import TranscriptError
from knowledge.remarks import Remark

NAMES = {
    "../../../etc/passwd": "passwd",
    "/etc/cron.d/job.txt": "job.txt",
    "C:\\Windows\\win.ini": "win.ini",
    "a\0b.txt": "ab.txt",
    "..": "transcript",
    "": "transcript",
    ".txt": "txt",
    "...txt...": "txt",
    "\u202etxt.exe": "txt.exe",
    "con.txt": "_con.txt",
    "NUL": "_NUL",
    "com1.docx": "_com1.docx",
    "talk.txt. . .": "talk.txt",
    "👩‍👩‍👧.vtt": "transcript.vtt",
    "\u200b\u200b.srt": "srt",
    "a\nb\u2028c.txt": "a b c.txt",
    "采访：第一集.txt": "采访_第一集.txt",
}


@pytest.mark.parametrize(("given", "kept"), NAMES.items(), ids=ascii)
def test_a_name_is_kept_without_its_tricks(given: str, kept: str) -> None:
    assert safe(given) == kept


@pytest.mark.parametrize(
    "name", ["a" * 5000 + ".txt", "采" * 5000 + ".txt", "a." + "b" * 5000, "𝕏" * 300 + ".vtt"], ids=len
)
def test_a_long_name_fits_every_disk(name: str) -> None:
    assert 0 < len(safe(name).encode()) <= 255


OF_THE_LIBRARY = {"on_request": {"count"}, "request_lost": {"line"}}  # remarks of no reader


def test_every_kind_of_fault_says_all_that_its_sentence_repeats() -> None:
    for kind, key in _KEYS.items():
        for sentence in CATALOGUE[ENGLISH].sentences[key]:
            fields = {name for _, name, _, _ in Formatter().parse(sentence) if name}
            assert fields <= (OF_THE_LIBRARY.get(kind) or FIELDS.get(kind, {}).keys()), kind


@pytest.mark.parametrize(
    ("language", "words"),
    [(ENGLISH, "It is larger than 16 MiB"), (SIMPLIFIED, "它超过 16 MiB"), (TRADITIONAL, "它超過 16 MiB")],
)
def test_why_a_file_cannot_be_read_is_said_in_the_language_of_who_sent_it(language: str, words: str) -> None:
    error = TranscriptError("talk.txt is larger than 16 MiB.", "too_large", limit=16)
    assert explain(error, language).startswith(words)
    assert remark(error.sentence, language, 200).startswith(words)


def test_a_sentence_that_nobody_has_translated_is_said_in_english() -> None:
    assert remark(Remark("Something else.", "other"), SIMPLIFIED, 200) == "Something else."


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """Where a server sends without end, and never says how much."""

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(10_000):
            await response.write(bytes(2**16))
        return response

    app = web.Application()
    app.router.add_get("/endless", endless)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_file_without_end_is_fetched_no_further_than_it_may_be(address: str) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(60):
        assert 10**6 < len(await streamed(session, f"{address}/endless", 10**6)) < 2 * 10**6


async def test_a_file_that_is_gone_is_an_error_of_discord(address: str) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(discord.HTTPException):
            await streamed(session, f"{address}/gone", 10**6)
