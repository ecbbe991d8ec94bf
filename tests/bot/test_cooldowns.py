"""How often may be asked."""

import pytest

from bot.cooldowns import Cooldowns, Limit


def test_a_person_asks_five_times_in_twenty_seconds_and_is_told_how_long_to_wait() -> None:
    cooldowns = Cooldowns(user=Limit(5, 20))
    assert [cooldowns.allow(1, 7, now) for now in (0, 1, 2, 3, 4)] == [0] * 5
    assert cooldowns.allow(1, 8, 5) == 15
    assert [cooldowns.allow(1, 7, 20), cooldowns.allow(1, 7, 20)] == [0, 1]


def test_a_channel_is_asked_twenty_times_in_twenty_seconds_by_whomever() -> None:
    cooldowns = Cooldowns(channel=Limit(20, 20))
    assert [cooldowns.allow(user, 7, 0) for user in range(20)] == [0] * 20
    assert cooldowns.allow(99, 7, 0.5) == pytest.approx(19.5)
    assert cooldowns.allow(99, 8, 0.5) == 0


def test_a_person_and_a_channel_of_one_number_are_two() -> None:
    cooldowns = Cooldowns(user=Limit(1, 10), channel=Limit(1, 10))
    assert cooldowns.allow(1, 2, 0) == 0
    assert cooldowns.allow(2, 1, 0) == 0


def test_whoever_keeps_trying_waits_no_longer() -> None:
    cooldowns = Cooldowns(user=Limit(1, 10))
    assert [cooldowns.allow(1, 7, now) for now in (0, 4, 8, 10)] == [0, 6, 2, 0]


def test_a_refused_person_takes_nothing_from_the_channel() -> None:
    cooldowns = Cooldowns(user=Limit(1, 10), channel=Limit(2, 10))
    assert [cooldowns.allow(user, 7, 0) for user in (1, 1, 1, 2)] == [0, 10, 10, 0]


def test_no_more_people_are_kept_than_have_asked_of_late_or_there_is_room_for() -> None:
    cooldowns = Cooldowns(capacity=3)
    for user in range(10):
        cooldowns.allow(user, user, 0)
    assert len(cooldowns._users._times) == 3
    cooldowns.allow(99, 99, 20)
    assert list(cooldowns._users._times) == list(cooldowns._channels._times) == [99]
