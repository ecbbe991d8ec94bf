"""/compare: two people's own words on one topic, side by side."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import manners
from bot.commands import options
from bot.i18n import say
from bot.languages import shared_language
from bot.pages.comparisons import comparison_page
from bot.quotation import speaker_label
from bot.sending import show

if TYPE_CHECKING:
    from bot.client import VerbatimBot


class Compare(commands.Cog):
    """Positions next to each other; whoever never spoke on the topic is said to have not."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot

    @app_commands.command()
    @app_commands.describe(
        first="One person",
        second="Another person",
        topic="What to compare them on, a word or a question",
        private="Show the answer to you alone",
    )
    @app_commands.autocomplete(first=options.speakers, second=options.speakers, topic=options.topics)
    async def compare(
        self,
        interaction: "discord.Interaction[VerbatimBot]",
        first: str,
        second: str,
        topic: app_commands.Range[str, 1, 300],
        private: bool = False,
    ) -> None:
        """Set two people's own words on a topic side by side"""
        manners.take_turn(interaction)
        await interaction.response.defer(thinking=True, ephemeral=private)
        comparison = await self._bot.asked(interaction.guild_id, lambda library: library.compare(first, second, topic))
        language = shared_language(interaction, topic)
        one, other = (side.speaker for side in comparison.sides)
        if one.id == other.id:
            await interaction.edit_original_response(content=say(language, "same_speaker", name=speaker_label(one)))
            return
        await show(interaction, comparison_page(comparison, language))
