"""What the readers of JSON from transcription services share: checked fields, times, and text cut by timed words.

What a service's file looks like stands in its reader.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from knowledge.errors import TranscriptError
from knowledge.sentences import sentences
from knowledge.transcripts.cues import Cue
from knowledge.transcripts.voices import is_nobody

_LATEST = 10**9  # milliseconds, eleven days: a later time is a fault of the file
_LONG = 200  # characters after which a sentence without an end is given another time
_NUMBER = re.compile(r"\d+[A-Z]?|[A-Z]")


def _encodable(text: str) -> str:
    text.encode()  # half a surrogate pair is allowed in JSON, and nowhere else
    return text


def _voice(found: object) -> object:
    """A voice as it is labelled, a bare number as “Speaker 0”; None where the label says that nobody is known."""
    label = str(found) if isinstance(found, int) and not isinstance(found, bool) else found
    if not isinstance(label, str) or not is_nobody(label):
        return f"Speaker {label}" if isinstance(label, str) and _NUMBER.fullmatch(label) else label
    return None


Text = Annotated[str, AfterValidator(_encodable)]
Label = Annotated[Text | None, BeforeValidator(_voice)]


class Shape(BaseModel):
    """A part of a file: of its fields only those that are read, each of exactly its type."""

    model_config = ConfigDict(strict=True)


AnyShape = TypeVar("AnyShape", bound=Shape)


def checked(shape: type[AnyShape], found: object) -> AnyShape:
    """What was found, as the shape it must have. Raises TranscriptError that names the first place where it is not."""
    try:
        return shape.model_validate(found)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, fault["loc"])) or "it"
        others = f", and {error.error_count() - 1} more like it" if error.error_count() > 1 else ""
        raise TranscriptError(
            f"the JSON is wrong at “{place}”: {fault['msg']}{others}.", "json_wrong", place=place
        ) from error


def milliseconds(time: float | None) -> int | None:
    """A time in milliseconds; None for what is none: negative, not a number, or days away."""
    return round(time) if time is not None and 0 <= time <= _LATEST else None


def seconds(time: float | None) -> int | None:
    """A time in seconds, as milliseconds; None for what is none."""
    return None if time is None else milliseconds(time * 1000)


def timed(whole: Cue, words: Sequence[Cue]) -> Iterator[Cue]:
    """A text in pieces of one voice and about one sentence, each with the times of its words.

    The pieces are exactly the text, if the words are those of the text. A voice of the whole is that of every
    word. Where words and text differ, voices are known of the words alone, so that they are then the pieces.
    """
    words = [replace(word, speaker=whole.speaker or word.speaker) for word in words if word.text.strip()]
    if places := _places(whole.text, words):
        yield from _pieces(whole, words, places)
    elif words and (not whole.text.strip() or (not whole.speaker and any(word.speaker for word in words))):
        yield from words
    else:
        yield whole


def _places(text: str, words: Sequence[Cue]) -> list[int]:
    """Where each word begins, an opening mark before it included; nothing if these are not the words of the text."""
    places, at = [], 0
    for word in words:
        place = text.find(word.text.strip(), at)
        if place < 0 or _has_words(text[at:place]):
            return []
        space = max((i for i in range(at, place) if text[i].isspace()), default=place - 1)
        places.append(space + 1)
        at = place + len(word.text.strip())
    return [] if _has_words(text[at:]) else places


def _pieces(whole: Cue, words: Sequence[Cue], places: Sequence[int]) -> Iterator[Cue]:
    firsts, starts = [0], {begin for begin, _ in sentences(whole.text)}
    for i, (place, (before, word)) in enumerate(zip(places[1:], pairwise(words), strict=True), 1):
        due = place in starts or place - places[firsts[-1]] >= _LONG
        if before.speaker != word.speaker or (due and _is_seam(whole.text, place)):
            firsts.append(i)
    for first, end in pairwise([*firsts, len(words)]):
        begin = places[first] if first else 0
        text = whole.text[begin : places[end] if end < len(words) else None]
        said = words[first:end]
        start = next((word.start_ms for word in said if word.start_ms is not None), None if first else whole.start_ms)
        stop = next((word.end_ms for word in reversed(said) if word.end_ms is not None), None)
        yield Cue(text, start, stop, words[first].speaker)


def _is_seam(text: str, place: int) -> bool:
    """Whether a text cut here has the same white space when the cues are joined again."""
    before = text[max(place - 8, 0) : place]
    if before[-1:].isspace():
        return before.rstrip()[-1:].isascii() and bool(before.rstrip()) and text[place].isalnum()
    return before.endswith(("。", "！", "？"))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
