"""/timeline: what was said on a topic, in order of time."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import manners
from bot.buttons.timelines import show_timeline
from bot.commands import options
from bot.ids import LONGEST_TOPIC

if TYPE_CHECKING:
    from bot.client import VerbatimBot


class TimelineCommand(commands.Cog):
    """Quotes under the dates of their sources, page by page."""

    @app_commands.command()
    @app_commands.describe(
        topic="What it is about, a word or a question",
        speaker="Only words of this person",
        private="Show the answer to you alone",
    )
    @app_commands.autocomplete(topic=options.topics, speaker=options.speakers)
    async def timeline(
        self,
        interaction: "discord.Interaction[VerbatimBot]",
        topic: app_commands.Range[str, 1, LONGEST_TOPIC],
        speaker: str | None = None,
        private: bool = False,
    ) -> None:
        """Show what was said on a topic in order of time"""
        manners.take_turn(interaction, interaction.client.desk.studies)
        await interaction.response.defer(thinking=True, ephemeral=private)
        await show_timeline(interaction, topic.strip(), speaker, 0)
