"""Plays a scene on a simulated Discord: one member, a server of its own, and the bot's real callbacks.

What a scene is made of stands here; which scenes there are stands in scenes.py.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import discord

from bot.client import VerbatimBot
from bot.i18n import CATALOGUE, language_of, say
from bot.page import Page
from bot.sending import post
from knowledge.library import Library
from knowledge.model import Quote, Speaker
from tests.bot.reading import BUTTON, components, walk

INVENTED = Path(__file__).parent / "invented"

Step: TypeAlias = Callable[["Stage"], Awaitable[None]]


@dataclass(frozen=True)
class Scene:
    """One message: the steps that lead to it, by a member whose Discord is in `locale`; `shows` says what is seen."""

    name: str
    locale: str
    shows: str
    steps: tuple[Step, ...]


def scene(name: str, locale: str, shows: str, *steps: Step) -> Scene:
    return Scene(name, locale, shows, steps)


class Stage:
    """Where one scene is played; `shown` is the last message of the bot."""

    def __init__(self, world: Any, bot: VerbatimBot, locale: str) -> None:
        self.world, self.bot, self.locale = world, bot, locale
        self.language = language_of(locale)
        guild = world.create_guild("Pictures", preferred_locale=locale)
        self.channel = guild.create_text_channel("pictures")
        managers = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        self.member = guild.add_member(world.create_user("robin", global_name="Robin"), roles=[managers])
        self.result: Any = None
        self.shown: Any = None

    async def play(self, steps: tuple[Step, ...]) -> None:
        """Takes the steps one after another; each makes a message, changes it, or opens a form."""
        with _speaking(self.world.backend, self.locale):
            for step in steps:
                await step(self)

    def answered(self, result: Any) -> None:
        self.result = result
        self.shown = result.followups[-1] if result.followups else result.response or self.shown

    @property
    def message(self) -> dict[str, Any]:
        """What is shown, as it went over the wire."""
        stored = self.world.backend.get_message(self.channel.id, self.shown.id)
        return {
            "content": stored.content,
            "embeds": stored.embeds,
            "components": stored.components,
            "flags": stored.flags,
        }


class StillBot(VerbatimBot):
    """The bot, but what it draws at random is the same each time, so that a picture changes only when the bot does."""

    def draw(self, library: Library, channel: int, speaker: Speaker | None, topic: str | None) -> Quote | None:
        drawn = library.random_quotes(speaker=speaker.id if speaker else None, topic=topic, seed=7)
        return next(iter(drawn), None)


def slash(command: str, **options: object) -> Step:
    """A slash command; a file is an option that is a Path."""
    given = {name: _given(value) for name, value in options.items()}

    async def step(stage: Stage) -> None:
        stage.answered(await stage.member.slash(stage.channel, command, **given))

    return step


def click(*keys: str, **values: object) -> Step:
    """The first button of what is shown whose label is the sentence of one of these keys."""

    async def step(stage: Stage) -> None:
        meant = {say(language, key, **values) for language in CATALOGUE for key in keys}
        labels = [one.get("label") for one in walk(components(stage.shown)) if one["type"] == BUTTON]
        label = next((label for label in labels if label in meant), None)
        assert label, f"no button is called {' or '.join(sorted(meant))}: there are {labels}"
        stage.answered(await stage.member.click(stage.shown, label=label))

    return step


def fill(*words: str) -> Step:
    """Sends the form that was opened, with these words in its fields in their order."""

    async def step(stage: Stage) -> None:
        fields = [one["custom_id"] for one in _fields(stage.result.modal["components"])]
        values = dict(zip(fields, words, strict=False))
        stage.answered(await stage.member.submit_modal(stage.result, values))

    return step


def mention(question: str) -> Step:
    """A message that mentions the bot."""

    async def step(stage: Stage) -> None:
        assert stage.bot.user
        await stage.member.send(stage.channel, f"{stage.bot.user.mention} {question}")
        stage.shown = stage.channel.last_message

    return step


def sent(page: Callable[[str], Page | str]) -> Step:
    """What the bot sends unasked, or shows for a moment only: made from the language."""

    async def step(stage: Stage) -> None:
        channel = stage.bot.get_channel(stage.channel.id)
        assert isinstance(channel, discord.TextChannel)
        stage.shown = await post(stage.bot, channel, channel.guild.id, page(stage.language))

    return step


def _given(value: object) -> object:
    return (value.name, value.read_bytes()) if isinstance(value, Path) else value


def _fields(tree: Any) -> Any:
    for one in tree:
        yield from [one] if one["type"] == discord.ComponentType.text_input.value else []
        yield from _fields(one.get("components") or filter(None, [one.get("component")]))


@contextmanager
def _speaking(backend: Any, locale: str) -> Iterator[None]:
    """Interactions come from a person and a server of this language; simcord knows but English ones."""
    emit = backend.emit

    def translated(event: str, payload: Mapping[str, Any]) -> None:
        own = {"locale": locale, "guild_locale": locale} if event == "INTERACTION_CREATE" else {}
        emit(event, {**payload, **own})

    backend.emit = translated
    try:
        yield
    finally:
        backend.emit = emit
