"""What a question asks for: a word with all its translations is one sense, and so are all spellings of a name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from knowledge.dictionary import LONGEST_PHRASE, Dictionary
from knowledge.folding import folded
from knowledge.lexical import Sense, Wording
from knowledge.model import Spellings
from knowledge.scripts import is_chinese
from knowledge.tokens import bigrams, is_telling, query_terms, stem, terms, words

_MOST = 16  # translations of one word that are looked for
_CHARACTER = 0.5  # what a single character says of the word that it translates
_COMMONEST, _SPOKEN = ("的", "the"), 0.2
_FORGIVEN, _LIKENESS, _SLIP = 5, 0.8, 0.8  # letters of a word that may be misspelt; how like it must be; what it says
_PART = 0.4  # what one word of a translation of several says of the whole

Count = Callable[[str], int]
"""How many passages of a library have a term in their words."""

Like = Callable[[str], Sequence[str]]
"""Words of a library that begin like a term."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as a library understands it.

    `rendering` is the question followed by the words that the library has for what it says otherwise, in
    another language or by another name; the question itself where there are none. `translated` are the
    stems of its words that the library says in another language, one that it speaks.
    """

    question: str
    senses: tuple[Sense, ...]
    rendering: str
    translated: frozenset[str] = frozenset()


def read(
    question: str, dictionary: Dictionary | None, names: Sequence[Spellings], count: Count, like: Like = lambda _: ()
) -> Reading:
    """Without a dictionary nothing is translated; `names` are the names in the question, in all spellings."""
    named = [sense_of(spellings) for spellings in names]
    without = {term for sense in named for wording in sense for term in wording.terms}
    translated = dict(_translated(words(question), dictionary, count)) if dictionary else {}
    translated = {key: found for key, found in translated.items() if key not in without}
    spoken = {key: found for key, found in translated.items() if _is_spoken(_spelt(found[0]), count)}
    otherwise = frozenset(word for key in spoken for word in key.split())
    added = [_usual(spellings, question, count) for spellings in names]
    added += [_spelt(found[0]) for key, found in spoken.items() if _count(found[0], count) > count(key)]
    own: list[Sense] = [
        [Wording((term,)), *(translated.pop(term, None) or _misspelt(term, count, like))]
        for term in query_terms(question)
        if term not in without
    ]
    rendering = " ".join(filter(None, [question, *added]))
    return Reading(question, (*own, *translated.values(), *named), rendering, otherwise)


def full_names(question: str, dictionary: Dictionary | None) -> list[tuple[str, str]]:
    """Latin words side by side that stand in no dictionary: most likely somebody's name, in lower case."""
    if not dictionary:
        return []
    every = words(question)
    strange = [word.isascii() and word.isalpha() and len(word) > 3 and is_telling(word) for word in every]
    strange = [odd and not dictionary.chinese([word]) for odd, word in zip(strange, every, strict=True)]
    return [pair for pair, odd in zip(pairwise(every), pairwise(strange), strict=True) if all(odd)]


def _is_spoken(word: str, count: Count) -> bool:
    """Whether the library speaks the language of a word, and does not merely drop it now and then.

    It does if the commonest word of that language stands in a good part of the passages that have either.
    """
    chinese, english = map(count, _COMMONEST)
    return (chinese if is_chinese(word) else english) >= _SPOKEN * (chinese + english)


def _misspelt(term: str, count: Count, like: Like) -> list[Wording]:
    """A Latin word that the library does not have, as the library spells the word most like it."""
    if count(term) or len(term) < _FORGIVEN or not (term.isascii() and term.isalpha()):
        return []
    meant = get_close_matches(term, like(term), 1, cutoff=_LIKENESS)
    return [Wording((stem(word),), _SLIP) for word in meant if count(stem(word))]


def sense_of(names: Iterable[str]) -> Sense:
    """All spellings of a name: 小扎 finds 扎克伯格."""
    return [Wording(spelt) for spelt in dict.fromkeys(tuple(dict.fromkeys(terms(name))) for name in names) if spelt]


def _usual(spellings: Spellings, question: str, count: Count) -> str:
    """The spelling of a name that the library uses most; nothing if the question uses it."""
    said = {name: min(map(count, terms(name)), default=0) for name in spellings}
    usual = max(spellings, key=said.__getitem__)
    return "" if not said[usual] or folded(usual) in folded(question) else usual


def _count(wording: Wording, count: Count) -> int:
    return min(map(count, wording.terms))


def _spelt(wording: Wording) -> str:
    """A wording as text: its terms are one word, or the pairs of characters of one."""
    first, *others = wording.terms
    return first + "".join(pair[-1] for pair in others)


def _translated(every: Sequence[str], dictionary: Dictionary, count: Count) -> Iterator[tuple[str, list[Wording]]]:
    """The words and phrases of a question that the library says in the other language, with how it says them."""
    at = 0
    while at < len(every):
        ahead = every[at : at + LONGEST_PHRASE]
        if is_chinese(ahead[0]):
            size, found = 1, _in_english(ahead[0], dictionary, count)
        else:
            size, found = _in_chinese(ahead, dictionary, count)
        if found:
            yield " ".join(map(stem, ahead[:size])), found
        at += size


def _in_chinese(ahead: Sequence[str], dictionary: Dictionary, count: Count) -> tuple[int, list[Wording]]:
    """The longest phrase that `ahead` begins with and that the library says in Chinese: its length and wordings."""
    for size in range(len(ahead), 0, -1):
        if size > 1 or is_telling(ahead[0]):
            found = [
                Wording(said, translation.weight * (_CHARACTER if len(translation.text) == 1 else 1))
                for translation in dictionary.chinese(ahead[:size])
                if (said := _said(translation.text, count))
            ]
            if found:
                return size, sorted(found, key=lambda wording: -wording.weight)[:_MOST]
    return 1, []


def _said(chinese: str, count: Count) -> tuple[str, ...]:
    """The terms by which the library has a Chinese word; none if it has not."""
    if count(chinese):
        return (chinese,)
    pairs = tuple(bigrams(chinese))
    return pairs if len(pairs) > 1 and all(map(count, pairs)) else ()


def _in_english(word: str, dictionary: Dictionary, count: Count) -> list[Wording]:
    if not is_telling(word):
        return []
    found: dict[str, float] = {}
    for translation in dictionary.english(word)[:_MOST]:
        parts = translation.text.split()
        weight = translation.weight * (1 if len(parts) == 1 else _PART)
        found |= {part: max(weight, found.get(part, 0.0)) for part in parts if is_telling(part) and count(part)}
    return sorted((Wording((part,), weight) for part, weight in found.items()), key=lambda wording: -wording.weight)
