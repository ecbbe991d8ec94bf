"""Sponsor reads, greetings and requests to subscribe in a text without labels, each as a span of it.

A read is found as the likeliest way through the sentences, in which each is talk or read: what gives it away
counts for a read, words that only the read has hold it together, and silence of both counts against it. What
is done with the spans is decided in `setting_aside`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from knowledge.model import Kind
from knowledge.sentences import Span, pieces, sentences, width
from knowledge.tokens import is_telling, words
from knowledge.transcripts.greetings import is_greeting
from knowledge.transcripts.promotion_cues import WEIGHTS, Cue, cues_of, hosts

_PLAIN = 0.5  # what a sentence that nothing gives away counts against a read
_ENTER = 2.5  # what it takes to begin one; its cues must outweigh it
_OPENED = 1.5  # and by how much less, where words open it
_TURN = 3.0  # what a change of the voice in the midst of one counts against it
_AFTER = 4.0  # and what going on does after the words that end it
_ASKED = 4.0  # and a question, which is put to somebody who is there
_ONCE, _OWN, _BRAND, _SHARED = 0.35, 0.7, 1.2, 2.2  # what a word of the read alone counts, and all at most
_NEAR = 8  # sentences around a read in which its words do not tell against it
_ALMOST = 0.75  # of the sentences with a word, from which on it is the read's own
_REACH = 24  # and those in which its product does not, and the words that open and close it are looked for
_OFTEN = 3  # sentences in which a word of the read stands, if it is its product
_ENOUGH = 7.0  # what the cues of a read come to at least, unless it is announced
_ROUNDS = 3  # of looking for words that hold it together
_LONGEST, _PIECE = 160, 60  # widths: a longer stretch without a full stop is cut into pieces

_BEGINS = frozenset({Cue.ANNOUNCED, Cue.OPENING})
_ASKING = frozenset({Cue.LEAD, Cue.CLOSING, Cue.OPENING})
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
    kinds = [
        Kind.AD if i in reads else Kind.BOILERPLATE if is_greeting(one.text) else None for i, one in enumerate(said)
    ]
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
    own = [_evidence(one.text, found) for one, found in zip(said, cues, strict=True)]
    vocabulary = [_vocabulary(one.text) for one in said]
    found = _path(said, cues, own)
    for _ in range(_ROUNDS):
        shared = _cohesion(said, cues, vocabulary, found)
        again = _path(said, cues, [a + b for a, b in zip(own, shared, strict=True)])
        if again == found:
            break
        found = again
    whole = [_bracketed(said, cues, span) for span in found]
    return [span for span in whole if _is_read(said, cues, vocabulary, span)]


def _evidence(text: str, cues: frozenset[Cue]) -> float:
    """What speaks for a read; a question tells against it, unless it is one that reads begin with."""
    asked = text.rstrip().endswith(("?", "？")) and not cues & _ASKING
    return sum(WEIGHTS[cue] for cue in cues) - _ASKED * asked


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
        enter = talk - _ENTER + _OPENED * bool(_BEGINS & cues[i])
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


def _cohesion(
    said: Sequence[Sentence],
    cues: Sequence[frozenset[Cue]],
    vocabulary: Sequence[frozenset[str]],
    reads: Sequence[Span],
) -> list[float]:
    """What each sentence near a read has in common with it and the rest of the text has not."""
    shared = [0.0] * len(said)
    total = Counter(word for one in vocabulary for word in one)
    for first, last in reads:
        within = Counter(word for one in vocabulary[first : last + 1] for word in one)
        brands = _only(_brands(said, within, (first, last)), total, vocabulary, _around(said, first, last, _REACH))
        near = _around(said, first, last, _NEAR)
        own = _only(within, total, vocabulary, near)
        opened = _BEGINS & (cues[first] | cues[min(first + 1, last)])
        for i in _around(said, first, last, _REACH):
            if i < first and opened:
                continue
            inside = first <= i <= last
            score = sum(_weight(within[word] - inside, word in brands) for word in vocabulary[i] & (own | brands))
            shared[i] = max(shared[i], min(_SHARED, score))
    return shared


def _around(said: Sequence[Sentence], first: int, last: int, reach: int) -> range:
    return range(max(0, first - reach), min(len(said), last + 1 + reach))


def _only(
    candidates: Iterable[str], total: Counter[str], vocabulary: Sequence[frozenset[str]], places: range
) -> set[str]:
    """The words that stand almost nowhere but in these sentences."""
    around = Counter(word for i in places for word in vocabulary[i])
    return {word for word in candidates if around[word] >= _ALMOST * total[word]}


def _weight(others: int, is_brand: bool) -> float:
    if not others:
        return 0.0
    return _BRAND if is_brand else _OWN if others > 1 else _ONCE


def _bracketed(said: Sequence[Sentence], cues: Sequence[frozenset[Cue]], span: Span) -> Span:
    """A read with the words that open and close it, where the same voice says them not far from it."""
    first, last = span
    for i in range(first, max(-1, first - _REACH), -1):
        if said[i].voice != said[first].voice or (i < first and Cue.CLOSING in cues[i]):
            break
        if _BEGINS & cues[i]:
            first = i
            break
    for i in range(last, min(len(said), last + _NEAR)):
        if said[i].voice != said[last].voice or (i > last and _BEGINS & cues[i]):
            break
        if Cue.CLOSING in cues[i]:
            last = i
            break
    return first, last


def _brands(said: Sequence[Sentence], own: Mapping[str, int], span: Span) -> set[str]:
    """What a read sells: words that only it has and says again and again, or that its address has in it."""
    sites = hosts(one.text for one in said[span[0] : span[1] + 1])
    named = {word for word in own if len(word) > 3 and any(word in site for site in sites)}
    return named | {word for word, count in own.items() if count >= _OFTEN}


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
    enough = sum(WEIGHTS[cue] for cue in found) + _BRAND * bool(brands) >= _ENOUGH
    sends = Cue.CALL in found or Cue.CODE in found
    return sends and enough and bool(brands or _BINDING & set(found))
