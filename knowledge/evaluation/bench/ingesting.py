"""How fast real transcripts are brought in, beside the engine that comes with the weights, called text by text."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from knowledge.encoder import Encoder, Vectors
from knowledge.evaluation.bench.clock import took
from knowledge.evaluation.bench.engine import engine
from knowledge.evaluation.bench.figures import Aim, Figure, Measured, Remark
from knowledge.evaluation.timing import TimedEncoder
from knowledge.excerpts import Excerpt, one_by_one
from knowledge.library import Library

PART = "ingest, the real transcripts"
_EVERY = 8  # windows of which the engine is given one: all of them would take it a minute on a quiet machine
_TIMES = Aim(3.0, of_ratio=True, least=True)


class _Noting:
    """Encodes as another encoder does, and keeps the passages' texts."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.texts: list[str] = []

    @property
    def fingerprint(self) -> str:
        return self._encoder.fingerprint

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode_questions(texts)

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        self.texts += texts
        return self._encoder.encode_passages(texts, advance)

    def encode_excerpts(self, excerpts: Sequence[Excerpt], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        self.texts += one_by_one(excerpts)
        return self._encoder.encode_excerpts(excerpts, advance)


def ingest(transcripts: Path, encoder: Encoder, room: Path) -> Iterator[Measured]:
    """File by file, each by the product and then by the engine, so that both share what else the machine does.

    The engine is given a part of what the product encodes, which is the windows of the passages, and does
    nothing else.
    """
    noting = _Noting(encoder)
    timed = TimedEncoder(noting)
    timed.encode_questions(["warm"])
    passages, seconds, engine_seconds, engine_texts = 0, 0.0, 0.0, 0
    with closing(Library(room, timed)) as library, engine() as alone:
        library.warm()
        for file in sorted(transcripts.glob("*.txt")):
            first = len(noting.texts)
            reports: list[int] = []
            seconds += took(lambda file=file, reports=reports: _ingested(library, file, reports))  # type: ignore[misc]
            passages += sum(reports)
            if alone:
                texts = noting.texts[first::_EVERY]
                engine_texts += len(texts)
                engine_seconds += alone(texts)
    rate = passages / seconds
    by_engine = passages / timed.texts * engine_texts / engine_seconds if alone else None
    times = rate / by_engine if by_engine else None
    yield Figure(PART, "passages a second", rate, "/s", None, times, "the engine alone", _TIMES if times else None)
    yield Figure(PART, "windows a second", timed.texts / seconds, "/s")
    yield Figure(PART, "share of time not encoding", 100 * (1 - timed.passage_seconds / seconds), "%")
    yield Figure(PART, "passages", passages, "")
    yield Figure(PART, "windows", timed.texts, "")
    if by_engine:
        yield Figure(PART, "the engine alone, text by text: passages a second", by_engine, "/s")
    else:
        yield Remark(PART, "The engine that comes with the weights is not installed here.")


def _ingested(library: Library, file: Path, reports: list[int]) -> None:
    reports += [report.passages for report in library.ingest([file])]
