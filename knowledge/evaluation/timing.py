"""An encoder that keeps the time: how long questions take to encode, so that the search can be told from it."""

import time
from collections.abc import Callable, Sequence

from knowledge.encoder import Encoder, Vectors


class TimedEncoder:
    """Encodes as another encoder does; `seconds` counts what questions have taken so far."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.seconds = 0.0

    @property
    def fingerprint(self) -> str:
        return self._encoder.fingerprint

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        began = time.perf_counter()
        vectors = self._encoder.encode_questions(texts)
        self.seconds += time.perf_counter() - began
        return vectors

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        return self._encoder.encode_passages(texts, advance)
