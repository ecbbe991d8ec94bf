"""Who may be speaking: read from what a person writes, `Ann Lee:host, Bob Wu/吴波:guest:Mozilla, president`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from knowledge.errors import AttributionError
from knowledge.folding import folded, slug
from knowledge.model import Speaker
from knowledge.transcripts.voices import PARTICLES, is_nobody

_ASKING = re.compile(
    r"hosts?|co-?hosts?|moderators?|interviewers?|presenters?|anchors?|chair\w*|journalists?|reporters?"
    r"|.*主持.*|.*采访.*|.*访谈者|记者|主播|提问.*"
)
_SHORTEST = 3  # letters of a Latin word of a name that may stand for the name


@dataclass(frozen=True)
class Candidate:
    """One who may be speaking, and words that tell of them: their company, their office, their book."""

    speaker: Speaker
    words: tuple[str, ...] = ()

    @cached_property
    def asks(self) -> bool | None:
        """Whether it is theirs to ask rather than to answer; None if nothing is said of it."""
        role = folded(self.speaker.role or "").strip()
        return bool(_ASKING.fullmatch(role)) if role else None

    @cached_property
    def spellings(self) -> frozenset[str]:
        """All that they may be called, folded: their names, and each word of one that can stand alone."""
        names = [folded(name).strip() for name in self.speaker.names]
        words = [word for name in names for word in re.split(r"[\s·・.]+", name)]
        alone = {word for word in words if len(word) >= (_SHORTEST if word.isascii() else 2)}
        return frozenset({*names, *alone} - PARTICLES - {""})


def read(written: str) -> tuple[Candidate, ...]:
    """The candidates in an option. Raises AttributionError if they are fewer than two, or one is nobody.

    They stand apart by semicolons or, where there is none, by commas; a name may have further spellings after a
    slash, and after a colon its role, and after another words that tell of it.
    """
    apart = re.split(r"[;；]", written) if re.search(r"[;；]", written) else _entries(re.split(r"[,，]", written))
    found = [_candidate(entry) for entry in apart if entry.strip()]
    if len({candidate.speaker.id for candidate in found}) < max(2, len(found)):
        raise AttributionError("Please name at least two speakers, each once, as in “Ann Lee:host, Bob Wu:guest”.")
    return tuple(found)


def _entries(pieces: Iterable[str]) -> list[str]:
    """Pieces between commas put together where one only adds a word to the speaker before it."""
    entries: list[str] = []
    for piece in pieces:
        if entries and len(_parts(piece)) == 1 and len(_parts(entries[-1])) > 2:
            entries[-1] += f",{piece}"
        else:
            entries.append(piece)
    return entries


def _parts(entry: str) -> list[str]:
    return re.split(r"[:：]", entry, maxsplit=2)


def _candidate(entry: str) -> Candidate:
    names, role, words = [part.strip() for part in [*_parts(entry), "", ""][:3]]
    name, *aliases = [" ".join(spelling.split()) for spelling in re.split(r"[/|]", names)]
    if is_nobody(name):
        raise AttributionError(f"“{entry.strip()}” names no speaker; write “Name:role”.")
    told = tuple(word for word in map(str.strip, re.split(r"[,，、]", words)) if word)
    return Candidate(Speaker(slug(name), name, tuple(filter(None, aliases)), role or None), told)
