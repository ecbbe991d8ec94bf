"""/quote: a random quote that is worth quoting."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import manners
from bot.buttons.quotes import show_random_quote
from bot.commands import options
from bot.desk import asker
from bot.ids import LONGEST_TOPIC
from bot.languages import shared_language

if TYPE_CHECKING:
    from bot.client import VerbatimBot


class RandomQuote(commands.Cog):
    """Quotes drawn at random, none twice in a channel until all were seen."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot

    @app_commands.command()
    @app_commands.describe(
        speaker="Only words of this person",
        topic="Only words on this topic",
        style="As text, or as a picture to share",
        private="Show the answer to you alone",
    )
    @app_commands.choices(style=options.STYLES)
    @app_commands.autocomplete(speaker=options.speakers, topic=options.topics)
    async def quote(
        self,
        interaction: "discord.Interaction[VerbatimBot]",
        speaker: str | None = None,
        topic: app_commands.Range[str, 1, LONGEST_TOPIC] | None = None,
        style: str = options.TEXT,
        private: bool = False,
    ) -> None:
        """Draw a random quote that is worth quoting"""
        manners.take_turn(interaction)
        await interaction.response.defer(thinking=True, ephemeral=private)
        who = None
        if speaker:
            who = await self._bot.desk.looked_up(asker(interaction), lambda library: library.speaker(speaker))
        about = topic.strip() if topic else None
        language = shared_language(interaction, about or "")
        await show_random_quote(interaction, who, about, language, card=style == options.CARD)
