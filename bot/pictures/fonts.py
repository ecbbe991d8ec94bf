"""The fonts, which come with packages, and which of them draws what.

A text is drawn in the first font of its chain that has the character; what none has raises, so that nothing is
dropped and no empty box stands for a word. Fonts are opened once and kept.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from fontTools.ttLib import TTFont
from PIL import ImageFont, features

from bot.i18n import ENGLISH, TRADITIONAL
from bot.pictures.breaking import clusters
from bot.pictures.picture import CannotDraw, MissingGlyphs

# Nothing is seen of joiners, variation selectors, soft hyphens and marks of direction, so a font need not have them.
# The marks of direction are not drawn either: a text runs in one direction.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
_OF_DIRECTION = re.compile("[\u061c\u200e\u200f]")
_OF_EMOJI = ("\ufe0f", "\u200d", "\u20e3")
# Marks and letters that join or move, and emoji that are put together.
_SHAPED = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1780-\u17ff\u200d\u20d0-\u20ff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)
_EITHER = frozenset("“”‘’—…")  # as wide as a Chinese character in Chinese, narrow in Latin script
_SCRIPTS = (
    "Hebrew Arabic Armenian Georgian Devanagari Bengali Gujarati Gurmukhi Kannada Malayalam Oriya Sinhala Tamil Telugu "
    "Thai Lao Khmer Myanmar Ethiopic Symbols"
)


@dataclass(frozen=True, slots=True)
class Face:
    """A font file in a package: `axes` says which of a variable font, `scale` how large beside the others.

    `stroke` thickens what has no bold font, as a part of the size.
    """

    package: str
    file: str
    axes: tuple[int, ...] = ()
    scale: float = 1.0
    stroke: float = 0.0

    def has(self, cluster: str) -> bool:
        return all(ord(char) in _characters(self) for char in _UNSEEN.sub("", cluster))

    def length(self, drawn: str, size: float) -> float:
        return _length(self, drawn, size)

    def at(self, size: float) -> ImageFont.FreeTypeFont:
        return _opened(self, size * self.scale)


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """A chain of fonts, first choice first; `wide` has the marks that Chinese and Latin script share, in Chinese."""

    faces: tuple[Face, ...]
    wide: Face | None = None

    def runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """`text` in order, cut where the font changes; raises MissingGlyphs for what no font has."""
        found = list(self._chosen(text))
        if missing := [char for cluster, face in found if face is None for char in self._missing(cluster)]:
            raise MissingGlyphs(missing)
        at = 0
        while at < len(found):
            face, begin = found[at][1], at
            while at < len(found) and found[at][1] is face:
                at += 1
            drawn = "".join(_drawn(cluster) for cluster, _ in found[begin:at])
            if drawn and face:
                yield face, drawn

    def measure(self, text: str, size: float) -> float:
        """The width of a text on one line."""
        return sum(face.length(drawn, size) for face, drawn in self.runs(text))

    def _chosen(self, text: str) -> Iterator[tuple[str, Face | None]]:
        before = ""
        for cluster in clusters(text):
            apostrophe = cluster == "’" and before.isascii() and before.isalnum()
            face = (self.wide if cluster in _EITHER and not apostrophe else None) or _first(self, cluster)
            if face or any(unicodedata.combining(char) for char in cluster):
                yield cluster, face
            else:  # as a colour of skin behind what has no skin: side by side
                yield from ((char, _first(self, char)) for char in cluster)
            before = cluster

    def _missing(self, cluster: str) -> list[str]:
        """Its characters that are in no font, or all of it where no font has them together."""
        seen = _UNSEEN.sub("", cluster)
        return [char for char in seen if not any(face.has(char) for face in self.faces)] or list(seen)


@cache
def typeface(language: str, *, serif: bool = False, strong: bool = False) -> Typeface:
    """The chain for a text in a language: with serifs for what was said, without for what stands around it."""
    weight = 600 if strong else 400
    source = Face("fontpkg_source_serif_4", "files/SourceSerif4[opsz,wght].ttf", (weight, 36))
    sans = _noto("Sans", weight)
    chinese = [("cn", "SC"), ("tw", "TC")][:: -1 if language == TRADITIONAL else 1]
    styles = ["Serif", "Sans"] if serif else ["Sans"]
    han = [
        Face(f"pylopdf_fonts_zh_{region}", f"Noto{style}{script}-Regular.otf", stroke=0.02 if strong else 0)
        for style in styles
        for region, script in chinese
    ]
    latin = [source, sans] if serif else [sans]
    scripts = [_noto(f"Sans{script}", weight) for script in _SCRIPTS.split()]
    emoji = Face("manimgx_fonts", "NotoEmoji[wght].ttf", (400,), scale=0.88)
    return Typeface((*latin, *han, *scripts, emoji), wide=None if language == ENGLISH else han[0])


def check_layout(text: str) -> None:
    """Raises CannotDraw for a script whose letters join or move, where the library that lays it out is missing."""
    if not features.check("raqm") and _SHAPED.search(text):
        raise CannotDraw("These words are in a script that needs the library FriBiDi to be drawn.")


def _noto(name: str, weight: int) -> Face:
    return Face("manimgx_fonts", f"Noto{name}[wght].ttf", (weight,))


@lru_cache(maxsize=8192)
def _first(chain: Typeface, cluster: str) -> Face | None:
    """The first font that has a cluster whole; emoji are looked for among emoji first."""
    faces = chain.faces[::-1] if any(char in cluster for char in _OF_EMOJI) else chain.faces
    return next((face for face in faces if face.has(_drawn(cluster))), None)


def _drawn(cluster: str) -> str:
    """A cluster as it is given to the layout: white space of any sort is a space, marks of direction are none."""
    if cluster.isspace() and cluster != "\u3000":
        return " "
    return _OF_DIRECTION.sub("", cluster) if features.check("raqm") else _UNSEEN.sub("", cluster)


@lru_cache(maxsize=16384)
def _length(face: Face, drawn: str, size: float) -> float:
    return face.at(size).getlength(drawn)


@lru_cache(maxsize=256)
def _opened(face: Face, size: float) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_path(face), size)
    if face.axes:
        font.set_variation_by_axes(list(face.axes))
    return font


@cache
def _characters(face: Face) -> frozenset[int]:
    with TTFont(_path(face), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _path(face: Face) -> str:
    return str(files(face.package) / face.file)
