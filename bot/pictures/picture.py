"""What a drawing gives back, and what it raises; nothing here draws."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.errors import VerbatimError
from knowledge.model import Quote

ALT = 1024  # units that Discord allows for the description of an attachment


class CannotDraw(VerbatimError):
    """Words that no picture would show as they are; send them as text."""


class MissingGlyphs(CannotDraw):
    """Characters that are in none of the fonts."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(dict.fromkeys(characters))
        shown = ", ".join(
            f"{char} (U+{ord(char):04X})" if char.isprintable() else f"U+{ord(char):04X}" for char in self.characters
        )
        super().__init__(f"No font here can draw {shown}.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG picture, and in words what it shows, for whoever does not see it; `quotes` are the words in either."""

    png: bytes
    alt: str
    width: int
    height: int
    quotes: tuple[Quote, ...] = ()
