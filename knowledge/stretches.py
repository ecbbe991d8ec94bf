"""Where words that are asked about may stand: the stretches around the passages that share most of them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.alignment import BORDER, UNASKED, VOICE, Said
from knowledge.indexes import Only
from knowledge.lexical import Wording
from knowledge.model import OWN_WORDS, Kind, Turn
from knowledge.sentences import Span
from knowledge.shelves import Shelves
from knowledge.tokens import query_terms
from knowledge.uttered import Token, Words, spelt

_RAREST, _TOGETHER = 12, 5  # terms that passages are looked for with: any of them, and all of them
_CANDIDATES, _OF_SPEAKER = 24, 12  # passages that are looked at
_INTERJECTION = 25  # others' words, up to which somebody goes on with what they were saying
_REACH, _REACH_MORE = 1.5, 150  # times the length of the asked words, and characters: looked at around a passage


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is looked at of a turn; offsets are those of its source's text."""

    source: str
    turn: Turn
    words: Words


Run = Sequence[Utterance]
Voice = Sequence[Run]


@dataclass(frozen=True, slots=True)
class Heard:
    """A word of a turn."""

    source: str
    turn: Turn
    token: Token


class Laid:
    """Voices laid out in a row for an alignment, and what stands at each place of it."""

    def __init__(self, voices: Iterable[Voice], numbers: Mapping[str, int]) -> None:
        words: list[int] = []
        self._utterances: list[Utterance] = []
        self._firsts: list[int] = []
        for voice in voices:
            for run in voice:
                words.append(VOICE if run is voice[0] else BORDER)
                for utterance in run:
                    self._firsts.append(len(words))
                    self._utterances.append(utterance)
                    words += [numbers.get(word, UNASKED) for word in utterance.words.words]
        self.said = Said(np.asarray(words, dtype=np.int64))

    def heard(self, at: int) -> Heard | None:
        """The word at a place; None where a border stands, and beyond either end."""
        if not 0 <= at < len(self.said.words) or self.said.words[at] <= BORDER:
            return None
        which = bisect_right(self._firsts, at) - 1
        utterance = self._utterances[which]
        return Heard(utterance.source, utterance.turn, utterance.words[at - self._firsts[which]])


class Stretches:
    """What may hold some words, read once; each stretch is all that is said there, in order."""

    def __init__(self, stretches: Iterable[Run]) -> None:
        self._stretches = [stretch for stretch in stretches if stretch]

    def voices(self) -> list[Voice]:
        """Each voice by itself, in as many runs as it speaks in without more than an interjection between."""
        found: dict[tuple[str, str | int], list[list[Utterance]]] = {}
        for stretch in self._stretches:
            ends: dict[tuple[str, str | int], int] = {}
            said = 0
            for one in stretch:
                key = (one.source, _voice(one.turn))
                runs = found.setdefault(key, [])
                if key not in ends or said - ends[key] > _INTERJECTION:
                    runs.append([])
                runs[-1].append(one)
                said += len(one.words)
                ends[key] = said
        return list(found.values())

    def together(self) -> list[Voice]:
        """Every stretch as it was said, whoever said it."""
        return [[stretch] for stretch in self._stretches]


def stretches(shelves: Shelves, parts: Sequence[str], speaker: str | None) -> Stretches:
    """Around the passages that share the rarest words with any of the parts of a claim."""
    ids = [id for part in parts for id in _candidates(shelves, part, speaker)]
    reach = int(_REACH * max(map(len, parts))) + _REACH_MORE
    spans: dict[str, list[Span]] = {}
    for passage in shelves.passages(dict.fromkeys(ids)).values():
        spans.setdefault(passage.source.id, []).append((passage.start - reach, passage.end + reach))
    order = [source for source in shelves.sources if source in spans]
    return Stretches(_heard(shelves, source, span) for source in order for span in _joined(spans[source]))


def whole_turns(shelves: Shelves, turns: Iterable[tuple[str, Turn]]) -> Stretches:
    """Turns each by itself."""
    return Stretches(_heard(shelves, source, (turn.start, turn.end)) for source, turn in turns)


def _candidates(shelves: Shelves, part: str, speaker: str | None) -> Iterator[str]:
    """Passages with all of the rarest words first: these very words are there however common each of them is."""
    counts = {term: shelves.frequency(term) for term in query_terms(part)}
    rarest = sorted((term for term in counts if counts[term]), key=counts.__getitem__)[:_RAREST]
    # How a dictionary cuts Chinese depends on what stands around it; pairs of characters are always indexed.
    sure = [term for term in rarest if term.isascii() or len(term) == 2][:_TOGETHER]
    whoever, own = Only(), Only(speaker=speaker)
    searches = [([[Wording(tuple(sure))]], _CANDIDATES), ([[Wording((term,))] for term in rarest], _CANDIDATES)]
    for asked, limit in searches if rarest and sure else searches[1:]:
        yield from (id for id, _ in shelves.lexical(asked, limit, whoever))
        if speaker:
            yield from (id for id, _ in shelves.lexical(asked, _OF_SPEAKER, own))


def _heard(shelves: Shelves, source: str, span: Span) -> list[Utterance]:
    """The words of a stretch of a source; what is no content is not said."""
    start, end = max(0, span[0]), span[1]
    text = shelves.words(source, 0, end + 1)
    heard: list[Utterance] = []
    for turn in shelves.turns_within(source, start, end):
        words = spelt(text, max(start, turn.start), min(end, turn.end))
        # A word that the edge of the stretch cuts is not that word.
        whole = words.part(turn.start < start, len(words) - (turn.end > end))
        if len(whole) and turn.kind is not Kind.BOILERPLATE:
            heard.append(Utterance(source, turn, whole))
    return heard


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _voice(turn: Turn) -> str | int:
    """Who speaks; of those whom nobody knows, each turn may be another's."""
    return turn.speaker if turn.speaker and turn.kind in OWN_WORDS else turn.index
