"""Reads a message as Discord shows it: backslashes go, bold marks go, and so does what a frame is made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CLOSING = "\u202c\u2069\u2068\u00a0"  # and what opens or parts: whatever may stand in a frame
LAYOUT = 1 << 15  # the flag of a message of components
CONTAINER, SECTION, TEXT, ROW, BUTTON, MEDIA = 17, 9, 10, 1, 2, 12
MENUS = frozenset({3, 5, 6, 7, 8})  # of words, people, roles, both, channels


@dataclass(frozen=True)
class Seen:
    """What a message shows: its question, its paragraphs, its cards, and the labels of all its buttons."""

    question: str | None
    texts: tuple[str, ...]
    cards: tuple[str, ...]
    labels: tuple[str, ...]
    label: str | None = None  # of the question

    @property
    def words(self) -> str:
        return "\n".join([*([self.question] if self.question else []), *self.texts, *self.cards])


def read(message: Any) -> Seen:
    """A message or a response, be it of components, of embeds or of plain content."""
    tree = components(message)
    texts, cards, question, label = [], [], None, None
    for part in tree:
        if part["type"] == TEXT and part.get("id") == 7001:
            label, _, question = part["content"].removeprefix("-# ").partition("\n")
        elif part["type"] == TEXT:
            texts.append(part["content"])
        elif part["type"] == CONTAINER:
            cards.append("\n".join(one["content"] for one in walk([part]) if one["type"] == TEXT))
    for embed in message.embeds:
        small, _, rest = (embed.description or "").partition("\n")
        if embed is message.embeds[0] and small.startswith("-# ") and embed.colour is None:
            label, question = small.removeprefix("-# "), rest
        else:
            cards.append(embed.description or "")
    if message.content:
        texts.insert(0, message.content)
    labels = tuple(one["label"] for one in walk(tree) if one["type"] == BUTTON)
    return Seen(question, tuple(texts), tuple(cards), labels, label)


def components(message: Any) -> list[dict[str, Any]]:
    return [one if isinstance(one, dict) else one.to_dict() for one in message.components]


def walk(tree: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every component, in order, with what is in it."""
    for one in tree:
        yield one
        yield from walk(one.get("components") or ())
        if one.get("accessory"):
            yield from walk([one["accessory"]])


def seen(markdown: str) -> str:
    """What a person sees of text in Markdown, without its direction marks."""
    shown, at = [], 0
    while at < len(markdown):
        if markdown[at] == "\\" and at + 1 < len(markdown) and not markdown[at + 1].isalnum():
            shown.append(markdown[at + 1])
            at += 2
        elif markdown.startswith("**", at):
            at += 2
        else:
            shown.append(markdown[at])
            at += 1
    return without_closings("".join(shown))


def bold(markdown: str) -> list[str]:
    """The texts between bold marks, as they are seen."""
    marks, at = [], 0
    while at < len(markdown):
        if markdown.startswith("**", at):
            marks.append(at)
        at += 2 if markdown[at] == "\\" or markdown.startswith("**", at) else 1
    return [seen(markdown[begin + 2 : end]) for begin, end in zip(marks[::2], marks[1::2], strict=True)]


def without_closings(text: str) -> str:
    return "".join(char for char in text if char not in CLOSING)
