"""What texts speak of: noun phrases of one to three words, Chinese and Latin, as they are spelt in them.

A Chinese word is a noun if the dictionary says so. A Latin one is told by its company in the texts themselves:
nouns stand behind articles and prepositions, verbs behind pronouns and before articles.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from knowledge.filler import ADJECTIVE_FOLLOWS, FILLER, FILLER_ZH, GENERAL, NOUN_FOLLOWS, VERB_FOLLOWS, VERB_PRECEDES
from knowledge.folding import folded
from knowledge.scripts import is_chinese
from knowledge.tokens import stem, tagged

_LONGEST = 3  # words of a phrase
_FEWEST, _TWICE = 3, 2  # texts with a phrase that is not all nouns; where only an affix is not
_COHESION = 0.5  # their part of the texts with its rarest word
_ADJECTIVE = 0.5  # what it says against a Latin word being a noun that another telling word follows it
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[^\W_\u3400-\u9fff]+(?:['’.\-+#&][^\W_\u3400-\u9fff]+)*")
_LETTERS = re.compile(r"[^\W\d_]{3}|^[A-Z]{2}")
_NO_NOUN = re.compile(r"...(?:ly|ed|ous|ful|ible|est)$")
_NOUN = frozenset(
    "anomaly assembly butterfly family italy july monopoly reply supply speed seed breed interest forest request"
    " harvest protest contest arrest guest quest chest conquest handful".split()
)
_NOUNS = frozenset("n nz nt ns nr nrt nrfg vn an j".split())
_BESIDE = frozenset("v a b l i ng x".split())
_WANTS_OBJECT = re.compile(r"[于为到出成了过着给在有是能会将把被让使来去得以]$")  # as a verb
_AFFIXES = frozenset("去反非超元家者性化率")
_NUMERAL = re.compile(r"[一二两三四五六七八九十百千万亿几每第多些个这那更最很无]")

Key = tuple[str, ...]


class _Part(Enum):
    """What a word can be in a phrase: its noun, or only beside one, of a Latin one its company tells; or nothing."""

    NOUN = auto()
    BESIDE = auto()
    LATIN = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class _Word:
    begin: int
    end: int
    plain: str
    key: str
    part: _Part
    is_capital: bool = False


_MARK = _Word(0, 0, "", "", _Part.NONE)  # stands where marks or a new line part two words


def phrases(texts: Sequence[str], names: Collection[str], spellings: Mapping[str, str]) -> list[dict[Key, str]]:
    """The phrases of each text, each as it is spelt there first.

    A word that is spelt like one of `names` is in none. `spellings` maps the folded spellings of names to the one
    that stands for all of them.
    """
    cut = [list(_words(text, names)) for text in texts]
    nouns = _nouns(cut)
    found = [list(_stretches(words)) for words in cut]
    kept = _kept(found, nouns)
    every: list[dict[Key, str]] = []
    for text, stretches in zip(texts, found, strict=True):
        here: dict[Key, str] = {}
        for stretch in stretches:
            if (key := _key(stretch)) in kept:
                spelt = text[stretch[0].begin : stretch[-1].end]
                here.setdefault(_canonical(spelt, spellings) or key, spelt)
        every.append(here)
    return every


def _canonical(spelt: str, spellings: Mapping[str, str]) -> Key:
    return tuple(map(stem, spellings.get(folded(spelt), "").split()))


def _words(text: str, names: Collection[str]) -> Iterator[_Word]:
    """All words in order, with marks between those that do not stand side by side."""
    end = 0
    for found in _RUN.finditer(text):
        between = text[end : found.start()]
        if between not in ("", " "):
            yield _MARK
        end = found.end()
        if is_chinese(found[0]):
            for begin, stop, tag in tagged(found[0]):
                yield _chinese(found.start() + begin, found[0][begin:stop], tag, names)
        else:
            yield _latin(found.start(), found[0], names)


def _chinese(begin: int, spelt: str, tag: str, names: Collection[str]) -> _Word:
    plain = folded(spelt)
    part = _Part.NOUN if tag in _NOUNS else _Part.BESIDE if tag in _BESIDE else _Part.NONE
    if len(spelt) == 1:
        part = _Part.BESIDE if plain in _AFFIXES else _Part.NONE
    wants_object = tag == "v" and len(spelt) > 1 and _WANTS_OBJECT.search(plain)
    if wants_object or plain in FILLER_ZH or spelt in names or _NUMERAL.match(plain):
        part = _Part.NONE
    return _Word(begin, begin + len(spelt), plain, plain, part)


def _latin(begin: int, spelt: str, names: Collection[str]) -> _Word:
    plain = (spelt.lower() if spelt.isascii() else folded(spelt).replace("’", "'")).removesuffix("'s")
    tells = _LETTERS.search(spelt) and plain.split(".")[0] not in FILLER and spelt not in names
    part = _Part.LATIN if tells else _Part.NONE
    end = begin + len(spelt) - (2 if spelt.endswith(("'s", "’s")) else 0)
    return _Word(begin, end, plain, stem(plain), part, spelt[0].isupper())


def _nouns(texts: Iterable[Sequence[_Word]]) -> set[str]:
    """Keys of the Latin words that are nouns more often than not."""
    evidence: defaultdict[str, float] = defaultdict(float)
    for words in texts:
        for before, word, after in zip([_MARK, *words], words, [*words[1:], _MARK], strict=False):
            if word.part is _Part.LATIN:
                evidence[word.key] += _noun_evidence(before, word, after)
    return {key for key, weight in evidence.items() if weight > 0}


def _noun_evidence(before: _Word, word: _Word, after: _Word) -> float:
    """How much the words beside a Latin word say for its being a noun here."""
    if word.is_capital and before is not _MARK:
        return 1.0  # a name
    if _NO_NOUN.search(word.plain) and word.plain not in _NOUN:
        return -1.0
    if after.plain in VERB_PRECEDES or before.plain in VERB_FOLLOWS or before.plain in ADJECTIVE_FOLLOWS:
        return -1.0
    if after.part is _Part.LATIN:
        return -_ADJECTIVE
    if before.plain in NOUN_FOLLOWS or before.part is not _Part.NONE or word.is_capital:
        return 1.0
    return 0.0


def _stretches(words: Sequence[_Word]) -> Iterator[Sequence[_Word]]:
    """What may be a phrase: up to three words side by side, or one that is more than a character."""
    for first, word in enumerate(words):
        for last in range(first, min(first + _LONGEST, len(words))):
            if words[last].part is _Part.NONE:
                break
            if last > first or word.part is not _Part.BESIDE:
                yield words[first : last + 1]


def _kept(texts: Sequence[Sequence[Sequence[_Word]]], nouns: Collection[str]) -> set[Key]:
    """Keys of the stretches that are phrases: they end in a noun, or their words hardly ever part."""
    holding = Counter(key for stretches in texts for key in {_key(stretch) for stretch in stretches})
    single = Counter(key for stretches in texts for key in {word.key for each in stretches for word in each})
    some = {_key(stretch): stretch for stretches in texts for stretch in stretches}
    kept = set()
    for key, stretch in some.items():
        if len(stretch) == 1 and stretch[0].plain in GENERAL:
            continue
        noun = [word.part is _Part.NOUN or word.key in nouns for word in stretch]
        plain = all(word.part in (_Part.NOUN, _Part.LATIN) for word in stretch)
        rarest = min((single[word.key] for word in stretch if len(word.plain) > 1), default=0)
        fewest = _FEWEST if any(word.part is _Part.BESIDE and len(word.plain) > 1 for word in stretch) else _TWICE
        coheres = holding[key] >= max(fewest, _COHESION * rarest)
        if (plain and noun[-1]) or (any(noun) and not plain and coheres):
            kept.add(key)
    return kept


def _key(stretch: Iterable[_Word]) -> Key:
    return tuple(word.key for word in stretch)
