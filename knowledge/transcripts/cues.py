"""Cues into transcripts: what a file says piece by piece, with times and labels, becomes turns of running text.

Readers of timed formats give their cues here. The words stay as they are; only the white space between
two cues is ours, for a file of cues has none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from knowledge.errors import TranscriptError
from knowledge.folding import slug
from knowledge.model import Kind, Transcript, Turn
from knowledge.scripts import is_chinese
from knowledge.transcripts.voices import speaker_of

GAP = 2_000  # milliseconds of silence after which unlabelled words begin a new turn
_LONG = 600  # characters of an unlabelled turn, from which on it ends with the next sentence
_CLOSING = frozenset("，。！？；：、…”’」』）》】,.!?;:)]%")
_WIDE = frozenset("，。！？；：、…“”「」『』（）《》【】")
_ENDS = tuple('。！？!?….”」』"')


@dataclass(frozen=True, slots=True)
class Cue:
    """What a file gives at one time: words, and who says them as its label writes it.

    Times are milliseconds. Where one `opens`, another voice begins, whether or not it has a label. A kind that is not searched, as that of words which a machine made up, keeps
    them in the transcript and out of every quote.
    """

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    speaker: str | None = None
    kind: Kind = Kind.SPEECH
    opens: bool = False


def transcript(
    cues: Iterable[Cue], *, title: str, warnings: Sequence[str] = (), language: str | None = None
) -> Transcript:
    """The transcript that cues make up, one line a turn. Raises TranscriptError if they hold no words."""
    said = [replace(cue, text=text) for cue in cues if any(map(str.isalnum, text := " ".join(cue.text.split())))]
    if not said:
        raise TranscriptError("there are no words in it.")
    labels = dict.fromkeys(cue.speaker for cue in said if cue.speaker)
    heard = {label: speaker for label in labels if (speaker := speaker_of(label, title))}
    speakers = {speaker.id: speaker for speaker in reversed(heard.values())}  # each as it is first written
    turns: list[Turn] = []
    text = ""
    for index, group in enumerate(_turns(said)):
        start, times = len(text), []
        for cue in group:
            text += _between(text[start:], cue.text)
            if cue.start_ms is not None:
                times.append((len(text), cue.start_ms))
            text += cue.text
        voice = heard.get(group[0].speaker or "")
        begins = times[0][1] if times else None
        turns.append(Turn(index, voice.id if voice else None, group[0].kind, start, len(text), begins, tuple(times)))
        text += "\n"
    unknown = sum(turn.kind is Kind.SPEECH and turn.speaker is None for turn in turns)
    if speakers and unknown:
        warnings = [*warnings, f"{unknown} of {len(turns)} turns name no speaker; they are kept as speaker unknown."]
    elif unknown:
        warnings = [*warnings, "No speaker is named; all is kept as speaker unknown."]
    return Transcript(
        title, text, tuple(turns), tuple(reversed(speakers.values())), language=language, warnings=tuple(warnings)
    )


def _turns(cues: Iterable[Cue]) -> Iterator[list[Cue]]:
    """Neighbouring cues of one voice; where no voice is named, up to a silence or the end of a long paragraph."""
    for (speaker, _), voice in groupby(cues, key=lambda cue: (slug(cue.speaker or ""), cue.kind)):
        group: list[Cue] = []
        for cue in voice:
            if group and (cue.opens or (not speaker and _parted(group, cue))):
                yield group
                group = []
            group.append(cue)
        yield group


def _parted(group: Sequence[Cue], cue: Cue) -> bool:
    last = group[-1].end_ms
    silent = last is not None and cue.start_ms is not None and cue.start_ms - last >= GAP
    return silent or (group[-1].text.endswith(_ENDS) and sum(len(one.text) for one in group) >= _LONG)


def _between(before: str, after: str) -> str:
    """White space between two cues: none before a closing mark, or at a seam of Chinese text."""
    if not before or after[0] in _CLOSING or before[-1] in _WIDE:
        return ""
    return "" if is_chinese(before[-1]) and (is_chinese(after[0]) or after[0] in _WIDE) else " "
