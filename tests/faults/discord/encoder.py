"""The tests' small encoder as a bot process has it, which may take its time so that something happens meanwhile."""

import time
from collections.abc import Callable, Sequence

from knowledge.encoder import Vectors
from tests.conftest import HashingEncoder


class SlowedEncoder(HashingEncoder):
    """Takes so many seconds for what is asked, and for each of the passages that are brought in."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        time.sleep(self._seconds)
        return super().encode_questions(texts)

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        for done in range(len(texts)):
            time.sleep(self._seconds)
            advance(done + 1)
        return super().encode_questions(texts)
