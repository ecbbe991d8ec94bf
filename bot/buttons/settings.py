"""The menus of /setup: each changes one setting at once, for who may manage the server at that moment."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot import ids
from bot.buttons.base import Menu, numbers, one_of
from bot.languages import own_language
from bot.limits import CHOICES
from bot.pages.settings import HOW, LANGUAGES, Seen, settings_page
from bot.rights import Written, lacking, managed
from bot.sending import show
from bot.state import Scope, ServerSettings

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]


class ChannelsMenu(Menu, template=ids.SETTING["channels"]):
    """The channels in which questions are answered unasked."""

    async def chosen(self, interaction: "Interaction", values: list[str]) -> None:
        there = {channel.id for channel in _written(managed(interaction))}
        wanted = frozenset(id for id in numbers(values[:CHOICES]) if id in there)
        await _changed(interaction, lambda settings: replace(settings, channels=wanted))


class HowMenu(Menu, template=ids.SETTING["how"]):
    """Where and when they are answered."""

    async def chosen(self, interaction: "Interaction", values: list[str]) -> None:
        place, sure = HOW[one_of(HOW, values)]
        await _changed(interaction, lambda settings: replace(settings, place=place, only_when_sure=sure))


class LanguageMenu(Menu, template=ids.SETTING["language"]):
    """In which language."""

    async def chosen(self, interaction: "Interaction", values: list[str]) -> None:
        language = next((value for value in values if value in LANGUAGES), None)
        await _changed(interaction, lambda settings: replace(settings, language=language))


class ScopeMenu(Menu, template=ids.SETTING["scope"]):
    """From which transcripts."""

    async def chosen(self, interaction: "Interaction", values: list[str]) -> None:
        scope = Scope(one_of(tuple(Scope), values))
        await _changed(interaction, lambda settings: replace(settings, scope=scope))


class KeepersMenu(Menu, template=ids.SETTING["keepers"]):
    """The roles that may add transcripts."""

    async def chosen(self, interaction: "Interaction", values: list[str]) -> None:
        guild = managed(interaction)
        wanted = frozenset(id for id in numbers(values[:CHOICES]) if guild.get_role(id))
        await _changed(interaction, lambda settings: replace(settings, keepers=wanted))


async def show_settings(interaction: "Interaction") -> None:
    """Answers a deferred interaction with the server's settings as they are now. Raises Refusal."""
    guild = managed(interaction)
    bot = interaction.client
    settings = await asyncio.to_thread(bot.state.servers.of, str(guild.id))
    chosen = [channel for channel in _written(guild) if channel.id in settings.channels]
    lacks = ((channel.id, lacking(channel, settings.place)) for channel in chosen)
    settings = replace(
        settings,  # what is gone from the server cannot stand in a menu
        channels=frozenset(channel.id for channel in chosen),
        keepers=frozenset(id for id in settings.keepers if guild.get_role(id)),
    )
    seen = Seen(settings, tuple(lack for lack in lacks if lack[1]), bot.intents.message_content)
    await show(interaction, settings_page(seen, own_language(interaction)))


async def _changed(interaction: "Interaction", change: Callable[[ServerSettings], ServerSettings]) -> None:
    """Changes what the server has chosen, and shows it in place of what was."""
    guild = managed(interaction)
    await interaction.response.defer()
    await asyncio.to_thread(interaction.client.state.servers.change, str(guild.id), change)
    interaction.client.suggestions.forget()  # it may see other transcripts now
    await show_settings(interaction)


def _written(guild: discord.Guild) -> list[Written]:
    return [*guild.text_channels, *guild.forums]
