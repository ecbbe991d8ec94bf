"""The daily quotes, on a clock that is turned by hand."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.admission import Busy
from bot.daily import DailyQuotes, DiscordAway, SystemClock
from bot.scheduling import Schedule
from bot.state import State
from bot.state.schedules import Schedules
from knowledge.errors import RecordsAway, UnknownSpeaker

START = datetime(2026, 5, 1, 6, tzinfo=UTC)


class Over(Exception):
    """The day that a test looks at is over."""


class TurnedClock:
    """Waiting turns it on; it ends the test after so many hours."""

    def __init__(self, hours: float, start: datetime = START) -> None:
        self.time, self.end = start, start + timedelta(hours=hours)
        self.woken = False
        self.waits: list[float] = []
        self.at: dict[datetime, Callable[[], None]] = {}

    def now(self) -> datetime:
        return self.time

    def wake(self) -> None:
        self.woken = True

    async def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.woken = False
        self.waits.append(seconds)
        until = self.time + timedelta(seconds=seconds)
        for moment in sorted(moment for moment in self.at if self.time < moment <= until):
            self.time = moment
            self.at.pop(moment)()
            if self.woken:
                return
        self.time = until
        if self.time >= self.end:
            raise Over


class Sending:
    """Notes what is served and when; raises what it is told to, in order."""

    def __init__(self, clock: TurnedClock, *faults: BaseException | None) -> None:
        self.clock, self.faults, self.tries = clock, list(faults), 0
        self.sent: list[tuple[int, str]] = []

    async def __call__(self, schedule: Schedule) -> None:
        self.tries += 1
        fault = self.faults.pop(0) if self.faults else None
        if fault:
            raise fault
        self.sent.append((schedule.id, f"{self.clock.time:%d %H:%M}"))


def add(state: State, *times: str, now: datetime = START) -> list[int]:
    return [state.schedules.add("1", 7, at=at, zone="UTC", now=now).id for at in times]


async def run(state: State, sending: Sending) -> Sequence[tuple[int, str]]:
    with suppress(Over):
        await DailyQuotes(state.schedules, sending, sending.clock).run()
    return sending.sent


async def test_every_quote_is_served_once_a_day_to_the_minute(state: State) -> None:
    early, late = add(state, "07:30", "20:00")
    served = await run(state, Sending(TurnedClock(36)))
    assert served == [(early, "01 07:30"), (late, "01 20:00"), (early, "02 07:30")]


async def test_it_sleeps_until_the_next_quote_and_never_for_long(state: State) -> None:
    add(state, "06:07")
    sending = Sending(TurnedClock(0.2))
    await run(state, sending)
    assert sending.clock.waits == [300, 120, 300]


async def test_a_quote_that_is_added_while_it_sleeps_is_served_in_time(state: State) -> None:
    clock = TurnedClock(1)
    sending = Sending(clock)
    daily = DailyQuotes(state.schedules, sending, clock)

    def change() -> None:
        add(state, "06:03", now=clock.time)
        daily.changed()

    clock.at[START + timedelta(minutes=2)] = change
    with suppress(Over):
        await daily.run()
    assert [when for _, when in sending.sent] == ["01 06:03"]


async def test_after_downtime_a_quote_is_made_up_for_once(state: State) -> None:
    add(state, "07:30")
    served = await run(state, Sending(TurnedClock(1, START + timedelta(days=5, hours=4))))
    assert [when for _, when in served] == ["06 10:00"]


async def test_after_a_long_downtime_it_waits_for_the_next_day(state: State) -> None:
    add(state, "07:30")
    assert await run(state, Sending(TurnedClock(1, START + timedelta(days=5, hours=14)))) == []


async def test_a_process_that_dies_while_it_sends_does_not_send_again(state: State) -> None:
    add(state, "07:30")
    dying = Sending(TurnedClock(3), SystemExit())
    with pytest.raises(SystemExit):
        await run(state, dying)
    assert await run(state, Sending(TurnedClock(3, dying.clock.time))) == []


async def test_one_schedules_fault_is_logged_and_does_not_stop_the_others(
    state: State, caplog: pytest.LogCaptureFixture
) -> None:
    _, second, third = add(state, "07:30", "07:30", "07:30")
    sending = Sending(TurnedClock(2), ValueError("odd"), None, UnknownSpeaker("Ann"))
    assert await run(state, sending) == [(second, "01 07:30")]
    assert sending.tries == 3
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert errors[0] == "the daily quote 1 was not sent"
    assert errors[1:] == [f"the daily quote {third} was not sent: No speaker here is called “Ann”."]


async def test_while_discord_is_away_a_quote_is_tried_again_later_and_later(state: State) -> None:
    (only,) = add(state, "07:30")
    sending = Sending(TurnedClock(30), *[DiscordAway() for _ in range(3)])
    assert await run(state, sending) == [(only, "01 07:33"), (only, "02 07:30")]


async def test_a_quote_for_which_there_is_too_much_to_do_is_tried_again(state: State) -> None:
    (only,) = add(state, "07:30")
    assert await run(state, Sending(TurnedClock(2), Busy(7))) == [(only, "01 07:30")]


async def test_a_quote_that_is_another_processs_is_left_to_it(state: State) -> None:
    mine, _ = add(state, "07:30", "07:40")
    clock = TurnedClock(2)
    sending = Sending(clock)
    with suppress(Over):
        await DailyQuotes(state.schedules, sending, clock, is_mine=lambda schedule: schedule.id == mine).run()
    assert sending.sent == [(mine, "01 07:30")]


async def test_a_quote_that_waits_for_discord_does_not_hold_up_another(state: State) -> None:
    first, second = add(state, "07:30", "07:30")
    served = await run(state, Sending(TurnedClock(2), DiscordAway()))
    assert served == [(second, "01 07:30"), (first, "01 07:30")]


async def test_what_waited_for_discord_is_served_after_a_restart_too(state: State) -> None:
    (only,) = add(state, "07:30")
    away = Sending(TurnedClock(2), *[DiscordAway() for _ in range(99)])
    assert await run(state, away) == []
    assert await run(state, Sending(TurnedClock(1, away.clock.time))) == [(only, f"{away.clock.time:%d %H:%M}")]


async def test_a_quote_that_could_not_be_sent_for_half_a_day_is_given_up(state: State) -> None:
    add(state, "07:30")
    sending = Sending(TurnedClock(24), *[DiscordAway() for _ in range(999)])
    assert await run(state, sending) == []
    assert 140 < sending.tries < 160


async def test_without_schedules_it_sleeps_on(state: State) -> None:
    sending = Sending(TurnedClock(1))
    assert await run(state, sending) == []
    assert set(sending.clock.waits) == {300}


async def test_a_quote_that_is_removed_while_another_is_sent_is_not_sent(state: State) -> None:
    first, second = add(state, "07:30", "07:30")
    sending = Sending(TurnedClock(2))

    async def removing(schedule: Schedule) -> None:
        state.schedules.remove("1", second)
        await sending(schedule)

    with suppress(Over):
        await DailyQuotes(state.schedules, removing, sending.clock).run()
    assert sending.sent == [(first, "01 07:30")]


async def test_what_changes_while_a_quote_is_sent_is_looked_at_before_it_sleeps(state: State) -> None:
    add(state, "06:00", now=START - timedelta(minutes=1))
    sending = Sending(TurnedClock(0.01))
    daily: DailyQuotes

    async def adding(schedule: Schedule) -> None:
        await sending(schedule)
        if sending.tries == 1:
            add(state, "06:00", now=START - timedelta(minutes=1))
            daily.changed()

    daily = DailyQuotes(state.schedules, adding, sending.clock)
    with suppress(Over):
        await daily.run()
    assert [when for _, when in sending.sent] == ["01 06:00", "01 06:00"]
    assert sending.clock.waits == [300]


class Away(Schedules):
    """Schedules in a database that is away twice."""

    times = 2

    def all(self) -> tuple[Schedule, ...]:
        if self.times:
            self.times -= 1
            raise RecordsAway("The bot's memory", "connection refused")
        return super().all()


async def test_schedules_that_cannot_be_read_are_looked_at_again_soon(
    state: State, caplog: pytest.LogCaptureFixture
) -> None:
    (only,) = add(state, "07:30")
    sending = Sending(TurnedClock(2))
    with suppress(Over):
        await DailyQuotes(Away(state.schedules._db), sending, sending.clock).run()
    assert sending.sent == [(only, "01 07:30")]
    assert sending.clock.waits[:2] == [300, 300]
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert errors == [str(RecordsAway("The bot's memory", "connection refused"))] * 2


async def test_a_clock_that_nobody_waits_for_is_woken_without_harm() -> None:
    clock = SystemClock()
    clock.wake()
    waiting = asyncio.create_task(clock.wait(3600))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    clock.wake()
    await asyncio.wait_for(waiting, 5)


async def test_the_machines_clock_wakes_when_time_is_up_or_something_changes() -> None:
    clock = SystemClock()
    await clock.wait(0.001)
    asyncio.get_running_loop().call_later(0.001, clock.wake)
    await clock.wait(3600)
    assert clock.now().tzinfo is UTC
