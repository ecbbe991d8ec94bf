"""Files that somebody has sent, fetched no further than they may be, whatever Discord says of their size."""

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.explaining import Refusal
from bot.limits import NAME, cut
from bot.markdown import escaped
from knowledge.transcripts import LARGEST_FILE

if TYPE_CHECKING:
    from bot.client import VerbatimBot

_SECONDS = 120.0  # for one file
_PIECE = 2**16  # bytes


async def fetched(bot: "VerbatimBot", file: discord.Attachment, most: int = LARGEST_FILE) -> bytes:
    """What is in a file. Raises Refusal if it is larger than it may be, or does not come in time."""
    if file.size > most:
        raise _too_large(file, most)
    try:
        async with asyncio.timeout(_SECONDS):
            content = await _content(bot, file, most)
    except TimeoutError as error:
        raise Refusal("not_fetched", name=_shown(file)) from error
    if len(content) > most:
        raise _too_large(file, most)
    return content


async def _content(bot: "VerbatimBot", file: discord.Attachment, most: int) -> bytes:
    # discord.py reads a file to its end, however far that is; its own session can be asked for less.
    session = vars(bot.http).get("_HTTPClient__session")
    if not isinstance(session, aiohttp.ClientSession):  # in the preview, where no file comes from afar
        return await file.read()
    return await streamed(session, file.url, most, proxy=bot.http.proxy, proxy_auth=bot.http.proxy_auth)


async def streamed(
    session: aiohttp.ClientSession,
    url: str,
    most: int,
    *,
    proxy: str | None = None,
    proxy_auth: aiohttp.BasicAuth | None = None,
) -> bytes:
    """What is at an address, up to a little more than `most`. Raises discord.HTTPException."""
    async with session.get(url, proxy=proxy, proxy_auth=proxy_auth) as response:
        if response.status != 200:
            raise discord.HTTPException(response, "the file cannot be fetched")
        content = bytearray()
        async for piece in response.content.iter_chunked(_PIECE):
            content += piece
            if len(content) > most:
                break
        return bytes(content)


def _too_large(file: discord.Attachment, most: int) -> Refusal:
    return Refusal("too_large", name=_shown(file), limit=most >> 20)


def _shown(file: discord.Attachment) -> str:
    return escaped(cut(file.filename, NAME // 2))
