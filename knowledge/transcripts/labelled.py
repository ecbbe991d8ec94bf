"""Reads Verbatim's own labelled transcripts: YAML front matter, then text in which [[labels]] name the voice.

A label holds until the next one, also inside a line. What the labels mean stands in seeds/README.md. Times inside
a turn, and what is written for brackets of the text, are read out of it: a turn is its words alone.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from knowledge.errors import TranscriptError
from knowledge.model import Kind, Speaker, Transcript, Turn
from knowledge.remarks import Remark

_HEADER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_LABEL = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_TIME = re.compile(r"(?:^|\s+)(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.(\d{1,3}))?$")
_CONFIDENCE = re.compile(r"\s+~[01]?\.\d+$")  # how sure a draft is; nobody's once a person has read it
_ID = re.compile(r"[^\s\[\]:]+")
_KINDS = {"narration": Kind.NARRATION, "ad": Kind.AD, "skip": Kind.BOILERPLATE, "quote": Kind.QUOTE}
_VOICELESS = {"narration", "ad", "skip", "unknown"}
_FAULTS, _PLACE = 10, 100  # faults that are told of one file, and characters of where one is
BRACKETS, BRACKETS_WRITTEN = "[[", "[[]]"
"""Two brackets that belong to the words, and what is written for them."""

Text = Annotated[str, Field(min_length=1)]

NAME = "labelled"


class _Participant(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    name: Text
    aliases: list[Text] = []
    role: Text | None = None


class _Header(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    title: Text
    draft: Text | None = None
    language: Text | None = None
    kind: Text | None = None
    date: Text | None = None
    url: Text | None = None
    times: Literal["exact", "approximate"] = "exact"
    participants: dict[Text, _Participant] = {}
    names: list[Annotated[list[Text], Field(min_length=2)]] = []

    @field_validator("date", mode="before")
    @classmethod
    def _as_written(cls, date: object) -> object:
        return None if date is None else str(date)  # YAML turns 2024-05-10 into a date

    @field_validator("participants")
    @classmethod
    def _can_be_labels(cls, participants: dict[str, _Participant]) -> dict[str, _Participant]:
        for id in participants:
            if id in _VOICELESS or not _ID.fullmatch(id):
                raise ValueError(f"“{id}” cannot be a participant's id; use letters, digits and hyphens")
        return participants

    @field_validator("url")
    @classmethod
    def _is_link(cls, url: str | None) -> str | None:
        if url and not re.match(r"https?://\S+$", url):
            raise ValueError("must start with http:// or https://")
        return url


def recognises(text: str) -> bool:
    """Whether `text` begins like a labelled transcript."""
    return text.startswith("---") and text.split("\n", 1)[0].strip() == "---"


def read(text: str, *, title: str = "") -> Transcript:  # noqa: ARG001 (its front matter has one)
    """The transcript in `text`. Raises TranscriptError that names the line and the fault."""
    match = _HEADER.match(text)
    if not match:
        raise TranscriptError(
            "the front matter that line 1 opens with “---” is never closed with another “---”.", "front_open"
        )
    header = _header(match[1])
    speakers = tuple(
        Speaker(id, person.name, tuple(person.aliases), person.role) for id, person in header.participants.items()
    )
    body = _body(text, match.end())
    turns = tuple(_turns(body, {speaker.id for speaker in speakers}))
    if not any(turn.kind is not Kind.BOILERPLATE for turn in turns):
        raise TranscriptError("there is no text under any label.", "no_words")
    return Transcript(
        title=header.title,
        text=body.text,
        turns=turns,
        speakers=speakers,
        language=header.language,
        medium=header.kind,
        date=header.date,
        url=header.url,
        names=tuple(map(tuple, header.names)),
        approximate=header.times == "approximate",
        warnings=(Remark(f"It is a draft: {header.draft}", "draft", words=header.draft),) if header.draft else (),
    )


def _header(front_matter: str) -> _Header:
    try:
        return _Header.model_validate(_mapping(front_matter))
    except ValidationError as error:
        every = error.errors()
        faults = "; ".join(f"“{_place(fault['loc'])}”: {fault['msg']}" for fault in every[:_FAULTS])
        place = _place(every[0]["loc"])
        raise TranscriptError(f"the front matter is wrong at {faults}.", "front", place=place) from error


def _place(loc: Sequence[int | str]) -> str:
    return ".".join(map(str, loc))[:_PLACE] or "it"


def _mapping(front_matter: str) -> dict[str, object]:
    try:
        loaded = yaml.safe_load(front_matter) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        sentence = f"the front matter is not valid YAML at line {line}: {error.problem}."
        raise TranscriptError(sentence, "front", place=str(line)) from error
    except (yaml.YAMLError, ValueError) as error:  # a ValueError is a date that the calendar does not have
        raise TranscriptError(f"the front matter is not valid YAML: {error}.", "front", place="---") from error
    if not isinstance(loaded, dict):
        raise TranscriptError("the front matter must consist of lines of the form “key: value”.", "front", place="---")
    return loaded


class _Label(NamedTuple):
    """What stands between double brackets, and where they begin and end."""

    name: str
    start: int
    end: int


class _Body(NamedTuple):
    """A text with nothing in double brackets but its labels, and the times that stood in it, each with its offset."""

    text: str
    labels: Sequence[_Label]
    times: Sequence[tuple[int, int]]


def _body(text: str, start: int) -> _Body:
    """A text read from `start` on; words before the first label belong to nobody and are refused."""
    found = list(_LABEL.finditer(text, start))
    before = text[start : found[0].start() if found else len(text)]
    if before.strip() or (found and _TIME.match(found[0][1].strip() or "0:00")):
        line = text.count("\n", 0, start + len(before) - len(before.lstrip())) + 1
        raise TranscriptError(f"line {line} stands before the first [[label]].", "before_label", line=line)
    parts, length, last = [text[:start]], start, start
    labels: list[_Label] = []
    times: list[tuple[int, int]] = []
    for match in found:
        name, time = match[1].strip(), _TIME.match(match[1].strip())
        kept = "" if time else match[0] if name else BRACKETS
        parts += text[last : match.start()], kept
        length += match.start() - last
        if time:
            times.append((length, _milliseconds(time)))
        elif name:
            labels.append(_Label(name, length, length + len(kept)))
        length, last = length + len(kept), match.end()
    return _Body("".join([*parts, text[last:]]), labels, times)


def _turns(body: _Body, ids: set[str]) -> Iterator[Turn]:
    """Turns between one label and the next."""
    index, text = 0, body.text
    ends = [label.start for label in body.labels[1:]] + [len(text)]
    for label, end in zip(body.labels, ends, strict=True):
        speaker, kind, time = _voice(label.name, ids, text.count("\n", 0, label.start) + 1)
        words = text[label.end : end]
        start = label.end + len(words) - len(words.lstrip())
        if stripped := words.strip():
            stop = start + len(stripped)
            told = body.times[bisect_left(body.times, (label.end,)) : bisect_left(body.times, (stop,))]
            inside = [(max(start, at), ms) for at, ms in told]
            first = [(start, time)] if time is not None and inside and inside[0][0] > start else []
            yield Turn(index, speaker, kind, start, stop, time, (*first, *inside))
            index += 1


def _voice(label: str, ids: set[str], line: int) -> tuple[str | None, Kind, int | None]:
    label = _CONFIDENCE.sub("", label)
    time = _TIME.search(label)
    name = label[: time.start()] if time else label
    milliseconds = _milliseconds(time) if time else None
    if name in _VOICELESS:
        return None, _KINDS.get(name, Kind.SPEECH), milliseconds
    kind, colon, voice = name.partition(":")
    kind, voice = (kind, voice.strip()) if colon else ("", name)
    if (kind and kind not in _KINDS) or voice not in ids | {"unknown"}:
        raise TranscriptError(
            f"line {line}: [[{label}]] names nobody among the participants.", "no_such_label", line=line, label=label
        )
    return None if voice == "unknown" else voice, _KINDS.get(kind, Kind.SPEECH), milliseconds


def _milliseconds(time: re.Match[str]) -> int:
    hours, minutes, seconds, fraction = (time[1] or "0"), time[2], time[3], (time[4] or "0").ljust(3, "0")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction)
