"""What somebody wrote in a message, as words to ask with: without mentions, addresses and marks of style. Pure."""

import re

from bot.markdown import unescaped
from knowledge.sentences import clipped, sentences

_BLOCK = re.compile(r"```(?:[\w+-]*\n)?(.*?)```", re.DOTALL)
_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>|</[^>:]+:\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|<id:\w+>")
_MASKED = re.compile(r"\[([^\]\n]+)\]\(<?https?://[^\s)]+>?\)")
_ADDRESS = re.compile(r"<?https?://[^\s<>\u3000-\u303f\uff00-\uffef]+>?")
_LINE = re.compile(r"^[ \t]*(?:>>>|>|#{1,3}(?= )|-#(?= )|[-*](?= ))[ \t]*", re.MULTILINE)
_STYLE = re.compile(r"(?<!\\)(?:\*\*|__|~~|\|\||`+)")
_EMPHASIS = re.compile(r"(?<![\w\\])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)")
_ASKS = re.compile(r"[?？][”’」』）)\"'》】]*$")


def plain(content: str) -> str:
    """The words of a message; blocks of code count only where there is nothing else."""
    return _plain(_BLOCK.sub(" ", content)) or _plain(_BLOCK.sub(r"\1", content))


def question_in(words: str, limit: int) -> str:
    """What a long text asks, in at most `limit` characters: its questions where it has any, else how it begins."""
    if len(words) <= limit:
        return words
    asking = [words[begin:end] for begin, end in sentences(words) if _ASKS.search(words[begin:end])]
    kept: list[str] = []
    for one in asking:
        if len(" ".join([*kept, one])) <= limit:
            kept.append(one)
    return " ".join(kept) or beginning(words, limit)


def beginning(words: str, limit: int) -> str:
    """The first whole sentences in at most `limit` characters."""
    begin, end = clipped(words, (0, len(words)), None, limit)
    return words[begin:end]


def _plain(text: str) -> str:
    for pattern, put in ((_MASKED, r"\1"), (_MENTION, " "), (_ADDRESS, ""), (_LINE, ""), (_STYLE, "")):
        text = pattern.sub(put, text)
    text = unescaped(_EMPHASIS.sub(r"\2", text))
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
