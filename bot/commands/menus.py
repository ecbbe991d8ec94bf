"""What can be done with a message in its menu under Apps: find quotes about it, and hold it against what was said."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import manners
from bot.answering import Question, find
from bot.desk import asker
from bot.explaining import Refusal
from bot.languages import own_language
from bot.messages import beginning, plain, question_in
from bot.pages.answers import answer_page
from bot.pages.verifications import verification_page
from bot.sending import question_of, show
from knowledge.reading import LONGEST_QUESTION

if TYPE_CHECKING:
    from bot.client import VerbatimBot


class Menus(commands.Cog):
    """Works on any message, for Discord sends it along; the answers are seen by who asked alone."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot
        self._menus = (
            app_commands.ContextMenu(name="Find quotes about this", callback=self.find_quotes),
            app_commands.ContextMenu(name="Did they really say this?", callback=self.check),
        )

    async def cog_load(self) -> None:
        for menu in self._menus:
            self._bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        for menu in self._menus:
            self._bot.tree.remove_command(menu.name, type=menu.type)

    async def find_quotes(self, interaction: "discord.Interaction[VerbatimBot]", message: discord.Message) -> None:
        """Asks with the words of a message; with the question, if it is an answer of the bot's own."""
        words = (question_of(message) or "") if self._is_own(message) else _words(message)
        if not words:
            raise Refusal("no_words")
        manners.take_turn(interaction)
        await interaction.response.defer(thinking=True, ephemeral=True)
        question = question_in(words, LONGEST_QUESTION)
        found = await find(self._bot, asker(interaction), Question(question))
        await show(interaction, answer_page(found, own_language(interaction, question)))

    async def check(self, interaction: "discord.Interaction[VerbatimBot]", message: discord.Message) -> None:
        """Verifies the words of a message, of a long one as many whole sentences as can be asked at once."""
        if self._is_own(message):
            raise Refusal("own_words")
        words = _words(message)
        if not words:
            raise Refusal("no_words")
        manners.take_turn(interaction)
        await interaction.response.defer(thinking=True, ephemeral=True)
        text = beginning(words, LONGEST_QUESTION)
        found = await self._bot.desk.asked(asker(interaction), lambda library: library.verify(text))
        label = "did_they_say" if text == words else "did_they_say_first"
        await show(interaction, verification_page(found, text, own_language(interaction, text), label))

    def _is_own(self, message: discord.Message) -> bool:
        return self._bot.user is not None and message.author.id == self._bot.user.id


def _words(message: discord.Message) -> str:
    """What a message says, in its text, else in what it forwards, its embeds or its components."""
    every: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    for said in every:
        shown = [said.content, "\n".join(_of_embeds(said.embeds)), "\n".join(_of_components(said.components))]
        if words := next(filter(None, map(plain, shown)), ""):
            return words
    return ""


def _of_embeds(embeds: Sequence[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        yield from filter(None, (embed.title, embed.description, *(field.value for field in embed.fields)))


def _of_components(components: Sequence[object]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        elif isinstance(component, discord.Container | discord.SectionComponent):
            yield from _of_components(component.children)
