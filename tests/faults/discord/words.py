"""Whether what the bot put between quotation marks are words of a transcript: told from the data folder alone."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from tests.bot.reading import seen, walk
from tests.faults.discord.payloads import Json

_OPEN, _CLOSE = "“", "”"


def texts(data: Path) -> list[str]:
    """What was said, as every library in a folder keeps it."""
    found: list[str] = []
    for file in (data / "catalogue.sqlite3", *data.glob("guilds/*/catalogue.sqlite3")):
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as catalogue:
            found += [row[0] for row in catalogue.execute("SELECT text FROM source")]
    return found


def quotes(body: Json) -> list[str]:
    """What stands between a message's quotation marks where a card quotes somebody."""
    parts = [one["content"] for one in walk(body.get("components") or []) if one.get("type") == 10]
    parts += [embed.get("description") or "" for embed in body.get("embeds") or []]
    lines = [line for part in parts for line in part.split("\n\n")]
    return [quote for line in lines if (quote := _quoted(line))]


def false_quotes(bodies: Iterable[Json], data: Path) -> list[str]:
    """Those that no source has word for word."""
    kept = texts(data)
    return [one for body in bodies for one in quotes(body) if not any(one in text for text in kept)]


def _quoted(part: str) -> str | None:
    begin, end = part.find(_OPEN), part.rfind(_CLOSE)
    return seen(part[begin + 1 : end]) if 0 <= begin < end else None
