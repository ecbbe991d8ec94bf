"""How fast a library of a given size is searched, without the encoder: made-up passages, real indexes.

The words are those of real transcripts, drawn anew for each passage; the vectors are drawn around the
middle of a cloud as narrow as those of sentence encoders are. They say nothing of quality.
"""

import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from zlib import crc32

import numpy as np

from knowledge.dictionary import Dictionary
from knowledge.encoder import Vectors
from knowledge.errors import NothingToIngest
from knowledge.evaluation.run import Row
from knowledge.holdings import Holdings
from knowledge.indexes import Only
from knowledge.library import Library
from knowledge.model import SEARCHED
from knowledge.retrieval import POOL, Retrieval
from knowledge.sentences import sentences
from knowledge.shelves import Shelves
from knowledge.transcripts import read

_DIMENSIONS, _NARROW = 384, 0.45  # of the cloud: similarities around 0.8, as e5's are
_A_FILE = 500  # passages
_WORDS, _SENTENCE = 170, 25  # characters of a passage, and at least of a sentence in it
_ROUNDS = 100  # questions a measurement


class RandomEncoder:
    """Gives every text a vector of its own, the same each time, in microseconds."""

    fingerprint = "random-384"

    def __init__(self) -> None:
        self._middle = np.random.default_rng(0).standard_normal(_DIMENSIONS, dtype=np.float32)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        drawn = [
            np.random.default_rng(crc32(text.encode())).standard_normal(_DIMENSIONS, dtype=np.float32) for text in texts
        ]
        vectors: Vectors = self._middle + _NARROW * np.stack(drawn)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        advance(len(texts))
        return self.encode_questions(texts)


def bench(passages: int, words_from: Path, room: Path, dictionary: Dictionary) -> Row:
    """Fills a library in `room` with about so many passages and measures it; times are medians in milliseconds."""
    said = _sentences(words_from)
    if not said:
        raise NothingToIngest(f"The transcripts in “{words_from}” have no sentences to draw from.")
    encoder, data = RandomEncoder(), room / "data"
    with closing(Library(data, encoder, dictionary)) as library:
        added = list(_filled(library, passages, said, room / "transcripts"))
    questions = [sentence[:40] for sentence in random.Random(1).sample(said, min(_ROUNDS, len(said)))]
    before, began = _memory(), time.perf_counter()
    with closing(Library(data, encoder, dictionary)) as library:
        library.ask(questions[0])
        opened = time.perf_counter() - began
        search = _median(library.ask, questions)
        memory = _memory() - before
    with closing(Holdings(data)) as held:
        shelves = Shelves(held)
        retrieval = Retrieval(shelves, encoder, dictionary)
        wanted = {question: retrieval.wanted(question) for question in questions}
        words = _median(lambda question: shelves.lexical(wanted[question].reading.senses, POOL, Only()), questions)
        vectors = _median(lambda question: shelves.dense(wanted[question].vector, POOL, Only())(), questions)
        found = shelves.count()
    return {
        "set": f"{found:,} passages",
        "search ms": search,
        "BM25 alone ms": words,
        "dense alone ms": vectors,
        "search / BM25 alone": search / words,
        "search / dense alone": search / vectors,
        "first answer after s": opened,
        "memory MB": memory,
        "to add a passage at first ms": added[0],
        "to add a passage at last ms": added[-1],
    }


def _filled(library: Library, passages: int, said: Sequence[str], folder: Path) -> Iterator[float]:
    """Brings passages in by the file; yields what one passage took, in milliseconds, for every tenth of them."""
    folder.mkdir(parents=True)
    draw = random.Random(0)
    for tenth in range(10):
        files = []
        for first in range(0, passages // 10, _A_FILE):
            lines = [_passage(draw, said) for _ in range(min(_A_FILE, passages // 10 - first))]
            files.append(folder / f"talk-{tenth}-{first}.txt")
            files[-1].write_text("".join(lines), encoding="utf-8")
        began = time.perf_counter()
        count = sum(report.passages for report in library.ingest(files))
        yield 1000 * (time.perf_counter() - began) / count
        for file in files:
            file.unlink()


def _passage(draw: random.Random, said: Sequence[str]) -> str:
    """A turn that is one passage, by one of fifty people."""
    words = ""
    while len(words) < _WORDS:
        words += draw.choice(said)
    return f"Speaker {draw.randrange(50)}: {words[:_WORDS]}\n"


def _sentences(folder: Path) -> list[str]:
    texts = [read(file) for file in sorted(folder.glob("*.txt"))]
    return [
        text.text[turn.start + begin : turn.start + end].replace("\n", " ")
        for text in texts
        for turn in text.turns
        if turn.kind in SEARCHED
        for begin, end in sentences(text.text[turn.start : turn.end])
        if end - begin >= _SENTENCE
    ]


def _median(ask: Callable[[str], object], questions: Sequence[str]) -> float:
    """Milliseconds that a question takes, once the indexes are warm."""
    took = []
    for question in (*questions[:20], *questions):
        began = time.perf_counter()
        ask(question)
        took.append(time.perf_counter() - began)
    return 1000 * median(took[20:])


def _memory() -> float:
    """Megabytes that this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
