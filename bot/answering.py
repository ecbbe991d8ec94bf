"""A question as the bot puts it to the library: what is shown at once, and what a button shows besides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import watching
from bot.admission import Asker
from knowledge.library import Library
from knowledge.model import Answer, Quote, Source, Speaker, Tier
from knowledge.selection import outstanding

if TYPE_CHECKING:
    from bot.client import VerbatimBot

_FOUND = 10  # passages looked at; those after the shown ones are behind the “more” button
SHOWN = 3  # quotes in one message at the most
_OFFERED = {Tier.ANSWERED: _FOUND, Tier.NEAREST: 2, Tier.NOTHING: 0}


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, of whom and from what alone, by any of their names."""

    words: str
    speaker: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An answer with the quotes that are shown at once, all that its buttons may show, and of whom it was asked."""

    answer: Answer
    offered: Sequence[Quote]
    speaker: Speaker | None
    source: Source | None

    @property
    def at_once(self) -> int:
        """How many of the offered quotes are shown without a press."""
        return min(SHOWN, len(self.answer.quotes))

    @property
    def asked(self) -> Question:
        """What was asked, by ids."""
        return Question(self.answer.question, _id(self.speaker), _id(self.source))


async def find(bot: "VerbatimBot", asker: Asker, question: Question) -> Found:
    """Raises what `Desk.asked` and `Reading.ask` do."""
    return await _put(bot, asker, lambda library: _found(library, question))


async def find_after(bot: "VerbatimBot", asker: Asker, typed: str, before: Question) -> Found:
    """The same of a follow-up: what it leaves out is taken from the question before."""

    def ask(library: Library) -> Found:
        meant = library.follow_up(typed, before.words, asked_of=before.speaker)
        return _found(library, Question(meant.question, meant.speaker, before.source))

    return await _put(bot, asker, ask)


async def _put(bot: "VerbatimBot", asker: Asker, ask: Callable[[Library], Found]) -> Found:
    watching.asked()
    found = await bot.desk.asked(asker, ask)
    watching.found(found.answer.tier)
    return found


def _found(library: Library, question: Question) -> Found:
    speaker = library.speaker(question.speaker) if question.speaker else None
    source = library.source(question.source) if question.source else None
    answer = library.ask(question.words, speaker=_id(speaker), source=_id(source), limit=_FOUND)
    offered = answer.quotes[: _OFFERED[answer.tier]]
    # What is but on the same subject waits behind the “more” button.
    worth = outstanding([quote.score for quote in offered]) if answer.answered else len(offered)
    return Found(replace(answer, quotes=offered[:SHOWN][:worth]), offered, speaker, source)


def _id(named: Speaker | Source | None) -> str | None:
    return named.id if named else None
