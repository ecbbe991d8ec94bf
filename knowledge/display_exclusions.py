"""What the command line prints of what is left out on request."""

from collections.abc import Sequence
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from knowledge.exclusions import Concerned, Exclusion, OfSpeaker


def exclusion_json(exclusion: Exclusion) -> dict[str, Any]:
    wish = exclusion.wish
    about = {"id": exclusion.id, "made": exclusion.made}
    if isinstance(wish, OfSpeaker):
        return about | {"speaker": wish.name, "names": list(wish.names)}
    return about | {"source": wish.source, "line": wish.line, "start": wish.start, "end": wish.end}


def exclusions_table(every: Sequence[Exclusion]) -> Table:
    table = Table("Number", "What", "Since", box=box.SIMPLE)
    for one in every:
        table.add_row(str(one.id), Text(_what(one)), one.made)
    return table


def concerned_json(found: Sequence[Concerned]) -> dict[str, Any]:
    return {"sources": [{"source": one.source.id, "passages": one.passages} for one in found]}


def concerned_table(found: Sequence[Concerned]) -> Table:
    table = Table("Source", "Passages", box=box.SIMPLE)
    for one in found:
        table.add_row(Text(f"{one.source.id} ({one.source.title})"), str(one.passages))
    return table


def _what(exclusion: Exclusion) -> str:
    wish = exclusion.wish
    if isinstance(wish, OfSpeaker):
        return " · ".join(wish.names)
    return f"{wish.source}, line {wish.line}, characters {wish.start} to {wish.end}"
