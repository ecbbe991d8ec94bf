"""Libraries of any size without a model: made-up transcripts, and an encoder that draws its vectors.

The words are those of real transcripts, drawn anew for each passage; the vectors are drawn around the
middle of a cloud as narrow as those of sentence encoders are. They say nothing of quality.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from knowledge.encoder import Vectors
from knowledge.errors import NothingToIngest
from knowledge.excerpts import Excerpt, one_by_one
from knowledge.library import Library
from knowledge.model import SEARCHED
from knowledge.sentences import sentences
from knowledge.transcripts import read

_DIMENSIONS, _NARROW = 384, 0.45  # of the cloud: similarities around 0.8, as e5's are
_WORDS, _SENTENCE = 170, 25  # characters of a passage, and at least of a sentence in it
A_FILE, AT_ONCE = 500, 40  # passages of a transcript, and transcripts that are brought in together
MOST, RARE = "speaker-0", "speaker-1"  # who says a third of all, and one of those who say the rest alike
_SPEAKERS, _NARRATED = 50, 0.05


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

    def encode_excerpts(self, excerpts: Sequence[Excerpt], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        return self.encode_passages(one_by_one(excerpts), advance)


def fill(library: Library, passages: int, said: Sequence[str], folder: Path) -> Iterator[int]:
    """Brings in about so many made-up passages; yields after each group of transcripts how many there are by now."""
    folder.mkdir(parents=True, exist_ok=True)
    draw, done = random.Random(0), 0
    while done < passages:
        files = []
        for number in range(AT_ONCE):
            count = min(A_FILE, passages - done - number * A_FILE)
            if count > 0:
                files.append(folder / f"talk-{done + number * A_FILE}.txt")
                files[-1].write_text(_talk(draw, said, count), encoding="utf-8")
        done += sum(report.passages for report in library.ingest(files))
        for file in files:
            file.unlink()
        yield done


def _talk(draw: random.Random, said: Sequence[str], passages: int) -> str:
    """A transcript, each turn of which is one passage."""
    people = "".join(f"  speaker-{number}:\n    name: Speaker {number}\n" for number in range(_SPEAKERS))
    turns = "".join(f"[[{_voice(draw)}]] {passage(draw, said)}\n" for _ in range(passages))
    return f"---\ntitle: Talk\nparticipants:\n{people}---\n\n{turns}"


def _voice(draw: random.Random) -> str:
    if draw.random() < _NARRATED:
        return "narration"
    return MOST if draw.random() < 0.3 else f"speaker-{draw.randrange(1, _SPEAKERS)}"


def passage(draw: random.Random, said: Sequence[str]) -> str:
    """Sentences that somebody said somewhere, as long together as a passage is."""
    words = ""
    while len(words) < _WORDS:
        words += draw.choice(said)
    return words[:_WORDS].strip()


def sentences_of(folder: Path) -> list[str]:
    """The sentences of a folder's transcripts. Raises NothingToIngest where there are none."""
    texts = [read(file) for file in sorted(folder.glob("*.txt"))]
    said = [
        text.text[turn.start + begin : turn.start + end].replace("\n", " ")
        for text in texts
        for turn in text.turns
        if turn.kind in SEARCHED
        for begin, end in sentences(text.text[turn.start : turn.end])
        if end - begin >= _SENTENCE
    ]
    if not said:
        raise NothingToIngest(f"The transcripts in “{folder}” have no sentences to draw from.")
    return said
