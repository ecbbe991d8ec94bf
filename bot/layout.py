"""Pages as Discord's components: containers, sections with their button, rows. Knows nothing of what they say."""

import io
from collections.abc import Iterator
from typing import Any, TypeAlias

import discord
from discord.ui.select import BaseSelect

from bot.limits import CHOICES
from bot.page import (
    Asked,
    Block,
    Card,
    Choose,
    Link,
    Menu,
    Page,
    Part,
    Picture,
    Press,
    Row,
    Sort,
    Text,
    Tone,
    asked_line,
)

View: TypeAlias = discord.ui.LayoutView
Item: TypeAlias = discord.ui.Item[Any]

QUESTION = 7001  # id of the component that holds the question
_STYLES = {
    Tone.PLAIN: discord.ButtonStyle.secondary,
    Tone.GOOD: discord.ButtonStyle.success,
    Tone.GRAVE: discord.ButtonStyle.danger,
}
_WRITTEN_IN = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]


def layout(page: Page) -> View:
    """The components of a page. What a button does is told by its id alone, so the view itself is not kept."""
    view: View = discord.ui.LayoutView(timeout=None)
    for part in page.parts:
        view.add_item(_item(part))
    view.stop()  # else discord.py remembers every message for as long as the process lives
    return view


def files(page: Page) -> list[discord.File]:
    return [discord.File(io.BytesIO(one.png), one.name, description=one.alt) for one in page.pictures]


def button(pressed: Press | Link) -> discord.ui.Button[Any]:
    if isinstance(pressed, Link):
        return discord.ui.Button(label=pressed.label, url=pressed.url)
    return discord.ui.Button(label=pressed.label, custom_id=pressed.id, style=_STYLES[pressed.tone])


def menu(shown: Menu) -> BaseSelect[Any]:
    if isinstance(shown, Choose):
        options = [
            discord.SelectOption(label=one.label, value=one.value, default=one.value == shown.chosen)
            for one in shown.choices
        ]
        return discord.ui.Select(custom_id=shown.id, options=options)
    many: dict[str, Any] = {
        "custom_id": shown.id,
        "placeholder": shown.hint,
        "min_values": 0,
        "max_values": CHOICES,
        "default_values": [discord.Object(id) for id in shown.chosen],
    }
    if shown.sort is Sort.ROLES:
        return discord.ui.RoleSelect(**many)
    return discord.ui.ChannelSelect(channel_types=_WRITTEN_IN, **many)


def question_of(message: discord.Message) -> str | None:
    """The Markdown of the question above a page that was laid out as components; None if there is none."""
    found = (one for one in message.components if isinstance(one, discord.TextDisplay) and one.id == QUESTION)
    shown = next(found, None)
    return shown.content.partition("\n")[2] or None if shown else None


def _item(part: Part) -> Item:
    match part:
        case Asked():
            return discord.ui.TextDisplay(asked_line(part), id=QUESTION)
        case Text():
            return discord.ui.TextDisplay(part.words)
        case Card():
            return _container(part)
        case Picture():
            gallery: discord.ui.MediaGallery[Any] = discord.ui.MediaGallery()
            return gallery.add_item(media=f"attachment://{part.name}", description=part.alt)
        case Row():
            return discord.ui.ActionRow(*map(button, part.buttons))
        case _:
            return discord.ui.ActionRow(menu(part))


def _container(card: Card) -> discord.ui.Container[Any]:
    container: discord.ui.Container[Any] = discord.ui.Container(accent_colour=card.colour)
    for number, block in enumerate(card.blocks):
        if number:
            container.add_item(discord.ui.Separator())
        for item in _block(block):
            container.add_item(item)
    return container


def _block(block: Block) -> Iterator[Item]:
    if block.button is None:
        yield discord.ui.TextDisplay("\n".join(filter(None, [block.head, block.body])))
        return
    yield discord.ui.Section(block.head, accessory=button(block.button))
    if block.body:
        yield discord.ui.TextDisplay(block.body)
