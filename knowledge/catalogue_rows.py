"""Sources, turns and passages as rows of the catalogue, and back."""

import json
from typing import Any

from knowledge.database import Row
from knowledge.model import Kind, Passage, Source, Speaker, Turn
from knowledge.passages import Slice


def source_of(row: Row) -> Source:
    speakers = tuple(
        Speaker(person["id"], person["name"], tuple(person["aliases"]), person["role"])
        for person in json.loads(row["speakers"])
    )
    names = tuple(map(tuple, json.loads(row["names"])))
    about = (row["title"], row["language"], row["medium"], row["date"], row["url"])
    return Source(row["id"], *about, speakers, names, bool(row["approximate"]))


def turn_of(row: Row) -> Turn:
    times = tuple(map(tuple, json.loads(row["times"])))
    return Turn(row["position"], row["speaker"], Kind(row["kind"]), row["start"], row["stop"], row["start_ms"], times)


def turn_row(source: str, turn: Turn) -> tuple[Any, ...]:
    where = (turn.start, turn.end, turn.start_ms, json.dumps(turn.times))
    return (source, turn.index, turn.speaker, turn.kind.value, *where)


def passage_of(row: Row, source: Source) -> Passage:
    return Passage(
        id=row["id"],
        source=source,
        speaker=next((speaker for speaker in source.speakers if speaker.id == row["speaker"]), None),
        kind=Kind(row["kind"]),
        turn=row["turn"],
        start=row["start"],
        end=row["stop"],
        start_line=row["start_line"],
        end_line=row["end_line"],
        text=row["text"],
        start_ms=row["start_ms"],
    )


def passage_row(source: str, position: int, cut: Slice, text: str) -> tuple[Any, ...]:
    where = (cut.start, cut.end, cut.start_line, cut.end_line, cut.start_ms)
    return (cut.id, source, position, cut.turn, cut.speaker, cut.kind.value, *where, text[cut.start : cut.end])
