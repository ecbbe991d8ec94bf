"""Doubts about who said it: the button under every quote, and what a library's managers do about it."""

import asyncio
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot import ids
from bot.buttons.base import Button, Form
from bot.desk import asker
from bot.explaining import Refusal
from bot.i18n import say
from bot.languages import own_language
from bot.limits import LABEL, cut
from bot.markdown import escaped, plain_name
from bot.pages.library import Doubted, reports_page
from bot.rights import kept, server
from bot.sending import show
from bot.state import Report
from knowledge.errors import NotOwn, UnknownPassage
from knowledge.library import Library
from knowledge.model import Quote, Speaker

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]

_NAME = 80  # characters

log = logging.getLogger(__name__)


class WrongSpeakerButton(Button, template=ids.WRONG):
    """Tells the library's managers that a quote may be somebody else's; who pressed it is kept as a pseudonym."""

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot, guild, passage = interaction.client, interaction.guild_id, self.id_parts["passage"]
        quote = await bot.desk.looked_up(asker(interaction), lambda library: library.quote(passage))
        who = bot.state.pseudonym(interaction.user.id)
        await asyncio.to_thread(bot.state.reports.file, str(guild or ""), passage, who)
        log.info("who speaks in line %d of %s is doubted", quote.start_line, quote.passage.source.id)
        await interaction.edit_original_response(content=say(own_language(interaction), "report_filed"))


class FixButton(Button, template=ids.FIX):
    """Asks who says it."""

    async def pressed(self, interaction: "Interaction") -> None:
        id, seal = self.id_parts["report"], self.id_parts["seal"]
        report = await _report(interaction, id, seal)
        quote = await interaction.client.desk.looked_up(
            asker(interaction), lambda library: library.quote(report.passage)
        )
        await WhoModal(quote, id, seal, own_language(interaction)).show(interaction)


class DismissButton(Button, template=ids.DISMISS):
    """Settles a report without a change."""

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer()
        report = await _report(interaction, self.id_parts["report"], self.id_parts["seal"])
        await asyncio.to_thread(interaction.client.state.reports.settle, str(interaction.guild_id), report.passage)
        await show_reports(interaction)


class WhoModal(Form):
    """One field: who says what a report is about; left empty it is nobody that is known."""

    def __init__(self, quote: Quote, report: str, seal: str, language: str) -> None:
        super().__init__(title=say(language, "who_says_this"), custom_id=f"verbatim:who:{report}:{seal}")
        self._report, self._seal = report, seal
        names = plain_name(", ".join(speaker.name for speaker in quote.passage.source.speakers), 100)
        self._name: discord.ui.TextInput[WhoModal] = discord.ui.TextInput(
            label=say(language, "name_or_nobody"),
            placeholder=names or None,
            required=False,
            max_length=_NAME,
        )
        self.add_item(self._name)

    async def on_submit(self, interaction: "Interaction") -> None:  # type: ignore[override]  # the client is ours
        await interaction.response.defer()
        report = await _report(interaction, self._report, self._seal)
        to = await _credit(interaction, report.passage, self._name.value.strip() or None)
        await asyncio.to_thread(interaction.client.state.reports.settle, str(interaction.guild_id), report.passage)
        language = own_language(interaction)
        name = escaped(cut(to.name, LABEL)) if to else say(language, "unknown")
        await show_reports(interaction, say(language, "now_credited", name=name))


async def show_reports(interaction: "Interaction", said: str | None = None) -> None:
    """Answers with the reports that wait, and a button each to settle them; `said` stands above."""
    bot, guild, language = interaction.client, interaction.guild_id, own_language(interaction)
    pending = await asyncio.to_thread(bot.state.reports.pending, str(guild))
    seals = await asyncio.to_thread(_seals, interaction, pending)
    doubted = await bot.desk.looked_up(
        asker(interaction), lambda library: [one for report in pending if (one := _doubted(library, report, seals))]
    )
    known = {one.report.passage for one in doubted}
    for report in pending:
        if report.passage not in known:  # it was corrected, or its source is gone
            await asyncio.to_thread(bot.state.reports.settle, str(guild), report.passage)
    await show(interaction, reports_page(said, doubted, language))


def _seals(interaction: "Interaction", reports: Sequence[Report]) -> dict[int, str]:
    """A seal for this person on each: whoever else finds a way to press such a button settles nothing."""
    state, who = interaction.client.state, interaction.user.id
    return {report.id: state.sealed(interaction.guild_id, who, str(report.id)) for report in reports}


def _doubted(library: Library, report: Report, seals: dict[int, str]) -> Doubted | None:
    try:
        return Doubted(report, library.quote(report.passage), seals[report.id])
    except UnknownPassage:
        return None


async def _report(interaction: "Interaction", id: str, seal: str) -> Report:
    """The report of a button that was shown to who presses it, if they may still settle it. Raises Refusal."""
    state, guild = interaction.client.state, interaction.guild_id
    if await asyncio.to_thread(state.sealed, guild, interaction.user.id, id) != seal:
        raise Refusal("report_gone")
    found = await asyncio.to_thread(state.reports.find, str(guild), int(id))
    if found is None:
        raise Refusal("report_gone")
    kept(interaction)
    return found


async def _credit(interaction: "Interaction", passage: str, name: str | None) -> Speaker | None:
    """Credits a passage to somebody else; in the library for all, that is for the bot's owner alone."""
    bot, guild = interaction.client, server(interaction)
    try:
        return await bot.desk.changed(guild, lambda library: library.credit(passage, name))
    except NotOwn:
        if not await bot.is_owner(interaction.user):
            raise
        return await bot.desk.changed_for_all(lambda library: library.credit(passage, name))
