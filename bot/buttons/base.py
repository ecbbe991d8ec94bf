"""What all buttons, menus and modals have in common: whatever goes wrong is a sentence for who used them."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import discord

from bot import errors
from bot.explaining import Refusal

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]


_FORGOTTEN = 30 * 60.0  # seconds after which a form that nobody has sent is forgotten


class Control(discord.ui.DynamicItem[discord.ui.Item[Any]], template=""):
    """Knows a control by its id; does its work, and turns what goes wrong into a sentence for who used it."""

    def __init__(self, item: discord.ui.Item[Any], id: re.Match[str]) -> None:
        super().__init__(item)
        self.id_parts = id

    @classmethod
    async def from_custom_id(cls, _: "Interaction", item: discord.ui.Item[Any], match: re.Match[str]) -> Self:  # type: ignore[override]
        return cls(item, match)

    async def interaction_check(self, interaction: "Interaction", /) -> bool:  # type: ignore[override]  # as below
        interaction.client.watch.begin(interaction, type(self).__name__)
        return interaction.client.once.first(interaction.id)

    async def callback(self, interaction: "Interaction") -> None:  # type: ignore[override]  # the client is ours
        try:
            await self.pressed(interaction)
        except Exception as error:  # the one place where a control's errors end
            await errors.tell(interaction, error)

    async def pressed(self, interaction: "Interaction") -> None:
        raise NotImplementedError


class Button(Control, template=""):
    """A button under a message."""


class Menu(Control, template=""):
    """A menu under a message, of words, channels or roles."""

    async def pressed(self, interaction: "Interaction") -> None:
        sent: Any = interaction.data  # discord.py's type of it does not tell menus from the rest
        await self.chosen(interaction, [str(value) for value in sent.get("values") or ()])

    async def chosen(self, interaction: "Interaction", values: list[str]) -> None:
        """Does what was chosen: words as they stand in the menu, or the numbers of channels or roles."""
        raise NotImplementedError


def one_of(known: Collection[str], values: Sequence[str]) -> str:
    """What was chosen, which anybody can make up. Raises Refusal for what does not stand in the menu."""
    if not values or values[0] not in known:
        raise Refusal("no_such_choice")
    return values[0]


def numbers(values: Iterable[str]) -> set[int]:
    """The numbers among what was chosen."""
    return {int(value) for value in values if re.fullmatch(r"[0-9]{1,20}", value)}


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

    async def interaction_check(self, interaction: "Interaction", /) -> bool:  # type: ignore[override]  # as above
        interaction.client.watch.begin(interaction, type(self).__name__)
        return interaction.client.once.first(interaction.id)

    async def on_timeout(self) -> None:
        self._forms.discard(self.custom_id)

    async def on_error(self, interaction: discord.Interaction, error: Exception) -> None:  # type: ignore[override]
        await errors.tell(interaction, error)
