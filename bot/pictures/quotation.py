"""A quote set between its quotation marks: the opening one hangs beside the words, the rest follows them."""

from dataclasses import dataclass, replace

from bot.pictures.canvas import Canvas
from bot.pictures.fonts import check_layout
from bot.pictures.setting import Setting, Type, set_text, type_of
from bot.pictures.themes import Rgb
from bot.pictures.writing import Writing, writing
from knowledge.model import Kind, Quote


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of a quote in lines; `words` of the set text are the quote's own, a closing mark may follow."""

    quote: Quote
    opening: str
    closing: str
    setting: Setting
    words: int

    @property
    def height(self) -> float:
        return self.setting.height

    @property
    def text(self) -> str:
        """The words between their marks, as they are said of the picture."""
        return f"{self.opening}{self.quote.text}{self.closing}"


def set_quote(shown: Quote, whole: Quote, size: float, width: float) -> Quotation:
    """A quote, clipped from `whole`, in even lines of at most `width`; raises CannotDraw."""
    check_layout(shown.text)
    written = writing(shown.text, shown.passage.source.language)
    opening, closing = _marks(shown, whole, written)
    kind = type_of(written, size, serif=True)
    if written.rightwards:
        setting = set_text(shown.text + closing, kind, width)
    else:  # the mark would stand among the words of a line that is laid out as one
        setting = set_text(shown.text, kind, width - kind.measure(closing))
    return Quotation(shown, opening, closing, setting, len(shown.text))


def write_quote(canvas: Canvas, quotation: Quotation, at: tuple[float, float], accent: Rgb) -> None:
    """Draws it with the words' left upper corner at `at`, and the opening mark left of it."""
    x, y = at
    setting, kind = quotation.setting, quotation.setting.type
    opening = set_text(quotation.opening, kind, setting.width)
    if kind.rightwards:
        canvas.write(opening, x - kind.measure(quotation.opening), y, accent)
        canvas.write(setting, x, y, accent, [(quotation.words, canvas.theme.ink)])
        return
    after = kind.measure(quotation.closing)
    mark = Type(kind.typeface, kind.size, kind.leading)
    canvas.write(replace(opening, type=mark), x + after + setting.width, y, accent)
    ends = canvas.write(setting, x + after, y, canvas.theme.ink)
    below = (len(setting.lines) - 1) * kind.leading
    canvas.write(set_text(quotation.closing, mark, setting.width), ends - after, y + below, accent)


def _marks(shown: Quote, whole: Quote, written: Writing) -> tuple[str, str]:
    """The quotation marks, none around narration, with an ellipsis outside where the quote was clipped."""
    opening, closing = ("", "") if shown.passage.kind is Kind.NARRATION else written.marks
    return ("…" if shown.begin > whole.begin else "") + opening, closing + ("…" if shown.end < whole.end else "")
