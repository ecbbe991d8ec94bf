"""Options that several commands share: their limits, and autocompletion from memory."""

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from knowledge.folding import folded

if TYPE_CHECKING:
    from bot.client import VerbatimBot

_CHOICES = 25  # Discord's limits
_CHOICE_LENGTH = 100


async def speakers(interaction: "discord.Interaction[VerbatimBot]", typed: str) -> list[app_commands.Choice[str]]:
    """Speakers of whom any name in any script contains what was typed."""
    wanted = folded(typed)
    return _choices(
        (speaker.name, speaker.id)
        for speaker in interaction.client.library.speakers()
        if any(wanted in folded(name) for name in (speaker.id, *speaker.names))
    )


async def sources(interaction: "discord.Interaction[VerbatimBot]", typed: str) -> list[app_commands.Choice[str]]:
    """Sources whose title or id contains what was typed."""
    wanted = folded(typed)
    return _choices(
        (source.title, source.id)
        for source in interaction.client.library.sources()
        if wanted in f"{folded(source.title)} {source.id}"
    )


def _choices(found: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    fitting = ((name, value) for name, value in found if len(value) <= _CHOICE_LENGTH)
    choices = (app_commands.Choice(name=_short(name), value=value) for name, value in fitting)
    return list(islice(choices, _CHOICES))


def _short(name: str) -> str:
    return name if len(name) <= _CHOICE_LENGTH else name[: _CHOICE_LENGTH - 1] + "…"
