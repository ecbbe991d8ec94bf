"""Quotation marks in prose: what stands between which, in Chinese, English and British style.

Who said it is no question here. Where marks do not fit each other, as in a paragraph with an odd number of
straight ones, nothing is taken to stand between them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {"“": "”", "「": "」", "『": "』"}
_MARKS = re.compile("[“”「」『』]")
_STRAIGHT = re.compile('"')
_OPENED = re.compile(r"(?:^|[\s(（\[—–\-:：,，。；;、\u3400-\u9fff“])$")
# An apostrophe stands between letters or behind a word; a single mark opens before a word, and closes behind a
# sign of punctuation.
_SINGLE_OPENS = re.compile(r"(?<![^\W_])[‘'](?=[^\W_]|[“\"…])")
_SINGLE_CLOSES = re.compile(r"(?<=[,.?!…—”\"])[’'](?![^\W_])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text[begin:end]`, between marks at `opens:begin` and `end:closes`.

    One that `goes_on` closes in a later paragraph. Offsets are into the text of which its paragraph is a part.
    """

    opens: int
    begin: int
    end: int
    closes: int
    goes_on: bool = False


def quotations(text: str, begin: int, end: int) -> list[Quotation]:
    """What stands between marks in the paragraph `text[begin:end]`, in order; not what is quoted within it."""
    found = list(_paired(text, begin, end))
    inside = [mark for mark in _STRAIGHT.finditer(text, begin, end) if not _covers(found, mark.start())]
    found += _straight(text, begin, [mark.start() for mark in inside], end)
    if not found or not any(quotation.goes_on for quotation in found):
        found += [single for single in _single(text, begin, end) if not _overlaps(found, single)]
        found = [one for one in found if not any(_within(one, other) for other in found)]
    return sorted((one for one in found if text[one.begin : one.end].strip()), key=lambda one: one.opens)


def _paired(text: str, begin: int, end: int) -> Iterator[Quotation]:
    """Between marks that open and marks that close; the same may stand inside."""
    open_at: list[int] = []
    for mark in _MARKS.finditer(text, begin, end):
        if mark[0] in _PAIRS:
            open_at.append(mark.start())
        elif open_at and _PAIRS[text[open_at[-1]]] == mark[0]:
            first = open_at.pop()
            if not open_at:
                yield Quotation(first, first + 1, mark.start(), mark.end())
    if len(open_at) == 1:
        yield Quotation(open_at[0], open_at[0] + 1, end, end, goes_on=True)


def _straight(text: str, begin: int, marks: list[int], end: int) -> list[Quotation]:
    """Between straight marks, if each opens and closes by where it stands; a last one may go on."""
    pairs = [Quotation(a, a + 1, b, b + 1) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    if len(marks) % 2:
        pairs.append(Quotation(marks[-1], marks[-1] + 1, end, end, goes_on=True))
    fitting = all(_opens(text, begin, pair.opens) and not text[pair.begin : pair.begin + 1].isspace() for pair in pairs)
    return pairs if fitting else []


def _opens(text: str, begin: int, mark: int) -> bool:
    return _OPENED.search(text[max(begin, mark - 1) : mark]) is not None


def _single(text: str, begin: int, end: int) -> Iterator[Quotation]:
    """Between single marks, the second before another one opens; else they are apostrophes."""
    opening = list(_SINGLE_OPENS.finditer(text, begin, end))
    for index, mark in enumerate(opening):
        limit = opening[index + 1].start() if index + 1 < len(opening) else end
        if close := _SINGLE_CLOSES.search(text, mark.end(), limit):
            yield Quotation(mark.start(), mark.end(), close.start(), close.end())


def _covers(found: list[Quotation], offset: int) -> bool:
    return any(one.opens <= offset < one.closes for one in found)


def _overlaps(found: list[Quotation], single: Quotation) -> bool:
    """Whether single marks stand inside others, or across them; around them they may."""
    return any(one.opens < single.closes and single.opens < one.closes and not _within(one, single) for one in found)


def _within(inner: Quotation, outer: Quotation) -> bool:
    return outer.opens < inner.opens and inner.closes < outer.closes
