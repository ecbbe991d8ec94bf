"""Lists of speakers and sources, and pages of plain lines. Pure."""

from collections.abc import Sequence

from bot.colours import INK
from bot.i18n import day_of, say
from bot.limits import units
from bot.page import ROOM, Block, Card, Page
from bot.quotation import NAME, TITLE, link, names, one_line, speaker_label
from knowledge.model import Source, Speaker

_MORE = 100  # units kept for the line that says how many lines are not shown


def list_card(title: str, lines: Sequence[str], language: str, *, room: int = ROOM, tail: str = "") -> Card:
    """As many of the lines as fit, and how many do not."""
    shown, left = 0, room - _MORE - units(title) - units(tail) - 10
    while shown < len(lines) and units(lines[shown]) < left:
        left -= units(lines[shown]) + 1
        shown += 1
    more = [say(language, "and_more", count=len(lines) - shown)] if shown < len(lines) else []
    body = "\n".join([*lines[:shown], *more]) or say(language, "empty")
    small = f"\n-# {tail}" if tail else ""
    return Card((Block(f"### {title}", (body + small,)),), INK)


def list_page(title: str, lines: Sequence[str], language: str) -> Page:
    return Page((list_card(title, lines, language),))


def speakers_card(speakers: Sequence[Speaker], language: str, room: int = ROOM) -> Card:
    """Everybody who is heard, with all their names."""
    return list_card(say(language, "speakers"), [speaker_line(one, language) for one in speakers], language, room=room)


def sources_card(sources: Sequence[Source], language: str, room: int = ROOM) -> Card:
    """The transcripts, with who speaks in them."""
    return list_card(say(language, "sources"), [source_line(one, language) for one in sources], language, room=room)


def speaker_line(speaker: Speaker, language: str) -> str:
    aliases = f" · {names(speaker.aliases, language)}" if speaker.aliases else ""
    return f"**{speaker_label(speaker)}**{aliases}"


def source_line(source: Source, language: str) -> str:
    date = f" · {one_line(day_of(language, source.date), NAME)}" if source.date else ""
    address = f" · {shown}" if (shown := link(say(language, "open"), source)) else ""
    heard = names([speaker.name for speaker in source.speakers], language)
    return f"**{one_line(source.title, TITLE)}**{date}{address}" + (f"\n-# {heard}" if heard else "")
