"""Words as they are compared when somebody asks whether they were said: what is no word folds away, all else counts.

Offsets are kept, so that what is found can be shown as it stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.folding import folded
from knowledge.scripts import is_chinese

# Marks and invisible characters within a word belong to it: without its marks it may be another word.
_MARK = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u109f"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff"
)
_SINGLE = r"\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # written without spaces
_FIRST = rf"(?:(?![{_SINGLE}])[^\W\d_])"
_LETTER = rf"(?:{_FIRST}|[{_MARK}])"
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*)"
    rf"|[{_SINGLE}]"
    rf"|{_FIRST}{_LETTER}*(?:['’ʼ＇]{_LETTER}+)*"
    # What alters a number: a currency, a share, degrees, a sign. Elsewhere a hyphen joins words.
    r"|[$€£¥￥₿₹₩＄%％‰°℃℉+＋#]|(?<![^\s(（])[-−－](?=\d)"
    r"|[^\W_]"
)
# Spellings in Traditional Chinese that only the word around them decides; alone the converter leaves them.
_SAME = str.maketrans("著藉瞭", "着借了")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, Chinese character or sign of a text, folded, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """Many words in a row, as three lists of one length: what is compared, and where it starts and ends."""

    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, at: int) -> Token:
        return Token(self.words[at], self.starts[at], self.ends[at])

    def part(self, begin: int, end: int) -> "Words":
        return Words(self.words[begin:end], self.starts[begin:end], self.ends[begin:end])


def spelt(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words of a text, or of a span of it, in order.

    Chinese is compared by characters: how a dictionary cuts it depends on what stands around it.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        words.append(_folded(match[0], number=match.lastgroup is not None))
        starts.append(match.start())
        ends.append(match.end())
    return Words(words, starts, ends)


def tokens(text: str) -> tuple[Token, ...]:
    """The same one by one."""
    found = spelt(text)
    return tuple(found[at] for at in range(len(found)))


def weight(token: Token) -> float:
    """How much a word says, in Chinese characters: signs nothing."""
    if not any(char.isalnum() for char in token.word):
        return 0.0
    return 1.0 if is_chinese(token.word) else 1.5


@lru_cache(maxsize=100_000)
def _folded(word: str, *, number: bool) -> str:
    plain = folded(word).translate(_SAME)
    if number:
        return re.sub(r"[,，]", "", plain)
    return re.sub(r"[’ʼ]", "'", plain).replace("−", "-").replace("￥", "¥")
