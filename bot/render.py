"""Answers, quotes and comparisons as embeds within Discord's limits. Pure: no network, no library.

What is too long becomes a shorter span of whole sentences, never a cut string; only names and titles are cut.
"""

from collections.abc import Iterable, Sequence

import discord

from bot.colours import INK, quote_colour
from bot.i18n import say
from bot.limits import DESCRIPTION, FIELD, cut, units
from bot.markdown import closed, escaped, masked_link, unescaped
from bot.wording import position
from knowledge.links import link_at
from knowledge.model import Answer, Comparison, Context, Kind, Quote, Side, Source, Speaker, SpokenTurn
from knowledge.sentences import Span, clipped, pieces, sentences

# Units of Discord's count, after escaping. A question, a hint and three quotes, each with its name and its source,
# are under the 6,000 of a message: 1,200 + 3 × (1,150 + 120 + 240).
_QUESTION = 500  # before escaping, which at most doubles it
_QUOTE = 1150
_NAME = 100
_TITLE = 200
_ADDRESS = 400
_OWN = 1600  # of the quote itself among its context
_AROUND = 280  # characters shown of a turn before or after, before escaping
_BESIDE = 2 * _AROUND  # of the quote's own turn, before it and after it
_NAMES = 8  # of a speaker's other names, and of a source's speakers


def answer_embeds(answer: Answer, language: str) -> list[discord.Embed]:
    """The question, then a quote an embed; where nothing answers, that first."""
    head = question_embed(answer.question, language)
    if answer.listing:
        speakers = [item for item in answer.listing if isinstance(item, Speaker)]
        sources = [item for item in answer.listing if isinstance(item, Source)]
        return [head, speakers_embed(speakers, language) if speakers else sources_embed(sources, language)]
    if not answer.answered:
        hint = say(language, "nearest" if answer.quotes else "ask_otherwise")
        head.add_field(name=say(language, "not_answered"), value=hint, inline=False)
    return [head, *quote_embeds(answer.quotes, language)]


def question_embed(question: str, language: str) -> discord.Embed:
    """The question as it was asked, above what answers it."""
    return _question(question, "question", language)


def question_in(message: discord.Message) -> str | None:
    """The question that stands above the answer in a message; None if somebody took the embeds away."""
    return unescaped(message.embeds[0].description or "") or None if message.embeds else None


def quote_embeds(quotes: Iterable[Quote], language: str) -> list[discord.Embed]:
    return [_quote(quote, language) for quote in quotes]


def comparison_embeds(comparison: Comparison, language: str) -> list[discord.Embed]:
    """Both sides next to each other with the same number of quotes and the same room for each."""
    embed = _question(comparison.topic, "topic", language)
    count = _each(comparison)
    for side in comparison.sides:
        embed.add_field(name=speaker_label(side.speaker), value=_side(side, count, language), inline=True)
    return [embed]


def compared_quotes(comparison: Comparison) -> tuple[Quote, ...]:
    """The quotes that `comparison_embeds` shows, side by side."""
    count = _each(comparison)
    return tuple(quote for side in comparison.sides if _spoke(side) for quote in side.quotes[:count])


def context_embed(context: Context, language: str) -> discord.Embed:
    """The quote in bold among the words before and after it, each with who spoke them."""
    own = _own(context, language)
    before = [_beside(turn, language, last=True) for turn in context.before]
    after = [_beside(turn, language, last=False) for turn in context.after]
    while units("\n\n".join([*before, own, *after])) > DESCRIPTION:
        before, after = (before[1:], after) if len(before) > len(after) else (before, after[:-1])
    description = "\n\n".join([*before, own, *after])
    embed = discord.Embed(description=description, colour=quote_colour(context.quote))
    return embed.set_footer(text=_place(context.quote, language))


