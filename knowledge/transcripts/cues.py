"""Cues into transcripts: what a file says piece by piece, with times and labels, becomes turns of running text.

Readers of timed formats give their cues here. The words stay as they are; only the white space between
two cues is ours, for a file of cues has none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from unicodedata import category

from knowledge.errors import TranscriptError
from knowledge.folding import slug
from knowledge.model import Kind, Transcript, Turn
from knowledge.scripts import is_chinese
from knowledge.transcripts.voices import speaker_of, unnamed

GAP = 2_000  # milliseconds of silence after which unlabelled words begin a new turn
_PAUSE = 10_000  # and those of one who is named
_SEAM = 20  # characters that tell what script a seam is in
_LONG = 600  # characters of an unlabelled turn, from which on it ends with the next sentence
_CLOSES = re.compile(r"[,.!?;:)\]%…”’\"](?!\w)|[’'](?:s|t|re|ve|ll|d|m)\b")
_WIDE = frozenset("，。！？；：、「」『』（）《》【】")
_EITHER = frozenset("“”‘’…—·")
_ENDS = tuple('。！？!?….”」』"')


@dataclass(frozen=True, slots=True)
class Cue:
    """What a file gives at one time: words, and who says them as its label writes it.

    Times are milliseconds. Where one `opens`, another voice begins, or the same one anew, and so does a turn.
    A kind that is not searched, as that of words which a machine made up, keeps them in the transcript and
    out of every quote.
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
    said = [replace(cue, text=text) for cue in cues if _is_said(text := " ".join(cue.text.split()))]
    groups = [group for group in _turns(said) if any(_has_words(cue.text) for cue in group)]
    if not groups:
        raise TranscriptError("there are no words in it.", "no_words")
    labels = dict.fromkeys(cue.speaker for group in groups for cue in group if cue.speaker)
    heard = {label: speaker for label in labels if (speaker := speaker_of(label, title))}
    speakers = {speaker.id: speaker for speaker in reversed(heard.values())}  # each as it is first written
    turns: list[Turn] = []
    text = ""
    for index, group in enumerate(groups):
        start, times = len(text), []
        for cue in group:
            text += _between(text[max(start, len(text) - _SEAM) :], cue.text)
            if cue.start_ms is not None:
                times.append((len(text), cue.start_ms))
            text += cue.text
        voice = heard.get(group[0].speaker or "")
        where = (start, len(text), group[0].start_ms, tuple(times))
        turns.append(Turn(index, voice.id if voice else None, group[0].kind, *where))
        text += "\n"
    return Transcript(
        title,
        text,
        tuple(turns),
        tuple(reversed(speakers.values())),
        language=language,
        warnings=(*warnings, *unnamed(turns)),
    )


def _turns(cues: Iterable[Cue]) -> Iterator[list[Cue]]:
    """Neighbouring cues of one voice up to a silence; where no voice is named, of a paragraph's length."""
    for (speaker, _), voice in groupby(cues, key=lambda cue: (slug(cue.speaker or ""), cue.kind)):
        group: list[Cue] = []
        for cue in voice:
            if group and (cue.opens or _silent(group[-1], cue, _PAUSE if speaker else GAP)):
                yield group
                group = []
            if group and not speaker and _is_long(group):
                yield group
                group = []
            group.append(cue)
        yield group


def _silent(before: Cue, after: Cue, gap: int) -> bool:
    return before.end_ms is not None and after.start_ms is not None and after.start_ms - before.end_ms >= gap


def _is_long(group: Sequence[Cue]) -> bool:
    return group[-1].text.endswith(_ENDS) and sum(len(one.text) for one in group) >= _LONG


def _between(before: str, after: str) -> str:
    """White space between two cues: none before a mark that closes, and none where Chinese meets Chinese."""
    if not before or _CLOSES.match(after) or before[-1] in _WIDE or after[0] in _WIDE:
        return ""
    return "" if _is_wide(reversed(before)) and _is_wide(after) else " "


def _is_wide(text: Iterable[str]) -> bool:
    """Whether a text is Chinese from here on; marks that either script has are as wide as what follows them."""
    first = next((char for char in text if char not in _EITHER), "")
    return is_chinese(first) or first in _WIDE


def _is_said(text: str) -> bool:
    """Whether a cue has words, or marks that belong to those around it."""
    return bool(text) and (_has_words(text) or all(category(char).startswith("P") for char in text))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
