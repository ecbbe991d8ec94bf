"""Whether somebody said some words: finds where they may stand, lays them beside what was said, and judges."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import log

import numpy as np

from knowledge.alignment import VOICE, WORD, aligned, distances
from knowledge.claims import Claim
from knowledge.model import Quote, Speaker
from knowledge.placing import Placing
from knowledge.shelves import Shelves
from knowledge.sponsors import SponsorReads
from knowledge.stretches import Laid, Stretches, Voice, stretches
from knowledge.tokens import stem
from knowledge.verification import Change, Place, Verdict, Verification

# What is left of the asked words after every difference, from which they are nearly what was said; fitted on
# the claims in tests/data/claims.jsonl.
_LIKE = 0.65
_LIKE_IN_PARTS = 0.75  # where something may lie between them, or where sentences were put together
_TELLING = 0.4  # of the asked words that are evidence of anything, weighed by rarity, the part that must stand there
_SPLICED = 0.15  # likeness that is gained if sentences are taken for put together
_LEVEL = 0.05  # likeness by which altered words are as near as the nearest
_OWN = 0.1  # likeness by which those of the one who is asked about go before another's
_FIRST = 3  # places that are told one by one
_OTHERS = 2  # that lie near besides

Nearest = Callable[[str, Speaker | None], tuple[Quote, ...]]


class Verifying:
    """Verifies words against what one asker may see; keeps the words of sponsor reads, which are in no index."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves, self._sponsors = shelves, SponsorReads(shelves)

    def verify(self, claim: Claim, speaker: Speaker | None, nearest: Nearest) -> Verification:
        """Whether the speaker, or anybody if none is named, said these words; never a guess."""
        found = self._places(claim, speaker)
        asked_of = speaker.id if speaker else ("" if claim.named else None)
        groups = {verdict: [place for place in found if _verdict(place, asked_of) is verdict] for verdict in Verdict}
        best = _best(found, asked_of)
        if best is None:
            return Verification(
                claim.text, Verdict.NOT_FOUND, speaker, claim.named, nearest=nearest(claim.text, speaker)
            )
        verdict = _verdict(best, asked_of)
        level = [
            place
            for place in groups[verdict]
            if place.is_exact == best.is_exact and place.likeness >= best.likeness - _LEVEL
        ]
        level.sort(key=lambda place: (-place.likeness, place.source.id, place.pieces[0].span))
        others = [place for place in found if asked_of and _is_of(place, asked_of) and place not in level]
        return Verification(
            claim.text,
            verdict,
            speaker,
            claim.named,
            exact=best.is_exact,
            elided=any(place.elided for place in level[:_FIRST]),
            places=tuple(level[:_FIRST]),
            count=len(level),
            also=tuple(others[:_OTHERS]),
        )

    def _places(self, claim: Claim, speaker: Speaker | None) -> list[Place]:
        """Everywhere the words stand, or nearly: each voice by itself, sponsor reads, and last several voices."""
        around = stretches(self._shelves, claim.parts, speaker.id if speaker else None)
        found = self._fitting(claim, around.voices(), claim.gaps, Change.ELIDED)
        if not any(place.is_exact and place.speaker for place in found):
            found += self._fitting(claim, self._sponsors.like(claim).voices(), claim.gaps, Change.ELIDED)
        if not any(place.is_exact for place in found):
            found += self._of_several(claim, around)
            found += self._spliced(claim, speaker, max((place.likeness for place in found), default=0.0))
        return found

    def _spliced(self, claim: Claim, speaker: Speaker | None, likeness: float) -> list[Place]:
        """Where sentences stand one by one that were put together, if that fits better than anything."""
        if not claim.sentence_ends or likeness + _SPLICED > 1:
            return []
        around = stretches(self._shelves, claim.sentences, speaker.id if speaker else None)
        gaps = tuple(sorted({*claim.gaps, *claim.sentence_ends}))
        found = self._fitting(claim, around.voices(), gaps, Change.LEFT_OUT)
        return [place for place in found if place.likeness >= likeness + _SPLICED]

    def _of_several(self, claim: Claim, around: Stretches) -> list[Place]:
        exact = self._fitting(claim, around.together(), (), Change.ELIDED, like=1.0) if not claim.gaps else []
        return [place for place in exact if place.is_of_several]

    def _fitting(
        self, claim: Claim, voices: Iterable[Voice], gaps: Sequence[int], gap: Change, like: float | None = None
    ) -> list[Place]:
        """The places at which the words fit well enough, in the order of the library."""
        asked, numbers = claim.numbered(gaps)
        laid = Laid(voices, numbers)
        if not len(laid.said.words):
            return []
        least = like or (_LIKE_IN_PARTS if gaps else _LIKE)
        most = int(WORD * len(claim.tokens) * (1 - least) + 1e-9)
        far = distances(asked, laid.said)
        placing = Placing(self._shelves, claim.tokens, gaps, gap)
        places = []
        for first, last in _ends(far, laid, asked[-1], most, one_only=bool(gaps)):
            start = first if gaps else max(first, last - 2 * len(asked) - 1)
            steps = aligned(asked, laid.said.part(start, last + 1), last - start)
            there = [(word, start + at if at is not None else None) for word, at in steps]
            places.append(placing.place(there, laid, int(far[last])))
        return [place for place in places if place and (place.is_exact or self._tells(claim, place))]

    def _tells(self, claim: Claim, place: Place) -> bool:
        """Whether enough of the words that are evidence of anything are among the equal ones."""
        equal = [one.asked for piece in place.pieces for one in piece.differences if one.change is Change.EQUAL]
        every = self._shelves.count()
        kept = whole = 0.0
        for word, (begin, end) in claim.telling:
            rarity = log(1 + every / (1 + self._shelves.frequency(stem(word))))
            tokens = claim.tokens[begin:end]
            whole += rarity
            kept += rarity * all(any(a <= token.start < b for a, b in equal) for token in tokens)
        return kept >= _TELLING * whole


