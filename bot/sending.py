"""How pages reach people: as components, or as embeds where whoever runs the bot prefers them."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import aiohttp
import discord

from bot import embeds, layout
from bot.checking import checked, extracts
from bot.markdown import unescaped, unframed
from bot.page import Page

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]


Sent = TypeVar("Sent")

_AGAIN = 0.5  # seconds
_AWAY = 503
_REASONS = {
    "gone": "nothing that may be quoted stands there any longer",
    "words": "its words are not those of the source",
    "speaker": "it is credited otherwise than in the library",
}

log = logging.getLogger(__name__)


class Style(StrEnum):
    """What a message is made of."""

    COMPONENTS = "components"
    EMBEDS = "embeds"


async def show(interaction: "Interaction", page: Page) -> discord.InteractionMessage:
    """Puts a page where an interaction was deferred, or in the place of the message whose button was pressed.

    Where the connection breaks it is done again: the same page in the same place is there but once.
    """
    return await again(lambda: _shown(interaction, page))


async def post(
    bot: "VerbatimBot", channel: discord.abc.Messageable, guild: int | None, said: Page | str, **how: Any
) -> discord.Message:
    """Sends a page or a sentence to a channel of a server; `how` are further arguments of discord.py's `send`.

    Where the connection breaks it is sent again, with the same nonce, by which Discord knows what it has taken already.
    """
    nonce = secrets.token_hex(12)
    return await again(lambda: _posted(bot, channel, guild, said, nonce=nonce, **how))


async def again(do: Callable[[], Awaitable[Sent]]) -> Sent:
    """Does what may be done twice, and does it once more where the connection breaks or Discord is away for a moment.

    Raises what discord.py raises of a second time.
    """
    try:
        return await do()
    except (aiohttp.ClientError, OSError, discord.DiscordServerError) as error:
        if isinstance(error, discord.DiscordServerError) and error.status != _AWAY:
            raise  # discord.py has tried these several times
        log.warning("what Discord did not take is sent again: %s", error)
        await asyncio.sleep(_AGAIN)
        return await do()


async def _shown(interaction: "Interaction", page: Page) -> discord.InteractionMessage:
    style = interaction.client.style
    page = await _checked(interaction.client, interaction.guild_id, page)
    return await interaction.edit_original_response(**_body(page, style), attachments=layout.files(page))


async def _posted(
    bot: "VerbatimBot", channel: discord.abc.Messageable, guild: int | None, said: Page | str, **how: Any
) -> discord.Message:
    if isinstance(said, str):
        return await channel.send(said, suppress_embeds=True, **how)
    page = await _checked(bot, guild, said)
    body = {key: value for key, value in _body(page, bot.style).items() if value is not None}
    return await channel.send(**body, files=layout.files(page), **how)


def question_of(message: discord.Message | None) -> str | None:
    """The question above the answer in a message, as it was asked; None if it is not there."""
    if message is None:
        return None
    shown = layout.question_of(message) or embeds.question_of(message)
    return unframed(unescaped(shown)) if shown else None


async def _checked(bot: "VerbatimBot", guild: int | None, page: Page) -> Page:
    """The page as it may be sent: every quote in it was compared with the library that the server sees, just now."""
    wanted = extracts(page)
    if not wanted:
        return page
    held = await bot.desk.held(guild, wanted)
    page, withheld = checked(page, dict(zip(wanted, held, strict=True)))
    for one in withheld:
        bot.watch.withheld(one.reason)
        place = (one.extract.source, one.extract.start, one.extract.end)
        log.error("a quote of %s, %d to %d, was withheld: %s", *place, _REASONS[one.reason])
    return page


def _body(page: Page, style: Style) -> dict[str, Any]:
    if style is Style.COMPONENTS:
        return {"view": layout.layout(page)}
    return {"embeds": embeds.embeds(page), "view": embeds.view(page)}
