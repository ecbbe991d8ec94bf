"""Several speakers on one topic side by side, in their own words, with the same room for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bot.i18n import say
from bot.limits import units
from bot.pictures.canvas import Canvas
from bot.pictures.captions import caption, clipped_to, one_line
from bot.pictures.furniture import sign, write_place
from bot.pictures.picture import ALT, Picture
from bot.pictures.quotation import Quotation, set_quote, write_quote
from bot.pictures.setting import Setting, largest, set_label, set_text, type_for
from bot.pictures.themes import DARK, Rgb, Theme
from knowledge.model import Quote

Column = tuple[str, Rgb, Sequence[Quote | None]]
"""A speaker's name and colour, and what they said; None where they have nothing beside the others' quotes."""

WIDTH, TALLEST = 1200, 1500
_SIDE, _GUTTER, _HANG = 64, 44, 36  # pixels: beside the columns, between them, and before their words
_TOP, _HEAD, _FOOT = 56, 76, 92  # above the topic, of a column's name, below the columns
_PLACE, _BETWEEN = 40, 36  # of the line below a quote, and between two rows
_SILENT = 90  # of the sentence that somebody has not spoken on it
_SIZES = (28, 30, 33, 36, 40)  # of the quotes
_WORDS = 1000  # characters of a column in the smallest size, of the narrowest script
_MOST = 4  # columns, of which at most three are side by side
_TOPIC, _NAME = 200, 100  # units


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of one band of the picture, their quotes set in rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Quotation | None, ...], ...]

    @property
    def heights(self) -> list[float]:
        return [max((cell.height for cell in row if cell), default=0) + _PLACE + _BETWEEN for row in self.rows]

    @property
    def height(self) -> float:
        return _HEAD + max(sum(self.heights), _SILENT)


@dataclass(frozen=True, slots=True)
class _Bands:
    """All columns: the grids, one below the other."""

    grids: tuple[_Grid, ...]

    @property
    def height(self) -> float:
        return sum(grid.height for grid in self.grids)


def comparison_card(topic: str, columns: Sequence[Column], *, language: str, theme: Theme = DARK) -> Picture:
    """Two to four speakers on a topic as a picture; what is too long is clipped to whole sentences, alike for all.

    The quotes of a row stand beside each other. Raises CannotDraw where anything cannot be drawn exactly as it is, and
    ValueError for a quote of somebody who does not go by the name of its column.
    """
    _check(columns)
    heading = _heading(topic)
    above = _TOP + 40 + heading.height + 36
    bands = _fitted(columns, TALLEST - above - _FOOT)
    height = round(above + bands.height + _FOOT)
    canvas = Canvas(WIDTH, height, theme, columns[0][1])
    _write_heading(canvas, heading, language)
    for grid in bands.grids:
        _write_grid(canvas, grid, above, language)
        above += grid.height
    sign(canvas, WIDTH - _SIDE, height - 62, theme.quiet)
    drawn = [cell.quote for grid in bands.grids for row in grid.rows for cell in row if cell]
    alt, room = _alt(topic, columns, language)
    told = [clipped_to(quote, room) for _, _, quotes in columns for quote in quotes if quote and room]
    return canvas.picture(alt, *drawn, *told)


def _check(columns: Sequence[Column]) -> None:
    """Nobody's words stand under another's name."""
    if not 1 < len(columns) <= _MOST:
        raise ValueError(f"{len(columns)} columns cannot be compared")
    for name, _, quotes in columns:
        if any(not (who := quote.passage.speaker) or name not in who.names for quote in quotes if quote):
            raise ValueError(f"a column of {name} holds another's words")


def _heading(topic: str) -> Setting:
    """The topic in at most two lines."""
    line = one_line(topic, _TOPIC)
    for size in (46, 38, 32):
        found = set_text(line, type_for(line, size, serif=True), WIDTH - 2 * _SIDE)
        if len(found.lines) <= 2:
            return found
    return set_label(line, found.type, found.width)


def _write_heading(canvas: Canvas, heading: Setting, language: str) -> None:
    label = say(language, "topic")
    kind = type_for(label, 22)
    canvas.write(set_label(label, kind, WIDTH - 2 * _SIDE), _SIDE, _TOP, canvas.theme.quiet)
    canvas.write(heading, _SIDE, _TOP + 40, canvas.theme.ink)


def _fitted(columns: Sequence[Column], room: float) -> _Bands:
    """The columns in the largest size in which all of them fit, else each quote clipped to the same length."""
    rows = max(len(quotes) for _, _, quotes in columns)
    longest = min(
        _WORDS // max(rows, 1), max((len(q.text) for _, _, quotes in columns for q in quotes if q), default=0)
    )
    while not (found := largest(_SIZES, partial(_grids, columns, longest=longest), room)):
        longest = longest * 9 // 10
    return found


def _grids(columns: Sequence[Column], size: float, longest: int) -> _Bands:
    beside = len(columns) if len(columns) < _MOST else 2
    width = _width(beside) - _HANG
    bands = [tuple(columns[at : at + beside]) for at in range(0, len(columns), beside)]
    return _Bands(tuple(_Grid(band, tuple(_row(row, size, width, longest) for row in _rows(band))) for band in bands))


def _width(beside: int) -> float:
    return (WIDTH - 2 * _SIDE - (beside - 1) * _GUTTER) / beside


def _rows(columns: Sequence[Column]) -> Iterator[list[Quote | None]]:
    for number in range(max(len(quotes) for _, _, quotes in columns)):
        yield [quotes[number] if number < len(quotes) else None for _, _, quotes in columns]


def _row(row: Sequence[Quote | None], size: float, width: float, longest: int) -> tuple[Quotation | None, ...]:
    return tuple(set_quote(clipped_to(quote, longest), quote, size, width) if quote else None for quote in row)


def _write_grid(canvas: Canvas, grid: _Grid, top: float, language: str) -> None:
    width = _width(len(grid.columns))
    for number, column in enumerate(grid.columns):
        x = _SIDE + number * (width + _GUTTER)
        _write_column(canvas, column, (x, top), width, language)
        y = top + _HEAD
        for row, height in zip(grid.rows, grid.heights, strict=True):
            if cell := row[number]:
                write_quote(canvas, cell, (x + _HANG, y), canvas.theme.accent(column[1]))
                said, under = caption(cell.quote, language), y + cell.height + 24
                write_place(canvas, said, (x + _HANG, under), width - _HANG, 19)
            y += height


def _write_column(canvas: Canvas, column: Column, at: tuple[float, float], width: float, language: str) -> None:
    """A speaker's name under a line in their colour; and if they have not spoken on it, that."""
    (name, colour, quotes), (x, y) = column, at
    canvas.box((x, y, x + width, y + 4), canvas.theme.accent(colour), 2)
    shown = one_line(name, _NAME)
    kind = type_for(shown, 26, strong=True)
    canvas.write(set_label(shown, kind, width), x, y + 34 - kind.leading / 2, canvas.theme.ink)
    if not any(quotes):
        silent = say(language, "not_addressed", name=shown)
        canvas.write(set_text(silent, type_for(silent, 21), width), x, y + _HEAD, canvas.theme.quiet)


def _alt(topic: str, columns: Sequence[Column], language: str) -> tuple[str, int]:
    """As much of every quote as there is room for, in whole sentences, and that room; 0 where none is in it."""
    room = ALT
    while units(alt := _said(topic, columns, room, language)) > ALT and room > 1:
        room = room * 9 // 10
    return (alt, room) if units(alt) <= ALT else (one_line(topic, _TOPIC), 0)


def _said(topic: str, columns: Sequence[Column], room: int, language: str) -> str:
    sides = []
    for name, _, quotes in columns:
        words = [_short(quote, room, language) for quote in quotes if quote]
        sides.append(f"{one_line(name, _NAME)}: " + (" ".join(words) or "—"))
    return "\n".join([one_line(topic, _TOPIC), *sides])


def _short(quote: Quote, room: int, language: str) -> str:
    shown = clipped_to(quote, room)
    said = caption(shown, language)
    before, after = ("…" if shown.begin > quote.begin else ""), ("…" if shown.end < quote.end else "")
    return f"{before}“{shown.text}”{after} ({one_line(said.title, 60)}, {said.place})"
