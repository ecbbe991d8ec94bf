"""How long what is kept is kept, as the settings say, and what becomes of a day on which it cannot be dropped."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.retention import Retaining, Retention
from bot.settings import BotSettings
from bot.state import State
from knowledge.errors import SettingsError
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries

NAMES = ("KEEP_FEEDBACK_DAYS", "KEEP_REPORTS_DAYS", "KEEP_SHOWN_DAYS", "KEEP_HISTORY_DAYS")


class Days:
    """A clock that counts the days it is waited for, and ends the waiting on the second."""

    waited = 0

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def wake(self) -> None:
        pass

    async def wait(self, seconds: float) -> None:
        assert seconds == 24 * 3600
        self.waited += 1
        if self.waited == 2:
            raise asyncio.CancelledError


def test_days_are_read_from_the_settings_in_their_order() -> None:
    days = {name: str(number) for number, name in enumerate(NAMES, 1)}
    assert BotSettings.from_env(days).retention == Retention(1, 2, 3, 4)
    assert BotSettings.from_env({"KEEP_SHOWN_DAYS": " 36500 "}).retention == Retention(shown=36_500)


@pytest.mark.parametrize("days", ["0", "36501", "-1", "a week", "1.5"])
def test_what_is_no_number_of_days_is_named(days: str) -> None:
    with pytest.raises(SettingsError, match=f"KEEP_REPORTS_DAYS is “{days}”, but must be a number of days from 1"):
        BotSettings.from_env({"KEEP_REPORTS_DAYS": days})


async def test_what_cannot_be_dropped_today_is_dropped_tomorrow(
    tmp_path: Path, libraries: Libraries, feedback: Feedback, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Days()
    with closing(State(tmp_path / "broken.sqlite3")) as state:
        state.reports._db.rows("DROP TABLE report")
        with pytest.raises(asyncio.CancelledError):
            await Retaining(Retention(reports=1), state, feedback, libraries, clock).run()
    assert clock.waited == 2
    assert [message[:52] for message in caplog.messages] == ["what has been kept long enough is dropped tomorrow: "] * 2
