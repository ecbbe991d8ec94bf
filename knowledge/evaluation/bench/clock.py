"""Measuring time and memory of this process."""

import resource
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from knowledge.evaluation.bench.figures import Times

_WARM = 5  # questions that are asked first and not counted


def took(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(asks: Mapping[str, Callable[[str], object]], questions: Sequence[str]) -> dict[str, Times]:
    """How long each way to ask takes; every question is asked in each way before the next, so that noise is shared."""
    counted: dict[str, list[float]] = {name: [] for name in asks}
    warm = questions[:_WARM]
    for number, question in enumerate([*warm, *questions]):
        for name, ask in asks.items():
            seconds = took(lambda ask=ask, question=question: ask(question))  # type: ignore[misc]
            if number >= len(warm):
                counted[name].append(seconds)
    return {name: Times.from_seconds(seconds) for name, seconds in counted.items()}


def memory() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def most_memory() -> float:
    """Megabytes that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
