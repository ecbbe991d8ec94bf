"""The product beside other pipelines: the same texts, the same vectors, question by question in turn."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

import numpy as np

from knowledge.answers import whole
from knowledge.display import speaker_name
from knowledge.encoder import Encoder, Vectors
from knowledge.evaluation.bench.clock import took
from knowledge.evaluation.bench.figures import Aim, Figure, Measured, Remark, Times
from knowledge.evaluation.bench.peers import Peer
from knowledge.evaluation.questions import ANSWERABLE, Question, Spoken, rank
from knowledge.excerpts import Excerpt
from knowledge.holdings import Holdings
from knowledge.library import Library
from knowledge.model import SEARCHED, Passage, Quote
from knowledge.shelves import Shelves

NOT_INSTALLED = "Other pipelines are not installed and were not measured; `make bench-peers` installs them."
_TOP = 10
_ROUNDS = 3
_EQUAL = 0.03  # of the questions: quality that far apart is equal on so few
_NO_SLOWER = Aim(1.0, of_ratio=True)
_NO_FASTER = Aim(1.0, of_ratio=True, least=True)

Places = Sequence[frozenset[tuple[str, int]]]


class Remembering:
    """Encodes each question once, so that a second asking takes the search alone."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    @property
    def fingerprint(self) -> str:
        return self._encoder.fingerprint

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= dict(zip(new, self._encoder.encode_questions(new), strict=True))
        return np.stack([self._known[text] for text in texts])

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        return self._encoder.encode_passages(texts, advance)

    def encode_excerpts(self, excerpts: Sequence[Excerpt], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        return self._encoder.encode_excerpts(excerpts, advance)


@dataclass(slots=True)
class _Rival:
    """One way to search and what was seen of it."""

    name: str
    seconds: list[float] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)

    @property
    def times(self) -> Times:
        return Times.from_seconds(self.seconds)

    def hit(self, most: int) -> float:
        return fmean(0 < place <= most for place in self.ranks)


def ingest_beside(transcripts: Path, encoder: Encoder, room: Path, peers: Sequence[Peer]) -> Iterator[Measured]:
    """The real transcripts brought in by everybody, each with the same encoder in its own batches."""
    part = "ingest, beside others: the real transcripts"
    encoder.encode_passages(["warm"])
    with closing(Library(room, encoder)) as library:
        library.warm()
        seconds = took(lambda: list(library.ingest([transcripts])))
        passages = _texts(library)
    own = len(passages) / seconds
    yield Figure(part, "Verbatim, which encodes every passage's windows", own, "passages/s")
    for peer in peers:
        rate = len(passages) / peer.build(list(passages), encoder)
        yield Figure(part, peer.name, rate, "passages/s", None, own / rate, f"Verbatim to {peer.name}", _NO_FASTER)


def search_beside(
    part: str, library: Library, encoder: Remembering, asked: Sequence[Question], peers: Sequence[Peer]
) -> Iterator[Measured]:
    """Questions with known answers, without the encoder; peers have been given the texts of `passages_of`."""
    quotes = list(_texts(library).values())
    spoken = Spoken(library)
    questions = [one for one in asked if one.kind in ANSWERABLE and not one.speakers]
    answers = {one.text: [spoken.places(gold) for gold in one.gold if gold.direct] for one in questions}
    own, others = _Rival("Verbatim"), [_Rival(peer.name) for peer in peers]
    for number in range(_ROUNDS + 1):
        for one in questions:
            seconds, found = _asked(library, one.text)
            tried = [(own, seconds, found)]
            for rival, peer in zip(others, peers, strict=True):
                ids, seconds = peer.search(one.text, encoder.encode_questions([one.text]))
                tried.append((rival, seconds, [quotes[id] for id in ids]))
            for rival, seconds, found in tried:
                if number:  # the first time is to warm up
                    rival.seconds.append(seconds)
                else:
                    rival.ranks.append(rank(found, answers[one.text]))
    yield from _compared(part, own, others)


def speed_beside(
    part: str, library: Library, encoder: Remembering, questions: Sequence[str], peers: Sequence[Peer]
) -> Iterator[Measured]:
    """Any questions on any texts: how fast, and not how well."""
    own, others = _Rival("Verbatim"), [_Rival(peer.name) for peer in peers]
    for number in range(_ROUNDS):
        for question in questions:
            seconds, _ = _asked(library, question)
            tried = [(own, seconds)]
            for rival, peer in zip(others, peers, strict=True):
                tried.append((rival, peer.search(question, encoder.encode_questions([question]))[1]))
            if number:
                for rival, seconds in tried:
                    rival.seconds.append(seconds)
    yield own.times.figure(part, own.name)
    for rival in others:
        yield rival.times.figure(part, rival.name, own.times, "Verbatim")


def _compared(part: str, own: _Rival, others: Sequence[_Rival]) -> Iterator[Measured]:
    yield own.times.figure(part, own.name)
    for rival in others:
        yield rival.times.figure(part, rival.name, own.times, "Verbatim")
    for rival in (own, *others):
        for most in (1, _TOP):
            yield Figure(part, f"{rival.name}: answered within {most}", 100 * rival.hit(most), "%")
    equal = [rival for rival in others if rival.hit(_TOP) >= own.hit(_TOP) - _EQUAL]
    if not others:
        yield Remark(part, NOT_INSTALLED)
    elif not equal:
        yield Remark(part, "None of the others finds as many of the answers.")
    else:
        fastest = min(equal, key=lambda rival: rival.times.p50)
        yield own.times.figure(part, "Verbatim to the fastest as good", fastest.times, fastest.name, _NO_SLOWER)


def _asked(library: Library, question: str) -> tuple[float, Sequence[Quote]]:
    began = time.perf_counter()
    answer = library.ask(question, limit=_TOP)
    return time.perf_counter() - began, answer.quotes


def passages_of(folder: Path) -> list[Passage]:
    """All that is searched in a library."""
    with closing(Holdings(folder)) as held:
        shelves = Shelves(held)
        shelves.refresh()
        return [passage for passage in shelves.passages_of() if passage.kind in SEARCHED]


def _texts(library: Library) -> dict[str, Quote]:
    """What others are given of each passage, with who speaks and where before its words, as they advise."""
    return {
        f"{speaker_name(quote)} · {quote.passage.source.title}\n{quote.text}": quote
        for quote in map(whole, passages_of(library.folder))
    }
