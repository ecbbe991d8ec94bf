"""What stands around the words of a picture: the product's name, and the place of a quote."""

from bot.pictures.canvas import Canvas
from bot.pictures.captions import Caption
from bot.pictures.setting import set_label, type_for
from bot.pictures.themes import Rgb

_GAP = 0.36  # of the size, on both sides of a dot


def sign(canvas: Canvas, right: float, middle: float, accent: Rgb) -> float:
    """The product's name, its end at `right`; gives back where it begins."""
    kind = type_for("“Verbatim”", 26, serif=True)
    name = set_label("“Verbatim”", kind, canvas.width)
    left = right - kind.measure(name.text)
    canvas.write(name, left, middle - kind.leading / 2, accent, [(1, accent), (len(name.text) - 1, canvas.theme.quiet)])
    return left


def write_place(canvas: Canvas, said: Caption, at: tuple[float, float], room: float, size: float = 22) -> None:
    """The title, cut to what room there is, then the place, which never is; `at` is the middle of the line."""
    x, middle = at
    title, dot, place = type_for(said.title, size), type_for("·", size), type_for(said.place, size)
    gap = 2 * _GAP * size + dot.measure("·")
    label = set_label(said.title, title, room - gap - place.measure(said.place))
    canvas.write(label, x, middle - title.leading / 2, canvas.theme.quiet)
    ends = x + title.measure(label.text)
    canvas.write(set_label("·", dot, room), ends + _GAP * size, middle - dot.leading / 2, canvas.theme.quiet)
    canvas.write(set_label(said.place, place, room), ends + gap, middle - place.leading / 2, canvas.theme.quiet)
