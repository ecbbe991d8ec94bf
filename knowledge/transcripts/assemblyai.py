"""Reads the JSON of AssemblyAI: utterances or words with voices, or a text without any; times are milliseconds."""

from collections.abc import Iterator

from knowledge.model import Transcript
from knowledge.transcripts.cues import Cue, transcript
from knowledge.transcripts.times import Label, Shape, Text, checked, milliseconds, timed

NAME = "AssemblyAI JSON"

_OWN = frozenset({"audio_url", "language_code", "utterances"})
# Whisper's and WhisperX's, Gladia's, ElevenLabs': each of them has words or utterances as well.
_OTHERS = frozenset({"segments", "full_transcript", "language_probability"})


class _Word(Shape):
    text: Text
    start: float | None = None
    end: float | None = None
    speaker: Label = None

    @property
    def cue(self) -> Cue:
        return Cue(self.text, milliseconds(self.start), milliseconds(self.end), self.speaker)


class _Utterance(_Word):
    channel: Text | int | None = None
    words: list[_Word] | None = None


class _File(Shape):
    text: Text | None = None
    words: list[_Word] | None = None
    utterances: list[_Utterance] | None = None
    language_code: Text | None = None


def recognises(found: object) -> bool:
    """Whether there are utterances or words with texts and no times in seconds, or a text beside a field of its own."""
    if not isinstance(found, dict) or not _OTHERS.isdisjoint(found):
        return False
    said = found.get("utterances") or found.get("words")
    if isinstance(said, list) and said:
        return isinstance(said[0], dict) and "text" in said[0] and "type" not in said[0] and _is_whole(said[0])
    return not said and "text" in found and not _OWN.isdisjoint(found)


def read(found: object, *, title: str) -> Transcript:
    """The transcript in a parsed file. Raises TranscriptError that names the place of a fault."""
    file = checked(_File, found)
    language = file.language_code.replace("_", "-") if file.language_code else None
    return transcript(_cues(file), title=title, language=language)


def _cues(file: _File) -> Iterator[Cue]:
    for one in file.utterances or ():
        whole = one.cue
        if one.speaker is None and one.channel is not None:
            whole = Cue(whole.text, whole.start_ms, whole.end_ms, f"Channel {one.channel}")
        yield from timed(whole, [word.cue for word in one.words or ()])
    if not file.utterances:
        yield from timed(Cue(file.text or ""), [word.cue for word in file.words or ()])


def _is_whole(piece: dict[str, object]) -> bool:
    return all(not (isinstance(time, float) and time % 1 > 0) for time in (piece.get("start"), piece.get("end")))
