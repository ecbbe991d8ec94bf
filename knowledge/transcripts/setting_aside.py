"""Takes what nobody came to hear out of a transcript's turns: sponsor reads, greetings, inventions of a machine.

Every word stays in the transcript, in a turn of its own whose kind is never quoted. How such stretches are
found is decided in `promotions` and `inventions`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.model import Kind, Transcript, Turn
from knowledge.remarks import Remark
from knowledge.sentences import width
from knowledge.transcripts import inventions
from knowledge.transcripts.promotions import Sentence, Stretch, sentences_of, stretches

_STUCK = 8  # width from which on a sentence that is said again and again was made up; a “no” may be meant


def set_aside(transcript: Transcript) -> Transcript:
    """The same words, with sponsor reads as turns of kind AD and greetings and inventions as BOILERPLATE."""
    said = [one for turn in transcript.turns if turn.kind is Kind.SPEECH for one in _sentences(transcript.text, turn)]
    promoted, made_up = stretches(said), _inventions(said)
    if not promoted and not made_up:
        return transcript
    turns = [part for turn in transcript.turns for part in _parts(transcript.text, turn, [*promoted, *made_up])]
    warnings = (*transcript.warnings, *_warnings(promoted), *inventions.warnings(len(made_up), len(said), "sentences"))
    numbered = tuple(replace(turn, index=index) for index, turn in enumerate(turns))
    return replace(transcript, turns=numbered, warnings=warnings)


def _sentences(text: str, turn: Turn) -> list[Sentence]:
    seams = [offset for offset, _ in turn.times]
    return sentences_of(text, (turn.start, turn.end), voice=turn.speaker, seams=seams)


def _inventions(said: Sequence[Sentence]) -> list[Stretch]:
    flags = inventions.made_up([one.text for one in said])
    return [
        Stretch(one.start, one.end, Kind.BOILERPLATE)
        for one, flag in zip(said, flags, strict=True)
        if flag and (inventions.is_invention(one.text) or (one.voice is None and width(one.text) >= _STUCK))
    ]


def _parts(text: str, turn: Turn, found: Sequence[Stretch]) -> Iterator[Turn]:
    """A turn cut where what is set aside begins and ends; whole if nothing of it is."""
    inside = [one for one in found if turn.start < one.end and one.start < turn.end]
    if turn.kind is not Kind.SPEECH or not inside:
        yield turn
        return
    edges = {edge for one in inside for edge in (one.start, one.end) if turn.start < edge < turn.end}
    cuts = sorted({turn.start, turn.end, *edges})
    for begin, end in pairwise(cuts):
        words = text[begin:end]
        start, stop = begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
        if start < stop:
            yield _part(turn, start, stop, next((one.kind for one in inside if one.start <= start < one.end), None))


def _part(turn: Turn, start: int, end: int, kind: Kind | None) -> Turn:
    times = tuple(time for time in turn.times if start <= time[0] < end)
    speaker = None if kind else turn.speaker
    return Turn(turn.index, speaker, kind or turn.kind, start, end, turn.time_at(start), times)


def _warnings(found: Sequence[Stretch]) -> list[str]:
    reads = sum(one.kind is Kind.AD for one in found)
    counts = [(reads, "sponsor read"), (len(found) - reads, "greeting")]
    told = " and ".join(f"{count} {name if count == 1 else name + 's'}" for count, name in counts if count)
    verb = "was" if len(found) == 1 else "were"
    text = f"{told} {verb} set aside and will not be quoted."
    return [Remark(text, "set_aside", reads=reads, count=len(found))] if told else []
