"""/compare: people's own words on one topic, face to face; or those of one person in two transcripts."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import manners
from bot.commands import options
from bot.desk import asker
from bot.drawing import comparison_picture
from bot.explaining import Refusal
from bot.languages import shared_language
from bot.pages.comparisons import comparison_card_page, comparison_page
from bot.sending import show
from knowledge.library import Library
from knowledge.model import Comparison

if TYPE_CHECKING:
    from bot.client import VerbatimBot


class Compare(commands.Cog):
    """Positions next to each other; whoever never spoke on the topic is said to have not."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot

    @app_commands.command()
    @app_commands.describe(
        first="One person",
        topic="What to compare them on, a word or a question",
        second="Another person",
        third="A third person",
        fourth="A fourth person",
        then="With one person alone: an earlier transcript",
        now="With one person alone: a later transcript",
        style="As text, or as a picture to share",
        private="Show the answer to you alone",
    )
    @app_commands.choices(style=options.STYLES)
    @app_commands.autocomplete(
        first=options.speakers,
        topic=options.topics,
        second=options.speakers,
        third=options.speakers,
        fourth=options.speakers,
        then=options.sources,
        now=options.sources,
    )
    async def compare(
        self,
        interaction: "discord.Interaction[VerbatimBot]",
        first: str,
        topic: app_commands.Range[str, 1, 300],
        second: str | None = None,
        third: str | None = None,
        fourth: str | None = None,
        then: str | None = None,
        now: str | None = None,
        style: str = options.TEXT,
        private: bool = False,
    ) -> None:
        """Set people's own words on a topic face to face"""
        manners.take_turn(interaction, self._bot.desk.studies)
        await interaction.response.defer(thinking=True, ephemeral=private)
        people = [name for name in (first, second, third, fourth) if name]

        def compared(library: Library) -> Comparison:
            if then and now and len(people) == 1:
                return library.then_and_now(first, then, now, topic)
            if then or now or len(people) == 1:
                raise Refusal("compare_whom")
            return library.compare_all(people, topic)

        comparison = await self._bot.desk.studied(asker(interaction), compared)
        language = shared_language(interaction, topic)
        picture = await comparison_picture(comparison, language) if style == options.CARD else None
        if picture:
            await show(interaction, comparison_card_page(picture, comparison, language))
        else:
            await show(interaction, comparison_page(comparison, language))