def list_embed(title: str, lines: Sequence[str], language: str) -> discord.Embed:
    """As many of the lines as fit, and how many do not."""
    shown, room = 0, DESCRIPTION - 100
    while shown < len(lines) and units(lines[shown]) < room:
        room -= units(lines[shown]) + 1
        shown += 1
    more = [say(language, "and_more", count=len(lines) - shown)] if shown < len(lines) else []
    description = "\n".join([*lines[:shown], *more]) or say(language, "empty")
    return discord.Embed(title=title, description=description, colour=INK)


def speakers_embed(speakers: Sequence[Speaker], language: str) -> discord.Embed:
    """Everybody who is heard, with all their names."""
    return list_embed(say(language, "speakers"), list(map(speaker_line, speakers)), language)


def sources_embed(sources: Sequence[Source], language: str) -> discord.Embed:
    """The transcripts, with who speaks in them."""
    return list_embed(say(language, "sources"), [source_line(source, language) for source in sources], language)


def speaker_line(speaker: Speaker) -> str:
    aliases = f" · {_names(speaker.aliases)}" if speaker.aliases else ""
    return f"**{speaker_label(speaker)}**{aliases}"


def source_line(source: Source, language: str) -> str:
    date = f" · {escaped(cut(source.date, _NAME))}" if source.date else ""
    link = f" · {shown}" if (shown := _link(say(language, "open"), source)) else ""
    heard = _names([speaker.name for speaker in source.speakers])
    return f"**{escaped(cut(source.title, _TITLE))}**{date}{link}\n{heard}"


def speaker_label(speaker: Speaker) -> str:
    """A speaker's name for a place with markup."""
    return escaped(cut(speaker.name, _NAME))


def speaker_name(quote: Quote, language: str) -> str:
    """Who said it, and honestly so: narration is nobody's words, and unknown is unknown."""
    passage = quote.passage
    if passage.kind is Kind.NARRATION:
        return say(language, "narration")
    if passage.speaker is None:
        return say(language, "unknown")
    name = closed(cut(passage.speaker.name, _NAME))
    return say(language, "quoted", name=name) if passage.kind is Kind.QUOTE else name


def _question(text: str, label: str, language: str) -> discord.Embed:
    begin, end = clipped(text, (0, len(text)), None, _QUESTION)
    embed = discord.Embed(description=escaped(text[begin:end]) + ("…" if end < len(text) else ""), colour=INK)
    return embed.set_author(name=say(language, label))


def _quote(quote: Quote, language: str) -> discord.Embed:
    link = f"\n{shown}" if (shown := _quote_link(quote, language)) else ""
    fitted = _fitted(quote, _QUOTE - units(link))
    embed = discord.Embed(description=_marked(fitted, quote) + link, colour=quote_colour(quote))
    embed.set_author(name=speaker_name(quote, language))
    return embed.set_footer(text=_place(fitted, language))


def _fitted(quote: Quote, room: int) -> Quote:
    """The quote, clipped until what `_marked` makes of it is within `room`."""
    shown, length = quote, room
    while units(_marked(shown, quote)) > room and length > 1:
        shown = quote.clip(length)
        length = length * 3 // 4
    return shown


def _marked(shown: Quote, whole: Quote) -> str:
    """The quote between quotation marks, its decisive sentence bold, an ellipsis outside where it was clipped."""
    opening, closing = _marks(shown)
    bold = None
    if shown.decisive and shown.decisive != (shown.begin, shown.end):
        bold = _from_word_to_word(shown.text, (shown.decisive[0] - shown.begin, shown.decisive[1] - shown.begin))
    before, after = ("…" if shown.begin > whole.begin else ""), ("…" if shown.end < whole.end else "")
    return f"{before}{opening}{escaped(shown.text, bold)}{closing}{after}"


def _from_word_to_word(text: str, span: Span) -> Span:
    """Without the marks around it: many readers of Markdown take stars beside a full stop for stars."""
    words = [at for at in range(*span) if text[at].isalnum()]
    return (words[0], words[-1] + 1) if words else span


