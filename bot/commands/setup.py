"""/setup: how a server wants the bot, for those who manage it."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.buttons.settings import show_settings

if TYPE_CHECKING:
    from bot.client import VerbatimBot


class Setup(commands.Cog):
    """The settings of a server on one page, seen only by who asks."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def setup(self, interaction: "discord.Interaction[VerbatimBot]") -> None:
        """Choose where, how and from what this server's questions are answered"""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_settings(interaction)
