"""Who said a quote and where, in plain text, for pictures and for what is said of them. Pure."""

from dataclasses import dataclass

from bot.i18n import say
from bot.limits import cut, units
from bot.wording import position
from knowledge.model import Kind, Quote

_NAME, _TITLE = 100, 200  # units, of which a picture shows as much as fits


@dataclass(frozen=True, slots=True)
class Caption:
    """A speaker, a source and the place in it; `narration` where nobody is quoted."""

    name: str
    title: str
    place: str
    narration: bool

    @property
    def line(self) -> str:
        return f"{self.name}, {self.title} · {self.place}"


def caption(quote: Quote, language: str) -> Caption:
    """What stands below a quote: honestly so, for narration is nobody's words, and unknown is unknown."""
    source = quote.passage.source
    narration = quote.passage.kind is Kind.NARRATION
    place = " · ".join(part for part in (source.date, position(quote, language)) if part)
    name = say(language, "narration") if narration else _name(quote, language)
    return Caption(name, one_line(source.title, _TITLE), place, narration)


def one_line(text: str, limit: int) -> str:
    """A name or a title on one line, in at most `limit` units."""
    return cut(" ".join(text.split()), limit)


def clipped_to(quote: Quote, room: int) -> Quote:
    """The quote, clipped to whole sentences of at most `room` units."""
    shown, length = quote, room
    while units(shown.text) > room:
        shown = quote.clip(length)
        length = length * 9 // 10
    return shown


def _name(quote: Quote, language: str) -> str:
    if quote.passage.speaker is None:
        return say(language, "unknown")
    name = one_line(quote.passage.speaker.name, _NAME)
    return say(language, "quoted", name=name) if quote.passage.kind is Kind.QUOTE else name
