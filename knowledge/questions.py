"""What a question tells by its form: names in it, whether it asks for a view or a number, whether it is a bare word."""

import re

from knowledge.folding import folded
from knowledge.scripts import is_chinese

_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9\-]{2,}")
_CAPITALISED = re.compile(r"(?<![.?!:]\s)(?<!^)\b[A-Z][A-Za-z0-9]+\b")
_VIEW = re.compile(
    r"觉得|认为|看法|怎么看|怎么想|评价|态度|立场|主张|支持|反对|担心|相信|意思"
    r"|\b(?:think|thinks|view|views|opinion|feel|feels|feeling|believe|believes|mean|means|say|says|said|stance|position"
    r"|take on|according to|prefer|prefers|worried|buy the idea)\b"
)
_ASKS_NUMBER = re.compile(
    r"多少|几[个年天次种条]|哪一?年|\bhow (?:much|many|long|old|far|fast)\b|\bwhat year\b|\bwhen\b", re.IGNORECASE
)
_BARE_WORDS, _BARE_CHARACTERS = 3, 8


def names(text: str) -> list[str]:
    """Words of a question that look like names in Latin script, as they stand there.

    In a Chinese question that is every Latin word; in an English one a word with a capital inside the
    sentence.
    """
    pattern = _LATIN_WORD if is_chinese(text) else _CAPITALISED
    return [match[0] for match in pattern.finditer(text) if len(match[0]) > 1]


def asks_view(question: str) -> bool:
    """Whether a question asks what somebody thinks, feels or means, rather than for a fact."""
    return _VIEW.search(folded(question)) is not None


def asks_number(question: str) -> bool:
    """Whether only a number, an amount or a date can answer."""
    return _ASKS_NUMBER.search(folded(question)) is not None


def is_bare(topic: str) -> bool:
    """Whether a topic is a word or two rather than a question or a statement."""
    if any(mark in topic for mark in "?？"):
        return False
    return len(topic) <= _BARE_CHARACTERS if is_chinese(topic) else len(topic.split()) <= _BARE_WORDS


def as_question(topic: str) -> str:
    """A bare topic in the form of a question about what was said of it; for measuring, never shown."""
    return f"他们怎么看{topic}?" if is_chinese(topic) else f"what do they say about {topic}?"
