"""/verify: whether somebody said some words, as they stand in the transcripts."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import manners
from bot.commands import options
from bot.desk import asker
from bot.languages import shared_language
from bot.pages.verifications import verification_page
from bot.sending import show
from knowledge.reading import LONGEST_QUESTION

if TYPE_CHECKING:
    from bot.client import VerbatimBot


class Verify(commands.Cog):
    """Quotations held against what was said."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot

    @app_commands.command()
    @app_commands.describe(
        text="The words, as they were given to you; a name behind them counts",
        speaker="Who is said to have said them",
        private="Show the answer to you alone",
    )
    @app_commands.autocomplete(speaker=options.speakers)
    async def verify(
        self,
        interaction: "discord.Interaction[VerbatimBot]",
        text: app_commands.Range[str, 1, LONGEST_QUESTION],
        speaker: str | None = None,
        private: bool = False,
    ) -> None:
        """Check whether somebody really said these words"""
        manners.take_turn(interaction)
        await interaction.response.defer(thinking=True, ephemeral=private)
        found = await self._bot.desk.asked(asker(interaction), lambda library: library.verify(text, speaker=speaker))
        await show(interaction, verification_page(found, text, shared_language(interaction, text)))
