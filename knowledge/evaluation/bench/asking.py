"""How fast questions are answered: by one asker and many at once, and while transcripts are brought in."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from knowledge.evaluation.bench.clock import took
from knowledge.evaluation.bench.figures import Aim, Figure, Times
from knowledge.evaluation.bench.made_up import passage
from knowledge.library import Library

ASKERS = (1, 10, 50)
_BURSTS, _ROUNDS, _A_ROUND = 3, 3, 20
_A_FILE, _FILES = 30, 40  # passages of a transcript that is brought in meanwhile, and how many of them a process has
_OUT, _P95_TIMES = Aim(8000), 3.0

Ask = Callable[[str], object]


def askers(ask: Ask, questions: Sequence[str]) -> Iterator[Figure]:
    """So many at once, each with a question of their own; how long each waits, and how many are answered a second."""
    part = "askers at once, the real transcripts"
    for question in questions[:5]:
        ask(question)
    alone: Times | None = None
    for count in ASKERS:
        waited: list[float] = []
        seconds = 0.0
        bursts = _BURSTS if count > 1 else len(questions[:30])
        with ThreadPoolExecutor(count) as people:
            for burst in range(bursts):
                asked = [questions[(burst * count + one) % len(questions)] for one in range(count)]
                began = time.perf_counter()
                waited += people.map(lambda one, began=began: _waited(ask, one, began), asked)
                seconds += time.perf_counter() - began
        times = Times.from_seconds(waited)
        alone = alone or times
        yield times.figure(part, f"{count} at once, answered after", alone, "one alone")
        last = 1000 * max(waited)
        yield Figure(part, f"{count} at once, the last answered after", last, "ms", aim=_OUT if count > 10 else None)
        yield Figure(part, f"{count} at once, answers a second", len(waited) / seconds, "/s")


def _waited(ask: Ask, question: str, began: float) -> float:
    ask(question)
    return time.perf_counter() - began


def during_ingest(library: Library, questions: Sequence[str], said: Sequence[str], room: Path) -> Iterator[Figure]:
    """Answers while nothing else happens, and in turn with that while this process or another one ingests."""
    part = "idle and during ingest, the real transcripts"
    room.mkdir(parents=True, exist_ok=True)
    works = {"this process ingests": _here, "another process ingests": _elsewhere}
    for name, work in works.items():
        idle: list[float] = []
        busy: list[float] = []
        for number in range(_ROUNDS):
            asked = questions[number * _A_ROUND : (number + 1) * _A_ROUND]
            idle += _each(library.ask, asked)
            with work(library, said, room / f"{name}-{number}".replace(" ", "-")):
                busy += _each(library.ask, asked)
        still, moved = Times.from_seconds(idle), Times.from_seconds(busy)
        yield still.figure(part, f"idle, before {name}")
        yield moved.figure(part, f"while {name}", still, "idle")
        times = Aim(_P95_TIMES, of_ratio=True)
        yield Figure(part, f"p95 while {name}", moved.p95, "ms", None, moved.p95 / still.p95, "p95 idle", times)


def _each(ask: Ask, questions: Sequence[str]) -> list[float]:
    ask(questions[0])
    return [took(lambda question=question: ask(question)) for question in questions]  # type: ignore[misc]


@contextmanager
def _here(library: Library, said: Sequence[str], room: Path) -> Iterator[None]:
    """A thread brings one small transcript in after the other."""
    done = threading.Event()

    def work() -> None:
        for file in _talks(said, room):
            if done.is_set():
                return
            list(library.ingest([file]))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        time.sleep(1)  # until it encodes
        yield
    finally:
        done.set()
        thread.join()


@contextmanager
def _elsewhere(library: Library, said: Sequence[str], room: Path) -> Iterator[None]:
    """Another process, with a model of its own, brings transcripts in to the same library."""
    files = _talks(said, room)
    command = [sys.executable, "-m", "knowledge", "ingest", "--json", "--data", str(library.folder), *map(str, files)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            if process.stdout:
                process.stdout.readline()  # the first is in: it has loaded all that it needs
            yield
        finally:
            process.terminate()


def _talks(said: Sequence[str], folder: Path) -> list[Path]:
    folder.mkdir()
    draw, files = random.Random(folder.name), []
    for number in range(_FILES):
        files.append(folder / f"{folder.name}-{number}.txt")
        words = "".join(f"Ann: {passage(draw, said)}\nBob: {passage(draw, said)}\n" for _ in range(_A_FILE // 2))
        files[-1].write_text(words, encoding="utf-8")
    return files
