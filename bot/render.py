"""Answers, quotes and comparisons as embeds within Discord's limits. Pure: no network, no library.

What is too long becomes a shorter span of whole sentences, never a cut string.
"""

import hashlib
from collections.abc import Iterable, Sequence

import discord

from bot.i18n import say
from bot.markdown import escaped
from knowledge.model import Answer, Comparison, Context, Kind, Quote, Side, Source, Speaker, SpokenTurn
from knowledge.sentences import Span, clipped, sentences

_QUOTE = 900  # characters of one quote in an answer, before escaping
_FIELD = 1024  # Discord: characters of an embed field
_DESCRIPTION = 4096  # Discord: characters of an embed description
_SHOWN_QUESTION = 500
_AROUND = 280  # characters shown of a turn before or after
_INK = discord.Colour.from_str("#8a8f98")


def answer_embeds(answer: Answer, language: str) -> list[discord.Embed]:
    """The question, then a quote an embed; where nothing answers, that first."""
    head = _question(answer.question, "question", language)
    if not answer.answered:
        hint = say(language, "nearest" if answer.quotes else "ask_otherwise")
        head.add_field(name=say(language, "not_answered"), value=hint, inline=False)
    return [head, *quote_embeds(answer.quotes, language)]


def quote_embeds(quotes: Iterable[Quote], language: str) -> list[discord.Embed]:
    return [_quote(quote, language) for quote in quotes]


def comparison_embeds(comparison: Comparison, language: str) -> list[discord.Embed]:
    """Both sides next to each other with the same number of quotes and the same room for each."""
    embed = _question(comparison.topic, "topic", language)
    spoke = [len(side.quotes) for side in comparison.sides if side.addressed]
    count = min(spoke, default=0)
    for side in comparison.sides:
        embed.add_field(name=_plain(side.speaker.name, 256), value=_side(side, count, language), inline=True)
    return [embed]


def compared_quotes(comparison: Comparison) -> tuple[Quote, ...]:
    """The quotes that `comparison_embeds` shows, side by side."""
    spoke = [side.quotes for side in comparison.sides if side.addressed]
    count = min((len(quotes) for quotes in spoke), default=0)
    return tuple(quote for quotes in spoke for quote in _shown(quotes, count))


def context_embed(context: Context, language: str) -> discord.Embed:
    """The quote in bold among the words before and after it, each with who spoke them."""
    source = context.quote.passage.source
    parts = [_beside(turn, language, last=True) for turn in context.before]
    parts.append(_own(context, language))
    parts += [_beside(turn, language, last=False) for turn in context.after]
    while len("\n\n".join(parts)) > _DESCRIPTION and len(parts) > 1:
        parts.pop(0 if parts.index(_own(context, language)) > 0 else -1)
    embed = discord.Embed(description="\n\n".join(parts), colour=_colour(_speaker_id(context.quote)))
    embed.set_footer(text=_plain(f"{source.title} · {position(context.quote, language)}", 2048))
    return embed


def list_embed(title: str, lines: Sequence[str], language: str) -> discord.Embed:
    """As many of the lines as fit, and how many do not."""
    shown: list[str] = []
    for line in lines:
        if len("\n".join([*shown, line])) > _DESCRIPTION - 100:
            shown.append(say(language, "and_more", count=len(lines) - len(shown)))
            break
        shown.append(line)
    return discord.Embed(title=title, description="\n".join(shown) or say(language, "empty"), colour=_INK)


def speaker_line(speaker: Speaker) -> str:
    aliases = ", ".join(speaker.aliases[:4])
    return f"**{escaped(speaker.name)}**" + (f" · {escaped(aliases)}" if aliases else "")


def source_line(source: Source, language: str) -> str:
    heard = ", ".join(speaker.name for speaker in source.speakers)
    date = f" · {escaped(source.date)}" if source.date else ""
    link = f" · [{say(language, 'open')}]({source.url})" if source.url else ""
    return f"**{escaped(source.title)}**{date}{link}\n{escaped(heard)}"


def speaker_name(quote: Quote, language: str) -> str:
    """Who said it, and honestly so: narration is nobody's words, and unknown is unknown."""
    passage = quote.passage
    if passage.kind is Kind.NARRATION:
        return say(language, "narration")
    if passage.speaker is None:
        return say(language, "unknown")
    return say(language, "quoted", name=passage.speaker.name) if passage.kind is Kind.QUOTE else passage.speaker.name


