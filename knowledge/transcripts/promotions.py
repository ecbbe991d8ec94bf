"""Sponsor reads, greetings and requests to subscribe in a text without labels, each as a span of it.

A read is found as the likeliest way through the sentences, in which each is talk or read: what gives it away
counts for a read, words that only the read has hold it together, and silence of both counts against it. What
is done with the spans is decided in `setting_aside`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from knowledge.model import Kind
from knowledge.sentences import Span, pieces, sentences, width
from knowledge.tokens import is_telling, words
from knowledge.transcripts.greetings import is_greeting
from knowledge.transcripts.promotion_cues import Cue, cues_of, hosts

_PLAIN = 0.6  # what a sentence that nothing gives away counts against a read
_ENTER = 2.5  # what it takes to begin one; its cues must outweigh it
_TURN = 3.0  # what a change of the voice in the midst of one counts against it
_AFTER = 4.0  # and what going on does after the words that end it
_OWN, _BRAND, _SHARED = 0.5, 1.2, 2.2  # what a word of the read alone counts, its product, and at most
_NEAR = 8  # sentences around a read in which its words do not tell against it
_ENOUGH = 7.0  # what the cues of a read come to at least, unless it is announced
_ROUNDS = 3  # of looking for words that hold it together
_LONGEST, _PIECE = 160, 60  # widths: a longer stretch without a full stop is cut into pieces

_BINDING = frozenset({Cue.AUDIENCE, Cue.TESTIMONY, Cue.OPENING, Cue.CLOSING, Cue.CODE})


class Stretch(NamedTuple):
    """A span of a text that is not what anybody came to say: of kind AD or BOILERPLATE."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a piece of one: a span of a text, and who says it if that is known."""

    start: int
    end: int
    text: str
    voice: str | None = None


def promotions(text: str) -> tuple[Stretch, ...]:
    """The sponsor reads and greetings in a text, in order, each from its first to its last sentence."""
    return stretches(sentences_of(text, (0, len(text))))


def sentences_of(text: str, span: Span, *, voice: str | None = None, seams: Sequence[int] = ()) -> list[Sentence]:
    """The sentences of a span; what has no full stop for long is cut at seams, or else at clauses."""
    begin, end = span
    spans = [(begin + a, begin + b) for a, b in sentences(text[begin:end])]
    parts = [part for one in spans for part in _parts(text, one, seams)]
    return [Sentence(a, b, text[a:b], voice) for a, b in parts]


def stretches(said: Sequence[Sentence]) -> tuple[Stretch, ...]:
    """The sponsor reads and greetings among sentences in order, neighbours of one kind together."""
    reads = {i for first, last in _reads(said) for i in range(first, last + 1)}
    kinds = [Kind.AD if i in reads else Kind.BOILERPLATE if is_greeting(one.text) else None for i, one in enumerate(said)]
    found: list[Stretch] = []
    for i, (one, kind) in enumerate(zip(said, kinds, strict=True)):
        if kind and i and kinds[i - 1] is kind:
            found[-1] = Stretch(found[-1].start, one.end, kind)
        elif kind:
            found.append(Stretch(one.start, one.end, kind))
    return tuple(found)


def _parts(text: str, span: Span, seams: Sequence[int]) -> list[Span]:
    begin, end = span
    if width(text[begin:end]) <= _LONGEST:
        return [span]
    cuts = [begin]
    for seam in seams:
        if cuts[-1] < seam < end and width(text[cuts[-1] : seam]) >= _PIECE:
            cuts.append(seam)
    parts = [_stripped(text, *part) for part in pairwise([*cuts, end])]
    scale = (end - begin) / width(text[begin:end])
    return [piece for part in parts for piece in pieces(text, part, max(1, int(_LONGEST * scale)))]


