"""A question as the bot puts it to the library: what is shown at once, and what a button shows besides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.pages.answers import SHOWN
from knowledge.model import Answer, Quote, Tier

if TYPE_CHECKING:
    from bot.client import VerbatimBot

_FOUND = 10  # passages looked at; those after the shown ones are behind the “more” button
_OFFERED = {Tier.ANSWERED: _FOUND, Tier.NEAREST: 2, Tier.NOTHING: 0}


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, and every quote that a message or its buttons may show."""

    answer: Answer
    offered: Sequence[Quote]


async def asked(
    bot: "VerbatimBot", guild: int | None, question: str, *, speaker: str | None = None, source: str | None = None
) -> Asked:
    """Raises what `Reading.ask` does."""
    answer = await bot.asked(guild, lambda library: library.ask(question, speaker=speaker, source=source, limit=_FOUND))
    offered = answer.quotes[: _OFFERED[answer.tier]]
    return Asked(replace(answer, quotes=offered[:SHOWN]), offered)
