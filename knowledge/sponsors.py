"""The words of sponsor reads, which are in no index because they answer nothing: kept to tell what they said."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.claims import Claim
from knowledge.model import Kind, Turn
from knowledge.shelves import Shelves
from knowledge.stretches import Stretches, whole_turns
from knowledge.uttered import spelt

_PAIRS = 16  # pairs of neighbouring words of a claim that are looked for
_SHARED = 0.3  # of them, the part that must stand in a sponsor read
_MOST = 5  # sponsor reads that are looked at word by word


@dataclass(frozen=True, slots=True)
class _Read:
    source: str
    turn: Turn
    words: str


class SponsorReads:
    """Read when first asked for, and anew when the library changes."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._revision, self._reads = "", tuple[_Read, ...]()

    def like(self, claim: Claim) -> Stretches:
        """Those that share most pairs of neighbouring words with a claim."""
        words = [token.word for token in claim.tokens]
        pairs = [_joined(words[at : at + 2]) for at in range(len(words) - 1)]
        asked = pairs[:: max(1, len(pairs) // _PAIRS)]
        shared = [(sum(pair in read.words for pair in asked), read) for read in self._all()]
        best = sorted((found for found in shared if found[0] >= _SHARED * len(asked)), key=lambda found: -found[0])
        return whole_turns(self._shelves, ((read.source, read.turn) for _, read in best[:_MOST]))

    def _all(self) -> tuple[_Read, ...]:
        if self._revision != self._shelves.revision:
            revision = self._shelves.revision
            self._reads = tuple(
                _Read(source, turn, _joined(spelt(text, turn.start, turn.end).words))
                for source, turn in self._shelves.turns_of(Kind.AD)
                if (text := self._shelves.words(source, 0, turn.end))
            )
            self._revision = revision
        return self._reads


def _joined(words: Sequence[str]) -> str:
    """Words as one text, each between two line ends, so that no part of a word is found in it."""
    return "\n" + "\n".join(words) + "\n"
