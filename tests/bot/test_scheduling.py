"""When a daily quote is due."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling import BadTime, Schedule, clock_time, due, latest, next_due

NINE = Schedule(1, "1", 7, "09:00", "Europe/Berlin")
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Nuuk", "Africa/Casablanca", "UTC"]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def moments(schedule: Schedule, since: str, count: int) -> list[str]:
    """The next moments of a schedule, in UTC."""
    now, found = utc(since), []
    for _ in range(count):
        now = next_due(schedule, now)
        found.append(f"{now:%m-%d %H:%M}")
    return found


def test_the_same_local_time_is_another_moment_in_summer() -> None:
    assert moments(NINE, "2026-03-27", 4) == ["03-27 08:00", "03-28 08:00", "03-29 07:00", "03-30 07:00"]
    assert moments(NINE, "2026-10-23T12:00", 3) == ["10-24 07:00", "10-25 08:00", "10-26 08:00"]


def test_a_time_that_the_clocks_skip_is_served_at_the_next_that_exists() -> None:
    # In Berlin 02:00 becomes 03:00, which is 01:00 UTC.
    assert moments(replace(NINE, at="02:30"), "2026-03-28", 3) == ["03-28 01:30", "03-29 01:00", "03-30 00:30"]


def test_a_time_that_comes_twice_is_served_the_first_time_only() -> None:
    assert moments(replace(NINE, at="02:30"), "2026-10-24", 3) == ["10-24 00:30", "10-25 00:30", "10-26 01:30"]


def test_a_time_skipped_at_midnight_is_served_on_the_day_after_for_the_day_before() -> None:
    late = replace(NINE, at="23:30", zone="America/Nuuk")  # 23:00 becomes 00:00 there
    assert moments(late, "2026-03-28T02:00", 2) == ["03-29 01:00", "03-30 00:30"]
    assert latest(late, utc("2026-03-29T01:00")).date == "2026-03-28"


def test_a_date_that_a_zone_left_out_has_no_quote() -> None:
    assert moments(replace(NINE, zone="Pacific/Apia"), "2011-12-29", 3) == ["12-29 19:00", "12-30 19:00", "12-31 19:00"]


@given(
    st.sampled_from(ZONES),
    st.times(),
    st.integers(1_577_900_000, 2_051_200_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
)
def test_every_moment_is_the_next_of_the_one_before_about_a_day_apart(zone: str, at: time, now: datetime) -> None:
    schedule = replace(NINE, zone=zone, at=f"{at:%H:%M}")
    first = next_due(schedule, now)
    second = next_due(schedule, first)
    assert now < first <= now + timedelta(hours=25, minutes=1)
    assert timedelta(hours=22, minutes=59) <= second - first <= timedelta(hours=25, minutes=1)
    assert latest(schedule, now).moment <= now
    assert next_due(schedule, latest(schedule, now).moment) == first
    shown = first.astimezone(ZoneInfo(zone))
    assert f"{shown:%H:%M}" == schedule.at or next_due(schedule, first - timedelta(hours=3)) == first


def test_it_is_due_from_its_moment_on_until_it_was_served() -> None:
    served = replace(NINE, last="2026-04-30")
    assert due([served], utc("2026-05-01T06:59:59")) == ()
    assert [one.date for one in due([served], utc("2026-05-01T07:00"))] == ["2026-05-01"]
    assert due([replace(NINE, last="2026-05-01")], utc("2026-05-01T07:00")) == ()


def test_after_days_away_only_the_last_date_is_made_up_for() -> None:
    (made_up,) = due([replace(NINE, last="2026-04-20")], utc("2026-05-01T18:59"))
    assert (made_up.date, made_up.moment) == ("2026-05-01", utc("2026-05-01T07:00"))


def test_what_was_missed_by_twelve_hours_is_not_made_up_for() -> None:
    assert due([replace(NINE, last="2026-04-20")], utc("2026-05-01T19:00")) == ()


def test_a_quote_of_late_evening_is_made_up_for_shortly_after_midnight() -> None:
    late = replace(NINE, at="23:50", last="2026-04-29")
    assert [one.date for one in due([late], utc("2026-04-30T22:30"))] == ["2026-04-30"]


def test_a_mark_that_a_wrong_clock_left_far_ahead_does_not_silence_a_schedule() -> None:
    ahead = replace(NINE, last="2099-01-01")
    assert next_due(ahead, utc("2026-05-01")) == utc("2026-05-01T07:00")
    assert due([ahead], utc("2026-05-01T07:00"))


def test_a_clock_set_back_a_little_serves_no_date_again() -> None:
    served = replace(NINE, last="2026-05-01")
    assert due([served], utc("2026-05-01T06:59")) == ()
    assert next_due(served, utc("2026-05-01T06:59")) == utc("2026-05-02T07:00")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9", "09:00"), ("9:05", "09:05"), ("09：30", "09:30"), ("18.30", "18:30"), ("18h30", "18:30"),
        ("9am", "09:00"), ("12 am", "00:00"), ("12pm", "12:00"), ("6:30 p.m.", "18:30"), ("早上9点", "09:00"),
        ("下午3點半", "15:30"), ("晚上8点15分", "20:15"), ("中午12点", "12:00"), ("凌晨12点", "00:00"),
        ("23:59", "23:59"), ("24:00", None),
        ("9:60", None), ("9:5", None), ("soon", None), ("", None), ("123", None),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_as_people_write_it(typed: str, read: str | None) -> None:
    if read:
        assert clock_time(typed) == read
    else:
        with pytest.raises(BadTime, match="is not a time of day; please write it as 09:00 or 18:30"):
            clock_time(typed)
