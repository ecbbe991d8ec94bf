"""/speakers, /sources, /help, /privacy and /forget-me: what is here and how it behaves."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.buttons import persons
from bot.desk import asker
from bot.i18n import say
from bot.languages import own_language
from bot.page import Page
from bot.pages.lists import list_page, sources_card, speakers_card
from bot.pages.privacy import privacy_page
from bot.sending import show
from knowledge.library import Library

if TYPE_CHECKING:
    from bot.client import VerbatimBot


class About(commands.Cog):
    """Answers about the bot and its library, seen only by who asks."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot

    @app_commands.command()
    async def speakers(self, interaction: "discord.Interaction[VerbatimBot]") -> None:
        """List everybody who is heard in the transcripts"""
        language = await _deferred(interaction)
        everybody = await self._bot.desk.looked_up(asker(interaction), Library.speakers)
        await show(interaction, Page((speakers_card(everybody, language),)))

    @app_commands.command()
    async def sources(self, interaction: "discord.Interaction[VerbatimBot]") -> None:
        """List the transcripts, with who speaks in them"""
        language = await _deferred(interaction)
        every = await self._bot.desk.looked_up(asker(interaction), Library.sources)
        await show(interaction, Page((sources_card(every, language),)))

    @app_commands.command()
    async def help(self, interaction: "discord.Interaction[VerbatimBot]") -> None:
        """Show what this bot can do"""
        language = await _deferred(interaction)
        page = list_page(say(language, "help_title"), say(language, "help").splitlines(), language)
        await show(interaction, page)

    @app_commands.command()
    async def privacy(self, interaction: "discord.Interaction[VerbatimBot]") -> None:
        """Show what this bot keeps, and what it never does"""
        language = await _deferred(interaction)
        await show(interaction, privacy_page(self._bot.keeping, language))

    @app_commands.command(name="forget-me")
    async def forget_me(self, interaction: "discord.Interaction[VerbatimBot]") -> None:
        """Remove what this bot keeps of you: what you thought of answers, what you reported"""
        await _deferred(interaction)
        await persons.ask(interaction)


async def _deferred(interaction: "discord.Interaction[VerbatimBot]") -> str:
    """Acknowledges for who asks alone, and tells their language."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    return own_language(interaction)
