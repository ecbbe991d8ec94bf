"""Reads what somebody pastes to be verified: the words, the name that stands with them, and what they leave out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from knowledge.alignment import GAP
from knowledge.errors import ClaimTooShort
from knowledge.model import Speaker
from knowledge.sentences import Span, sentences
from knowledge.tokens import is_telling, words
from knowledge.uttered import Token, tokens, weight

LEAST = 6  # Chinese characters, or four English words; fewer anybody may have said
_TELLING = 2  # of them, words that are evidence of something
_LEAST_PART = 3  # between two gaps
_LEAST_SENTENCE = 6  # of a sentence that may have been put beside another
_OPENING, _CLOSING = "“\"'‘「『«〝＂„", "”\"'’」』»〞＂“"
_ELISION = re.compile(r"[\[(（【]?\s*(?:…+|\.{3,}|。{3,}|⋯+|(?:\. ){2,}\.)\s*[\])）】]?")
_NAME = r"[^\n“”\"「」『』—–―:：]{1,60}"
_TAIL = re.compile(rf"(?:(?<=[{_CLOSING}.!?。！？…])|\n)\s*(?:[-—–―~～]+|\bby\b|出自)\s*@?(?P<name>{_NAME}?)\s*$")
_SAID = r"(?:said|says|曾?[说說][过過]?|表示)"
_HEAD = re.compile(rf"@?(?P<name>{_NAME}?)\s*(?:{_SAID}?\s*[:：]|{_SAID}\s*[,，]?\s*(?=[{_OPENING}]))\s*")
_BEHIND = re.compile(rf"(?<=[{_CLOSING}])\s*[,，]?\s*(?P<name>{_NAME}?)\s*{_SAID}?\s*[.。]?$")
_BESIDE_NAME = re.compile(r"\s*[,，、(（\[\d/|·].*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """The words that are asked about and their tokens; after so many of them each of `gaps` leaves something out."""

    text: str
    tokens: tuple[Token, ...]
    gaps: tuple[int, ...]
    named: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The texts between the gaps."""
        return tuple(self.text[part[0].start : part[-1].end] for part in self._parts())

    @property
    def is_telling(self) -> bool:
        """Whether there are enough words, in all and between any two gaps, to tell who said them."""
        weights = [sum(map(weight, part)) for part in self._parts()]
        return (
            len({word for word, _ in self.telling}) >= _TELLING
            and sum(weights) >= LEAST
            and min(weights) >= _LEAST_PART
        )

    @property
    def telling(self) -> tuple[tuple[str, Span], ...]:
        """The words that are evidence of anything, as a dictionary cuts them, each with the tokens that it spans."""
        starts = list(accumulate((len(token.word) for token in self.tokens), initial=0))
        text, at = "".join(token.word for token in self.tokens), 0
        found: list[tuple[str, Span]] = []
        for word in words(self.text):
            begin = text.find(word, at)
            if begin >= 0:
                at = begin + len(word)
                if is_telling(word):
                    found.append((word, (bisect_right(starts, begin) - 1, bisect_left(starts, at))))
        return tuple(found)

    def _parts(self) -> Iterator[tuple[Token, ...]]:
        for begin, end in pairwise((0, *self.gaps, len(self.tokens))):
            yield self.tokens[begin:end]

    def numbered(self, gaps: Sequence[int]) -> tuple[list[int], dict[str, int]]:
        """The words as numbers with gaps among them, and the numbers."""
        numbers = {word: i for i, word in enumerate(dict.fromkeys(token.word for token in self.tokens))}
        found = [numbers[token.word] for token in self.tokens]
        for at in sorted(gaps, reverse=True):
            found.insert(at, GAP)
        return found, numbers

    @property
    def sentences(self) -> tuple[str, ...]:
        """The texts of the sentences between `sentence_ends`."""
        bounds = pairwise((0, *self.sentence_ends, len(self.tokens)))
        return tuple(self.text[self.tokens[begin].start : self.tokens[end - 1].end] for begin, end in bounds)

    @property
    def sentence_ends(self) -> tuple[int, ...]:
        """After how many tokens each whole sentence ends, but for the last; none if there is one only."""
        ends, begin = [], 0
        for _, end in sentences(self.text):
            upto = sum(token.start < end for token in self.tokens)
            if sum(map(weight, self.tokens[begin:upto])) >= _LEAST_SENTENCE:
                ends.append(upto)
                begin = upto
        rest = sum(map(weight, self.tokens[begin:]))
        return tuple(ends if rest >= _LEAST_SENTENCE else ends[:-1])


def read(text: str, find: Callable[[str], Speaker | None]) -> Claim:
    """A claim without its quotation marks and the name with them. Raises ClaimTooShort.

    `find` tells who goes by a name; where nobody does, it is taken for one only behind closing quotation marks.
    """
    (begin, end), named = _unnamed(text, find)
    begin, end = _unquoted(text, begin, end)
    claimed = text[begin:end]
    found = tokens(claimed)
    cuts = {sum(token.start < match.start() for token in found) for match in _ELISION.finditer(claimed)}
    claim = Claim(claimed, found, tuple(sorted(cuts - {0, len(found)})), named)
    if not claim.is_telling:
        raise ClaimTooShort
    return claim


def _unnamed(text: str, find: Callable[[str], Speaker | None]) -> tuple[Span, str | None]:
    whole = _stripped(text, 0, len(text))
    if tail := _TAIL.search(text, *whole):
        name = _BESIDE_NAME.sub("", tail["name"]).strip()
        before = _stripped(text, whole[0], tail.start())
        is_behind_quote = text[before[1] - 1 : before[1]] in _CLOSING and text[before[0]] in _OPENING
        if before[0] < before[1] and name and (find(name) or is_behind_quote):
            return before, name
    if (behind := _BEHIND.search(text, *whole)) and find(behind["name"]):
        return _stripped(text, whole[0], behind.start()), behind["name"]
    if head := _HEAD.match(text, *whole):
        name = head["name"].strip()
        if name and head.end() < whole[1] and find(name):
            return (head.end(), whole[1]), name
    return whole, None


def _unquoted(text: str, begin: int, end: int) -> Span:
    """Without quotation marks that open at its beginning and close at its end."""
    begin, end = _stripped(text, begin, end)
    while end - begin > 2 and text[begin] in _OPENING and text[end - 1] in _CLOSING:
        begin, end = _stripped(text, begin + 1, end - 1)
    return begin, end


def _stripped(text: str, begin: int, end: int) -> Span:
    while begin < end and (text[begin].isspace() or text[begin] in ">*_"):
        begin += 1
    while begin < end and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    return begin, end
