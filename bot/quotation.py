"""How a quote, its speaker and its place are written in Markdown. Pure: no network, no library, no Discord.

What is too long becomes a shorter span of whole sentences, never a cut string; only names and titles are cut.
"""

from collections.abc import Sequence

from bot.i18n import say
from bot.limits import cut, units
from bot.markdown import escaped, masked_link
from bot.page import Block, Press
from knowledge.links import link_at
from knowledge.model import Kind, Quote, Source, Speaker, SpokenTurn
from knowledge.sentences import Span, clipped

# Units of Discord's count, before escaping, which at most doubles a text.
NAME = 80
TITLE = 120
_ADDRESS = 400
_NAMES = 8  # of a speaker's other names, and of a source's speakers


def quote_block(quote: Quote, room: int, language: str, *, button: Press | None = None, number: int = 0) -> Block:
    """A quote under who said it and where, in at most `room` units."""
    place = place_line(quote, language)
    who = f"**{number} · {speaker_name(quote, language)}**" if number else f"**{speaker_name(quote, language)}**"
    fitted_quote = fitted(quote, room - units(who) - units(place) - 2)
    return Block(f"{who}\n{place_line(fitted_quote, language)}", marked(fitted_quote, quote), button)


def fitted(quote: Quote, room: int) -> Quote:
    """The quote, clipped until what `marked` makes of it is within `room`."""
    shown, length = quote, room
    while units(marked(shown, quote)) > room and length > 1:
        shown = quote.clip(length)
        length = length * 3 // 4
    return shown


def marked(shown: Quote, whole: Quote) -> str:
    """The quote between quotation marks, its decisive sentence bold, an ellipsis outside where it was clipped."""
    opening, closing = marks(shown)
    bold = None
    if shown.decisive and shown.decisive != (shown.begin, shown.end):
        bold = from_word_to_word(shown.text, (shown.decisive[0] - shown.begin, shown.decisive[1] - shown.begin))
    before, after = ("…" if shown.begin > whole.begin else ""), ("…" if shown.end < whole.end else "")
    return f"{before}{opening}{escaped(shown.text, bold)}{closing}{after}"


def from_word_to_word(text: str, span: Span) -> Span:
    """Without the marks around it: many readers of Markdown take stars beside a full stop for stars."""
    words = [at for at in range(*span) if text[at].isalnum()]
    return (words[0], words[-1] + 1) if words else span


def marks(quote: Quote) -> tuple[str, str]:
    """Narration is not between quotation marks: nobody said it."""
    return ("", "") if quote.passage.kind is Kind.NARRATION else ("“", "”")


def speaker_name(quote: Quote, language: str) -> str:
    """Who said it, and honestly so: narration is nobody's words, and unknown is unknown."""
    passage = quote.passage
    if passage.kind is Kind.NARRATION:
        return say(language, "narration")
    if passage.kind is Kind.AD:
        return say(language, "ad")
    if passage.speaker is None:
        return say(language, "unknown")
    name = speaker_label(passage.speaker)
    return say(language, "quoted", name=name) if passage.kind is Kind.QUOTE else name


def speaker_label(speaker: Speaker) -> str:
    """A speaker's name on one line."""
    return one_line(speaker.name, NAME)


def voice(spoken: SpokenTurn, language: str) -> str:
    """Who speaks in a turn, or what it is instead."""
    if spoken.turn.kind is Kind.AD:
        return say(language, "ad")
    if spoken.turn.kind is Kind.NARRATION:
        return say(language, "narration")
    return speaker_label(spoken.speaker) if spoken.speaker else say(language, "unknown")


def place_line(quote: Quote, language: str) -> str:
    """The source, the position in it and a link, in small print."""
    title = one_line(quote.passage.source.title, TITLE)
    link = f" · {shown}" if (shown := quote_link(quote, language)) else ""
    return f"-# {title} · {position(quote, language)}{link}"


def position(quote: Quote, language: str) -> str:
    """The time if the source has times, else the line."""
    if quote.passage.start_ms is None:
        return say(language, "line", line=quote.start_line)
    return clock(quote.passage.start_ms, approximate=quote.passage.source.approximate)


def clock(milliseconds: int, *, approximate: bool = False) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{'≈ ' if approximate else ''}{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def quote_link(quote: Quote, language: str) -> str:
    return link(say(language, "open"), quote.passage.source, quote.passage.start_ms)


def link(label: str, source: Source, milliseconds: int | None = None) -> str:
    """A link to a source at a time, unless it has none or one too long to be sent."""
    shown = masked_link(label, link_at(source.url, milliseconds)) if source.url else ""
    return shown if units(shown) <= _ADDRESS else ""


def question_line(question: str, room: int) -> str:
    """A question as it is shown, in at most `room` units: what is too long ends at a sentence, with an ellipsis."""
    length, asked = room, question.strip()
    while True:
        begin, end = clipped(asked, (0, len(asked)), None, length)
        shown = escaped(asked[begin:end]) + ("…" if end < len(asked) else "")
        if units(shown) <= room or length <= 1:
            return shown
        length = length * 3 // 4


def names(every: Sequence[str]) -> str:
    """Some names, side by side."""
    more = "…" if len(every) > _NAMES else ""
    return ", ".join(one_line(name, NAME) for name in every[:_NAMES]) + more


def one_line(name: str, limit: int) -> str:
    """A name or a title with its markup escaped, on one line, of at most `limit` units before escaping."""
    return escaped(cut(" ".join(name.split()), limit))
