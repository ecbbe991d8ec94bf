"""Which language is answered in: a person's own, or that of the place where everybody reads it."""

from typing import TYPE_CHECKING, TypeAlias

import discord

from bot.i18n import language_of, public_language

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]


def own_language(interaction: discord.Interaction, text: str = "") -> str:
    """Of what only the person sees: that of what they wrote where its script tells, else their own."""
    return language_of(interaction.locale.value, text)


def shared_language(interaction: "Interaction", text: str = "") -> str:
    """Of what everybody in a channel sees: that of the text, else what the server has chosen, else its Discord's."""
    chosen = _chosen(interaction.client, interaction.guild_id)
    locale = interaction.guild_locale.value if interaction.guild_locale else None
    return public_language(interaction.locale.value, chosen or locale, text)


def message_language(bot: "VerbatimBot", guild: discord.Guild | None, text: str) -> str:
    """The same where a message is answered, of which Discord does not tell its writer's language."""
    if guild is None:
        return public_language("", None, text)
    return public_language("", _chosen(bot, guild.id) or guild.preferred_locale.value, text)


def _chosen(bot: "VerbatimBot", guild: int | None) -> str | None:
    return None if guild is None else bot.state.servers.of(str(guild)).language
