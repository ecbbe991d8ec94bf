"""/daily: a quote a day for a channel, at the time that whoever manages the server has chosen."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands import options
from bot.desk import asker
from bot.explaining import Refusal
from bot.i18n import say
from bot.ids import LONGEST_TOPIC
from bot.languages import own_language
from bot.limits import CHOICE, CHOICES
from bot.markdown import plain_name, unescaped
from bot.pages.daily import added_text, daily_line, schedules_page
from bot.rights import server
from bot.scheduling import Schedule, next_due
from bot.sending import show
from bot.zones import suggest_zones, zone_label

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction = discord.Interaction[VerbatimBot]


async def zones(_: "Interaction", typed: str) -> list[app_commands.Choice[str]]:
    """Time zones that may be meant by what was typed."""
    return [app_commands.Choice(name=zone_label(zone), value=zone) for zone in suggest_zones(typed)]


async def schedules(interaction: "Interaction", typed: str) -> list[app_commands.Choice[int]]:
    """The server's daily quotes, by what is said of them in their list."""
    every = await _every(interaction)
    channels = {one.channel: interaction.client.get_channel(one.channel) for one in every}
    named = [
        (f"#{getattr(channels[one.channel], 'name', '?')} · {unescaped(daily_line(one, {}))}", one.id) for one in every
    ]
    found = [(name, id) for name, id in named if typed.casefold() in name.casefold()]
    return [app_commands.Choice(name=plain_name(name, CHOICE), value=id) for name, id in found[:CHOICES]]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Daily(commands.GroupCog, group_name="daily", group_description="A quote a day in a channel"):
    """Which daily quotes a server has; seen only by who asks. They are served by `bot.daily_quotes`."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot

    @app_commands.command()
    @app_commands.describe(
        time="When, as 09:00 or 6:30 pm",
        zone="Whose clock: a city such as Berlin or Shanghai, or UTC+8",
        channel="Where; this channel if left out",
        speaker="Only words of this person",
        topic="Only words on this topic",
    )
    @app_commands.autocomplete(zone=zones, speaker=options.speakers)
    async def add(
        self,
        interaction: "Interaction",
        time: app_commands.Range[str, 1, 20],
        zone: app_commands.Range[str, 1, 60],
        channel: discord.TextChannel | None = None,
        speaker: str | None = None,
        topic: app_commands.Range[str, 1, LONGEST_TOPIC] | None = None,
    ) -> None:
        """Send a quote to a channel every day"""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild, target = server(interaction), channel.id if channel else interaction.channel_id or 0
        if channel and interaction.guild and not _may_write(channel, interaction.guild.me):
            raise Refusal("daily_cannot_write", channel=f"<#{channel.id}>")
        who = None
        if speaker:
            who = await self._bot.desk.looked_up(asker(interaction), lambda library: library.speaker(speaker))
        now = datetime.now(UTC)
        schedule = await asyncio.to_thread(
            lambda: self._bot.state.schedules.add(
                str(guild),
                target,
                at=time,
                zone=zone,
                now=now,
                speaker=who.id if who else None,
                topic=topic.strip() if topic else None,
            )
        )
        self._bot.daily_quotes.changed()
        text = added_text(schedule, next_due(schedule, now), own_language(interaction))
        await interaction.edit_original_response(content=text)

    @app_commands.command()
    async def list(self, interaction: "Interaction") -> None:
        """List this server's daily quotes"""
        await interaction.response.defer(ephemeral=True, thinking=True)
        people = await self._bot.desk.looked_up(asker(interaction), lambda library: library.speakers())
        names = {speaker.id: speaker.name for speaker in people}
        await show(interaction, schedules_page(await _every(interaction), names, own_language(interaction)))

    @app_commands.command()
    @app_commands.describe(quote="Which of this server's daily quotes")
    @app_commands.autocomplete(quote=schedules)
    async def remove(self, interaction: "Interaction", quote: int) -> None:
        """Stop a daily quote"""
        await interaction.response.defer(ephemeral=True, thinking=True)
        gone = await asyncio.to_thread(self._bot.state.schedules.remove, str(server(interaction)), quote)
        if gone is None:
            raise Refusal("daily_gone")
        self._bot.daily_quotes.changed()
        said = say(own_language(interaction), "daily_removed", channel=f"<#{gone.channel}>")
        await interaction.edit_original_response(content=said)


async def _every(interaction: "Interaction") -> tuple[Schedule, ...]:
    return await asyncio.to_thread(interaction.client.state.schedules.of, str(interaction.guild_id))


def _may_write(channel: discord.TextChannel, me: discord.Member) -> bool:
    allowed = channel.permissions_for(me)
    return allowed.view_channel and allowed.send_messages
