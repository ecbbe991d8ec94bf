"""What all buttons and modals have in common: whatever goes wrong is a sentence for who used them."""

import re
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import discord

from bot import errors

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]


_FORGOTTEN = 30 * 60.0  # seconds after which a form that nobody has sent is forgotten


class Button(discord.ui.DynamicItem[discord.ui.Button[Any]], template=""):
    """Knows a button by its id; does its work, and turns what goes wrong into a sentence for who pressed it."""

    def __init__(self, item: discord.ui.Button[Any], id: re.Match[str]) -> None:
        super().__init__(item)
        self.id_parts = id

    @classmethod
    async def from_custom_id(cls, _: "Interaction", item: discord.ui.Item[Any], match: re.Match[str]) -> Self:  # type: ignore[override]
        assert isinstance(item, discord.ui.Button)
        return cls(item, match)

    async def callback(self, interaction: "Interaction") -> None:  # type: ignore[override]  # the client is ours
        try:
            await self.pressed(interaction)
        except Exception as error:  # the one place where a button's errors end
            await errors.tell(interaction, error)

    async def pressed(self, interaction: "Interaction") -> None:
        raise NotImplementedError


class Form(discord.ui.Modal):
    """A modal; what goes wrong with it is a sentence, too. Unlike a button it does not survive a restart.

    Its custom_id is its own alone: of two that are open at once with one id, discord.py knows but the later.
    """

    def __init__(self, *, title: str, custom_id: str) -> None:
        super().__init__(title=title, custom_id=custom_id, timeout=_FORGOTTEN)

    async def show(self, interaction: "Interaction") -> None:
        """Answers an interaction with this form, which the bot knows from then on."""
        await interaction.response.send_modal(self)
        interaction.client.forms.add(self.custom_id)
        self._forms = interaction.client.forms

    async def on_timeout(self) -> None:
        self._forms.discard(self.custom_id)

    async def on_error(self, interaction: discord.Interaction, error: Exception) -> None:  # type: ignore[override]
        await errors.tell(interaction, error)
