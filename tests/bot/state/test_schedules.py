"""The daily quotes that servers have asked for."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.scheduling import BadTime, Schedule, TooManySchedules, due, next_due
from bot.state import State
from bot.zones import UnknownZone

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def add(state: State, guild: str = "1", at: str = "09:00") -> Schedule:
    return state.schedules.add(guild, 7, at=at, zone="UTC", now=NOON)


def test_a_daily_quote_is_kept_as_it_was_asked_for(state: State, place: Path | str) -> None:
    made = state.schedules.add(
        "1", 7, at="6:30 pm", zone="北京", now=NOON, speaker="ann", topic="caps", language="zh-CN"
    )
    assert made == Schedule(made.id, "1", 7, "18:30", "Asia/Shanghai", "ann", "caps", "zh-CN", "2026-05-01")
    with closing(State(place)) as again:
        assert again.schedules.of("1") == again.schedules.all() == (made,)


def test_a_new_daily_quote_does_not_owe_what_was_due_before_it_was_made(state: State) -> None:
    made = add(state, at="11:59")
    assert due([made], NOON) == ()
    assert next_due(made, NOON) == datetime(2026, 5, 2, 11, 59, tzinfo=UTC)


def test_the_first_is_served_on_the_same_day_if_its_time_is_still_to_come(state: State) -> None:
    assert next_due(add(state, at="12:01"), NOON) == datetime(2026, 5, 1, 12, 1, tzinfo=UTC)


def test_a_server_has_at_most_ten_and_is_told_so(state: State) -> None:
    for _ in range(10):
        add(state)
    with pytest.raises(TooManySchedules, match="at most 10 daily quotes; please remove one first"):
        add(state)
    add(state, "2")
    assert state.schedules.remove("1", state.schedules.of("1")[0].id)
    add(state)


def test_a_server_removes_its_own_alone(state: State) -> None:
    made = add(state)
    assert state.schedules.remove("2", made.id) is None
    assert state.schedules.remove("1", made.id) == made
    assert state.schedules.remove("1", made.id) is None


def test_a_date_is_served_once(state: State) -> None:
    made = add(state)
    assert [state.schedules.served(made.id, "2026-05-02") for _ in range(2)] == [True, False]
    assert state.schedules.all()[0].last == "2026-05-02"


def test_what_was_not_sent_after_all_is_owed_again(state: State) -> None:
    made = add(state)
    state.schedules.served(made.id, "2026-05-02")
    state.schedules.unserved(made.id, "2026-05-02", made.last)
    assert state.schedules.all() == (made,)


def test_a_schedule_that_was_removed_is_not_served(state: State) -> None:
    made = add(state)
    state.schedules.remove("1", made.id)
    assert not state.schedules.served(made.id, "2026-05-02")


def test_a_time_or_a_zone_that_is_none_is_refused_and_nothing_kept(state: State) -> None:
    with pytest.raises(BadTime):
        state.schedules.add("1", 7, at="soon", zone="UTC", now=NOON)
    with pytest.raises(UnknownZone):
        state.schedules.add("1", 7, at="09:00", zone="Middle Earth", now=NOON)
    assert state.schedules.all() == ()
