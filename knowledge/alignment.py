"""Lays asked words beside said ones: where among them they fit best, and what differs there.

Words are numbers here. The measure is the edit distance with free ends (Sellers 1980), one row of its table at a
time, over everything that was said at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

GAP = -2  # among the asked words: any words of the same voice may lie here
BORDER, VOICE = -3, -4  # among the said words: a run begins, and a voice, whose first run it is
UNASKED = -1  # among the said words: any word that is not asked
# What differs costs in half words: a word in place of another more than one too many or too few, lest unrelated
# words be laid beside each other, and less than both.
WORD, _REPLACED = 2, 3
_NEVER = 1 << 20  # what crossing a border costs; more than any text has words
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Step = tuple[int | None, int | None]
"""An asked word beside a said one, by their positions; None where the other has no counterpart."""


@dataclass(frozen=True, slots=True)
class Said:
    """Runs of words, each behind its BORDER: only a gap leads from one to the next, and nothing to another VOICE."""

    words: Numbers

    def part(self, start: int, stop: int) -> "Said":
        """From one word to another, with a border in place of the first."""
        words = self.words[start:stop].copy()
        words[0] = VOICE
        return Said(words)


def distances(asked: Sequence[int], said: Said) -> Numbers:
    """How much differs, in half words, if the asked ones end with each of the said ones."""
    last: Numbers = np.zeros(0, dtype=np.int64)
    for last in _rows(asked, said):  # noqa: B007
        pass
    return last


def aligned(asked: Sequence[int], said: Said, last: int) -> list[Step]:
    """The asked words beside the said ones that end with the one at `last`, with the fewest differences."""
    table = list(_rows(asked, said.part(0, last + 1)))
    steps: list[Step] = []
    i, j = len(asked), last
    while i:
        here, above = table[i][j], table[i - 1]
        if asked[i - 1] == GAP:
            steps.append((i - 1, None))
            j = next(k for k in range(j, -1, -1) if above[k] == here)
            i -= 1
            continue
        inside = said.words[j] >= UNASKED and j > 0
        same = bool(said.words[j] == asked[i - 1])
        step: Step
        # A word more in the source before a word in place of another: 7 亿 has lost the 万 of 7 万亿.
        if inside and same and here == above[j - 1]:
            i, j, step = i - 1, j - 1, (i - 1, j)
        elif inside and here == table[i][j - 1] + WORD:
            j, step = j - 1, (None, j)
        elif inside and here == above[j - 1] + _REPLACED:
            i, j, step = i - 1, j - 1, (i - 1, j)
        else:
            i, step = i - 1, (i - 1, None)
        steps.append(step)
    return steps[::-1]


def _rows(asked: Sequence[int], said: Said) -> Iterator[Numbers]:
    """The table of distances, a row for each asked word and one before them."""
    borders, voices = said.words <= BORDER, said.words == VOICE
    steps = np.cumsum(np.where(borders, _NEVER, WORD))
    gaps = np.cumsum(np.where(voices, _NEVER, 0))
    row: Numbers = np.zeros(len(said.words), dtype=np.int64)
    yield row
    for word in asked:
        if word == GAP:
            row = np.minimum.accumulate(row - gaps) + gaps
        else:
            diagonal = np.empty_like(row)
            diagonal[0], diagonal[1:] = _NEVER, row[:-1]
            diagonal += np.where(said.words == word, 0, _REPLACED)
            diagonal[borders] = _NEVER
            row = np.minimum.accumulate(np.minimum(diagonal, row + WORD) - steps) + steps
        yield row
