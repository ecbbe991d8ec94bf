"""Reads the JSON of the Whisper family: OpenAI's own, faster-whisper, stable-ts and WhisperX.

Only WhisperX knows voices, and its labels of words count for more than that of their segment. What the
machine made up over silence is kept and never quoted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.model import Kind, Transcript
from knowledge.transcripts import inventions
from knowledge.transcripts.cues import Cue, transcript
from knowledge.transcripts.times import Label, Shape, Text, checked, seconds

NAME = "Whisper JSON"

_SILENCE, _UNSURE, _STUCK = 0.6, -1.0, 2.4  # the thresholds of openai/whisper, transcribe.py
_OTHERS = frozenset({"utterances", "monologues", "results"})  # these are of other vendors
# Of what stands between two words, that which belongs to the first: up to the white space, or an opening mark.
_SEAM = re.compile(r".*\s|[^“‘「『（《【(\[¿¡]*", re.DOTALL)


class _Word(Shape):
    word: Text
    start: float | None = None
    end: float | None = None
    speaker: Label = None


class _Segment(Shape):
    text: Text
    start: float | None = None
    end: float | None = None
    speaker: Label = None
    words: list[_Word] | None = None
    no_speech_prob: float | None = None
    avg_logprob: float | None = None
    compression_ratio: float | None = None


class _Segments(Shape):
    segments: list[_Segment]
    language: Text | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One segment: the cues that its text is cut into, and whether the machine doubts that it is speech."""

    cues: tuple[Cue, ...]
    doubted: bool = False

    @property
    def text(self) -> str:
        return "".join(cue.text for cue in self.cues)


def recognises(found: object) -> bool:
    """Whether parsed JSON has the shape of one of the family."""
    if not isinstance(found, dict) or found.keys() & _OTHERS:
        return False
    if found.get("segments") == []:
        return {"text", "language"} <= found.keys()
    return have(found.get("segments"), {"start", "end", "words"})


def have(parts: object, keys: set[str]) -> bool:
    """Whether parts of a file are a list of which the first have a text, and one of the keys."""
    if not isinstance(parts, list) or not parts:
        return False
    return all(isinstance(part, dict) and "text" in part and keys & part.keys() for part in parts[:3])


def read(found: object, *, title: str) -> Transcript:
    """The transcript in parsed JSON. Raises TranscriptError that names the place and the fault."""
    file = checked(_Segments, found)
    return transcript_of([_of_segment(segment) for segment in file.segments], title, file.language)


def transcript_of(segments: Sequence[Said], title: str, language: str | None) -> Transcript:
    """The transcript of segments, in which what was made up is marked as not said."""
    said = [one for one in segments if any(map(str.isalnum, one.text))]
    made_up = inventions.made_up([one.text for one in said])
    flags = [flag or one.doubted for flag, one in zip(made_up, said, strict=True)]
    cues = [cue for one, flag in zip(said, flags, strict=True) for cue in (_unsaid(one.cues) if flag else one.cues)]
    return transcript(cues, title=title, language=language, warnings=inventions.warnings(sum(flags), len(said)))


def _unsaid(cues: Iterable[Cue]) -> list[Cue]:
    return [replace(cue, speaker=None, kind=Kind.BOILERPLATE) for cue in cues]


def cue_of(text: str, begin: int | None, end: int | None, speaker: str | None) -> Cue:
    """A cue of what was heard: words, or notes on sounds, which nobody says."""
    return Cue(text, begin, end, kind=Kind.BOILERPLATE) if inventions.is_sound(text) else Cue(text, begin, end, speaker)


# ---- segments, with or without words


def _of_segment(segment: _Segment) -> Said:
    silent = (segment.no_speech_prob or 0) > _SILENCE and (segment.avg_logprob or 0) < _UNSURE
    return Said(tuple(_voices(segment)), silent or (segment.compression_ratio or 0) > _STUCK)


def _voices(segment: _Segment) -> Iterator[Cue]:
    """A segment cut where its words change the voice; nobody's if they do not spell it and may be several."""
    begin, end = seconds(segment.start), seconds(segment.end)
    words = [word for word in segment.words or () if any(map(str.isalnum, word.word))]
    spans = _spans(segment.text, words)
    if not words or spans is None:
        agreed = all(word.speaker == segment.speaker for word in words)
        yield cue_of(segment.text, begin, end, segment.speaker if agreed else None)
        return
    labels = _labels(words, segment.speaker)
    firsts = [0] + [i for i, (before, after) in enumerate(pairwise(labels), 1) if before != after]
    cuts = [0, *(_seam(segment.text, spans[i - 1][1], spans[i][0]) for i in firsts[1:]), len(segment.text)]
    for (start, stop), first, next in zip(pairwise(cuts), firsts, [*firsts[1:], len(words)], strict=True):
        starts = words[first].start if first else segment.start
        ends = words[next - 1].end if next < len(words) else segment.end
        yield cue_of(segment.text[start:stop], seconds(starts), seconds(ends), labels[first])


def _spans(text: str, words: Iterable[_Word]) -> list[tuple[int, int]] | None:
    """Where the words stand in a text, without the marks around them; None if they do not spell it."""
    spans, end = [], 0
    for word in words:
        letters = _bare(word.word)
        start = text.find(letters, end)
        if start < 0 or any(map(str.isalnum, text[end:start])):
            return None
        end = start + len(letters)
        spans.append((start, end))
    return None if any(map(str.isalnum, text[end:])) else spans


def _bare(word: str) -> str:
    places = [i for i, char in enumerate(word) if char.isalnum()]
    return word[places[0] : places[-1] + 1]


def _labels(words: Sequence[_Word], dominant: str | None) -> list[str | None]:
    """Whose each word is, also where it has no label: whose both neighbours are, or the only one if all agree."""
    own = [word.speaker for word in words]
    before, after = _last(own), _last(own[::-1])[::-1]
    return [_between(*around, dominant) for around in zip(before, after, strict=True)]


def _last(labels: Sequence[str | None]) -> list[str | None]:
    """For each place the last label up to it."""
    last: list[str | None] = [None]
    for label in labels:
        last.append(label or last[-1])
    return last[1:]


def _between(before: str | None, after: str | None, dominant: str | None) -> str | None:
    if before and after:
        return before if before == after else None
    return dominant if (before or after) in {None, dominant} else None


def _seam(text: str, end: int, start: int) -> int:
    match = _SEAM.match(text[end:start])
    return end + (match.end() if match else 0)
