"""One quote as a picture: its words large between their quotation marks, and below them who said them where."""

from bot.colours import quote_colour
from bot.limits import units
from bot.pictures.canvas import Canvas
from bot.pictures.captions import Caption, caption, clipped_to
from bot.pictures.furniture import sign, write_place
from bot.pictures.picture import ALT, Picture
from bot.pictures.quotation import Quotation, set_quote, write_quote
from bot.pictures.setting import largest, set_label, type_for
from bot.pictures.themes import DARK, Rgb, Theme, rgb
from knowledge.model import Quote

WIDTH, HEIGHT, TALLEST = 1200, 630, 1200
_LEFT, _RIGHT = 148, WIDTH - 108  # of the words
_ABOVE, _BELOW = 72, 188  # what is kept free of words
_SIZES = (42, 46, 50, 55, 60, 66, 72, 80)
_SIZES_TALL = (32, 34, 37, 40)  # where the picture grows with its words


def quote_card(quote: Quote, *, language: str, theme: Theme = DARK) -> Picture:
    """A quote as a picture; a long one is clipped to whole sentences.

    `language` is that of the words around the quote. Raises CannotDraw where the words cannot be drawn exactly as
    they are: then they are to be sent as text.
    """
    whole = caption(quote, language)
    quotation = _fitted(clipped_to(quote, ALT - units(_alt("“”……", whole)) - 20), quote)
    height = max(HEIGHT, round(quotation.height) + _ABOVE + _BELOW)
    canvas = Canvas(WIDTH, height, theme, rgb(quote_colour(quote)))
    accent = theme.accent(rgb(quote_colour(quote)))
    top = _ABOVE + (height - _ABOVE - _BELOW - quotation.height) / 2
    write_quote(canvas, quotation, (_LEFT, top), accent)
    said = caption(quotation.quote, language)
    _write_caption(canvas, said, height - 132, accent)
    return canvas.picture(_alt(quotation.text, said), quotation.quote)


def _fitted(shown: Quote, whole: Quote) -> Quotation:
    """The quote in the largest size in which it fits; if it does not in the smallest, clipped until it does."""
    width = _RIGHT - _LEFT
    for sizes, height in ((_SIZES, HEIGHT), (_SIZES_TALL, TALLEST)):
        if found := largest(sizes, lambda size: set_quote(shown, whole, size, width), height - _ABOVE - _BELOW):
            return found
    return _fitted(shown.clip(len(shown.text) * 9 // 10), whole)


def _write_caption(canvas: Canvas, said: Caption, top: float, accent: Rgb) -> None:
    """The name over the source and the place, beside a bar that hangs as the quotation mark does."""
    canvas.box((_LEFT - 26, top + 4, _LEFT - 20, top + 76), accent, 3)
    room = sign(canvas, _RIGHT, top + 60, accent) - _LEFT - 30
    name = type_for(said.name, 30, strong=True)
    canvas.write(set_label(said.name, name, room), _LEFT, top + 20 - name.leading / 2, canvas.theme.ink)
    write_place(canvas, said, (_LEFT, top + 61), room)


def _alt(words: str, said: Caption) -> str:
    return f"{words} — {said.line}"
