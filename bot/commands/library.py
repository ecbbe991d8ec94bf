"""/library: a server's own transcripts, for those who manage it."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.buttons import exclusions
from bot.buttons.reports import show_reports
from bot.buttons.uploads import show_survey
from bot.commands import options
from bot.explaining import Refusal
from bot.fetching import fetched
from bot.i18n import say, several
from bot.languages import own_language
from bot.limits import CHOICE, CHOICES, NAME, cut
from bot.markdown import escaped, unescaped
from bot.pages.library import FILES, library_page
from bot.rights import kept
from bot.sending import show
from knowledge.model import Source

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction = discord.Interaction[VerbatimBot]


async def _exclusions(interaction: "Interaction", typed: str) -> list[app_commands.Choice[str]]:
    """What is left out, by what contains what was typed; nothing for who may not know."""
    with suppress(Refusal):
        shown = {one.value: one.what(_language(interaction)) for one in await exclusions.listed(interaction)}
        named = {value: cut(f"{value} {unescaped(what)}".replace("**", ""), CHOICE) for value, what in shown.items()}
        wanted = typed.casefold()
        fitting = [value for value, name in named.items() if wanted in name.casefold()]
        return [app_commands.Choice(name=named[value], value=value) for value in fitting[:CHOICES]]
    return []


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class LibraryCommands(commands.GroupCog, group_name="library", group_description="Manage this server's transcripts"):
    """Bringing transcripts in, correcting them and taking them out; seen only by who asks."""

    def __init__(self, bot: "VerbatimBot") -> None:
        self._bot = bot

    @app_commands.command()
    @app_commands.describe(
        file="A transcript: subtitles, a text, Word, PDF, or the JSON of a transcribing service",
        file2="Another transcript",
        file3="Another transcript",
        file4="Another transcript",
        file5="Another transcript",
    )
    async def add(
        self,
        interaction: "Interaction",
        file: discord.Attachment,
        file2: discord.Attachment | None = None,
        file3: discord.Attachment | None = None,
        file4: discord.Attachment | None = None,
        file5: discord.Attachment | None = None,
    ) -> None:
        """Look at transcripts and add them to this server's library"""
        guild = await _deferred(interaction)
        files = [one for one in (file, file2, file3, file4, file5) if one][:FILES]
        contents = [(one.filename, await fetched(self._bot, one)) for one in files]
        upload = await asyncio.to_thread(self._bot.desk.incoming(guild).keep, interaction.user.id, contents)
        await show_survey(interaction, upload)

    @app_commands.command()
    @app_commands.describe(source="The transcript to take out")
    @app_commands.autocomplete(source=options.own_sources)
    async def remove(self, interaction: "Interaction", source: str) -> None:
        """Take a transcript out of this server's library"""
        guild = await _deferred(interaction)
        gone = await self._bot.desk.changed(guild, lambda library: library.remove(source))
        await _tell(interaction, "removed", title=_title(gone))

    @app_commands.command(name="rename-speaker")
    @app_commands.describe(speaker="The speaker as they are called now", name="What to call them")
    @app_commands.autocomplete(speaker=options.speakers)
    async def rename_speaker(
        self, interaction: "Interaction", speaker: str, name: app_commands.Range[str, 1, 80]
    ) -> None:
        """Call a speaker otherwise in this server's transcripts"""
        guild = await _deferred(interaction)
        changed = await self._bot.desk.changed(guild, lambda library: library.rename_speaker(speaker, name))
        titles = several(_language(interaction), map(_title, changed[:FILES])) + ("…" if len(changed) > FILES else "")
        await _tell(interaction, "renamed", old=_shown(speaker), new=_shown(name), titles=titles)

    @app_commands.command()
    async def list(self, interaction: "Interaction") -> None:
        """List this server's own transcripts"""
        guild = await _deferred(interaction)
        sees = await asyncio.to_thread(self._bot.state.sees_shared, str(guild))
        own = await self._bot.desk.looked(guild, lambda library: library.own_sources())
        shared = await asyncio.to_thread(self._bot.libraries.shared.sources) if sees else None
        page = library_page(own, None if shared is None else len(shared), _language(interaction))
        await show(interaction, page)

    @app_commands.command()
    @app_commands.describe(source="The transcript whose last change is taken back")
    @app_commands.autocomplete(source=options.own_sources)
    async def undo(self, interaction: "Interaction", source: str) -> None:
        """Take back the last change to a transcript, or adding it"""
        guild = await _deferred(interaction)
        taken_back = await self._bot.desk.changed(guild, lambda library: library.undo(source))
        await _tell(interaction, "taken_back", what=_shown(taken_back.what))

    @app_commands.command()
    @app_commands.describe(shown="Whether this server also sees the transcripts that whoever runs the bot has added")
    async def shared(self, interaction: "Interaction", shown: bool) -> None:
        """Show or hide the transcripts that are there for all servers"""
        guild = await _deferred(interaction)
        change = self._bot.state.show_shared if shown else self._bot.state.hide_shared
        await asyncio.to_thread(change, str(guild))
        self._bot.suggestions.forget()
        await _tell(interaction, "shared_shown" if shown else "shared_hidden")

    @app_commands.command()
    @app_commands.describe(
        speaker="Everything that this person says",
        quote="These words, as they were quoted",
        source="The transcript whose lines are left out",
        lines="Which lines of it, as 12 or 12-15",
    )
    @app_commands.autocomplete(speaker=options.speakers, source=options.sources)
    async def exclude(
        self,
        interaction: "Interaction",
        speaker: str | None = None,
        quote: app_commands.Range[str, 1, 1000] | None = None,
        source: str | None = None,
        lines: app_commands.Range[str, 1, 30] | None = None,
    ) -> None:
        """Leave out for good what somebody does not want to be quoted with"""
        await _deferred(interaction)
        await exclusions.ask(interaction, exclusions.Asked(speaker, quote, source, lines))

    @app_commands.command()
    async def excluded(self, interaction: "Interaction") -> None:
        """List what is left out because somebody wants it"""
        await _deferred(interaction)
        await exclusions.show_exclusions(interaction)

    @app_commands.command()
    @app_commands.describe(exclusion="What is no longer left out; the words return with their file")
    @app_commands.autocomplete(exclusion=_exclusions)
    async def include(self, interaction: "Interaction", exclusion: app_commands.Range[str, 1, 100]) -> None:
        """Take back what was left out"""
        await _deferred(interaction)
        taken_back = await exclusions.include(interaction, exclusion)
        await interaction.edit_original_response(content=exclusions.explained(_language(interaction), taken_back))

    @app_commands.command()
    async def reports(self, interaction: "Interaction") -> None:
        """List quotes whose speaker somebody doubts"""
        await _deferred(interaction)
        await show_reports(interaction)


async def _deferred(interaction: "Interaction") -> int:
    """Acknowledges for who asks alone, and tells the server to whose library they may add. Raises Refusal."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    return kept(interaction)


async def _tell(interaction: "Interaction", key: str, **values: object) -> None:
    await interaction.edit_original_response(content=say(_language(interaction), key, **values))


def _language(interaction: "Interaction") -> str:
    return own_language(interaction)


def _title(source: Source) -> str:
    return escaped(cut(source.title, NAME // 2))


def _shown(name: str) -> str:
    return escaped(cut(name, NAME // 2))
