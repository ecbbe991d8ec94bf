"""/topics: what is spoken about, and who speaks how much on it."""

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import manners
from bot.charts import chart
from bot.commands import options
from bot.desk import asker
from bot.languages import shared_language
from bot.pages.topics import MOST, topics_page
from bot.sending import show
from knowledge.library import Library
from knowledge.model import Source, Speaker
from knowledge.topics import Topic

if TYPE_CHECKING:
    from bot.client import VerbatimBot


class Topics(commands.Cog):
    """The topics of the transcripts, each with an example."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot

    @app_commands.command()
    @app_commands.describe(
        speaker="Only words of this person",
        source="Only this transcript",
        private="Show the answer to you alone",
    )
    @app_commands.autocomplete(speaker=options.speakers, source=options.sources)
    async def topics(
        self,
        interaction: "discord.Interaction[VerbatimBot]",
        speaker: str | None = None,
        source: str | None = None,
        private: bool = False,
    ) -> None:
        """Show what is spoken about, and who speaks how much on it"""
        manners.take_turn(interaction, self._bot.desk.studies)
        await interaction.response.defer(thinking=True, ephemeral=private)
        found, who, where = await self._bot.desk.studied(
            asker(interaction), lambda library: _found(library, speaker, source)
        )
        language = shared_language(interaction)
        picture = None if who else await asyncio.to_thread(chart, found, language)
        await show(interaction, topics_page(found, who, where, language, picture))


def _found(
    library: Library, speaker: str | None, source: str | None
) -> tuple[tuple[Topic, ...], Speaker | None, Source | None]:
    """The topics, and of whom and of what alone they are."""
    who = library.speaker(speaker) if speaker else None
    where = library.source(source) if source else None
    found = library.topics(speaker=who.id if who else None, source=where.id if where else None, limit=MOST)
    return found, who, where
