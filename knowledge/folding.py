"""Folding for the index: one spelling for what a reader takes as the same; never shown to anyone."""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

_ACCENTED = re.compile(r"([a-z])[\u0300-\u036f]+")


def folded(text: str) -> str:
    """Lower case, half width, simplified characters, no accents or invisible characters; lengths may differ."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return simplified(_without_accents(_without_format_characters(plain)))


def simplified(text: str) -> str:
    """Traditional characters as Simplified ones, all else as it is: what a model is given in either script."""
    return str(_to_simplified().convert(text))


def traditional(text: str) -> str:
    """Simplified characters as Traditional ones, all else as it is: whether a text changes tells its script."""
    return str(_to_traditional().convert(text))


def slug(name: str) -> str:
    """A lower-case id: letters and digits of any script, joined by single hyphens; what cannot be seen is not in it."""
    plain = _without_format_characters(unicodedata.normalize("NFKC", name).casefold())
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def _without_format_characters(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def _without_accents(text: str) -> str:
    """Latin letters only: elsewhere a mark may be a sound of its own."""
    if text.isascii():
        return text
    bare = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")
