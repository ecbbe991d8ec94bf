"""What several threads want at the same time is done in one go."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.gathering import Gathering
from knowledge.turnstile import Turnstile


class Doubling:
    """Doubles numbers, and keeps how many it was given at once."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.sizes.append(len(numbers))
        return [number * 2 for number in numbers]


def test_everybody_is_given_what_is_theirs() -> None:
    gathering = Gathering(Turnstile(), Doubling(), 8)
    with ThreadPoolExecutor(20) as threads:
        assert list(threads.map(lambda i: gathering.of([i, i + 1]), range(100))) == [
            [2 * i, 2 * i + 2] for i in range(100)
        ]


def test_who_wait_at_the_same_time_are_served_together_up_to_the_bound() -> None:
    turnstile, doubling = Turnstile(), Doubling()
    gathering = Gathering(turnstile, doubling, 8)
    with ThreadPoolExecutor(12) as threads:
        with turnstile.first():
            waiting = [threads.submit(gathering.of, [i]) for i in range(12)]
            while len(gathering._waiting) < 12:
                threading.Event().wait(0.001)
        assert [future.result() for future in waiting] == [[2 * i] for i in range(12)]
    assert sorted(doubling.sizes) == [4, 8]


def test_one_request_may_be_larger_than_the_bound() -> None:
    doubling = Doubling()
    assert Gathering(Turnstile(), doubling, 2).of(range(5)) == [0, 2, 4, 6, 8]
    assert doubling.sizes == [5]


def test_what_goes_wrong_is_told_to_everybody_who_was_served_with_it_and_to_nobody_else() -> None:
    def reciprocals(numbers: Sequence[int]) -> list[float]:
        return [1 / number for number in numbers]

    gathering = Gathering(Turnstile(), reciprocals, 8)
    with pytest.raises(ZeroDivisionError):
        gathering.of([1, 0])
    assert gathering.of([2]) == [0.5]


def test_nothing_wanted_is_nothing_given() -> None:
    assert list(Gathering(Turnstile(), Doubling(), 8).of([])) == []
