"""Texts set in lines of a width and a size, ready to be drawn; what is drawn is spans of the text itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.i18n import ENGLISH
from bot.pictures.breaking import clusters, even_lines
from bot.pictures.fonts import Typeface, check_layout, typeface
from bot.pictures.writing import Writing, writing
from knowledge.sentences import Span

# Parts of the size: Latin script needs less between lines than Chinese, whose characters fill theirs.
_LEADING, _LEADING_CHINESE = 1.36, 1.58


@dataclass(frozen=True, slots=True)
class Type:
    """How texts are set: fonts, size in pixels, distance of the lines."""

    typeface: Typeface
    size: float
    leading: float
    rightwards: bool = True

    def measure(self, text: str) -> float:
        return self.typeface.measure(text, self.size)


@dataclass(frozen=True, slots=True)
class Setting:
    """A text in lines, each a span of it; between two of them is white space and nothing else."""

    text: str
    type: Type
    lines: tuple[Span, ...]
    width: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.type.leading


class Tall(Protocol):
    """Whatever takes more room the larger it is set."""

    @property
    def height(self) -> float: ...


T = TypeVar("T", bound=Tall)


def largest(sizes: Sequence[float], made: Callable[[float], T], room: float) -> T | None:
    """What is made in the largest of the sizes, of which the smallest is first, that is no higher than `room`."""
    best, low, high = None, 0, len(sizes)
    middle = 0  # the smallest first: where it does not fit, nothing does
    while low < high:
        found = made(sizes[middle])
        best, low, high = (found, middle + 1, high) if found.height <= room else (best, low, middle)
        middle = (low + high) // 2
    return best


def type_for(text: str, size: float, *, serif: bool = False, strong: bool = False, source: str | None = None) -> Type:
    """The type that suits a text; `source` is the language its source is in. Raises CannotDraw."""
    check_layout(text)
    return type_of(writing(text, source), size, serif=serif, strong=strong)


def type_of(written: Writing, size: float, *, serif: bool = False, strong: bool = False) -> Type:
    chain = typeface(written.language, serif=serif, strong=strong)
    leading = size * (_LEADING if written.language == ENGLISH else _LEADING_CHINESE)
    return Type(chain, size, leading, written.rightwards)


def set_text(text: str, kind: Type, width: float) -> Setting:
    """A text in even lines of at most `width`; raises MissingGlyphs for all that no font has, at once."""
    list(kind.typeface.runs(text))
    return Setting(text, kind, tuple(even_lines(text, width, kind.measure)), width)


def set_label(text: str, kind: Type, width: float) -> Setting:
    """A name or a title on one line, cut with an ellipsis. Never for what somebody said."""
    line = " ".join(text.split())
    if kind.measure(line) > width:
        parts = clusters(line)
        while parts and kind.measure("".join(parts).rstrip() + "…") > width:
            parts.pop()
        line = "".join(parts).rstrip() + "…"
    return Setting(line, kind, ((0, len(line)),) if line else (), kind.measure(line))
