"""What somebody does not want to be quoted with: asked once more, then left out for good by whoever may."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import discord

from bot import ids
from bot.buttons.base import Button
from bot.explaining import Refusal
from bot.i18n import say
from bot.languages import own_language
from bot.pages.exclusions import Listed, confirmation_page, excluded_page, exclusions_page
from bot.rights import kept
from bot.sending import show
from knowledge.errors import NothingToExclude, NotOwn, UnknownExclusion
from knowledge.exclusions import Concerned, Exclusion, OfSpeaker, Wish
from knowledge.library import Library

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]

Result = TypeVar("Result")
OWN, ALL = "own", "all"  # a server's library, and that for all
_LINES = re.compile(r"\s*(\d{1,9})\s*(?:[-–~～]\s*(\d{1,9})\s*)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked to have left out, of which just one is there."""

    speaker: str | None
    quote: str | None
    source: str | None
    lines: str | None

    def wish(self, library: Library) -> Wish:
        """What that is in a library. Raises Refusal, and what the library raises."""
        wanted = [self.speaker, self.quote, self.source and self.lines]
        if sum(map(bool, wanted)) != 1 or bool(self.source) != bool(self.lines):
            raise Refusal("exclude_one")
        if self.speaker:
            return library.wish_of(self.speaker)
        if self.quote:
            return library.wish_for(self.quote)
        found = _LINES.fullmatch(self.lines or "")
        if not found:
            raise Refusal("exclude_lines", typed=(self.lines or "")[:20])
        return library.wish_in(self.source or "", int(found[1]), int(found[2] or found[1]))


class ExcludeButton(Button, template=ids.EXCLUDE):
    """Leaves out what was asked for."""

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer()
        scope, what = self.id_parts["scope"], self.id_parts["what"]
        if await _seal(interaction, scope, what) != self.id_parts["seal"]:
            raise Refusal("exclusion_gone")
        await _checked(interaction, scope)
        concerned = await changed(interaction, scope, lambda library: library.exclude(_named(library, what)))
        await show(interaction, excluded_page(concerned, own_language(interaction)))


async def ask(interaction: "Interaction", asked: Asked) -> None:
    """Answers with what would be left out, and a button that does it."""
    language, guild = own_language(interaction), kept(interaction)
    scope = OWN
    try:
        wish, concerned, elsewhere = await interaction.client.desk.looked(guild, lambda library: _seen(library, asked))
    except NotOwn:
        if not await interaction.client.is_owner(interaction.user):
            raise
        scope = ALL
        wish, concerned, elsewhere = await asyncio.to_thread(_seen, interaction.client.libraries.shared, asked)
    what = ids.wish(wish)
    button = ids.exclude(scope, what, await _seal(interaction, scope, what))
    await show(interaction, confirmation_page(wish, concerned, button, language, elsewhere=elsewhere))


async def show_exclusions(interaction: "Interaction") -> None:
    """Answers with all that is left out here, and for the bot's owner what is left out for all."""
    await show(interaction, exclusions_page(await listed(interaction), own_language(interaction)))


async def listed(interaction: "Interaction") -> list[Listed]:
    """What is left out, with the number by which it is taken back."""
    client, guild = interaction.client, kept(interaction)
    own = await client.desk.looked(guild, Library.exclusions)
    for_all = client.libraries.shared.exclusions() if await client.is_owner(interaction.user) else ()
    return [Listed(f"{scope}:{one.id}", one) for scope, every in ((OWN, own), (ALL, for_all)) for one in every]


async def include(interaction: "Interaction", number: str) -> Exclusion:
    """Takes back what was left out, by the number that its list gives or a name. Raises UnknownExclusion, Refusal."""
    scope, _, id = number.rpartition(":")
    scope = scope if scope in (OWN, ALL) else OWN
    await _checked(interaction, scope)
    try:
        return await changed(interaction, scope, lambda library: library.include(id))
    except UnknownExclusion as error:
        raise UnknownExclusion(number) from error


async def changed(interaction: "Interaction", scope: str, change: Callable[[Library], Result]) -> Result:
    """What comes of a change to the server's library, or to that for all."""
    if scope == ALL:
        return await interaction.client.desk.changed_for_all(change)
    return await interaction.client.desk.changed(kept(interaction), change)


async def _checked(interaction: "Interaction", scope: str) -> None:
    """Raises Refusal for who may not change this library, at this moment."""
    kept(interaction)
    if scope == ALL and not await interaction.client.is_owner(interaction.user):
        raise Refusal("owner_only")


def _seen(library: Library, asked: Asked) -> tuple[Wish, tuple[Concerned, ...], bool]:
    """A wish, what it concerns, and whether its speaker is heard in a library that is only read along."""
    wish, own = asked.wish(library), {source.id for source in library.own_sources()}
    heard = [source for source in library.sources() if source.id not in own] if isinstance(wish, OfSpeaker) else []
    names = wish.names if isinstance(wish, OfSpeaker) else ()
    return wish, library.concerned(wish), any(one.id in names for source in heard for one in source.speakers)


def _named(library: Library, what: str) -> Wish:
    """The wish that an id stands for, as the library is now. Raises NothingToExclude."""
    who, _, rest = what.partition("/")
    if not rest:
        found = next((one for one in library.speakers() if ids.short(one) == who), None)
        if found is None:
            raise NothingToExclude
        return library.wish_of(found.id)
    source = next((one for one in library.own_sources() if ids.short(one) == who), None)
    if source is None:
        raise NothingToExclude
    start, end = map(int, rest.split("-"))
    return library.wish_at(source.id, start, end)


async def _seal(interaction: "Interaction", scope: str, what: str) -> str:
    """Only who was shown what would be left out can do it."""
    words = ("exclude", interaction.guild_id, interaction.user.id, scope, what)
    return await asyncio.to_thread(interaction.client.state.sealed, *words)


def explained(language: str, exclusion: Exclusion) -> str:
    """What was taken back, in a sentence."""
    return say(language, "included", what=Listed("", exclusion).what(language))
