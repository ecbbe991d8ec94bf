"""What the command line prints of timelines and topics: tables for people, JSON for programs."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from knowledge.display import UNKNOWN, print_quotes, quote_json, table_of
from knowledge.model import Quote, Speaker
from knowledge.timeline import Timeline
from knowledge.topics import Topic

_VOICES = 4  # who speaks most on a topic, as a person is shown


def timeline_json(found: Timeline) -> dict[str, Any]:
    return {
        "topic": found.topic,
        "speaker": found.speaker.id if found.speaker else None,
        "dated": [_dated(quote) for quote in found.dated],
        "undated": [_dated(quote) for quote in found.undated],
    }


def _dated(quote: Quote) -> dict[str, Any]:
    return {"date": quote.passage.source.date} | quote_json(quote)


def print_timeline(console: Console, found: Timeline) -> None:
    """Quotes under the date of their source; those without one come last, and say so."""
    if not found.quotes:
        console.print("Nobody has spoken on this in these transcripts.")
        return
    for date, quotes in groupby(found.quotes, key=lambda quote: quote.passage.source.date):
        console.rule(Text(date or "without a date"), align="left")
        print_quotes(console, quotes)


def topic_json(topic: Topic) -> dict[str, Any]:
    return {
        "label": topic.label,
        "phrases": list(topic.phrases),
        "passages": topic.passages,
        "share": round(topic.share, 4),
        "shares": [
            {"speaker": speaker.id if speaker else None, "speaker_name": _name(speaker), "share": round(part, 4)}
            for speaker, part in topic.shares
        ],
        "example": quote_json(topic.example),
    }


def print_topics(console: Console, topics: Sequence[Topic]) -> None:
    if not topics:
        console.print("Too little is said here to find topics in.")
        return
    console.print(_table(topics))
    for topic in topics:
        console.rule(Text(topic.label), align="left")
        print_quotes(console, [topic.example])


def _table(topics: Iterable[Topic]) -> Table:
    table = table_of("topic", ">passages", "other phrases", "who speaks on it")
    for topic in topics:
        voices = ", ".join(f"{_name(speaker)} {part:.0%}" for speaker, part in topic.shares[:_VOICES])
        count = f"{topic.passages} ({topic.share:.0%})"
        table.add_row(*map(Text, (topic.label, count, " · ".join(topic.phrases[1:]), voices)))
    return table


def _name(speaker: Speaker | None) -> str:
    return speaker.name if speaker else UNKNOWN
