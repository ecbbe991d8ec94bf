"""Sends the quote of the day to its channel; when it is due, and that none comes twice, is told by `daily`."""

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.admission import Asker
from bot.daily import DiscordAway
from bot.i18n import public_language
from bot.pages.daily import daily_page
from bot.scheduling import Schedule
from bot.sending import post
from knowledge.library import Library
from knowledge.model import Quote, Speaker

if TYPE_CHECKING:
    from bot.client import VerbatimBot

log = logging.getLogger(__name__)


async def serve(bot: "VerbatimBot", schedule: Schedule) -> None:
    """Draws a quote that the channel has not seen, and sends it. Raises DiscordAway, and what the library raises."""
    if not bot.reaches(int(schedule.guild)):
        raise DiscordAway
    channel = await _channel(bot, schedule)
    if channel is None:
        log.warning("the channel of the daily quote %d is gone, so the quote is no longer scheduled", schedule.id)
        await asyncio.to_thread(bot.state.schedules.remove, schedule.guild, schedule.id)
        return
    drawn = await bot.desk.asked(Asker(int(schedule.guild)), lambda library: _drawn(bot, library, schedule))
    if drawn is None:
        log.warning("there is nothing to quote for the daily quote %d", schedule.id)
        return
    quote, speaker = drawn
    page = daily_page(quote, speaker, schedule.topic, _language(bot, schedule))
    try:
        await post(bot, channel, int(schedule.guild), page)
    except (aiohttp.ClientConnectorError, ConnectionRefusedError) as error:
        raise DiscordAway from error


async def _channel(bot: "VerbatimBot", schedule: Schedule) -> discord.abc.Messageable | None:
    """None where it is gone, or the bot is no longer in the server. Raises DiscordAway."""
    known = bot.get_channel(schedule.channel)
    if known is None:
        try:
            known = await bot.fetch_channel(schedule.channel)
        except (discord.NotFound, discord.Forbidden):
            return None
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            raise DiscordAway from error
    return known if isinstance(known, discord.abc.Messageable) else None


def _drawn(bot: "VerbatimBot", library: Library, schedule: Schedule) -> tuple[Quote, Speaker | None] | None:
    speaker = library.speaker(schedule.speaker) if schedule.speaker else None
    quote = bot.draw(library, schedule.channel, speaker, schedule.topic)
    return (quote, speaker) if quote else None


def _language(bot: "VerbatimBot", schedule: Schedule) -> str:
    """What was chosen for the quote or for the server, else the server's own."""
    guild = bot.get_guild(int(schedule.guild))
    chosen = schedule.language or bot.state.servers.of(schedule.guild).language
    return chosen or public_language("", guild.preferred_locale.value if guild else None)
