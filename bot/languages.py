"""Which language an interaction is answered in: a person's own, or that of the place where everybody reads it."""

import discord

from bot.i18n import language_of, public_language


def own_language(interaction: discord.Interaction, text: str = "") -> str:
    """Of what only the person sees: that of what they wrote where its script tells, else their own."""
    return language_of(interaction.locale.value, text)


def shared_language(interaction: discord.Interaction, text: str = "") -> str:
    """Of what everybody in a channel sees."""
    guild = interaction.guild_locale.value if interaction.guild_locale else None
    return public_language(interaction.locale.value, guild, text)
