"""Looking again and again, and what is logged when that fails."""

import logging
from threading import Event

import pytest

from bot.state.watch import Watch
from knowledge.errors import RecordsAway


def test_a_database_that_goes_away_is_logged_once_and_so_is_its_return(caplog: pytest.LogCaptureFixture) -> None:
    looks, done = iter(["there", "away", "away", "there", "there"]), Event()

    def look() -> None:
        found = next(looks, None)
        if found is None:
            done.set()
        if found == "away":
            raise RecordsAway("The bot's memory", "connection refused")

    with caplog.at_level(logging.INFO, "bot.state.watch"):
        watch = Watch(look, 0.01)
        assert done.wait(120)
        watch.stop()
    assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]
    assert "connection refused. What servers have chosen is taken from memory" in caplog.text


def test_a_fault_that_nobody_expected_is_logged_with_its_story_and_it_looks_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    looked, done = iter(range(3)), Event()

    def look() -> None:
        if next(looked, None) is None:
            done.set()
        raise KeyError("x")

    watch = Watch(look, 0.01)
    assert done.wait(120)
    watch.stop()
    (record,) = caplog.records
    assert record.exc_info
    assert record.exc_info[0] is KeyError


def test_once_it_is_stopped_it_looks_no_more() -> None:
    looked = Event()
    watch = Watch(looked.set, 0.01)
    assert looked.wait(120)
    watch.stop()
    looked.clear()
    assert not looked.wait(0.1)
