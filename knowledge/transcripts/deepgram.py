"""Reads the JSON of Deepgram: utterances if there are any, else paragraphs, else words with their transcript.

Where every voice has its own channel, these are brought into the order of time. Deepgram counts the voices
of each channel anew, so in several channels voice 0 of channel 1 is “Speaker 1A”.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from knowledge.model import Transcript
from knowledge.transcripts.cues import Cue, transcript
from knowledge.transcripts.times import Label, Shape, Text, checked, seconds, timed

NAME = "Deepgram JSON"


class _Span(Shape):
    start: float | None = None
    end: float | None = None
    speaker: Label = None


class _Word(_Span):
    word: Text
    punctuated_word: Text | None = None


class _Sentence(_Span):
    text: Text


class _Paragraph(_Span):
    sentences: list[_Sentence]


class _Paragraphs(Shape):
    paragraphs: list[_Paragraph] | None = None


class _Alternative(Shape):
    transcript: Text = ""
    words: list[_Word] | None = None
    paragraphs: _Paragraphs | None = None


class _Channel(Shape):
    alternatives: list[_Alternative]
    detected_language: Text | None = None


class _Utterance(_Span):
    transcript: Text
    channel: int = 0
    words: list[_Word] | None = None


class _Results(Shape):
    channels: list[_Channel]
    utterances: list[_Utterance] | None = None


class _File(Shape):
    results: _Results


def recognises(found: object) -> bool:
    """Whether there are results by channel."""
    results = found.get("results") if isinstance(found, dict) else None
    return isinstance(results, dict) and isinstance(results.get("channels"), list)


def read(found: object, *, title: str) -> Transcript:
    """The transcript in a parsed file. Raises TranscriptError that names the place of a fault."""
    results = checked(_File, found).results
    channels = _uttered(results.utterances) if results.utterances else _said(results.channels)
    if len(results.channels) > 1 or len(channels) > 1:
        channels = {channel: [_of_channel(cue, channel) for cue in cues] for channel, cues in channels.items()}
    language = next((channel.detected_language for channel in results.channels if channel.detected_language), None)
    return transcript(_by_time(channels.values()), title=title, language=language)


def _uttered(utterances: Iterable[_Utterance]) -> dict[int, list[Cue]]:
    channels: dict[int, list[Cue]] = {}
    for one in utterances:
        channels.setdefault(one.channel, []).extend(timed(_cue(one, one.transcript), _words(one.words)))
    return channels


def _said(channels: Iterable[_Channel]) -> dict[int, list[Cue]]:
    """What the best alternative of each channel says; the others are guesses at the same words."""
    return {
        number: [cue for best in one.alternatives[:1] for cue in _cues(best)] for number, one in enumerate(channels)
    }


def _cues(best: _Alternative) -> Iterator[Cue]:
    paragraphs = (best.paragraphs and best.paragraphs.paragraphs) or ()
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            yield replace(_cue(sentence, sentence.text), speaker=paragraph.speaker)
    if not any(paragraph.sentences for paragraph in paragraphs):
        yield from timed(Cue(best.transcript), _words(best.words))


def _words(words: Sequence[_Word] | None) -> list[Cue]:
    return [_cue(word, word.punctuated_word or word.word) for word in words or ()]


def _cue(span: _Span, text: str) -> Cue:
    return Cue(text, seconds(span.start), seconds(span.end), span.speaker)


def _of_channel(cue: Cue, channel: int) -> Cue:
    """The cue with a voice that no other channel has; a voice that has got a name keeps it."""
    if not cue.speaker:
        return replace(cue, speaker=f"Channel {channel}")
    number = cue.speaker.removeprefix("Speaker ")
    if not number.isdecimal():
        return cue
    return replace(cue, speaker=f"Speaker {channel}{_letter(int(number))}")


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"-{number}"


def _by_time(channels: Iterable[Sequence[Cue]]) -> Iterator[Cue]:
    """Cues of all channels, each channel's own in the order in which it has them."""
    dated = [zip(accumulate((cue.start_ms or 0 for cue in cues), max), cues, strict=True) for cues in channels]
    return (cue for _, cue in heapq.merge(*dated, key=lambda pair: pair[0]))