def _ends(
    far: np.ndarray[tuple[int], np.dtype[np.int64]], laid: Laid, ending: int, most: int, *, one_only: bool
) -> Iterator[tuple[int, int]]:
    """Where voices begin, and in each of them where the words end best: everywhere if they are these very words."""
    firsts = [*np.flatnonzero(laid.said.words == VOICE).tolist(), len(far)]
    for first, after in pairwise(firsts):
        least = int(far[first:after].min())
        if least > most:
            continue
        ends = [first + int(at) for at in np.flatnonzero(far[first:after] == least)]
        ends = [end for end in ends if laid.heard(end)] or ends
        if least == 0 and not one_only:
            yield from ((first, end) for end in ends)
            continue
        # Of equal ends the one with the asked word goes first, and then the last: a word replaced, and not added.
        together = [end for end in ends if end - ends[0] < 2]
        yield first, next((end for end in ends if laid.said.words[end] == ending), together[-1])


def _best(found: Sequence[Place], asked_of: str | None) -> Place | None:
    """These very words before nearly these, of the one asked about before anybody else's, anybody's before nobody's."""
    order = [Verdict.EXACT, Verdict.ANOTHER, Verdict.UNCREDITED, Verdict.SEVERAL, Verdict.ALTERED]
    exact = [place for place in found if place.is_exact]
    if exact:
        return min(exact, key=lambda place: order.index(_verdict(place, asked_of)))
    return max(
        found, key=lambda place: place.likeness + _OWN * (_verdict(place, asked_of) is Verdict.ALTERED), default=None
    )


def _verdict(place: Place, asked_of: str | None) -> Verdict:
    """What a place says of the words: of somebody by id, of anybody if None, of nobody here if empty."""
    if place.is_of_several:
        return Verdict.SEVERAL
    if place.speaker is None:
        return Verdict.UNCREDITED
    if asked_of is not None and place.speaker.id != asked_of:
        return Verdict.ANOTHER
    return Verdict.EXACT if place.is_exact else Verdict.ALTERED


def _is_of(place: Place, speaker: str) -> bool:
    return place.speaker is not None and place.speaker.id == speaker
