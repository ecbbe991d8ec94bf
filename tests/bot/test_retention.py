"""How long what is kept is kept: as the settings say, and what becomes of a day on which nothing can be dropped."""

import logging
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from bot.retention import Retaining, Retention
from bot.settings import BotSettings
from bot.state import State
from knowledge.errors import SettingsError
from knowledge.feedback import Feedback, Verdict
from knowledge.libraries import Libraries
from knowledge.transcripts import LIBRARY


class Over(Exception):
    """The days that a test looks at are over."""


class Days:
    """A clock that ends a test after some days."""

    def __init__(self, count: int) -> None:
        self.waits: list[float] = []
        self.count = count

    def now(self) -> datetime:
        return datetime(2999, 1, 1, tzinfo=UTC)

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        if len(self.waits) == self.count:
            raise Over

    def wake(self) -> None:
        raise AssertionError


def test_days_are_read_from_their_settings_and_none_means_for_ever() -> None:
    env = {"KEEP_FEEDBACK_DAYS": " 30 ", "KEEP_REPORTS_DAYS": "", "KEEP_HISTORY_DAYS": "36500"}
    assert BotSettings.from_env(env).retention == Retention(30, None, None, 36500)


@pytest.mark.parametrize("days", ["0", "-1", "36501", "soon", "1.5"])
def test_days_that_are_none_are_refused(days: str) -> None:
    with pytest.raises(SettingsError, match=f"KEEP_SHOWN_DAYS is “{days}”, but must be a number of days from 1 to"):
        BotSettings.from_env({"KEEP_SHOWN_DAYS": days})


async def test_what_is_old_is_dropped_every_day(libraries: Libraries, state: State, feedback: Feedback) -> None:
    feedback.give(Verdict.UP, "hash", ["p"], None, "1", who=feedback.pseudonym(7))
    days = Days(2)
    with suppress(Over):
        await Retaining(Retention(feedback=1), state, feedback, libraries, days).run()
    assert (feedback.all(), days.waits) == ((), [86_400, 86_400])


async def test_what_cannot_be_dropped_today_is_tried_again_tomorrow(
    libraries: Libraries, state: State, feedback: Feedback, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = libraries.shared.folder / "guilds" / "7"
    damaged.mkdir(parents=True)
    (damaged / LIBRARY).write_bytes(b"nothing of the kind" * 1000)
    days = Days(2)
    with suppress(Over):
        await Retaining(Retention(history=1), state, feedback, libraries, days).run()
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == len(days.waits) == 2
    assert errors[0].startswith("what has been kept long enough is dropped tomorrow: The library in ")
