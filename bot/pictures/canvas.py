"""A picture in the making: a background, and what is drawn on it, all of it inside a margin."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, features

from bot.pictures.fonts import Face
from bot.pictures.picture import CannotDraw, Picture
from bot.pictures.setting import Setting
from bot.pictures.themes import Rgb, Theme
from knowledge.model import Quote
from knowledge.sentences import Span

MARGIN = 40  # pixels on each side on which nothing is drawn
_RISE = 0.36  # of the size: how far below the middle of its line the feet of the letters are
_SMOOTH = 4  # times as large as it will be is a corner drawn

Ink = tuple[int, Rgb]
"""A colour, and the offset in a text up to which it is used."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class Canvas:
    """One picture; it is drawn on and then given away as PNG."""

    def __init__(self, width: int, height: int, theme: Theme, glow: Rgb) -> None:
        self.width, self.height, self.theme = width, height, theme
        self._image = background(width, height, theme, glow)
        self._draw = ImageDraw.Draw(self._image)

    def write(self, text: Setting, x: float, y: float, colour: Rgb, before: Sequence[Ink] = ()) -> float:
        """Draws a text with its left upper corner at x, y; gives back where its last line ends.

        `before` are the colours of stretches at its beginning. Raises CannotDraw if anything comes out of the margin
        or far out of its line, as heaps of combining marks do.
        """
        end = x
        for number, (start, stop) in enumerate(text.lines):
            begin = start
            foot = y + (number + 0.5) * text.type.leading + _RISE * text.type.size
            end = x if text.type.rightwards else x + text.width - text.type.measure(text.text[begin:stop])
            for until, ink in (*before, (len(text.text), colour)):
                part = (begin, max(begin, min(until, stop)))
                ran = self._run(text, part, (end, foot), ink)
                end, begin = (ran if text.type.rightwards else end), part[1]
        return end

    def box(self, corners: Box, colour: Rgb, radius: float = 0) -> None:
        """A filled rectangle with smooth edges."""
        left, top, right, bottom = corners
        width, height = round((right - left) * _SMOOTH), round((bottom - top) * _SMOOTH)
        if width < _SMOOTH or height < _SMOOTH:
            return
        shape = Image.new("L", (width, height))
        ImageDraw.Draw(shape).rounded_rectangle((0, 0, width - 1, height - 1), radius * _SMOOTH, fill=255)
        mask = shape.resize((width // _SMOOTH, height // _SMOOTH), Image.Resampling.BOX)
        self._image.paste(colour, (round(left), round(top)), mask)

    def picture(self, alt: str, *quotes: Quote) -> Picture:
        png = BytesIO()
        self._image.save(png, "PNG")
        return Picture(png.getvalue(), alt, self.width, self.height, quotes)

    def _run(self, text: Setting, span: Span, at: tuple[float, float], colour: Rgb) -> float:
        x, foot = at
        direction = ("ltr" if text.type.rightwards else "rtl") if features.check("raqm") else None
        for face, drawn in _in_order(text, span):
            font, stroke = face.at(text.type.size), face.stroke * text.type.size
            ink = self._draw.textbbox((x, foot), drawn, font, "ls", direction=direction, stroke_width=stroke)
            self._check(ink, foot, text.type.leading)
            self._draw.text((x, foot), drawn, colour, font, "ls", direction=direction, stroke_width=stroke)
            x += face.length(drawn, text.type.size)
        return x

    def _check(self, ink: Box, foot: float, leading: float) -> None:
        left, top, right, bottom = ink
        outside = left < MARGIN or right > self.width - MARGIN or top < MARGIN or bottom > self.height - MARGIN
        if outside or top < foot - 2 * leading or bottom > foot + leading:
            raise CannotDraw("These words do not stay within their lines.")


def _in_order(text: Setting, span: Span) -> list[tuple[Face, str]]:
    """What stands in a line from left to right; raises CannotDraw for numbers among words that run leftwards.

    Such numbers run rightwards, which is left to the layout, and the layout sees the words of one font only.
    """
    line = text.text[span[0] : span[1]]
    runs = list(text.type.typeface.runs(line))
    if text.type.rightwards:
        return runs
    if len(runs) > 1 and any(char.isdigit() for char in line):
        raise CannotDraw("These words run in both directions of writing.")
    return runs[::-1]


def background(width: int, height: int, theme: Theme, glow: Rgb) -> Image.Image:
    """What stands behind everything: the theme's two colours, and a light in another from the upper left."""
    down = Image.linear_gradient("L").resize((width, height))
    image = Image.composite(Image.new("RGB", down.size, theme.bottom), Image.new("RGB", down.size, theme.top), down)
    reach = round(width * 1.7)
    # The gradient's own values grow to 181 at the middle of an edge, and on to 255 in the corners.
    light = Image.radial_gradient("L").point([round(255 * theme.glow * max(0, 1 - at / 181) ** 2) for at in range(256)])
    image.paste(glow, (-reach // 2, -reach // 2), light.resize((reach, reach), Image.Resampling.BICUBIC))
    return image
