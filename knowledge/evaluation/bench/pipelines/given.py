"""What a pipeline is given: texts, the vectors of an encoder that is asked for them, and words of Chinese text."""

import logging
import re
from collections.abc import Callable, Sequence
from typing import Any

import jieba
import numpy as np

TOP, POOL = 10, 30  # passages that are found, and candidates from each leg where that may be said
CHARACTERS = r"[一-鿿]|[a-z0-9]+"  # words where only a regular expression may be given

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]
Search = Callable[[str], list[int]]
"""The numbers of the passages found for a question, best first."""

jieba.setLogLevel(logging.WARNING)
_WORD = re.compile(r"\w")


class Encoding:
    """Asks for the vectors of passages, and has that of the question which is asked next."""

    def __init__(self, ask: Callable[[Sequence[str]], Vectors]) -> None:
        self.passages = ask
        self.question: Any = None


def words(text: str) -> list[str]:
    """Words as jieba cuts them, lower-case."""
    return [word for word in jieba.lcut(text.lower()) if _WORD.search(word)]