def _stripped(text: str, begin: int, end: int) -> Span:
    part = text[begin:end]
    return begin + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _reads(said: Sequence[Sentence]) -> list[Span]:
    """First and last sentence of each read."""
    cues = [_cues(one.text) for one in said]
    if not any(cue in found for found in cues for cue in (Cue.ANNOUNCED, Cue.CODE, Cue.CALL)):
        return []
    own = [sum(cue.value for cue in found) for found in cues]
    vocabulary = [_vocabulary(one.text) for one in said]
    found = _path(said, cues, own)
    for _ in range(_ROUNDS):
        shared = _cohesion(said, vocabulary, found)
        again = _path(said, cues, [a + b for a, b in zip(own, shared, strict=True)])
        if again == found:
            break
        found = again
    return [span for span in found if _is_read(said, cues, vocabulary, span)]


@lru_cache(maxsize=4096)
def _cues(text: str) -> frozenset[Cue]:
    return cues_of(text)


@lru_cache(maxsize=4096)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if len(word) > 1 and is_telling(word))


def _path(said: Sequence[Sentence], cues: Sequence[frozenset[Cue]], evidence: Sequence[float]) -> list[Span]:
    """The best division into talk and reads (Viterbi, two states), as first and last sentence of each read."""
    talk, read = 0.0, float("-inf")
    back: list[tuple[bool, bool]] = []  # for each sentence: was the one before a read, if it is talk, if it is read
    for i, score in enumerate(evidence):
        stay = read - _cost(said, cues, i)
        enter = talk - _ENTER
        back.append((read > talk, stay >= enter))
        talk, read = max(talk, read), max(stay, enter) + score - _PLAIN
    state, reads = read > talk, []
    for i in range(len(said) - 1, -1, -1):
        if state:
            reads.append(i)
        state = back[i][state]
    return _runs(reads[::-1])


def _cost(said: Sequence[Sentence], cues: Sequence[frozenset[Cue]], i: int) -> float:
    """What speaks against a read going on from the sentence before into this one."""
    if not i:
        return 0.0
    turns = said[i].voice != said[i - 1].voice
    return _TURN * turns + _AFTER * (Cue.CLOSING in cues[i - 1] and Cue.CLOSING not in cues[i])


def _runs(places: Iterable[int]) -> list[Span]:
    runs: list[Span] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _cohesion(said: Sequence[Sentence], vocabulary: Sequence[frozenset[str]], reads: Sequence[Span]) -> list[float]:
    """What each sentence near a read has in common with it and the rest of the text has not."""
    shared = [0.0] * len(said)
    total = Counter(word for one in vocabulary for word in one)
    for first, last in reads:
        near = range(max(0, first - _NEAR), min(len(said), last + 1 + _NEAR))
        within = Counter(word for one in vocabulary[first : last + 1] for word in one)
        around = Counter(word for i in near for word in vocabulary[i])
        own = {word: count for word, count in within.items() if total[word] == around[word]}
        brands = _brands(said, own, (first, last))
        for i in near:
            others = Counter(own) - Counter(vocabulary[i]) if first <= i <= last else own
            score = sum(_BRAND if word in brands else _OWN for word in vocabulary[i] if others.get(word))
            shared[i] = max(shared[i], min(_SHARED, score))
    return shared


def _brands(said: Sequence[Sentence], own: dict[str, int], span: Span) -> set[str]:
    """What a read sells: words that only it has and says again and again, or that its address has in it."""
    sites = hosts(one.text for one in said[span[0] : span[1] + 1])
    return {word for word, count in own.items() if count >= 3 or (len(word) > 3 and any(word in site for site in sites))}


def _is_read(
    said: Sequence[Sentence], cues: Sequence[frozenset[Cue]], vocabulary: Sequence[frozenset[str]], span: Span
) -> bool:
    """Whether a stretch is announced as a read, or else sends the listener somewhere, and speaks as reads do."""
    first, last = span
    found = [cue for one in cues[first : last + 1] for cue in one]
    if Cue.ANNOUNCED in found:
        return True
    within = Counter(word for one in vocabulary[first : last + 1] for word in one)
    total = Counter(word for one in vocabulary for word in one)
    brands = _brands(said, {word: count for word, count in within.items() if total[word] == count}, span)
    enough = sum(cue.value for cue in found) + _BRAND * bool(brands) >= _ENOUGH
    sends = Cue.CALL in found or Cue.CODE in found
    return sends and enough and bool(brands or _BINDING & set(found))
