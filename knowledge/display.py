"""What the command line prints: tables for people, JSON for programs. Pure but for the console it is given."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from knowledge.feedback import Judged
from knowledge.links import link_at
from knowledge.model import Answer, Comparison, Ingested, Quote, Side, Source, Speaker, SpokenTurn, Tier, Version
from knowledge.survey import LeftOut, Survey

UNKNOWN = "speaker unknown"
NARRATOR = "narration"
SPONSOR = "sponsor read"
_SHOWN, _WORDS = 8, 40  # stretches that a dry run shows a person, and characters of each


def quote_json(quote: Quote) -> dict[str, Any]:
    passage = quote.passage
    return {
        "source": passage.source.id,
        "speaker": passage.speaker.id if passage.speaker else None,
        "speaker_name": speaker_name(quote),
        "kind": passage.kind.value,
        "start_line": quote.start_line,
        "end_line": quote.end_line,
        "start": quote.start,
        "end": quote.stop,
        "start_ms": passage.start_ms,
        "text": quote.text,
        "score": round(quote.score, 6),
    }


def answer_json(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "tier": answer.tier.value,
        "quotes": [quote_json(quote) for quote in answer.quotes],
    } | _listing_json(answer)


def _listing_json(answer: Answer) -> dict[str, Any]:
    """The speakers or sources that answer a question about the library itself."""
    speakers = [speaker_json(item) for item in answer.listing if isinstance(item, Speaker)]
    sources = [source_json(item) for item in answer.listing if isinstance(item, Source)]
    return ({"speakers": speakers} if speakers else {}) | ({"sources": sources} if sources else {})


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "topic": comparison.topic,
        "sides": [
            {
                "speaker": side.speaker.id,
                "addressed": side.addressed,
                "quotes": [quote_json(quote) for quote in side.quotes],
            }
            | ({"source": side.source.id} if side.source else {})
            for side in comparison.sides
        ],
        "rows": [
            {
                "likeness": round(row.likeness, 4),
                "quotes": [quote and quote_json(quote) for quote in row.quotes],
            }
            for row in comparison.rows
        ],
    }


def turn_json(spoken: SpokenTurn) -> dict[str, Any]:
    turn = spoken.turn
    return {
        "index": turn.index,
        "speaker": turn.speaker,
        "kind": turn.kind.value,
        "start": turn.start,
        "end": turn.end,
        "start_line": spoken.start_line,
        "end_line": spoken.end_line,
        "text": spoken.text,
    }


def ingested_json(report: Ingested) -> dict[str, Any]:
    return {
        "source": report.source,
        "status": report.status,
        "turns": report.turns,
        "passages": report.passages,
        "speakers": list(report.speakers),
        "warnings": [*report.warnings, *([report.error] if report.error else [])],
    }


def speaker_json(speaker: Speaker) -> dict[str, Any]:
    return {"id": speaker.id, "name": speaker.name, "aliases": list(speaker.aliases)}


def source_json(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "language": source.language,
        "kind": source.medium,
        "date": source.date,
        "url": source.url,
        "speakers": [speaker.id for speaker in source.speakers],
    }


def speaker_name(quote: Quote) -> str:
    if quote.passage.speaker:
        return quote.passage.speaker.name
    return {"narration": NARRATOR, "ad": SPONSOR}.get(quote.passage.kind.value, UNKNOWN)


def print_quotes(console: Console, quotes: Iterable[Quote]) -> None:
    """Words, names and titles as they are: nothing in them is markup."""
    for quote in quotes:
        source = quote.passage.source
        parts = [Text(speaker_name(quote), style="bold"), Text(source.title), Text(_place(quote))]
        console.print(Text(" · ").join([*parts, *_address(quote)]))
        console.print(_marked(quote), highlight=False)
        console.print()


def _address(quote: Quote) -> list[Text]:
    url = quote.passage.source.url
    return [Text(link_at(url, quote.passage.start_ms))] if url else []


def print_answer(console: Console, answer: Answer) -> None:
    speakers = [item for item in answer.listing if isinstance(item, Speaker)]
    if answer.listing:
        sources = [item for item in answer.listing if isinstance(item, Source)]
        console.print(speakers_table(speakers) if speakers else sources_table(sources))
        return
    near = answer.tier is Tier.NEAREST
    if not answer.answered:
        console.print("The transcripts do not answer this." + (" The nearest passages, not an answer:" if near else ""))
        console.print()
    if answer.answered or near:
        print_quotes(console, answer.quotes)


def print_comparison(console: Console, comparison: Comparison) -> None:
    """A column for each side, facing statements in one row, and all of its quotes where nothing can be set so."""
    if comparison.rows:
        console.print(_facing_table(comparison))
    for side in comparison.sides:
        if side.addressed and comparison.rows:
            continue
        console.rule(Text(_heading(side)), align="left")
        if side.addressed:
            print_quotes(console, side.quotes)
        else:
            console.print("Has not spoken on this in these transcripts.\n")


def _facing_table(comparison: Comparison) -> Table:
    table = Table(box=box.SIMPLE, show_lines=True)
    for side in comparison.sides:
        table.add_column(Text(_heading(side)), overflow="fold", ratio=1)
    for row in comparison.rows:
        table.add_row(*map(_cell, row.quotes))
    return table


def _heading(side: Side) -> str:
    return f"{side.speaker.name} · {side.source.title}" if side.source else side.speaker.name


def _cell(quote: Quote | None) -> Text:
    if quote is None:
        return Text("")
    return Text.assemble(quote.text, (f"\n{quote.passage.source.title} · {_place(quote)}", "dim"))


def ingested_table(reports: Sequence[Ingested]) -> Table:
    table = table_of("file", "status", ">turns", ">passages", "speakers", "notes")
    for report in reports:
        notes = "; ".join([*report.warnings, *([report.error] if report.error else [])])
        counts = (str(report.turns), str(report.passages)) if report.turns else ("", "")
        table.add_row(*map(Text, (Path(report.path).name, report.status, *counts, ", ".join(report.speakers), notes)))
    return table


def survey_json(found: Survey) -> dict[str, Any]:
    voices = [{"name": voice.name, "turns": voice.turns, "share": round(voice.share, 4)} for voice in found.voices]
    left_out = [asdict(part) | {"kind": part.kind.value} for part in found.left_out]
    return asdict(found) | {"path": str(found.path), "voices": voices, "left_out": left_out}


def print_survey(console: Console, found: Survey) -> None:
    """One file as an ingest would take it, for a person to look at before."""
    console.rule(Text(found.path.name), align="left")
    if found.error:
        console.print(Text(f"{found.error}\n"))
        return
    lines = [
        f"{found.format}, {found.encoding}; {_count(found.turns, 'turn')}, {_count(found.passages, 'passage')}",
        f"from {_time(found.begins_ms)} to {_time(found.ends_ms)}" if found.begins_ms is not None else "without times",
        *(f"{voice.share:4.0%}  {voice.name or UNKNOWN}, {_count(voice.turns, 'turn')}" for voice in found.voices),
        *([f"{_count(len(found.left_out), 'stretch', 'stretches')} would not be quoted:"] if found.left_out else []),
        *map(_left_out_line, found.left_out[:_SHOWN]),
        *([f"  and {len(found.left_out) - _SHOWN} more, which --json shows"] if len(found.left_out) > _SHOWN else []),
        *([f"{_count(found.repeated, 'line')} said before in the same words."] if found.repeated else []),
        *(f"Much the same words are already in the library as {source}." for source in found.same_as),
        *found.warnings,
    ]
    for line in lines:
        console.print(Text(line))
    console.print()


def _left_out_line(part: LeftOut) -> str:
    """Where it is, what it is taken for, and how it begins and ends."""
    place = _time(part.start_ms) if part.start_ms is not None else f"line {part.line}"
    words = " ".join(part.text.split())
    begins = words if len(words) <= 2 * _WORDS else f"{words[:_WORDS].rstrip()} … {words[-_WORDS:].lstrip()}"
    return f"  {place}, {part.reason}: {begins}"


def _count(count: int, one: str, more: str | None = None) -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def _time(milliseconds: int | None) -> str:
    minutes, seconds = divmod((milliseconds or 0) // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def speakers_table(speakers: Iterable[Speaker]) -> Table:
    table = table_of("id", "name", "also known as")
    for speaker in speakers:
        table.add_row(*map(Text, (speaker.id, speaker.name, ", ".join(speaker.aliases))))
    return table


def sources_table(sources: Iterable[Source]) -> Table:
    table = table_of("id", "title", "kind", "date", "speakers")
    for source in sources:
        heard = ", ".join(speaker.name for speaker in source.speakers)
        table.add_row(*map(Text, (source.id, source.title, source.medium or "", source.date or "", heard)))
    return table


def version_json(version: Version) -> dict[str, Any]:
    return asdict(version)


def versions_table(versions: Iterable[Version]) -> Table:
    table = table_of(">version", "since", "what")
    for version in versions:
        table.add_row(*map(Text, (str(version.number), version.made, version.what)))
    return table


def feedback_table(judged: Sequence[Judged]) -> Table:
    """Answers with how often they were found right and wrong; an unshared question by its hash."""
    table = table_of("question", ">right", ">wrong", ">quotes")
    for one in judged:
        question = Text(one.question) if one.question else Text(one.question_hash, "dim")
        table.add_row(question, str(one.up), str(one.down), str(len(one.passages)))
    table.add_section()
    table.add_row("all", str(sum(one.up for one in judged)), str(sum(one.down for one in judged)), "")
    return table


def turns_table(turns: Iterable[SpokenTurn]) -> Table:
    table = table_of(">line", "kind", "speaker", "text")
    for spoken in turns:
        name = spoken.speaker.name if spoken.speaker else ""
        table.add_row(*map(Text, (str(spoken.start_line), spoken.turn.kind.value, name, spoken.text)))
    return table


def _place(quote: Quote) -> str:
    """Its time if the source has times, else its lines."""
    passage = quote.passage
    if passage.start_ms is not None:
        return ("≈ " if passage.source.approximate else "") + _time(passage.start_ms)
    return (
        f"lines {quote.start_line}-{quote.end_line}"
        if quote.end_line > quote.start_line
        else f"line {quote.start_line}"
    )


def _marked(quote: Quote) -> Text:
    text = Text(quote.text)
    if quote.decisive:
        text.stylize("bold", *(at - quote.begin for at in quote.decisive))
    return text


def table_of(*columns: str) -> Table:
    """An empty table; columns that begin with “>” stand to the right."""
    table = Table(box=box.SIMPLE)
    for column in columns:
        table.add_column(column.lstrip(">"), justify="right" if column.startswith(">") else "left", overflow="fold")
    return table