def _marks(quote: Quote) -> tuple[str, str]:
    """Narration is not between quotation marks: nobody said it."""
    return ("", "") if quote.passage.kind is Kind.NARRATION else ("“", "”")


def _spoke(side: Side) -> bool:
    return side.addressed and bool(side.quotes)


def _each(comparison: Comparison) -> int:
    """How many quotes each side that spoke is given."""
    return min([2, *(len(side.quotes) for side in comparison.sides if _spoke(side))])


def _side(side: Side, count: int, language: str) -> str:
    if not _spoke(side):
        return say(language, "not_addressed", name=speaker_label(side.speaker))
    room = FIELD // count - 2
    return "\n\n".join(_entry(quote, room, language) for quote in side.quotes[:count])


def _entry(quote: Quote, room: int, language: str) -> str:
    title = escaped(cut(quote.passage.source.title, _TITLE // 4))
    link = f" · {shown}" if (shown := _quote_link(quote, language)) else ""
    if units(title + link) > room // 2:  # words come before an address
        link = ""
    fitted = _fitted(quote, room - units(title + link) - 30)  # for the position and the marks
    return f"{_marked(fitted, quote)}\n*{title} · {position(fitted, language)}*{link}"


def _quote_link(quote: Quote, language: str) -> str:
    return _link(say(language, "open"), quote.passage.source, quote.passage.start_ms)


def _link(label: str, source: Source, milliseconds: int | None = None) -> str:
    """A link to a source at a time, unless it has none or one too long to be sent."""
    shown = masked_link(label, link_at(source.url, milliseconds)) if source.url else ""
    return shown if units(shown) <= _ADDRESS else ""


def _place(quote: Quote, language: str) -> str:
    return f"{closed(cut(quote.passage.source.title, _TITLE))} · {position(quote, language)}"


def _names(names: Sequence[str]) -> str:
    more = "…" if len(names) > _NAMES else ""
    return ", ".join(escaped(cut(name, _NAME)) for name in names[:_NAMES]) + more


def _beside(spoken: SpokenTurn, language: str, *, last: bool) -> str:
    """A neighbouring turn: its last sentences if it comes before, its first if after."""
    text = spoken.text
    begin, end = (_tail(text, len(text), _AROUND), len(text)) if last else (0, _head(text, 0, _AROUND))
    before, after = ("… " if begin else ""), (" …" if end < len(text) else "")
    return f"**{_voice(spoken, language)}**\n{before}{escaped(text[begin:end])}{after}"


def _own(context: Context, language: str) -> str:
    """The turn of the quote: what it said before, the quote in bold, what it went on to say."""
    turn, quote = context.own, _fitted(context.quote, _OWN)
    begin, end = quote.start - turn.turn.start, quote.stop - turn.turn.start
    first, last = _tail(turn.text, begin, _BESIDE), _head(turn.text, end, _BESIDE)
    shown = turn.text[first:last]
    words = escaped(shown, _from_word_to_word(shown, (begin - first, end - first)))
    before, after = ("… " if first else ""), (" …" if last < len(turn.text) else "")
    return f"**{_voice(turn, language)}**\n{before}{words}{after}"


def _tail(text: str, end: int, length: int) -> int:
    """Where the last sentences before `end` begin, of at most `length` characters."""
    inside = sentences(text[:end])
    if not inside:
        return end
    begin, _ = clipped(text, (0, end), inside[-1], length)
    return begin if end - begin <= length else pieces(text, (begin, end), length)[-1][0]


def _head(text: str, begin: int, length: int) -> int:
    """Where the first sentences from `begin` on end, of at most `length` characters."""
    return clipped(text, (begin, len(text)), None, length)[1] if sentences(text[begin:]) else begin


def _voice(spoken: SpokenTurn, language: str) -> str:
    if spoken.turn.kind is Kind.AD:
        return say(language, "ad")
    if spoken.turn.kind is Kind.NARRATION:
        return say(language, "narration")
    return speaker_label(spoken.speaker) if spoken.speaker else say(language, "unknown")
