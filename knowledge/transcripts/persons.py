"""Who is named in prose: people by their full names, with the shorter forms in which they return.

Whether a name is a person's is told by what stands around it; a name that only may be one counts where somebody
else could be meant, and is never credited with anything.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.folding import simplified, slug
from knowledge.model import Speaker
from knowledge.transcripts import chinese_names, latin_names
from knowledge.transcripts.voices import speaker_of

_LATIN_IN_BRACKETS = re.compile(r"[ ]?[（(](?P<name>[A-ZÀ-Þ][^\n（）()，,、;；]{2,40})[^\n（）()]{0,40}[)）]")
SOMEBODY = -1


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a person is named: by number among the people, or SOMEBODY where it cannot be told who."""

    begin: int
    end: int
    who: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a text, under a full name and other spellings."""

    name: str
    spellings: tuple[str, ...]


class Persons:
    """The people of one text, and where they are named in it; `text` is the same in Simplified characters."""

    def __init__(self, text: str) -> None:
        self._written = text
        plain = simplified(text)
        self.text = plain if len(plain) == len(text) else text
        latin, chinese = latin_names.names(text), chinese_names.names(self.text)
        latin += latin_names.surnames(text, latin)
        self.all = _people(self.text, latin, chinese)
        self._maybe = [*latin_names.possible(text, latin), *chinese_names.possible(self.text, chinese)]
        self._spellings = self._unambiguous()
        self._seen = list(self._occurrences())

    def speaker(self, who: int, title: str) -> Speaker | None:
        """A person as a speaker, under every spelling that stands in the text, as it is written there."""
        full = self.all[who].spellings
        short = [
            self._written[begin : begin + len(spelling)]
            for begin, spelling in self._seen
            if self._spellings[spelling] == who and spelling not in full
        ]
        name, *others = dict.fromkeys([*map(self._as_written, full), *short])
        found = speaker_of(name, title)
        return Speaker(found.id, found.name, tuple(others)) if found else None

    def _as_written(self, name: str) -> str:
        begin = self.text.find(name)
        return self._written[begin : begin + len(name)]

    def mentions(self) -> list[Mention]:
        """Every mention in order, the longest where several begin at one place."""
        found = [*self._known(), *self._titled()]
        found += [Mention(begin, end, SOMEBODY) for begin, end, _ in self._maybe]
        found.sort(key=lambda mention: (mention.begin, -mention.end, mention.who == SOMEBODY))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.begin >= kept[-1].end:
                kept.append(mention)
        return kept

    def _unambiguous(self) -> dict[str, int]:
        """Every spelling, and whose it is; SOMEBODY's if it may be several people's."""
        owners: dict[str, set[int]] = {}
        for who, person in enumerate(self.all):
            for spelling in (*person.spellings, *_short_forms(person)):
                owners.setdefault(spelling, set()).add(who)
        for _, _, name in self._maybe:
            for spelling in latin_names.short_forms(name):
                owners.setdefault(spelling, set()).add(SOMEBODY)
        return {spelling: min(who) if len(who) == 1 else SOMEBODY for spelling, who in owners.items()}

    def _occurrences(self) -> Iterator[tuple[int, str]]:
        """Where a spelling stands that is no part of a longer name."""
        ordered = sorted(self._spellings, key=len, reverse=True)
        for match in re.finditer("|".join(map(re.escape, ordered)) or r"(?!)", self.text):
            script = chinese_names if chinese_names.is_chinese_name(match[0]) else latin_names
            if script.stands_alone(self.text, match.start(), match.end()):
                yield match.start(), match[0]

    def _known(self) -> Iterator[Mention]:
        full = {spelling for person in self.all for spelling in person.spellings}
        for begin, spelling in self._seen:
            end = begin + len(spelling)
            bracket = _LATIN_IN_BRACKETS.match(self.text, end) if spelling in full else None
            first = latin_names.with_title(self.text, begin)
            yield Mention(first, bracket.end() if bracket else end, self._spellings[spelling])

    def _titled(self) -> Iterator[Mention]:
        """李教授, where one person of that family name is known."""
        natives = [(person.name, who) for who, person in enumerate(self.all) if chinese_names.is_native(person.name)]
        for match in chinese_names.TITLED.finditer(self.text):
            same = {who for name, who in natives if name.startswith(match["family"])}
            yield Mention(match.start(), match.end(), same.pop() if len(same) == 1 else SOMEBODY)


def _short_forms(person: Person) -> Iterable[str]:
    for spelling in person.spellings:
        yield from (chinese_names if chinese_names.is_chinese_name(spelling) else latin_names).short_forms(spelling)


def _people(text: str, latin: Iterable[str], chinese: Iterable[str]) -> tuple[Person, ...]:
    """Chinese names with the Latin form that stands behind them in brackets, and Latin ones."""
    other: dict[str, str] = {}
    for name in chinese:
        for match in re.finditer(re.escape(name), text):
            if bracket := _LATIN_IN_BRACKETS.match(text, match.end()):
                other.setdefault(name, bracket["name"].strip())
    spelt: dict[str, list[str]] = {}
    for name in latin:
        spelt.setdefault(slug(latin_names.without_initials(name)), []).append(name)
    for name in chinese:
        written = other.get(name)
        key = slug(latin_names.without_initials(written)) if written and latin_names.is_full(written) else slug(name)
        spelt.setdefault(key, [written] if written and key != slug(name) else []).append(name)
    return tuple(Person(names[0], tuple(dict.fromkeys(names))) for names in spelt.values())
