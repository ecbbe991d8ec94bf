"""The buttons by which a timeline is paged through; it is made anew each time, in the place of the page before."""

from typing import TYPE_CHECKING, TypeAlias

import discord

from bot import ids, manners
from bot.buttons.base import Button
from bot.desk import asker
from bot.explaining import Refusal
from bot.languages import shared_language
from bot.pages.timelines import timeline_page
from bot.sending import show
from knowledge.library import Library

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]

_QUOTES = 20  # of a timeline: four pages


class TimelineButton(Button, template=ids.TIMELINE):
    """Puts another page of a timeline in the place of the one it stands under."""

    async def pressed(self, interaction: "Interaction") -> None:
        manners.take_turn(interaction, interaction.client.desk.studies)
        await interaction.response.defer()
        who, topic = self.id_parts["who"], self.id_parts["topic"]
        people = await interaction.client.desk.looked_up(asker(interaction), Library.speakers) if who else ()
        speaker = next((person.id for person in people if ids.short(person) == who), None)
        if who and not speaker:
            raise Refusal("speaker_gone")
        await show_timeline(interaction, topic, speaker, int(self.id_parts["page"]))


async def show_timeline(interaction: "Interaction", topic: str, speaker: str | None, number: int) -> None:
    """Answers a deferred interaction with a page of a timeline."""
    found = await interaction.client.desk.studied(
        asker(interaction), lambda library: library.timeline(topic, speaker=speaker, limit=_QUOTES)
    )
    await show(interaction, timeline_page(found, number, shared_language(interaction, topic)))
