"""Where a text may be broken into lines, by the rules of Unicode; spans only, never new strings.

Those rules break Chinese between any two characters, yet let no line begin with a closing mark or end with an
opening one, and Latin script at spaces. What stands between two lines is white space and nothing else.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from uniseg.graphemecluster import grapheme_clusters
from uniseg.linebreak import line_break_units

from knowledge.sentences import Span

Measure = Callable[[str], float]
"""The width of a stretch of text."""

_FORCED = ("\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
# Letters, Chinese characters and their punctuation, none of which joins with what stands before it.
_SINGLE = re.compile("[ -~¡-¬®-ÿ\u2010-\u2027\u3000-\u3029\u3030-\u3096\u3400-\u9fff\uff01-\uff60]*")
_TRIES = 8  # halvings of the room by which lines may become even


@dataclass(frozen=True, slots=True)
class _Unit:
    """What stays on one line: its words, then the white space that takes room only if more follows."""

    begin: int
    stop: int  # of the words
    width: float  # of the words
    advance: float  # with the white space
    forced: bool = False  # a new line must follow


def clusters(text: str) -> list[str]:
    """What a reader takes for single characters: with their marks, joined emoji as one."""
    return list(text if _SINGLE.fullmatch(text) else grapheme_clusters(text))


def lines(text: str, width: float, measure: Measure) -> list[Span]:
    """`text` as lines of at most `width`, each with as much as it holds.

    A word wider than a line is broken between characters; a character wider than a line stands alone.
    """
    return _filled(_units(text, width, measure), width)


def even_lines(text: str, width: float, measure: Measure) -> list[Span]:
    """As many lines as `lines` needs, yet of even length, so that no single word is left for the last."""
    units = _units(text, width, measure)
    found = _filled(units, width)
    low, high = max((unit.width for unit in units), default=0.0), width
    for _ in range(_TRIES if len(found) > 1 else 0):
        middle = (low + high) / 2
        tried = _filled(units, middle)
        if len(tried) == len(found):
            found, high = tried, middle
        else:
            low = middle
    return found


def _filled(units: list[_Unit], width: float) -> list[Span]:
    found: list[Span] = []
    begin = stop = None
    used, forced = 0.0, False
    for unit in units:
        if begin is not None and stop is not None and (forced or (unit.width and used + unit.width > width)):
            found.append((begin, stop))
            begin, used = None, 0.0
        forced = unit.forced
        if unit.stop > unit.begin:  # white space alone neither begins a line nor ends one
            begin, stop = unit.begin if begin is None else begin, unit.stop
        used += unit.advance if begin is not None else 0.0
    return [*found, (begin, stop)] if begin is not None and stop is not None else found


def _units(text: str, width: float, measure: Measure) -> list[_Unit]:
    units: list[_Unit] = []
    at = 0
    for piece in _pieces(text):
        unit = _unit(piece, at, measure)
        units.extend([unit] if unit.width <= width else _characters(piece, at, measure))
        at += len(piece)
    return units


@lru_cache(maxsize=32)
def _pieces(text: str) -> tuple[str, ...]:
    """What may not be broken; kept, because a text is set in several sizes until it fits."""
    return tuple(line_break_units(text))


def _unit(piece: str, at: int, measure: Measure) -> _Unit:
    words = piece.strip()
    begin = at + len(piece) - len(piece.lstrip()) if words else at
    width = measure(words) if words else 0.0
    advance = measure(piece) if len(words) < len(piece) else width
    return _Unit(begin, begin + len(words), width, advance, piece.endswith(_FORCED))


def _characters(piece: str, at: int, measure: Measure) -> Iterator[_Unit]:
    for cluster in clusters(piece):
        yield _unit(cluster, at, measure)
        at += len(cluster)
