"""What managers of a server's library are shown: dry runs, what was added, lists, reports. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import ids
from bot.colours import quote_colour
from bot.i18n import percent, say, several
from bot.limits import NAME, cut, units
from bot.markdown import escaped
from bot.page import ROOM, Block, Card, Page, Press, Text, rows
from bot.pages.lists import list_card, source_line
from bot.quotation import quote_block
from bot.remarks import remark
from bot.state import Report
from bot.wording import clock
from knowledge.model import Ingested, Quote, Source
from knowledge.survey import LeftOut, Survey, Voice, Why

FILES = 5  # in one message
REPORTS = 5  # in one message
_PAGE = 1500  # units at most of what is said of one file
_VOICES, _WARNINGS, _PARTS = 6, 3, 3
_WORDS = 80  # units that are shown of what would be left out
_WHY = {
    Why.READ: "why_read",
    Why.GREETING: "why_greeting",
    Why.MADE_UP: "why_made_up",
    Why.OTHER: "why_other",
    Why.WISHED: "why_wished",
}
_NAME = 40  # units of a speaker's name
_STATUS = {"added": "status_added", "updated": "status_updated", "unchanged": "status_unchanged"}
_RED, _BLUE = 0xE74C3C, 0x5865F2
_BAR = 12  # characters of a bar of progress, which is to be one line on a phone


@dataclass(frozen=True, slots=True)
class Doubted:
    """A report, and the quote that it is about."""

    report: Report
    quote: Quote
    seal: str  # of the buttons that settle it


def survey_cards(
    surveys: Sequence[Survey], names: Mapping[str, str], titles: Mapping[str, str], language: str
) -> list[Card]:
    """What each file would bring in; `titles` are those of the sources in the library, by id."""
    room = min(_PAGE, ROOM // max(1, len(surveys[:FILES])) - 100)  # and a title
    return [_survey(found, names, titles, room, language) for found in surveys[:FILES]]


def progress_text(name: str, part: float, language: str) -> str:
    """How far the work is; `part` is from 0 to 1."""
    done = round(part * _BAR)
    bar = "▰" * done + "▱" * (_BAR - done)
    adding, otherwise = say(language, "adding", name=escaped(cut(name, _NAME))), say(language, "if_it_stops")
    return f"{adding}\n{bar} {percent(language, part)}\n{otherwise}"


def added_page(reports: Sequence[Ingested], titles: Mapping[str, str], language: str) -> Page:
    """What became of each file."""
    lines = [_report(report, titles, language) for report in reports]
    return Page((list_card(say(language, "added_title"), lines, language),))


def library_page(own: Sequence[Source], shared: int | None, language: str) -> Page:
    """A server's own transcripts; `shared` is how many it sees besides, None if it does not want to."""
    tail = say(language, "shared_off") if shared is None else say(language, "shared_on", count=shared)
    lines = [source_line(source, language) for source in own] or [say(language, "none_own")]
    return Page((list_card(say(language, "library_title"), lines, language, tail=tail),))


def reports_page(said: str | None, doubted: Sequence[Doubted], language: str) -> Page:
    """A quote each, with the buttons that settle it, and how many reports are not shown; `said` stands above."""
    head = "\n".join(filter(None, [said, None if doubted else say(language, "no_reports")]))
    shown = doubted[:REPORTS]
    room = (ROOM - units(head) - 100) // REPORTS
    numbered = list(enumerate(shown, 1))
    cards = [_doubted(one, number, room, language) for number, one in numbered]
    more = [Text(say(language, "and_more", count=len(doubted) - REPORTS))] if len(doubted) > REPORTS else []
    fixes = [Press(say(language, "fix_n", number=n), ids.fix(one.report.id, one.seal)) for n, one in numbered]
    dismissals = [
        Press(say(language, "dismiss_n", number=n), ids.dismiss(one.report.id, one.seal)) for n, one in numbered
    ]
    return Page((*([Text(head)] if head else []), *cards, *more, *rows(fixes), *rows(dismissals)))


def _doubted(one: Doubted, number: int, room: int, language: str) -> Card:
    """Five quotes share what one message may hold."""
    count = one.report.count
    times = "\n-# " + say(language, "times", count=count) if count > 1 else ""
    block = quote_block(one.quote, room - units(times), language, number=number)
    return Card((Block(block.head + times, block.written),), quote_colour(one.quote))


def _survey(found: Survey, names: Mapping[str, str], titles: Mapping[str, str], room: int, language: str) -> Card:
    title = f"**{escaped(cut(found.path.name, NAME // 4))}**"
    if found.error:
        return Card((Block(title, (remark(found.error, language, room // 2),)),), _RED)
    lines = [
        _shape(found, language),
        _heard(found.voices, names, language),
        *_remarks(found, titles, language),
        *(f"⚠ {remark(warning, language, 200)}" for warning in found.warnings[:_WARNINGS]),
    ]
    return Card((Block(title, (_fitting(lines, room),)),), _BLUE)


def _shape(found: Survey, language: str) -> str:
    times = ""
    if found.begins_ms is not None and found.ends_ms is not None:
        times = f" · {clock(found.begins_ms)}–{clock(found.ends_ms)}"
    counts = _counts(found.turns, found.passages, language)
    return f"{escaped(found.format)} · {escaped(found.encoding)} · {counts}{times}"


def _heard(voices: Sequence[Voice], names: Mapping[str, str], language: str) -> str:
    told = [f"{_called(voice, names, language)} {percent(language, voice.share)}" for voice in voices[:_VOICES]]
    more = f" {say(language, 'and_more', count=len(voices) - _VOICES)}" if len(voices) > _VOICES else ""
    return say(language, "who_speaks", voices=f"{' · '.join(told) or say(language, 'nobody')}{more}")


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
    place = say(language, "line", line=part.line) if part.start_ms is None else clock(part.start_ms)
    if part.reason is Why.WISHED:
        return f"• {place} · {say(language, _WHY[part.reason])}"
    return f"• {place} · {say(language, _WHY[part.reason])}: {escaped(cut(' '.join(part.text.split()), _WORDS))}"


def _report(report: Ingested, titles: Mapping[str, str], language: str) -> str:
    if report.error:
        name = escaped(cut(Path(report.path).name, NAME // 4))
        return f"⚠ **{name}**: {remark(report.error, language, 500)}"
    title = escaped(cut(titles.get(report.source, report.source), NAME // 2))
    counts = _counts(report.turns, report.passages, language)
    return f"**{title}** · {say(language, _STATUS[report.status])} · {counts}"


def _counts(turns: int, passages: int, language: str) -> str:
    counted = {"turns": say(language, "turns", count=turns), "passages": say(language, "passages", count=passages)}
    return say(language, "turns_passages", **counted)


def _fitting(lines: Iterable[str], room: int) -> str:
    kept: list[str] = []
    for line in lines:
        if units("\n".join([*kept, line])) <= room:
            kept.append(line)
    return "\n".join(kept)
