"""Reads plain text of the shape `Name: words` or `姓名：话`; what no label precedes is nobody's."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from knowledge.folding import slug
from knowledge.model import Kind, Speaker, Transcript, Turn
from knowledge.transcripts.names import leads_in, may_be_name
from knowledge.transcripts.voices import NOT_NAMES, is_nobody, speaker_of, unnamed

# A name is short and has no mark that ends a clause; "https://" and "12:30" are not names. What stands in
# brackets behind it, a party or an office, is not part of it: The Chair (Hon. A. Rota (Nipissing, Lib.)): words
_LABEL = re.compile(
    r"[ \t]*(?P<name>[^\W\d_][^\n:：,，。;；!！?？()（）\[\]<>\"“”/]{0,39}?)"
    r"[ \t]*(?:[(（](?:[^\n:：()（）]|[(（][^\n:：()（）]{0,80}[)）]){1,120}[)）][ \t]*)?"
    r"(?:(?<!\d)[:：]|[:：](?!\d))(?!//)[ \t]*"
)
NAME = "text"


def recognises(text: str) -> bool:  # noqa: ARG001
    """Any text may be one."""
    return True


def read(text: str, *, title: str) -> Transcript:
    """The transcript in `text`: one turn a line, its speaker the name before the colon, else unknown.

    A label alone on its line names the speaker of the next line that has words. Nothing further is
    credited to a label: whether a later line goes on or answers is a guess.
    """
    speakers = {name: speaker for name in _names(text) if (speaker := speaker_of(name, title))}
    turns = tuple(Turn(i, *voice) for i, voice in enumerate(_voices(text, speakers)))
    return Transcript(
        title=title,
        text=text,
        turns=turns,
        speakers=tuple({speaker.id: speaker for speaker in speakers.values()}.values()),
        warnings=tuple(unnamed(turns)),
    )


def labelled_lines(text: str) -> int:
    """How many lines begin with a label that is a speaker's."""
    speakers = {name for name in _names(text) if not is_nobody(name)}
    labels = (_LABEL.match(line) for line in text.splitlines() if line.strip())
    return sum(label is not None and label["name"].strip() in speakers for label in labels)


def _names(text: str) -> list[str]:
    """Labels that are speakers: in a mostly labelled text every one, else those that recur and look like names."""
    lines = [line for line in text.splitlines() if line.strip()]
    labels = [match["name"].strip() for line in lines if (match := _LABEL.match(line))]
    counts = Counter(label for label in labels if _looks_like_name(label))
    mostly_labelled = 2 * counts.total() >= len(lines)
    return [name for name, count in counts.items() if mostly_labelled or (count > 1 and may_be_name(name))]


def _looks_like_name(label: str) -> bool:
    written = bool(slug(label)) and label.casefold() not in NOT_NAMES and len(label.split()) <= 5
    return written and not leads_in(label)


def _voices(text: str, speakers: Mapping[str, Speaker]) -> Iterator[tuple[str | None, Kind, int, int]]:
    inside = _inside(speakers)
    waiting: str | None = None
    for line in re.finditer(r"[^\r\n]+", text):
        cuts = [line.start(), *(line.start() + match.start("name") for match in inside.finditer(line[0])), line.end()]
        for begin, end in pairwise(cuts):
            if text[begin:end].strip():
                voices, waiting = _piece(text, begin, end, speakers, waiting)
                yield from voices


def _piece(
    text: str, begin: int, end: int, speakers: Mapping[str, Speaker], waiting: str | None
) -> tuple[list[tuple[str | None, Kind, int, int]], str | None]:
    """The label and the words of a stretch with at most one label, and the speaker a lone label leaves waiting."""
    words = text[begin:end]
    begin, end = begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
    label = _LABEL.match(text[begin:end])
    if not label or label["name"].strip() not in speakers:
        return [(waiting, Kind.SPEECH, begin, end)], None
    speaker, said = speakers[label["name"].strip()].id, begin + label.end()
    voices: list[tuple[str | None, Kind, int, int]] = [(None, Kind.BOILERPLATE, begin, begin + len(label[0].rstrip()))]
    if said < end:
        return [*voices, (speaker, Kind.SPEECH, said, end)], None
    return voices, speaker


def _inside(names: Iterable[str]) -> re.Pattern[str]:
    """Labels within a line, right after the end of a sentence: the next voice was not given its own line."""
    known = "|".join(re.escape(name) for name in names) or r"(?!)"
    return re.compile(rf"(?<=[。！？!?.…”])[ \t]*(?P<name>{known})[ \t]*[:：](?!//)")
