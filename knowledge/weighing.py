"""BM25 in two parts, for a search that is not done here: what a term weighs in a passage, and in a question."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

_K1, _B = 1.2, 0.75  # as tantivy has them
# Terms of a passage of average length, as the shipped transcripts have them; a passage that was weighed stays so.
_AVERAGE = 100

Wordings = Sequence[Mapping[str, float]]
"""One thing that a question asks for: its wordings, each with what its terms weigh; all must be there."""


def weighed(terms: Sequence[str]) -> dict[str, float]:
    """What the terms of a passage weigh in it."""
    length = _K1 * (1 - _B + _B * len(terms) / _AVERAGE)
    return {term: count * (_K1 + 1) / (count + length) for term, count in Counter(terms).items()}


def together(asked: Iterable[Wordings]) -> dict[str, float]:
    """All terms of a question, each with the most that it weighs in any wording."""
    terms: dict[str, float] = {}
    for wording in (wording for wordings in asked for wording in wordings):
        for term, weight in wording.items():
            terms[term] = max(weight, terms.get(term, 0.0))
    return terms


def scored(found: Mapping[str, Mapping[str, float]], asked: Sequence[Wordings], limit: int) -> list[tuple[str, float]]:
    """Those of the passages that hold anything that is asked, best first: of each thing its best wording counts."""
    scores = {
        id: sum(max((_score(held, one) for one in wordings), default=0.0) for wordings in asked)
        for id, held in found.items()
    }
    return sorted(((id, score) for id, score in scores.items() if score > 0), key=lambda pair: -pair[1])[:limit]


def _score(held: Mapping[str, float], wording: Mapping[str, float]) -> float:
    if not all(term in held for term in wording):
        return 0.0
    return sum(weight * held[term] for term, weight in wording.items())
