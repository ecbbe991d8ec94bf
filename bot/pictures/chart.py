"""Who speaks how much on what, as bars: a topic a bar, a person a stretch of it in their colour."""

from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls

from bot.limits import cut, units
from bot.pictures.canvas import Canvas
from bot.pictures.captions import one_line
from bot.pictures.furniture import sign
from bot.pictures.picture import ALT, Picture
from bot.pictures.setting import Setting, set_label, set_text, type_for
from bot.pictures.themes import DARK, Rgb, Theme, brightness

Person = tuple[str, Rgb]

WIDTH = 1200
_SIDE, _TOP, _FOOT = 64, 60, 92
_LABELS, _GAP, _END = 320, 28, 1136  # pixels: of the topics' names, beside them, where the longest bar ends
_ROW, _BAR = 74, 42
_LEGEND, _SWATCH = 44, 20
_NAME, _LABEL = 60, 80  # units
_NEAR = 0.06  # of the circle of hues: two colours that are as near as this are hard to tell apart
_DARK_INK, _LIGHT_INK = (24, 24, 28), (250, 250, 250)


def topics_chart(
    labels: Sequence[str],
    people: Sequence[Person],
    shares: Sequence[Sequence[float]],
    *,
    title: str = "",
    theme: Theme = DARK,
) -> Picture:
    """Bars as long as the sums of `shares`, which has a row for each label and in it a number for each person.

    The numbers may be in any unit; the percentages are of each row. Raises CannotDraw.
    """
    if any(len(row) != len(people) for row in shares) or len(shares) != len(labels):
        raise ValueError("shares must have a row for every label, and in it a number for every person")
    colours = apart([theme.accent(colour) for _, colour in people])
    heading = set_label(title, type_for(title, 38, serif=True), WIDTH - 2 * _SIDE)
    legend = _legend([name for name, _ in people], WIDTH - 2 * _SIDE)
    above = _TOP + (heading.height + 24 if title else 0)
    top = above + len(legend) * _LEGEND + 28
    height = round(top + len(labels) * _ROW + _FOOT)
    canvas = Canvas(WIDTH, height, theme, people[0][1] if people else theme.quiet)
    canvas.write(heading, _SIDE, _TOP, theme.ink)
    _write_legend(canvas, legend, colours, above)
    longest = max((sum(row) for row in shares), default=0) or 1
    for number, (label, row) in enumerate(zip(labels, shares, strict=True)):
        _write_label(canvas, label, top + number * _ROW)
        _write_bar(canvas, [part / longest for part in row], colours, top + number * _ROW)
    sign(canvas, WIDTH - _SIDE, height - 58, theme.quiet)
    return canvas.picture(_alt(labels, [name for name, _ in people], shares, title))


def apart(colours: Sequence[Rgb]) -> list[Rgb]:
    """The colours, those that are hard to tell from an earlier one made lighter or darker."""
    found: list[Rgb] = []
    for colour in colours:
        hue, light, strength = rgb_to_hls(*(part / 255 for part in colour))
        like = sum(_near(hue, rgb_to_hls(*(part / 255 for part in other))[0]) for other in found)
        light = min(0.92, max(0.2, light + (0, -0.2, 0.16, -0.34, 0.24)[like % 5]))
        red, green, blue = (round(part * 255) for part in hls_to_rgb(hue, light, strength))
        found.append((red, green, blue))
    return found


def _near(hue: float, other: float) -> bool:
    away = abs(hue - other)
    return min(away, 1 - away) < _NEAR


def _legend(names: Sequence[str], width: float) -> list[list[tuple[int, float, Setting]]]:
    """The names in lines: of each the number of its person, where it begins, and itself."""
    lines: list[list[tuple[int, float, Setting]]] = [[]]
    x = 0.0
    for number, name in enumerate(names):
        kind = type_for(name, 23)
        setting = set_label(one_line(name, _NAME), kind, width / 2)
        ends = x + _SWATCH + 12 + kind.measure(setting.text)
        if lines[-1] and ends > width:
            lines.append([])
            ends, x = ends - x, 0.0
        lines[-1].append((number, x, setting))
        x = ends + 36
    return [line for line in lines if line]


def _write_legend(
    canvas: Canvas, legend: Sequence[Sequence[tuple[int, float, Setting]]], colours: Sequence[Rgb], top: float
) -> None:
    for row, line in enumerate(legend):
        middle = top + (row + 0.5) * _LEGEND
        for number, x, name in line:
            left = _SIDE + x
            canvas.box((left, middle - _SWATCH / 2, left + _SWATCH, middle + _SWATCH / 2), colours[number], 5)
            canvas.write(name, left + _SWATCH + 12, middle - name.type.leading / 2, canvas.theme.ink)


def _write_label(canvas: Canvas, label: str, top: float) -> None:
    """A topic's name in one line, or in two smaller ones."""
    line = one_line(label, _LABEL)
    for size in (24, 20):
        found = set_text(line, type_for(line, size), _LABELS)
        if len(found.lines) <= (1 if size == 24 else 2):
            break
    else:
        found = set_label(line, found.type, _LABELS)
    canvas.write(found, _SIDE, top + (_ROW - found.height) / 2, canvas.theme.ink)


def _write_bar(canvas: Canvas, parts: Sequence[float], colours: Sequence[Rgb], top: float) -> None:
    left = _SIDE + _LABELS + _GAP
    x = float(left)
    upper = top + (_ROW - _BAR) / 2
    whole = sum(parts)
    for part, colour in zip(parts, colours, strict=True):
        width = part * (_END - left)
        canvas.box((x, upper, max(x, x + width - 2), upper + _BAR), colour, 4)
        shown = f"{part / whole:.0%}" if whole else ""
        kind = type_for(shown, 19, strong=True)
        if shown and kind.measure(shown) + 16 < width:
            ink = _DARK_INK if brightness(colour) > 0.5 else _LIGHT_INK
            at = x + (width - 2 - kind.measure(shown)) / 2
            canvas.write(set_label(shown, kind, width), at, top + (_ROW - kind.leading) / 2, ink)
        x += width


def _alt(labels: Sequence[str], names: Sequence[str], shares: Sequence[Sequence[float]], title: str) -> str:
    """Every bar as a sentence, its largest parts first."""
    sentences = [one_line(title, _LABEL)] if title else []
    for label, row in zip(labels, shares, strict=True):
        whole = sum(row)
        parts = sorted(((part / whole, name) for part, name in zip(row, names, strict=True) if part), reverse=True)
        said = ", ".join(f"{one_line(name, _NAME)} {part:.0%}" for part, name in parts)
        sentences.append(f"{one_line(label, _LABEL)}: {said or '—'}")
    alt = "\n".join(sentences)
    return alt if units(alt) <= ALT else cut(alt, ALT)
