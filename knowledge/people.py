"""Who is heard in a library, and how a name in any spelling or script finds them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from knowledge.errors import UnknownSource, UnknownSpeaker
from knowledge.folding import folded, slug
from knowledge.model import Source, Speaker, Spellings


class People:
    """The speakers of some sources, and whom and what they speak of; one of several sources is one, with all names."""

    def __init__(self, sources: Iterable[Source]) -> None:
        merged: dict[str, Speaker] = {}
        every = list(sources)
        for speaker in (speaker for source in every for speaker in source.speakers):
            merged[speaker.id] = _merged(merged[speaker.id], speaker) if speaker.id in merged else speaker
        self._mentioned = tuple(dict.fromkeys(names for source in every for names in source.names))
        self._speakers = dict(sorted(merged.items()))
        self._spellings: dict[str, set[str]] = {}
        for speaker in merged.values():
            for name in (speaker.id, *speaker.names):
                self._spellings.setdefault(_spelling(name), set()).add(speaker.id)

    def all(self) -> tuple[Speaker, ...]:
        return tuple(self._speakers.values())

    def find(self, name: str) -> Speaker:
        """The speaker of this id, name or alias. Raises UnknownSpeaker with the nearest names."""
        if name in self._speakers:
            return self._speakers[name]
        ids = self._spellings.get(_spelling(name), set())
        if len(ids) == 1:
            return self._speakers[next(iter(ids))]
        nearest = sorted(ids) or self._like(_spelling(name))
        raise UnknownSpeaker(name, [self._speakers[id].name for id in nearest[:3]])

    def named_in(self, question: str) -> tuple[Speaker, ...]:
        """The speakers whom a question names, in any spelling."""
        text = folded(question)
        named = {id for spelling, ids in self._spellings.items() if _occurs(spelling, text) for id in ids}
        return tuple(self._speakers[id] for id in sorted(named))

    def mentioned_in(self, question: str) -> tuple[Spellings, ...]:
        """The names in a question of those who are spoken of but not heard, each with all its spellings."""
        text = folded(question)
        return tuple(
            spellings for spellings in self._mentioned if any(_occurs(_spelling(name), text) for name in spellings)
        )

    def knows(self, name: str) -> bool:
        """Whether a word is a speaker's name or part of one."""
        spelling = _spelling(name)
        mentioned = (_spelling(known) for spellings in self._mentioned for known in spellings)
        return any(spelling in known.split() or spelling == known for known in (*self._spellings, *mentioned))

    def _like(self, spelling: str) -> list[str]:
        """Ids by likeness of any name: as a part of it, else as a misspelling of it."""
        inside = [id for known, ids in self._spellings.items() if spelling and spelling in known for id in ids]
        close = get_close_matches(spelling, list(self._spellings), 3, cutoff=0.5)
        return list(dict.fromkeys([*inside, *(id for known in close for id in self._spellings[known])]))


def find_source(sources: Iterable[Source], name: str) -> Source:
    """The source of this id or title. Raises UnknownSource with the nearest titles."""
    every = {source.id: source for source in sources}
    if name in every:
        return every[name]
    wanted = folded(name).strip()
    titled = [source for source in every.values() if wanted in (folded(source.title), slug(source.id))]
    if len(titled) == 1:
        return titled[0]
    inside = [source for source in every.values() if wanted and wanted in f"{source.id} {folded(source.title)}"]
    if len(inside) == 1:
        return inside[0]
    close = get_close_matches(wanted, list(every), 3, cutoff=0.3)
    raise UnknownSource(name, [source.title for source in inside[:3]] or [every[id].title for id in close])


def _merged(first: Speaker, second: Speaker) -> Speaker:
    names = dict.fromkeys([*first.aliases, *second.names])
    names.pop(first.name, None)
    return replace(first, aliases=tuple(names))


def _spelling(name: str) -> str:
    words = re.sub(r"[·・.\-_]+", " ", folded(name)).split()
    return (" " if name.isascii() else "").join(words)


def _occurs(name: str, text: str) -> bool:
    """In Latin script only as whole words, in Chinese anywhere, but never by a single character."""
    if name.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None
    return len(name) > 1 and name in re.sub(r"[·・.\-_\s]+", "", text)
