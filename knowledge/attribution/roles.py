"""Who of the candidates asks and who answers, and whom a label in a file means."""

from collections.abc import Sequence

from knowledge.attribution.candidates import Candidate
from knowledge.folding import folded
from knowledge.model import Speaker


def castings(candidates: Sequence[Candidate]) -> list[tuple[bool, ...]]:
    """Every way in which they may ask (True) and answer: one if their roles are told, else each in turn alone."""
    told = tuple(candidate.asks is True for candidate in candidates)
    if any(told) and not all(told):
        return [told]
    free = [i for i, candidate in enumerate(candidates) if candidate.asks is None] or range(len(candidates))
    return [tuple((i == alone) != all(told) for i in range(len(candidates))) for alone in free]


def meant(label: Speaker, candidates: Sequence[Candidate]) -> int | None:
    """The place of the candidate whom a label in a file names, by a name or by the only role of its kind."""
    names = {folded(name) for name in label.names}
    named = [
        i for i, candidate in enumerate(candidates) if label.id == candidate.speaker.id or names & candidate.spellings
    ]
    asks = Candidate(Speaker("", "", role=label.name)).asks
    playing = [i for i, candidate in enumerate(candidates) if asks and candidate.asks]
    for found in (named, playing):
        if len(found) == 1:
            return found[0]
    return None
