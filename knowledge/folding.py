"""Folding for the index: one spelling for what a reader takes as the same; never shown to anyone."""

import re
import unicodedata
from functools import cache

from opencc import OpenCC


def folded(text: str) -> str:
    """Lower case, half width, simplified characters, no invisible characters; lengths may differ."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return str(_to_simplified().convert(_without_format_characters(plain)))


def slug(name: str) -> str:
    """A lower-case id: letters and digits of any script, joined by single hyphens."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", name).casefold()).strip("-")


def _without_format_characters(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")
