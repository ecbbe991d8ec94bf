"""What the tests of the readers share: who says what in a transcript, and JSON of any shape."""

from collections.abc import Callable
from typing import Protocol

from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.model import Kind, Transcript
from knowledge.transcripts import articles


class Reader(Protocol):
    def recognises(self, found: object) -> bool: ...

    def read(self, found: object, *, title: str) -> Transcript: ...


def spoken(transcript: Transcript) -> list[tuple[str | None, str]]:
    """Who says what, by id."""
    speech = [turn for turn in transcript.turns if turn.kind is Kind.SPEECH]
    return [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in speech]


def voices(transcript: Transcript) -> list[tuple[str | None, str]]:
    """Who says what, by name."""
    names: dict[str | None, str] = {speaker.id: speaker.name for speaker in transcript.speakers}
    return [(names[id] if id else None, words) for id, words in spoken(transcript)]


def unquoted(transcript: Transcript) -> list[str]:
    """What is kept, and nobody's words."""
    return [transcript.text[turn.start : turn.end] for turn in transcript.turns if turn.kind is Kind.BOILERPLATE]


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def any_json(*keys: str) -> st.SearchStrategy[object]:
    """JSON of any shape, in which these keys stand."""
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text("Aa1开。 .\ud800", max_size=6),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(keys), inner, max_size=6),
        max_leaves=30,
    )


def spoken_label(name: str) -> str:
    """The label in a file that a name stands for."""
    return name.removeprefix("Speaker ").removeprefix("Channel ")


def makes_nothing_up(reader: Reader, found: object, label: Callable[[str], str] = spoken_label) -> bool:
    """Whether a file is not taken, refused, or read with no letter and no label but its own."""
    if not reader.recognises(found):
        return True
    try:
        transcript = reader.read(found, title="talk")
    except TranscriptError:
        return True
    labels = {" ".join(text.split()) for text in _strings(found)} | {""}
    named = {label(speaker.name) for speaker in transcript.speakers}
    return set(letters(transcript.text)) <= set("".join(_strings(found))) and named <= labels


def _strings(found: object) -> list[str]:
    """Every text and number in a file, wherever it stands."""
    if isinstance(found, dict):
        return [text for inner in found.values() for text in _strings(inner)]
    if isinstance(found, list):
        return [text for inner in found for text in _strings(inner)]
    return [str(found)] if isinstance(found, str | int) else []


def quoted(text: str) -> list[tuple[str, str]]:
    """Whom an article quotes, by name, and with which words."""
    transcript = articles.read(text, title="talk")
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    quotes = [turn for turn in transcript.turns if turn.kind is Kind.QUOTE]
    return [(names[turn.speaker or ""], transcript.text[turn.start : turn.end]) for turn in quotes]