def position(quote: Quote, language: str) -> str:
    """The time if the source has times, else the line."""
    if quote.passage.start_ms is None:
        return say(language, "line", line=quote.start_line)
    minutes, seconds = divmod(quote.passage.start_ms // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _question(text: str, label: str, language: str) -> discord.Embed:
    begin, end = clipped(text, (0, len(text)), None, _SHOWN_QUESTION)
    embed = discord.Embed(description=escaped(text[begin:end]) + ("…" if end < len(text) else ""), colour=_INK)
    embed.set_author(name=say(language, label))
    return embed


def _quote(quote: Quote, language: str) -> discord.Embed:
    shown, source = quote.clip(_QUOTE), quote.passage.source
    link = f"\n[{say(language, 'open')}]({source.url})" if source.url else ""
    embed = discord.Embed(description=_marked(shown, quote) + link, colour=_colour(_speaker_id(quote)))
    embed.set_author(name=_plain(speaker_name(quote, language), 256))
    embed.set_footer(text=_plain(f"{source.title} · {position(shown, language)}", 2048))
    return embed


def _marked(shown: Quote, whole: Quote) -> str:
    """The quote between quotation marks, its decisive sentence bold, an ellipsis outside where it was clipped."""
    text, (opening, closing) = shown.passage.text, _marks(shown)
    if shown.decisive and shown.decisive != (shown.begin, shown.end):
        first, last = shown.decisive
        words = f"{escaped(text[shown.begin : first])}**{escaped(text[first:last])}**{escaped(text[last : shown.end])}"
    else:
        words = escaped(shown.text)
    before, after = ("…" if shown.begin > whole.begin else ""), ("…" if shown.end < whole.end else "")
    return f"{before}{opening}{words}{closing}{after}"


def _marks(quote: Quote) -> tuple[str, str]:
    """Narration is not between quotation marks: nobody said it."""
    return ("", "") if quote.passage.kind is Kind.NARRATION else ("“", "”")


def _side(side: Side, count: int, language: str) -> str:
    if not side.addressed:
        return say(language, "not_addressed", name=escaped(side.speaker.name))
    length = _FIELD // max(1, count)
    while True:
        value = "\n\n".join(_entry(quote, length, language) for quote in _shown(side.quotes, count))
        if len(value) <= _FIELD:
            return value
        length = length * 3 // 4


def _shown(quotes: Sequence[Quote], count: int) -> Sequence[Quote]:
    return quotes[: min(count, 2)]


def _entry(quote: Quote, length: int, language: str) -> str:
    shown, source = quote.clip(length), quote.passage.source
    place = f"{escaped(source.title)} · {position(shown, language)}"
    return f"{_marked(shown, quote)}\n*{f'[{place}]({source.url})' if source.url else place}*"


def _beside(spoken: SpokenTurn, language: str, *, last: bool) -> str:
    """A neighbouring turn: its last sentences if it comes before, its first if after."""
    whole = (0, len(spoken.text))
    inside = sentences(spoken.text)
    begin, end = clipped(spoken.text, whole, (inside[-1] if last else inside[0]) if inside else None, _AROUND)
    before, after = ("… " if begin else ""), (" …" if end < len(spoken.text) else "")
    return f"**{escaped(_voice(spoken, language))}**\n{before}{escaped(spoken.text[begin:end])}{after}"


def _own(context: Context, language: str) -> str:
    passage, turn = context.quote.passage, context.own
    begin, end = passage.start - turn.turn.start, passage.end - turn.turn.start
    before, after = _tail(turn.text, begin), _head(turn.text, end)
    lead = ("… " if before[0] else "") + escaped(turn.text[slice(*before)])
    rest = escaped(turn.text[slice(*after)]) + (" …" if after[1] < len(turn.text.rstrip()) else "")
    return f"**{escaped(_voice(turn, language))}**\n{lead}**{escaped(passage.text)}**{rest}"


def _tail(text: str, end: int) -> Span:
    inside = sentences(text[:end])
    return (clipped(text, (0, end), inside[-1], 2 * _AROUND)[0], end) if inside else (end, end)


def _head(text: str, begin: int) -> Span:
    inside = sentences(text[begin:])
    return (begin, clipped(text, (begin, len(text)), None, 2 * _AROUND)[1]) if inside else (begin, begin)


def _voice(spoken: SpokenTurn, language: str) -> str:
    if spoken.turn.kind is Kind.AD:
        return say(language, "ad")
    if spoken.turn.kind is Kind.NARRATION:
        return say(language, "narration")
    return spoken.speaker.name if spoken.speaker else say(language, "unknown")


def _speaker_id(quote: Quote) -> str:
    return quote.passage.speaker.id if quote.passage.speaker else ""


def _colour(speaker: str) -> discord.Colour:
    """The same speaker always has the same colour; nobody's words are grey."""
    if not speaker:
        return _INK
    return discord.Colour.from_hsv(hashlib.sha256(speaker.encode()).digest()[0] / 256, 0.55, 0.85)


def _plain(text: str, limit: int) -> str:
    """For places without markup. A name over the limit is no quote, so it may be cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
