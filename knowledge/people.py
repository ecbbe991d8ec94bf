"""Who is heard in a library, and how a name in any spelling or script finds them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property

from knowledge.errors import UnknownSource, UnknownSpeaker
from knowledge.folding import folded, slug
from knowledge.model import Source, Speaker, Spellings
from knowledge.tokens import sounds

_FORGIVEN, _LIKENESS = 5, 0.85  # letters of a name in which a slip is forgiven, and how like it must still be
_HEARD = 3  # characters of a name that is found by its sound


class People:
    """The speakers of some sources, and whom and what they speak of; one of several sources is one, with all names."""

    def __init__(self, sources: Iterable[Source]) -> None:
        heard: dict[str, Speaker] = {}
        every = list(sources)
        for speaker in (speaker for source in every for speaker in source.speakers):
            heard[speaker.id] = merged(heard[speaker.id], speaker) if speaker.id in heard else speaker
        mentioned = dict.fromkeys(names for source in every for names in source.names)
        self._mentioned = {names: tuple(map(_Name, names)) for names in mentioned}
        self._speakers = dict(sorted(heard.items()))
        self._spellings: dict[str, set[str]] = {}
        self._names: dict[str, _Name] = {}
        for speaker in heard.values():
            for name in (speaker.id, *speaker.names):
                self._spellings.setdefault(spelt(name), set()).add(speaker.id)
                self._names.setdefault(spelt(name), _Name(name))

    def all(self) -> tuple[Speaker, ...]:
        return tuple(self._speakers.values())

    def find(self, name: str) -> Speaker:
        """The speaker of this id, name or alias. Raises UnknownSpeaker with the nearest names."""
        if name in self._speakers:
            return self._speakers[name]
        ids = self._spellings.get(spelt(name), set())
        if len(ids) == 1:
            return self._speakers[next(iter(ids))]
        nearest = sorted(ids) or self._like(spelt(name))
        raise UnknownSpeaker(name, [self._speakers[id].name for id in nearest[:3]])

    def named_in(self, question: str) -> tuple[Speaker, ...]:
        """The speakers whom a question names, in any spelling, also one that sounds or is written much alike."""
        asked = _Asked(question)
        named = {id for spelling, name in self._names.items() if asked.has(name) for id in self._spellings[spelling]}
        return tuple(self._speakers[id] for id in sorted(named))

    def mentioned_in(self, question: str) -> tuple[Spellings, ...]:
        """The names in a question of those who are spoken of but not heard, each with all its spellings."""
        asked = _Asked(question)
        return tuple(spellings for spellings, names in self._mentioned.items() if any(map(asked.has, names)))

    def knows(self, name: str) -> bool:
        """Whether a word is a speaker's name or part of one."""
        spelling = spelt(name)
        mentioned = (name.spelling for names in self._mentioned.values() for name in names)
        return any(spelling in known.split() or spelling == known for known in (*self._spellings, *mentioned))

    def _like(self, spelling: str) -> list[str]:
        """Ids by likeness of any name: as a part of it, else as a misspelling of it."""
        inside = [id for known, ids in self._spellings.items() if spelling and spelling in known for id in ids]
        close = get_close_matches(spelling, list(self._spellings), 3, cutoff=0.5)
        return list(dict.fromkeys([*inside, *(id for known in close for id in self._spellings[known])]))


def find_source(sources: Iterable[Source], name: str) -> Source:
    """The source of this id or title, or the one whose title has this in it. Raises UnknownSource with the nearest."""
    every = tuple(sources)
    inside = _having(every, name)
    if len(inside) == 1 and not _called(every, name):
        return inside[0]
    return named_source(every, name)


def named_source(sources: Iterable[Source], name: str) -> Source:
    """The source of just this id or title, as who changes one has to name it. Raises UnknownSource with the nearest."""
    every = {source.id: source for source in sources}
    if name in every:
        return every[name]
    titled = _called(every.values(), name)
    if len(titled) == 1:
        return titled[0]
    wanted, inside = folded(name).strip(), _having(every.values(), name)
    close = get_close_matches(wanted, list(every), 3, cutoff=0.3)
    raise UnknownSource(name, [source.title for source in inside[:3]] or [every[id].title for id in close])


def _called(sources: Iterable[Source], name: str) -> list[Source]:
    wanted = folded(name).strip()
    return [source for source in sources if name == source.id or wanted in (folded(source.title), slug(source.id))]


def _having(sources: Iterable[Source], name: str) -> list[Source]:
    wanted = folded(name).strip()
    return [source for source in sources if wanted and wanted in f"{source.id} {folded(source.title)}"]


def merged(first: Speaker, second: Speaker) -> Speaker:
    """The first under all names of both."""
    if set(second.names) <= set(first.names):
        return first
    names = dict.fromkeys([*first.aliases, *second.names])
    names.pop(first.name, None)
    return replace(first, aliases=tuple(names))


def spelt(name: str) -> str:
    """A name as it is compared: folded, its parts joined alike."""
    words = re.sub(r"[·・.\-_]+", " ", folded(name)).split()
    return (" " if name.isascii() else "").join(words)


class _Name:
    """One spelling of a name, as it is looked for in questions."""

    def __init__(self, name: str) -> None:
        self.spelling = spelt(name)
        self.word = re.compile(rf"(?<![a-z0-9]){re.escape(self.spelling)}(?![a-z0-9])")
        heard = sounds(self.spelling) if not self.spelling.isascii() else []
        self.sound = f" {' '.join(heard)} " if len(heard) == len(self.spelling) >= _HEARD else ""
        self.is_forgiven = self.spelling.isascii() and self.spelling.isalpha() and len(self.spelling) >= _FORGIVEN


class _Asked:
    """A question in the forms in which names are looked for in it."""

    def __init__(self, question: str) -> None:
        self._text = folded(question)
        self._together = re.sub(r"[·・.\-_\s]+", "", self._text)
        self._words = set(re.findall(r"[a-z]+", self._text))

    def has(self, name: _Name) -> bool:
        """Whether the question holds this spelling of a name.

        In Latin script only as whole words, in Chinese anywhere, but never by a single character. A name of
        some length is also found by its sound, as a machine or a keyboard mishears it, and with a slip.
        """
        if not name.spelling:  # of a name that is nothing but marks
            return False
        if name.spelling.isascii():
            return name.word.search(self._text) is not None or (name.is_forgiven and self._has_like(name.spelling))
        if len(name.spelling) < 2:
            return False
        return name.spelling in self._together or (bool(name.sound) and name.sound in self._sounds)

    def _has_like(self, name: str) -> bool:
        # A slip is hardly ever in the first letter; whatever begins otherwise need not be compared.
        near = [word for word in self._words if word[0] == name[0] and abs(len(word) - len(name)) <= 2]
        return bool(near) and bool(get_close_matches(name, near, 1, cutoff=_LIKENESS))

    @cached_property
    def _sounds(self) -> str:
        return f" {' '.join(sounds(self._text))} "
