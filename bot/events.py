"""Discord's events as discord.py reads them; one that it cannot read costs that event, not the connection.

What is no event at all costs the connection, not the process.
"""

import logging
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

_ESSENTIAL = frozenset({"READY", "RESUMED"})  # without these there is no connection

# What discord.py raises of a frame that it cannot unpack or read.
UNREADABLE = (AttributeError, LookupError, RecursionError, TypeError, ValueError, zlib.error)

Parser: TypeAlias = Callable[[Any], Any]

log = logging.getLogger(__name__)


def guarded(parsers: Mapping[str, Parser]) -> dict[str, Parser]:
    """The same parsers, which log what is malformed and pass it over."""
    return {name: parse if name in _ESSENTIAL else partial(_parsed, name, parse) for name, parse in parsers.items()}


def _parsed(name: str, parse: Parser, event: Any) -> Any:
    try:
        return parse(event)
    except Exception:  # whatever it lacks, it is Discord's fault or a stranger's, and those who wait are others
        log.exception("an event %s cannot be read and is passed over", name)
        return None
