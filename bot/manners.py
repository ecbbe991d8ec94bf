"""How often the bot lets itself be asked, and how long it works before it says that it does."""

import asyncio
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import discord

from bot.admission import Admission
from bot.cooldowns import Cooldowns
from bot.desk import asker
from bot.explaining import Refusal

if TYPE_CHECKING:
    from bot.client import VerbatimBot

_SLOW = 0.8  # seconds after which it is shown that the bot is writing


def take_turn(interaction: "discord.Interaction[VerbatimBot]", line: Admission | None = None) -> None:
    """Counts an interaction that costs work; `line` is where it will wait, by default that of questions.

    Raises Refusal if the person or the channel asks too often, or if there is too much to do: before anything is
    said to the channel, so that only this person reads it.
    """
    (line or interaction.client.desk.questions).check(asker(interaction))
    count(interaction.client.cooldowns, interaction.user.id, interaction.channel_id or interaction.user.id)


def count(cooldowns: Cooldowns, person: int, channel: int) -> None:
    """Raises Refusal."""
    wait = cooldowns.allow(person, channel, time.monotonic())
    if wait > 0:
        raise Refusal("too_often", count=math.ceil(wait))


@asynccontextmanager
async def typing_if_slow(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Shows that the bot is writing while the block runs, unless that is over at once."""

    async def show() -> None:
        await asyncio.sleep(_SLOW)
        with suppress(discord.HTTPException):  # without the sign of typing the answer is still due
            await channel.typing()

    showing = asyncio.create_task(show())
    try:
        yield
    finally:
        showing.cancel()
