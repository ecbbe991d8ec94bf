"""What managers of a server's library are shown: dry runs, what was added, lists, reports. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.i18n import percent, say, several
from bot.limits import NAME, cut, units
from bot.markdown import escaped
from bot.render import list_embed, quote_embeds, source_line
from bot.state import Report
from knowledge.model import Ingested, Quote, Source
from knowledge.survey import LeftOut, Survey, Voice, Why

FILES = 5  # in one message
REPORTS = 5  # in one message
_PAGE = 1000  # units of what is said of one file; five of them, with their titles, are under the 6,000 of a message
_VOICES, _WARNINGS, _PARTS = 6, 3, 3
_WORDS = 90  # units that are shown of what would be left out
_WHY = {
    Why.READ: "why_read",
    Why.GREETING: "why_greeting",
    Why.MADE_UP: "why_made_up",
    Why.OTHER: "why_other",
}
_NAME = 60  # units of a speaker's name
_STATUS = {"added": "status_added", "updated": "status_updated", "unchanged": "status_unchanged"}
_BAR = 20  # characters of a bar of progress


@dataclass(frozen=True, slots=True)
class Doubted:
    """A report, and the quote that it is about."""

    report: Report
    quote: Quote


def survey_embeds(
    surveys: Sequence[Survey], names: Mapping[str, str], titles: Mapping[str, str], language: str
) -> list[discord.Embed]:
    """What each file would bring in; `titles` are those of the sources in the library, by id."""
    return [_survey(found, names, titles, language) for found in surveys[:FILES]]


def progress_text(name: str, part: float, language: str) -> str:
    """How far the work is; `part` is from 0 to 1."""
    done = round(part * _BAR)
    bar = "▰" * done + "▱" * (_BAR - done)
    adding, otherwise = say(language, "adding", name=escaped(cut(name, _NAME))), say(language, "if_it_stops")
    return f"{adding}\n{bar} {percent(language, part)}\n{otherwise}"


def added_embed(reports: Sequence[Ingested], titles: Mapping[str, str], language: str) -> discord.Embed:
    """What became of each file."""
    lines = [_report(report, titles, language) for report in reports]
    return list_embed(say(language, "added_title"), lines, language)


def library_embed(own: Sequence[Source], shared: int | None, language: str) -> discord.Embed:
    """A server's own transcripts; `shared` is how many it sees besides, None if it does not want to."""
    tail = say(language, "shared_off") if shared is None else say(language, "shared_on", count=shared)
    lines = [source_line(source, language) for source in own] or [say(language, "none_own")]
    embed = list_embed(say(language, "library_title"), lines, language)
    return embed.set_footer(text=tail)


def report_embeds(doubted: Sequence[Doubted], more: int, language: str) -> list[discord.Embed]:
    """A quote each, and how many reports are not shown."""
    embeds = []
    for one, embed in zip(doubted, quote_embeds((one.quote for one in doubted), language), strict=True):
        # Five quotes share what one message may hold.
        short = one.quote.clip(400)
        embed.description = f"“{escaped(short.text)}”" + ("…" if short.end < one.quote.end else "")
        if one.report.count > 1:
            embed.add_field(name=say(language, "reported"), value=say(language, "times", count=one.report.count))
        embeds.append(embed)
    if more and embeds:
        embeds[-1].add_field(name="…", value=say(language, "and_more", count=more))
    return embeds


def _survey(found: Survey, names: Mapping[str, str], titles: Mapping[str, str], language: str) -> discord.Embed:
    title = escaped(cut(found.path.name, NAME // 2))
    if found.error:
        return discord.Embed(
            title=title, description=escaped(cut(found.error, _PAGE // 2)), colour=discord.Colour.red()
        )
    lines = [
        _shape(found, language),
        _heard(found.voices, names, language),
        *_remarks(found, titles, language),
        *(f"⚠ {escaped(cut(warning, 200))}" for warning in found.warnings[:_WARNINGS]),
    ]
    return discord.Embed(title=title, description=_fitting(lines), colour=discord.Colour.blurple())


def _shape(found: Survey, language: str) -> str:
    times = ""
    if found.begins_ms is not None and found.ends_ms is not None:
        times = f" · {_clock(found.begins_ms)}–{_clock(found.ends_ms)}"
    counts = _counts(found.turns, found.passages, language)
    return f"{escaped(found.format)} · {escaped(found.encoding)} · {counts}{times}"


def _heard(voices: Sequence[Voice], names: Mapping[str, str], language: str) -> str:
    told = [f"{_called(voice, names, language)} {percent(language, voice.share)}" for voice in voices[:_VOICES]]
    more = f" {say(language, 'and_more', count=len(voices) - _VOICES)}" if len(voices) > _VOICES else ""
    who = say(language, "who_speaks")
    return f"**{who}** {' · '.join(told) or say(language, 'nobody')}{more}"


def _called(voice: Voice, names: Mapping[str, str], language: str) -> str:
    name = names.get(voice.id or "", voice.name)
    return escaped(cut(name, _NAME)) if name else say(language, "unknown")


def _remarks(found: Survey, titles: Mapping[str, str], language: str) -> Iterable[str]:
    if found.source in titles:
        yield say(language, "replaces", title=escaped(cut(titles[found.source], NAME // 2)))
    if found.same_as:
        same = [escaped(cut(titles.get(id, id), NAME // 4)) for id in found.same_as[:3]]
        yield say(language, "same_as", titles=several(language, same))
    if found.repeated:
        yield say(language, "repeated", count=found.repeated)
    if found.left_out:
        yield say(language, "left_out", count=len(found.left_out))
        yield from (_left_out(part, language) for part in found.left_out[:_PARTS])


def _left_out(part: LeftOut, language: str) -> str:
    place = say(language, "line", line=part.line) if part.start_ms is None else _clock(part.start_ms)
    return f"• {place} · {say(language, _WHY[part.reason])}: {escaped(cut(' '.join(part.text.split()), _WORDS))}"


def _report(report: Ingested, titles: Mapping[str, str], language: str) -> str:
    if report.error:
        return f"⚠ {escaped(cut(report.error, _PAGE // 3))}"
    title = escaped(cut(titles.get(report.source, report.source), NAME // 2))
    counts = _counts(report.turns, report.passages, language)
    return f"**{title}** · {say(language, _STATUS[report.status])} · {counts}"


def _counts(turns: int, passages: int, language: str) -> str:
    counted = {"turns": say(language, "turns", count=turns), "passages": say(language, "passages", count=passages)}
    return say(language, "turns_passages", **counted)


def _fitting(lines: Iterable[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if units("\n".join([*kept, line])) <= _PAGE:
            kept.append(line)
    return "\n".join(kept)


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
