"""Cuts a transcript into passages: slices of one turn, whole sentences where they fit, with stable ids."""

import hashlib
from base64 import urlsafe_b64encode
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.model import SEARCHED, Kind, Transcript, Turn
from knowledge.sentences import Span, pieces, sentences, widths

# Lengths are widths, see sentences.widths: in Chinese characters, or 2.5 times as many letters.
IDEAL = 180  # sentences are packed until a passage would grow past this
_CLOSING = "”’」』）)】》,，。；;、：: \n"
_OPENING = "“‘「『（(【《 \n"
PARAGRAPH = 120  # length of a passage from which on a new line begins a new one
STUB = 15  # a sentence under this says nothing alone, and joins a passage up to the longest
LONGEST = 280  # a sentence over this is cut at clause ends


@dataclass(frozen=True, slots=True)
class Slice:
    """A passage as offsets, before it has a place in a library."""

    id: str
    speaker: str | None
    kind: Kind
    turn: int
    start: int
    end: int
    start_line: int
    end_line: int
    start_ms: int | None


def split(source_id: str, transcript: Transcript) -> tuple[Slice, ...]:
    """The passages of a transcript in order. Sponsor reads and what is not content yield none."""
    seen: Counter[tuple[str, ...]] = Counter()
    lines = [0, *(i + 1 for i, char in enumerate(transcript.text) if char == "\n")]
    return tuple(
        Slice(
            id=_id((source_id, turn.speaker or "", turn.kind, transcript.text[start:end]), seen),
            speaker=turn.speaker,
            kind=turn.kind,
            turn=turn.index,
            start=start,
            end=end,
            start_line=bisect_right(lines, start),
            end_line=bisect_right(lines, end - 1),
            start_ms=turn.time_at(start),
        )
        for turn in transcript.turns
        if turn.kind in SEARCHED
        for start, end in _spans(transcript.text, turn)
    )


def _spans(text: str, turn: Turn) -> Iterator[Span]:
    """Whole sentences packed towards the ideal length."""
    words = text[turn.start : turn.end]
    before = widths(words)

    def long(begin: int, end: int) -> float:
        return before[end] - before[begin]

    parts = [
        piece
        for begin, end in sentences(words)
        for piece in pieces(words, (begin, end), int(LONGEST * (end - begin) / long(begin, end)))
    ]
    parts = [part for part in parts if any(char.isalnum() for char in words[slice(*part)])]
    packed: list[Span] = []
    for begin, end in parts:
        last = packed[-1] if packed else None
        full = last and "\n" in words[last[1] : begin] and long(*last) >= PARAGRAPH
        if last and not full and long(last[0], end) <= (LONGEST if long(begin, end) < STUB else IDEAL):
            packed[-1] = (last[0], end)
        else:
            packed.append((begin, end))
    for begin, end in (_unframed(words, *span) for span in packed):
        yield turn.start + begin, turn.start + end


def _unframed(text: str, begin: int, end: int) -> Span:
    """A span with words in it, without marks that belong to what stands before or after: “…,” he said, “…”."""
    while text[begin] in _CLOSING:
        begin += 1
    while text[end - 1] in _OPENING:
        end -= 1
    return begin, end


def _id(identity: tuple[str, ...], seen: Counter[tuple[str, ...]]) -> str:
    """Eleven characters that fit a button; the same words of the same voice keep theirs, wherever they move."""
    seen[identity] += 1
    digest = hashlib.sha256("\0".join([*identity, str(seen[identity])]).encode()).digest()
    return urlsafe_b64encode(digest[:8])[:11].decode()
