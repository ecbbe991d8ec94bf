"""An encoder that keeps the time: how long encoding takes, so that all else can be told from it."""

import time
from collections.abc import Callable, Sequence

from knowledge.encoder import Encoder, Vectors
from knowledge.excerpts import Excerpt


class TimedEncoder:
    """Encodes as another encoder does; `seconds` and `passage_seconds` count what questions and passages have taken.

    `texts` counts what was encoded for passages.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.seconds = self.passage_seconds = 0.0
        self.texts = 0

    @property
    def fingerprint(self) -> str:
        return self._encoder.fingerprint

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        began = time.perf_counter()
        vectors = self._encoder.encode_questions(texts)
        self.seconds += time.perf_counter() - began
        return vectors

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        began = time.perf_counter()
        vectors = self._encoder.encode_passages(texts, advance)
        self.passage_seconds += time.perf_counter() - began
        self.texts += len(texts)
        return vectors

    def encode_excerpts(self, excerpts: Sequence[Excerpt], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        began = time.perf_counter()
        vectors = self._encoder.encode_excerpts(excerpts, advance)
        self.passage_seconds += time.perf_counter() - began
        self.texts += len(vectors)
        return vectors
