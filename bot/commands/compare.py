"""/compare: two people's own words on one topic, side by side."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands import options
from bot.i18n import language_of, say
from bot.markdown import escaped
from bot.render import compared_quotes, comparison_embeds
from bot.views import comparison_view
from knowledge.errors import SameSpeaker

if TYPE_CHECKING:
    from bot.client import VerbatimBot


class Compare(commands.Cog):
    """Positions next to each other; whoever never spoke on the topic is said to have not."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot

    @app_commands.command()
    @app_commands.describe(
        first="One person", second="Another person", topic="What to compare them on, a word or a question"
    )
    @app_commands.autocomplete(first=options.speakers, second=options.speakers)
    async def compare(
        self,
        interaction: "discord.Interaction[VerbatimBot]",
        first: str,
        second: str,
        topic: app_commands.Range[str, 1, 300],
    ) -> None:
        """Set two people's own words on a topic side by side"""
        await interaction.response.defer(thinking=True)
        language = language_of(interaction.locale.value, topic)
        try:
            found = await self._bot.asked(interaction.guild_id, lambda library: library.compare(first, second, topic))
        except SameSpeaker as error:
            await interaction.edit_original_response(content=say(language, "same_speaker", name=escaped(error.name)))
            return
        await interaction.edit_original_response(
            embeds=comparison_embeds(found, language),
            view=comparison_view(compared_quotes(found), language),
        )
