"""Pages as plain embeds, for servers or programs that do not show Discord's newer components."""

from collections.abc import Iterator

import discord

from bot.layout import Item, button, menu
from bot.page import Asked, Card, Choose, ChooseOf, Page, Picture, Row, Text, asked_line


def embeds(page: Page) -> list[discord.Embed]:
    """An embed a part; a picture belongs to the embed before it."""
    made: list[discord.Embed] = []
    for part in page.parts:
        match part:
            case Asked():
                made.append(discord.Embed(description=asked_line(part)))
            case Text():
                made.append(discord.Embed(description=part.words))
            case Card():
                blocks = ("\n".join(filter(None, [block.head, block.body])) for block in part.blocks)
                made.append(discord.Embed(description="\n\n".join(blocks), colour=part.colour))
            case Picture():
                made = made or [discord.Embed()]
                made[-1].set_image(url=f"attachment://{part.name}")
    return made


def view(page: Page) -> discord.ui.View | None:
    """Its buttons and menus: the buttons of blocks first."""
    parts = [*_of_blocks(page), *(part for part in page.parts if isinstance(part, Row | Choose | ChooseOf))]
    if not parts:
        return None
    made = discord.ui.View(timeout=None)
    for number, part in enumerate(parts[:5]):
        items: list[Item] = [*map(button, part.buttons)] if isinstance(part, Row) else [menu(part)]
        for item in items:
            item.row = number
            made.add_item(item)
    made.stop()  # as in `layout`
    return made


def question_of(message: discord.Message) -> str | None:
    """The Markdown of the question above a page that was sent as embeds; None if somebody took them away."""
    first = message.embeds[0].description if message.embeds else None
    if not first or not first.startswith("-# "):
        return None
    return first.partition("\n")[2] or None


def _of_blocks(page: Page) -> Iterator[Row]:
    buttons = [block.button for part in page.parts if isinstance(part, Card) for block in part.blocks if block.button]
    for start in range(0, len(buttons), 5):
        yield Row(tuple(buttons[start : start + 5]))
