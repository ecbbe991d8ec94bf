"""How a text is written: in which script, between which quotation marks, in which direction. Pure."""

import unicodedata
from dataclasses import dataclass

from bot.i18n import ENGLISH, SIMPLIFIED, TRADITIONAL
from bot.pictures.picture import CannotDraw
from knowledge.folding import simplified
from knowledge.scripts import chinese_characters

_HANT = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")
_TRADITIONAL = 0.1  # of the characters of a text in Traditional Chinese, a third have another Simplified form
_MARKS = {ENGLISH: ("“", "”"), SIMPLIFIED: ("“", "”"), TRADITIONAL: ("「", "」")}
_EMBEDDING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Writing:
    """What the script of a text asks of whoever sets it; the language is one that the bot speaks."""

    language: str
    rightwards: bool

    @property
    def marks(self) -> tuple[str, str]:
        """The opening and the closing quotation mark."""
        return _MARKS[self.language]


def writing(text: str, language: str | None = None) -> Writing:
    """How a text is written; `language` is what its source says it is in. Raises CannotDraw for mixed directions.

    A picture is drawn without the whole algorithm for both directions in one line, so what needs it is refused, and
    so are the characters that would turn around what follows them.
    """
    if _EMBEDDING & set(text):
        raise CannotDraw("These words hold characters that change the direction of writing.")
    ways = {unicodedata.bidirectional(char) for char in text}
    leftwards = bool(ways & {"R", "AL", "AN"})
    if leftwards and "L" in ways:
        raise CannotDraw("These words run in both directions of writing.")
    return Writing(_language(text, language), not leftwards)


def _language(text: str, language: str | None) -> str:
    han = chinese_characters(text)
    if not han:
        return ENGLISH
    changed = sum(char != plain for char, plain in zip(han, simplified("".join(han)), strict=False))
    hant = (language or "").lower().startswith(_HANT) or changed > _TRADITIONAL * len(han)
    return TRADITIONAL if hant else SIMPLIFIED
