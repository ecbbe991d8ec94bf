"""Several processes on one database: nothing is sent, drawn or allowed twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from bot.scheduling import TooManySchedules
from bot.state import State

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
Result = TypeVar("Result")


@pytest.fixture
def states(place: Path | str) -> Iterator[list[State]]:
    with ExitStack() as opened:
        yield [opened.enter_context(closing(State(place))) for _ in range(4)]


def at_once(states: list[State], do: Callable[[State], Result]) -> list[Result]:
    with ThreadPoolExecutor(len(states)) as threads:
        return list(threads.map(do, states))


def test_a_daily_quote_is_served_by_one_of_them(states: list[State]) -> None:
    made = states[0].schedules.add("1", 7, at="09:00", zone="UTC", now=NOW)
    for day in range(2, 10):
        served = at_once(states, partial(_served, id=made.id, date=f"2026-05-0{day}"))
        assert sorted(served) == [False, False, False, True]


def _served(state: State, *, id: int, date: str) -> bool:
    return state.schedules.served(id, date)


def test_a_channel_is_shown_every_quote_once_whoever_draws(states: list[State]) -> None:
    pool = [str(number) for number in range(20)]
    drawn = at_once(states, lambda state: [state.shown.draw(2**62, pool) for _ in range(5)])
    assert sorted(quote or "" for some in drawn for quote in some) == sorted(pool)


def test_a_server_has_at_most_ten_daily_quotes_in_all(states: list[State]) -> None:
    def add(state: State) -> int:
        for count in range(5):
            try:
                state.schedules.add("1", 7, at="09:00", zone="UTC", now=NOW)
            except TooManySchedules:
                return count
        return 5

    assert sum(at_once(states, add)) == len(states[0].schedules.of("1")) == 10


def test_reports_are_all_counted(states: list[State]) -> None:
    for _ in range(5):
        at_once(states, lambda state: state.reports.file("1", "p"))
    assert [report.count for report in states[0].reports.pending("1")] == [20]


def test_a_button_of_one_is_known_to_the_others(states: list[State]) -> None:
    assert len({state.sealed("x") for state in states}) == 1
