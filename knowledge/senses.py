"""What a question asks for: a word with all its translations is one sense, and so are a person's names."""

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.dictionary import LONGEST_PHRASE, Dictionary
from knowledge.lexical import Sense, Wording
from knowledge.model import Speaker
from knowledge.tokens import bigrams, is_telling, query_terms, stem, terms, words

_MOST = 16  # translations of one word that are looked for
_CHARACTER = 0.5  # what a single character says of the word that it translates
_PART = 0.4  # what one word of a translation of several says of the whole
_HAN = re.compile(r"[\u3400-\u9fff]")


def senses(
    question: str, dictionary: Dictionary | None, says: Callable[[str], bool], *, without: frozenset[str] = frozenset()
) -> list[Sense]:
    """Everything that a question asks for, but for the terms in `without`.

    `says` tells whether a term stands anywhere in the library; without a dictionary nothing is
    translated.
    """
    translated = dict(_translated(words(question), dictionary, says)) if dictionary else {}
    own = [term for term in query_terms(question) if term not in without]
    found: list[Sense] = [[Wording((term,)), *translated.pop(term, ())] for term in own]
    return [*found, *translated.values()]


def names_of(speaker: Speaker) -> Sense:
    """All names of a speaker: 小扎 finds 扎克伯格."""
    return [
        Wording((term,)) for term in sorted({term for name in speaker.names for term in terms(name)}) if len(term) > 1
    ]


def _translated(
    every: Sequence[str], dictionary: Dictionary, says: Callable[[str], bool]
) -> Iterator[tuple[str, list[Wording]]]:
    """The words and phrases of a question that the library says in the other language, with how it says them."""
    at = 0
    while at < len(every):
        ahead = every[at : at + LONGEST_PHRASE]
        if _HAN.search(ahead[0]):
            size, found = 1, _in_english(ahead[0], dictionary, says)
        else:
            size, found = _in_chinese(ahead, dictionary, says)
        if found:
            yield " ".join(map(stem, ahead[:size])), found
        at += size


def _in_chinese(ahead: Sequence[str], dictionary: Dictionary, says: Callable[[str], bool]) -> tuple[int, list[Wording]]:
    """The longest phrase that `ahead` begins with and that the library says in Chinese: its length and wordings."""
    for size in range(len(ahead), 0, -1):
        if size > 1 or is_telling(ahead[0]):
            found = [
                Wording(said, translation.weight * (_CHARACTER if len(translation.text) == 1 else 1))
                for translation in dictionary.chinese(ahead[:size])
                if (said := _said(translation.text, says))
            ]
            if found:
                return size, found[:_MOST]
    return 1, []


def _said(chinese: str, says: Callable[[str], bool]) -> tuple[str, ...]:
    """The terms by which the library has a Chinese word; none if it has not."""
    if says(chinese):
        return (chinese,)
    pairs = tuple(bigrams(chinese))
    return pairs if len(pairs) > 1 and all(map(says, pairs)) else ()


def _in_english(word: str, dictionary: Dictionary, says: Callable[[str], bool]) -> list[Wording]:
    if not is_telling(word):
        return []
    found: dict[str, float] = {}
    for translation in dictionary.english(word)[:_MOST]:
        parts = translation.text.split()
        weight = translation.weight * (1 if len(parts) == 1 else _PART)
        found |= {part: max(weight, found.get(part, 0.0)) for part in parts if is_telling(part) and says(part)}
    return [Wording((part,), weight) for part, weight in found.items()]
