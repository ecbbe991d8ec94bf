"""The button beside a topic."""

from typing import TYPE_CHECKING, TypeAlias

import discord

from bot import ids
from bot.buttons.base import Button
from bot.desk import asker
from bot.languages import own_language
from bot.pages.topics import example_page
from bot.sending import show

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]


class ExampleButton(Button, template=ids.EXAMPLE):
    """Shows who pressed it a quote that stands for a topic."""

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        passage = self.id_parts["passage"]
        quote = await interaction.client.desk.looked_up(asker(interaction), lambda library: library.quote(passage))
        await show(interaction, example_page(quote, own_language(interaction)))
