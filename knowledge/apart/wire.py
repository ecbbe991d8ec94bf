"""What is said between a reader of files and its process: JSON of a known size, and a text beside it.

Whoever reads an answer takes nothing on trust: a process that a file has taken over can say of that file what it
likes, and no more.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from knowledge.errors import TranscriptError
from knowledge.model import Kind, Speaker, Transcript, Turn
from knowledge.remarks import Remark
from knowledge.transcripts import ENCODINGS, FORMATS, File, limits

READY = b"ready\n"
_SIZES = struct.Struct(">II")
_MOST_HEAD = 12 * 2**20  # bytes of JSON, which take some twenty times as much once they are read
_KINDS = tuple(Kind)
# What the remarks of readers tell besides their sentence; those that are not here tell nothing.
FIELDS: Mapping[str, Mapping[str, type]] = {
    "set_aside": {"reads": int, "count": int},
    "made_up": {"count": int, "total": int},
    "some_unnamed": {"count": int, "total": int},
    "quoted_nobody": {"count": int},
    "times_back": {"count": int, "total": int},
    "head_lines": {"count": int},
    "untimed_cues": {"count": int, "total": int},
    "sounds": {"words": str, "count": int},
    "stray_words": {"words": str, "count": int},
    "draft": {"words": str},
    "unstorable": {"count": int},
    "too_large": {"limit": int},
    "same_name": {"other": str},
    "packed": {"limit": int},
    "pages": {"limit": int},
    "too_long": {"limit": int},
    "json_wrong": {"place": str},
    "front": {"place": str},
    "before_label": {"line": int},
    "no_such_label": {"line": int, "label": str},
    "too_many_turns": {"limit": int},
    "too_many_speakers": {"limit": int},
    "too_many_names": {"limit": int},
    "long_name": {"limit": int},
}
_LONGEST_SENTENCE, _MOST_REMARKS = 2000, 100


class Broken(Exception):
    """What came is not an answer."""


def asking(raw: bytes, title: str) -> tuple[bytes, ...]:
    """A file to be read, by the name that it has if it says none itself."""
    name = title.encode("utf-8", "replace")
    return _SIZES.pack(len(name), len(raw)), name, raw


def request(pipe: BinaryIO) -> tuple[bytes, str] | None:
    """The next file and its name; None if there is none any more."""
    sizes = pipe.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    named, sized = _SIZES.unpack(sizes)
    title = pipe.read(named).decode()
    return pipe.read(sized), title


def answer(file: File) -> tuple[bytes, ...]:
    """A file that was read, as bytes."""
    of = file.transcript
    places = {speaker.id: place for place, speaker in enumerate(of.speakers)}
    head = {
        "format": file.format,
        "encoding": file.encoding,
        "digest": file.digest,
        "title": of.title,
        "speakers": [[one.id, one.name, list(one.aliases), one.role] for one in of.speakers],
        "turns": [
            [places.get(turn.speaker or "", -1), _KINDS.index(turn.kind), turn.start, turn.end, turn.start_ms]
            for turn in of.turns
        ],
        "times": [[index, *time] for index, turn in enumerate(of.turns) for time in turn.times],
        "about": [of.language, of.medium, of.date, of.url],
        "names": of.names,
        "approximate": of.approximate,
        "warnings": [_remark(warning) for warning in of.warnings],
    }
    return _framed(head, of.text.encode())


def refusal(error: TranscriptError) -> tuple[bytes, ...]:
    """Why a file cannot be read, as bytes."""
    return _framed({"error": _remark(error.sentence)}, b"")


def _framed(head: Mapping[str, object], text: bytes) -> tuple[bytes, ...]:
    packed = json.dumps(head, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    if len(packed) > _MOST_HEAD:
        return refusal(
            TranscriptError("it has more turns and times than a transcript does.", "too_many_turns", limit=limits.TURNS)
        )
    return _SIZES.pack(len(packed), len(text)), packed, text


def _remark(sentence: str) -> list[object]:
    cut = str(sentence)[:_LONGEST_SENTENCE]
    if not isinstance(sentence, Remark):
        return [cut, "", {}]
    plain = {name: value if isinstance(value, int) else str(value)[:200] for name, value in sentence.values.items()}
    return [cut, sentence.key, plain]


def answered(pipe: BinaryIO) -> File:
    """The file that a process has read. Raises TranscriptError with its sentence, Broken if this is no answer."""
    sizes = pipe.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        raise Broken
    headed, sized = _SIZES.unpack(sizes)
    if headed > _MOST_HEAD or sized > limits.TEXT:
        raise Broken
    packed, told = pipe.read(headed), pipe.read(sized)
    if len(packed) < headed or len(told) < sized:
        raise Broken
    try:
        head, text = json.loads(packed), told.decode()
    except (ValueError, RecursionError) as error:
        raise Broken from error
    return _Answer(head, text).file()


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that may be a lie; each part raises Broken unless it is as it must be."""

    head: object
    text: str

    def file(self) -> File:
        if "error" in self._mapping(self.head):
            said = self._said(self._of("error"))
            key = said.key if isinstance(said, Remark) else ""
            raise TranscriptError(str(said), key, **(said.values if isinstance(said, Remark) else {}))
        form, encoding, digest = self._of("format"), self._of("encoding"), self._of("digest")
        _must(isinstance(form, str) and form in FORMATS, isinstance(encoding, str) and encoding in ENCODINGS)
        _must("\0" not in self.text)
        _must(isinstance(digest, str) and len(digest) == 64 and set(digest) <= set("0123456789abcdef"))
        return File(self._transcript(), str(form), str(encoding), str(digest))

    def _transcript(self) -> Transcript:
        about = [None if one is None else self._word(one) for one in self._list(self._of("about"), 4)]
        _must(len(about) == 4)
        speakers = tuple(map(self._speaker, self._list(self._of("speakers"), limits.SPEAKERS)))
        _must(len({one.id for one in speakers}) == len(speakers))
        approximate, names = self._of("approximate"), self._list(self._of("names"), limits.SPEAKERS)
        _must(isinstance(approximate, bool), len(about) == 4)
        return Transcript(
            title=self._word(self._of("title")),
            text=self.text,
            turns=self._turns(speakers),
            speakers=speakers,
            language=about[0],
            medium=about[1],
            date=about[2],
            url=about[3],
            names=tuple(tuple(map(self._word, self._list(one, limits.NAMES))) for one in names),
            approximate=bool(approximate),
            warnings=tuple(self._said(one) for one in self._list(self._of("warnings"), _MOST_REMARKS)),
        )

    def _turns(self, speakers: Sequence[Speaker]) -> tuple[Turn, ...]:
        rows = self._list(self._of("turns"), limits.TURNS)
        times = self._times(len(rows))
        turns: list[Turn] = []
        for index, row in enumerate(rows):
            voice, kind, start, end, at = self._row(row, 5)
            _must(_is_number(voice, -1, len(speakers) - 1), _is_number(kind, 0, len(_KINDS) - 1))
            _must(_is_number(start, 0, len(self.text)) and _is_number(end, start, len(self.text)))
            _must(at is None or _is_number(at, 0, limits.LATEST))
            who = None if voice == -1 else speakers[_number(voice)].id
            told = tuple(times.get(index, ()))
            _must(all(_number(start) <= offset <= _number(end) for offset, _ in told))
            began = None if at is None else _number(at)
            turns.append(Turn(index, who, _KINDS[_number(kind)], _number(start), _number(end), began, told))
        _must(all(before.end <= turn.start for before, turn in pairwise(turns)))
        return tuple(turns)

    def _times(self, turns: int) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = {}
        for row in self._list(self._of("times"), limits.TIMES):
            index, offset, at = self._row(row, 3)
            _must(_is_number(index, 0, turns - 1), _is_number(offset, 0, len(self.text)))
            _must(_is_number(at, 0, limits.LATEST))
            found.setdefault(_number(index), []).append((_number(offset), _number(at)))
        return found

    def _speaker(self, row: object) -> Speaker:
        id, name, aliases, role = self._row(row, 4)
        spelt = tuple(map(self._word, self._list(aliases, limits.NAMES)))
        return Speaker(self._word(id), self._word(name), spelt, None if role is None else self._word(role))

    def _said(self, row: object) -> str:
        text, key, values = self._row(row, 3)
        _must(isinstance(text, str) and len(text) <= _LONGEST_SENTENCE, isinstance(key, str) and len(key) <= 40)
        _must(isinstance(values, dict) and len(values) <= 8)
        sentence, plain = _encodable(str(text)), self._mapping(values)
        if not key:
            return sentence
        fields = FIELDS.get(str(key), {})
        _must(plain.keys() == fields.keys() and all(type(plain[name]) is kind for name, kind in fields.items()))
        _must(all(_is_number(one, 0, 2**31) or (isinstance(one, str) and len(one) <= 200) for one in plain.values()))
        told = {name: _encodable(one) if isinstance(one, str) else one for name, one in plain.items()}
        return Remark(sentence, str(key), **told)

    def _of(self, name: str) -> object:
        head = self._mapping(self.head)
        _must(name in head)
        return head[name]

    def _word(self, found: object) -> str:
        _must(isinstance(found, str) and 0 < len(found) <= limits.NAME)
        return _encodable(str(found))

    def _mapping(self, found: object) -> dict[str, object]:
        _must(isinstance(found, dict))
        return found  # type: ignore[return-value]

    def _list(self, found: object, most: int) -> list[object]:
        _must(isinstance(found, list) and len(found) <= most)
        return found  # type: ignore[return-value]

    def _row(self, found: object, length: int) -> list[object]:
        row = self._list(found, length)
        _must(len(row) == length)
        return row


def _must(*held: bool) -> None:
    if not all(held):
        raise Broken


def _is_number(found: object, least: object, most: int) -> bool:
    return type(found) is int and _number(least) <= found <= most


def _number(found: object) -> int:
    _must(type(found) is int)
    return found  # type: ignore[return-value]


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Broken from error
    return text
