"""A message before it is sent: its parts in order, as plain values. How Discord lays them out is not known here.

All words are Markdown, with what people said already escaped. Whoever makes a page keeps it within `ROOM`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from knowledge.standing import Extract

ROOM = 3900  # units of all words of a page, under the 4,000 that one message may hold


class Tone(StrEnum):
    """How a button looks: like the others, like what most people will want, or like what cannot be taken back."""

    PLAIN = "plain"
    GOOD = "good"
    GRAVE = "grave"


@dataclass(frozen=True, slots=True)
class Press:
    """A button; all that it needs when it is pressed stands in its id, so it works after a restart."""

    label: str
    id: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The question above what answers it: the one part that is read again, by the buttons below it."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph that stands by itself."""

    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a source as they are to be sent: compared with the source in that moment, and withheld if they differ.

    `words` is Markdown, between what opens and what closes them. `name` is that of the speaker as it is written
    beside them, nothing where nobody is named; `instead` is the sentence that is sent in their place.
    """

    opening: str
    words: str
    closing: str
    name: str
    extract: Extract
    instead: str

    def __str__(self) -> str:
        return f"{self.opening}{self.words}{self.closing}"


Written: TypeAlias = tuple[str | Said, ...]
"""Markdown in which every word of a source is a `Said`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with the button that belongs to it, and what stands below it in the full width.

    What `rests_on` words of a source is withheld with them, as a verdict is.
    """

    head: str
    written: Written = ()
    button: Press | None = None
    rests_on: tuple[Said, ...] = ()

    @property
    def body(self) -> str:
        return "".join(map(str, self.written))

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple(part for part in self.written if isinstance(part, Said))


@dataclass(frozen=True, slots=True)
class Card:
    """Blocks in a frame of their own, with a stripe of colour (rgb) at its side."""

    blocks: tuple[Block, ...]
    colour: int | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Words of a source in a picture or in what is said of it, exactly as they stand there."""

    words: str
    extract: Extract


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, with the words that say what is in it for whoever does not see it.

    What is `drawn` is compared with its sources as what is said is; `instead` is sent where it differs.
    """

    name: str
    png: bytes
    alt: str
    drawn: tuple[Drawn, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One to five buttons side by side."""

    buttons: tuple[Press | Link, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words in a menu; `value` is what its handler is told."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Choose:
    """A menu of which one is chosen; as with a button, its id is all that it has after a restart."""

    id: str
    choices: tuple[Choice, ...]
    chosen: str


class Sort(StrEnum):
    """What of a server is chosen from."""

    CHANNELS = "channels"  # in which people write messages or posts
    ROLES = "roles"


@dataclass(frozen=True, slots=True)
class ChooseOf:
    """A menu of a server's own channels or roles, by their numbers, of which up to 25 are chosen, or none."""

    id: str
    sort: Sort
    hint: str
    chosen: tuple[int, ...]


Menu: TypeAlias = Choose | ChooseOf
Part: TypeAlias = Asked | Text | Card | Picture | Row | Menu


@dataclass(frozen=True, slots=True)
class Page:
    """One message."""

    parts: tuple[Part, ...]

    @property
    def pictures(self) -> Iterator[Picture]:
        return (part for part in self.parts if isinstance(part, Picture))

    @property
    def said(self) -> tuple[Said, ...]:
        """All words of sources in it, but for those in pictures."""
        cards = (part for part in self.parts if isinstance(part, Card))
        return tuple(said for card in cards for block in card.blocks for said in block.said)

    @property
    def words(self) -> Iterator[str]:
        """All words of it, part by part."""
        for part in self.parts:
            match part:
                case Asked():
                    yield asked_line(part)
                case Text():
                    yield part.words
                case Card():
                    yield from (text for block in part.blocks for text in (block.head, block.body) if text)


def asked_line(asked: Asked) -> str:
    """The small label, and the question on the lines below it."""
    return f"-# {asked.label}\n{asked.question}"


def rows(buttons: list[Press | Link] | list[Press]) -> Iterator[Row]:
    """Buttons in rows of at most five."""
    for start in range(0, len(buttons), 5):
        yield Row(tuple(buttons[start : start + 5]))
