"""Doubts about who said it: the button under every quote, and what a library's managers do about it."""

import asyncio
import logging
import re
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias

import discord

from bot.buttons import Button, Form, label_of
from bot.i18n import Refusal, language_of, say
from bot.library_pages import REPORTS, Doubted, report_embeds
from bot.limits import LABEL, cut
from bot.markdown import escaped
from bot.state import Report
from knowledge.errors import NotOwn, UnknownPassage
from knowledge.library import Library
from knowledge.model import Quote, Speaker

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]

_ID = r"[\w-]{11}"
_SEAL = r"[\w-]{12}"
_NAME = 80  # characters

log = logging.getLogger(__name__)


class WrongSpeakerButton(Button, template=rf"verbatim:wrong:(?P<passage>{_ID})"):
    """Tells the library's managers that a quote may be somebody else's; who pressed it is not kept."""

    def __init__(self, passage: str, label: str, row: int | None = None) -> None:
        self.passage = passage
        super().__init__(discord.ui.Button(label=label, custom_id=f"verbatim:wrong:{passage}"), row=row)

    @classmethod
    async def from_custom_id(cls, _: "Interaction", item: discord.ui.Item[Any], match: re.Match[str]) -> Self:  # type: ignore[override]
        return cls(match["passage"], label_of(item))

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot, guild = interaction.client, interaction.guild_id
        quote = await bot.asked(guild, lambda library: library.quote(self.passage))
        await asyncio.to_thread(bot.state.reports.file, str(guild or ""), self.passage)
        log.info("who speaks in line %d of %s is doubted", quote.start_line, quote.passage.source.id)
        await interaction.edit_original_response(content=say(language_of(interaction.locale.value), "report_filed"))


class _ReportButton(Button, template=""):
    """A button that is about a report, sealed for who may press it."""

    action: ClassVar[str]
    place: ClassVar[int]  # the row it stands in

    def __init__(self, report: str, seal: str, label: str) -> None:
        self.report, self.seal = report, seal
        custom_id = f"verbatim:{self.action}:{report}:{seal}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id), row=self.place)

    @classmethod
    async def from_custom_id(cls, _: "Interaction", item: discord.ui.Item[Any], match: re.Match[str]) -> Self:  # type: ignore[override]
        return cls(match["report"], match["seal"], label_of(item))


class FixButton(_ReportButton, template=rf"verbatim:fix:(?P<report>\d{{1,18}}):(?P<seal>{_SEAL})"):
    """Asks who says it."""

    action, place = "fix", 0

    async def pressed(self, interaction: "Interaction") -> None:
        report = await _report(interaction, self.report, self.seal)
        quote = await interaction.client.asked(interaction.guild_id, lambda library: library.quote(report.passage))
        language = language_of(interaction.locale.value)
        await WhoModal(quote, self.report, self.seal, language).show(interaction)


class DismissButton(_ReportButton, template=rf"verbatim:dismiss:(?P<report>\d{{1,18}}):(?P<seal>{_SEAL})"):
    """Settles a report without a change."""

    action, place = "dismiss", 1

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer()
        report = await _report(interaction, self.report, self.seal)
        await asyncio.to_thread(interaction.client.state.reports.settle, str(interaction.guild_id), report.passage)
        await show_reports(interaction)


class WhoModal(Form):
    """One field: who says what a report is about; left empty it is nobody that is known."""

    def __init__(self, quote: Quote, report: str, seal: str, language: str) -> None:
        super().__init__(title=say(language, "who_says_this"), custom_id=f"verbatim:who:{report}:{seal}")
        self._report, self._seal = report, seal
        names = ", ".join(speaker.name for speaker in quote.passage.source.speakers)
        self._name: discord.ui.TextInput[WhoModal] = discord.ui.TextInput(
            label=say(language, "name_or_nobody"), placeholder=cut(names, 100) or None, required=False, max_length=_NAME
        )
        self.add_item(self._name)

    async def on_submit(self, interaction: "Interaction") -> None:  # type: ignore[override]  # the client is ours
        await interaction.response.defer()
        report = await _report(interaction, self._report, self._seal)
        to = await _credit(interaction, report.passage, self._name.value.strip() or None)
        await asyncio.to_thread(interaction.client.state.reports.settle, str(interaction.guild_id), report.passage)
        language = language_of(interaction.locale.value)
        name = escaped(cut(to.name, LABEL)) if to else say(language, "unknown")
        await show_reports(interaction, say(language, "now_credited", name=name))


async def show_reports(interaction: "Interaction", said: str | None = None) -> None:
    """Answers with the reports that wait, and a button each to settle them; `said` stands above."""
    bot, guild, language = interaction.client, interaction.guild_id, language_of(interaction.locale.value)
    pending = await asyncio.to_thread(bot.state.reports.pending, str(guild))
    doubted = await bot.asked(guild, lambda library: [one for report in pending if (one := _doubted(library, report))])
    known = {one.report.passage for one in doubted}
    for report in pending:
        if report.passage not in known:  # it was corrected, or its source is gone
            await asyncio.to_thread(bot.state.reports.settle, str(guild), report.passage)
    shown = doubted[:REPORTS]
    embeds = report_embeds(shown, len(doubted) - len(shown), language)
    text = "\n".join(filter(None, [said, None if shown else say(language, "no_reports")])) or None
    view = await asyncio.to_thread(_view, interaction, shown, language)
    await interaction.edit_original_response(content=text, embeds=embeds, view=view if shown else None)


def _view(interaction: "Interaction", shown: list[Doubted], language: str) -> discord.ui.View:
    """Sealed for this person: whoever else finds a way to press such a button settles nothing."""
    view = discord.ui.View(timeout=None)
    for number, one in enumerate(shown, 1):
        id = str(one.report.id)
        seal = interaction.client.state.sealed(interaction.guild_id, interaction.user.id, id)
        view.add_item(FixButton(id, seal, say(language, "fix_n", number=number)))
        view.add_item(DismissButton(id, seal, say(language, "dismiss_n", number=number)))
    return view


def _doubted(library: Library, report: Report) -> Doubted | None:
    try:
        return Doubted(report, library.quote(report.passage))
    except UnknownPassage:
        return None


async def _report(interaction: "Interaction", id: str, seal: str) -> Report:
    """The report of a button that was shown to who presses it. Raises Refusal."""
    state, guild = interaction.client.state, interaction.guild_id
    if await asyncio.to_thread(state.sealed, guild, interaction.user.id, id) != seal:
        raise Refusal("report_gone")
    found = await asyncio.to_thread(state.reports.find, str(guild), int(id))
    if found is None:
        raise Refusal("report_gone")
    return found


async def _credit(interaction: "Interaction", passage: str, name: str | None) -> Speaker | None:
    """Credits a passage to somebody else; in the library for all, that is for the bot's owner alone."""
    bot, guild = interaction.client, interaction.guild_id
    if guild is None:
        raise Refusal("in_servers_only")
    try:
        return await bot.changed(guild, lambda library: library.credit(passage, name))
    except NotOwn:
        if not await bot.is_owner(interaction.user):
            raise
        return await bot.changed_for_all(lambda library: library.credit(passage, name))
