"""How far proposed speakers agree with those of labelled transcripts, once the labels are taken off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.attribution.candidates import Candidate
from knowledge.attribution.proposal import propose
from knowledge.encoder import Encoder
from knowledge.model import Kind, Transcript
from knowledge.transcripts import find, labelled, opened, plain
from knowledge.transcripts.setting_aside import set_aside

_TURNS = 10  # of a conversation in which there is something to tell
LAYOUTS = {"in lines": "\n\n", "run on": ""}
"""What stands between two turns once their labels are gone."""

Owner = str | None
"""Whose a character is: a speaker's id, or what its turn is instead."""


@dataclass(frozen=True, slots=True)
class Stripped:
    """A conversation without its labels, and whose each character was."""

    text: str
    owners: tuple[Owner, ...]


def conversations(folder: Path) -> Iterator[tuple[str, Transcript]]:
    """The labelled transcripts of a folder in which some ask and some answer, each under its file's name."""
    for path in find([folder]):
        file = opened(path)
        speech = [turn for turn in file.transcript.turns if turn.kind is Kind.SPEECH and turn.speaker]
        roles = {Candidate(speaker).asks for speaker in file.transcript.speakers}
        if file.format == labelled.NAME and len(speech) >= _TURNS and {True, False} <= roles:
            yield path.stem, file.transcript


def stripped(transcript: Transcript, between: str) -> Stripped:
    """The conversation with `between` where its labels stood; headings and what else is not content are left out."""
    text, owners = "", list[Owner]()
    for turn in transcript.turns:
        if turn.kind is not Kind.BOILERPLATE:
            gap = between if text else ""
            text += gap + transcript.text[turn.start : turn.end]
            owners += [None] * len(gap) + [turn.speaker or turn.kind.value] * (turn.end - turn.start)
    return Stripped(text, tuple(owners))


def figures(transcript: Transcript, between: str, encoder: Encoder) -> dict[str, float]:
    """The share of what speakers said that is credited to one, and of what is credited the share that is theirs."""
    bare = stripped(transcript, between)
    who = [Candidate(replace(speaker, aliases=())) for speaker in transcript.speakers]
    proposed = propose(set_aside(plain.read(bare.text, title=transcript.title)), who, encoder).transcript
    return agreement(bare, proposed, [speaker.id for speaker in transcript.speakers])


def agreement(bare: Stripped, proposed: Transcript, speakers: Sequence[str]) -> dict[str, float]:
    """By characters that are not white space; what the labels leave open is nobody's, so crediting it is wrong."""
    credited = [turn.speaker for turn in proposed.turns for _ in range(turn.start, turn.end)]
    places = [place for turn in proposed.turns for place in range(turn.start, turn.end)]
    pairs = [
        (ours, bare.owners[place])
        for ours, place in zip(credited, places, strict=True)
        if not bare.text[place].isspace()
    ]
    said = [ours for ours, owner in pairs if owner in speakers]
    given = [ours == owner for ours, owner in pairs if ours]
    return {
        "attributed": sum(ours is not None for ours in said) / max(len(said), 1),
        "agreement": sum(given) / len(given) if given else float("nan"),
    }
