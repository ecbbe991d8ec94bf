"""Who goes first at a turnstile."""

import threading
import time

import pytest

from knowledge.turnstile import Turnstile


def test_a_long_loop_lets_whoever_goes_first_in_between_two_of_its_rounds() -> None:
    turnstile, rounds, waited = Turnstile(), [0], []

    def loop() -> None:
        for _ in range(200):
            with turnstile.after():
                time.sleep(0.001)
                rounds[0] += 1

    working = threading.Thread(target=loop)
    working.start()
    for _ in range(10):
        before = rounds[0]
        with turnstile.first():
            waited.append(rounds[0] - before)
    working.join()
    assert max(waited) <= 1
    assert rounds == [200]


def test_one_at_a_time_is_inside_and_everybody_comes_to_be() -> None:
    turnstile, inside, most, done = Turnstile(), [0], [0], []

    def enter(number: int) -> None:
        with turnstile.first() if number % 2 else turnstile.after():
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0.002)
            inside[0] -= 1
            done.append(number)

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert sorted(done) == list(range(20))


def test_who_fails_inside_leaves_it_free() -> None:
    turnstile = Turnstile()
    for enter in (turnstile.first, turnstile.after):
        with pytest.raises(ZeroDivisionError), enter():
            _ = 1 / 0
    with turnstile.after():
        assert turnstile._taken
    assert not turnstile._taken
