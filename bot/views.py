"""Buttons under quotes. All they need stands in their custom_id, so they work after a restart."""

import hashlib
import re
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import discord

from bot.buttons import Button, label_of
from bot.i18n import language_of, say
from bot.limits import CUSTOM_ID, LABEL, cut, units
from bot.render import context_embed, question_embed, question_in, quote_embeds
from bot.report_views import WrongSpeakerButton
from knowledge.library import Library
from knowledge.model import Quote, Speaker

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]

_ID = r"[\w-]{11}"
SHOWN = 3  # quotes in one message
_KEPT = 7  # further passages that fit a custom_id
LONGEST_TOPIC = 60  # characters, for the same reason


class ContextButton(Button, template=rf"verbatim:context:(?P<passage>{_ID})"):
    """Shows who pressed it what was said before and after a quote."""

    def __init__(self, passage: str, label: str) -> None:
        self.passage = passage
        super().__init__(discord.ui.Button(label=label, custom_id=f"verbatim:context:{passage}"))

    @classmethod
    async def from_custom_id(cls, _: "Interaction", item: discord.ui.Item[Any], match: re.Match[str]) -> Self:  # type: ignore[override]
        return cls(match["passage"], label_of(item))

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        context = await interaction.client.asked(interaction.guild_id, lambda library: library.context(self.passage))
        await interaction.edit_original_response(embed=context_embed(context, language_of(interaction.locale.value)))


class MoreButton(Button, template=rf"verbatim:more:(?P<passages>(?:{_ID}){{1,{_KEPT}}})"):
    """Shows who pressed it the passages that came after those in the message."""

    def __init__(self, passages: Sequence[str], label: str) -> None:
        self.passages = tuple(passages)
        super().__init__(discord.ui.Button(label=label, custom_id=f"verbatim:more:{''.join(passages)}"))

    @classmethod
    async def from_custom_id(cls, _: "Interaction", item: discord.ui.Item[Any], match: re.Match[str]) -> Self:  # type: ignore[override]
        return cls(re.findall(_ID, match["passages"]), label_of(item))

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        language = language_of(interaction.locale.value)
        question = question_in(interaction.message) if interaction.message else None
        quotes = await interaction.client.asked(
            interaction.guild_id, lambda library: library.still_there(self.passages, question)
        )
        if not quotes:
            await interaction.edit_original_response(content=say(language, "no_more"))
            return
        head = [question_embed(question, language)] if question else []
        await interaction.edit_original_response(
            embeds=[*head, *quote_embeds(quotes[:SHOWN], language)], view=answer_view(quotes, language)
        )


class AnotherButton(Button, template=r"(?s:verbatim:quote:(?P<who>[\w-]{8})?:(?P<topic>.*))"):
    """Draws another random quote like the one above it."""

    def __init__(self, who: str, topic: str, label: str) -> None:
        self.who, self.topic = who, topic
        super().__init__(discord.ui.Button(label=label, custom_id=_another_id(who, topic)))

    @classmethod
    async def from_custom_id(cls, _: "Interaction", item: discord.ui.Item[Any], match: re.Match[str]) -> Self:  # type: ignore[override]
        return cls(match["who"] or "", match["topic"], label_of(item))

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer(thinking=True)
        language = language_of(interaction.locale.value, self.topic)
        people = await interaction.client.asked(interaction.guild_id, Library.speakers)
        speaker = next((person for person in people if short_id(person) == self.who), None)
        if self.who and not speaker:
            await interaction.edit_original_response(content=say(language, "speaker_gone"))
            return
        await send_random_quote(interaction, speaker, self.topic or None, language)


async def send_random_quote(
    interaction: "Interaction", speaker: Speaker | None, topic: str | None, language: str
) -> None:
    """Answers a deferred interaction with a quote that its channel has not seen."""
    bot, channel = interaction.client, interaction.channel_id or interaction.user.id
    quote = await bot.asked(interaction.guild_id, lambda library: bot.draw(library, channel, speaker, topic))
    if quote is None:
        await interaction.edit_original_response(content=say(language, "no_quote"))
        return
    await interaction.edit_original_response(
        embeds=quote_embeds([quote], language), view=quote_view(quote, speaker, topic, language)
    )


def answer_view(quotes: Sequence[Quote], language: str) -> discord.ui.View:
    """A context button for each quote shown, and one for the further ones."""
    shown, further = quotes[:SHOWN], quotes[SHOWN : SHOWN + _KEPT]
    numbered = [(quote, say(language, "context_n", number=number)) for number, quote in enumerate(shown, 1)]
    view = _context_view(numbered if len(shown) > 1 else [(quote, say(language, "context")) for quote in shown])
    if further:
        view.add_item(MoreButton([quote.passage.id for quote in further], say(language, "more")))
    _add_doubts(view, [(quote, f"{number}") for number, quote in enumerate(shown, 1)], language)
    return view


def comparison_view(quotes: Sequence[Quote], language: str) -> discord.ui.View:
    """A context button for each quote, named for who said it."""
    said = Counter(_said_by(quote) for quote in quotes)
    seen: Counter[str] = Counter()
    named = []
    for quote in quotes:
        seen[name := _said_by(quote)] += 1
        number = f" {seen[name]}" if said[name] > 1 else ""
        named.append((quote, cut(name, LABEL // 2) + number))
    view = _context_view((quote, say(language, "context_of", name=name)) for quote, name in named)
    _add_doubts(view, named, language)
    return view


def quote_view(quote: Quote, speaker: Speaker | None, topic: str | None, language: str) -> discord.ui.View:
    view = _context_view([(quote, say(language, "context"))])
    who = short_id(speaker) if speaker else ""
    if units(_another_id(who, topic or "")) <= CUSTOM_ID:  # not so for a topic of rare characters, two units each
        view.add_item(AnotherButton(who, topic or "", say(language, "another")))
    _add_doubts(view, [(quote, "")], language)
    return view


def short_id(speaker: Speaker) -> str:
    """Eight characters for a custom_id, whatever the length of the speaker's own id."""
    return urlsafe_b64encode(hashlib.sha256(speaker.id.encode()).digest()[:6]).decode()


def _another_id(who: str, topic: str) -> str:
    return f"verbatim:quote:{who}:{topic}"


def _context_view(labelled: Iterable[tuple[Quote, str]]) -> discord.ui.View:
    """One button a passage: two of the same custom_id would be refused."""
    view = discord.ui.View(timeout=None)
    labels: dict[str, str] = {}
    for quote, label in labelled:
        labels.setdefault(quote.passage.id, label)
    for passage, label in labels.items():
        view.add_item(ContextButton(passage, label))
    return view


def _add_doubts(view: discord.ui.View, named: Iterable[tuple[Quote, str]], language: str) -> None:
    """For each passage that is shown a button to say that its speaker is wrong; several in a row of their own."""
    names: dict[str, str] = {}
    for quote, name in named:
        names.setdefault(quote.passage.id, name)
    for passage, name in names.items():
        label, row = say(language, "wrong_speaker"), None
        if len(names) > 1:
            label, row = f"{label} {name}", 1
        view.add_item(WrongSpeakerButton(passage, label, row))


def _said_by(quote: Quote) -> str:
    return quote.passage.speaker.name if quote.passage.speaker else ""
