"""What an encoder is given of a text of which only parts are wanted as vectors."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.sentences import Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text of which only parts are wanted as vectors, each as it reads there.

    `about` says who speaks and where, and is read before the text; `spans` are offsets into `text`.
    """

    about: str
    text: str
    spans: tuple[Span, ...]

    def read(self, prompt: str) -> tuple[str, list[Span]]:
        """What a model is given, after its prompt, and where the spans are in that."""
        before = f"{prompt}{self.about}\n" if self.about else prompt
        return before + self.text, [(len(before) + begin, len(before) + end) for begin, end in self.spans]


def one_by_one(excerpts: Iterable[Excerpt]) -> list[str]:
    """Each span as a text by itself, for a model that gives one vector a text."""
    return [
        "\n".join(filter(None, [excerpt.about, excerpt.text[begin:end]]))
        for excerpt in excerpts
        for begin, end in excerpt.spans
    ]
