"""Which of the people of an article are told to be men or women, by the titles before and behind their names.

A given name or an office tells nothing here.
"""

import re
from collections.abc import Iterable

from knowledge.transcripts.persons import SOMEBODY, Mention

_BEHIND = 2  # characters of a Chinese title
_COUPLE = re.compile(r"\b(?:and|&)\s$")
_HE = re.compile(r"(?:Mr|Sir|Lord)\b|.*先生$")
_SHE = re.compile(r"(?:Mrs|Ms|Miss|Lady|Dame)\b|.*女士$")


def genders(text: str, mentions: Iterable[Mention]) -> dict[int, bool]:
    """Of each person of whom it is told, and told alike everywhere, whether it is a woman."""
    told: dict[int, set[bool]] = {}
    for mention in mentions:
        if mention.who != SOMEBODY and (woman := _is_woman(text, mention)) is not None:
            told.setdefault(mention.who, set()).add(woman)
    return {who: all(women) for who, women in told.items() if len(women) == 1}


def is_other(pronoun: str, woman: bool | None) -> bool:
    """Whether a pronoun cannot be a person's of whom it is told, or not, whether it is a woman."""
    return woman is not None and woman is not (pronoun.casefold() in ("she", "她"))


def _is_woman(text: str, mention: Mention) -> bool | None:
    """By a title that belongs to a mention; the second of a couple under one name tells nothing of the person."""
    if _COUPLE.search(text[max(0, mention.begin - 5) : mention.begin]):
        return None
    behind = text[mention.end : mention.end + _BEHIND]
    words = text[mention.begin : mention.end] + (behind if behind in ("先生", "女士") else "")
    if _HE.match(words):
        return False
    return True if _SHE.match(words) else None
