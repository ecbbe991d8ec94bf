"""How a quote, its speaker and its place are written in Markdown. Pure: no network, no library, no Discord.

What is too long becomes a shorter span of whole sentences, never a cut string; only names and titles are cut.
"""

from collections.abc import Sequence

from bot.i18n import beside, say
from bot.limits import cut, units
from bot.markdown import BOLD, bare, escaped, frame, masked_link
from bot.page import Block, Press, Said, Written
from bot.wording import position
from knowledge.links import link_at
from knowledge.model import Kind, Quote, Source, Speaker, SpokenTurn
from knowledge.sentences import Span, clipped, sentences
from knowledge.standing import Extract

# Units of Discord's count, before escaping, which at most doubles a text.
NAME = 80
TITLE = 120
_ADDRESS = 400
_NAMES = 8  # of a speaker's other names, and of a source's speakers


def quote_block(quote: Quote, room: int, language: str, *, button: Press | None = None, number: int = 0) -> Block:
    """A quote under who said it and where, in at most `room` units."""
    limit = min(NAME, room // 8)
    name = speaker_name(quote, language, limit)
    who = f"**{number} · {name}**" if number else f"**{name}**"
    shown = fitted(quote, room - units(who) - units(place_line(quote, language, room)) - 2)
    return Block(f"{who}\n{place_line(shown, language, room)}", (said(shown, quote, language, limit),), button)


def fitted(quote: Quote, room: int) -> Quote:
    """The quote, clipped until it is within `room` as it is written, or as short as it can be."""
    shown, length = quote, max(room, 2)
    while sum(map(units, _marked(shown, quote))) > room and length > 1:
        shown = quote.clip(length)
        length = length * 3 // 4
    return shown


def said(shown: Quote, whole: Quote, language: str, limit: int = NAME) -> Said:
    """The quote between quotation marks, its decisive sentence bold, an ellipsis outside where it was clipped.

    `limit` is that of the speaker's name beside it.
    """
    extract = Extract.of(shown.passage, shown.begin, shown.end)
    name = one_line(extract.speaker, limit) if extract.speaker else ""
    return Said(*_marked(shown, whole), name, extract, say(language, "withheld"))


def _marked(shown: Quote, whole: Quote) -> tuple[str, str, str]:
    """What opens a quote, its words, and what closes it."""
    opening, closing = marks(shown)
    bold = []
    if shown.decisive and shown.decisive != (shown.begin, shown.end):
        span = from_word_to_word(shown.text, (shown.decisive[0] - shown.begin, shown.decisive[1] - shown.begin))
        bold = [(span, BOLD)]
    begins, ends = _whole_sentences(shown)
    before = "" if begins and shown.begin == whole.begin else "…"
    after = "" if ends and shown.end == whole.end else "…"
    opens, closes = frame(shown.text)
    return f"{before}{opening}{opens}", bare(shown.text, bold), f"{closes}{closing}{after}"


def written_units(written: Written) -> int:
    return sum(units(str(part)) for part in written)


def _whole_sentences(quote: Quote) -> tuple[bool, bool]:
    """Whether it begins where a sentence does, and ends where one does; a passage does both."""
    text, spans = quote.passage.text, sentences(quote.passage.text)
    return quote.begin in {0, *(a for a, _ in spans)}, quote.end in {len(text), *(b for _, b in spans)}


def from_word_to_word(text: str, span: Span) -> Span:
    """Without the marks around it: many readers of Markdown take stars beside a full stop for stars."""
    words = [at for at in range(*span) if text[at].isalnum()]
    return (words[0], words[-1] + 1) if words else span


def marks(quote: Quote) -> tuple[str, str]:
    """Narration is not between quotation marks: nobody said it."""
    return ("", "") if quote.passage.kind is Kind.NARRATION else ("“", "”")


def speaker_name(quote: Quote, language: str, limit: int = NAME) -> str:
    """Who said it, and honestly so: narration is nobody's words, and unknown is unknown."""
    passage = quote.passage
    if passage.kind is Kind.NARRATION:
        return say(language, "narration")
    if passage.kind is Kind.AD:
        return say(language, "ad")
    if passage.speaker is None:
        return say(language, "unknown")
    name = one_line(passage.speaker.name, limit)
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


def place_line(quote: Quote, language: str, room: int = 1600) -> str:
    """The source, the position in it and a link, in small print; where `room` is little, words come before it."""
    title = one_line(quote.passage.source.title, min(TITLE, room // 8))
    shown = quote_link(quote, language)
    link = f" · {shown}" if shown and units(shown) < room // 3 else ""
    return f"-# {title} · {position(quote, language)}{link}"


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


def names(every: Sequence[str], language: str) -> str:
    """Some names, side by side."""
    more = "…" if len(every) > _NAMES else ""
    return beside(language, [one_line(name, NAME) for name in every[:_NAMES]]) + more


def one_line(name: str, limit: int) -> str:
    """A name or a title with its markup escaped, on one line, of at most `limit` units before escaping."""
    return escaped(cut(" ".join(name.split()), limit))
