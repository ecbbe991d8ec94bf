"""What somebody holds, in a sentence or two: the short statements in a quote, and how much each is a position."""

import re
from collections.abc import Iterator

from knowledge.model import Quote
from knowledge.quoting import thought
from knowledge.sentences import Span, pieces, sentences, width
from knowledge.windows import windows

SHORTEST = 12  # width of a statement; what is shorter says nothing by itself
LONGEST = 110  # width; a sentence over this is cut at clause ends
_QUESTION = re.compile(r"[?？][”’」』）)\"']*$")
_TRAILING = ",，、;；:："
# Who tells what happened takes no position by it.
_TELLING = re.compile(
    r"\d{4}\s*年|上周|昨天|今天早上|那天|当时|有一次|飞回家|然后,我"
    r"|\b(?:in (?:19|20)\d\d|last (?:week|month|year)|yesterday|one day|back then|at the time)\b",
    re.IGNORECASE,
)
_CUT = 0.5  # what it costs to begin inside a sentence


def statements(quote: Quote) -> Iterator[Quote]:
    """Runs of whole sentences of a quote, none over the end of a line; questions state nothing."""
    begin = quote.begin
    for line in quote.text.splitlines(keepends=True):
        for span in windows(line):
            for start, end in _cut(line, span):
                said = line[start:end]
                if width(said) >= SHORTEST and not _QUESTION.search(said):
                    yield Quote(quote.passage, begin + start, begin + end, None, quote.score)
        begin += len(line)


def holds(statement: Quote) -> float:
    """How much a statement is a position that stands by itself, and not telling or courtesy; at most 1."""
    text = statement.passage.text
    starts = {begin for begin, _ in sentences(text)}
    return thought(statement.text) - bool(_TELLING.search(statement.text)) - _CUT * (statement.begin not in starts)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A span in pieces that fit, without the comma at which they were cut."""
    begin, end = span
    longest = int(LONGEST * (end - begin) / width(text[begin:end]))
    for first, last in pieces(text, span, max(1, longest)):
        yield first, first + len(text[first:last].rstrip(_TRAILING)) or last
