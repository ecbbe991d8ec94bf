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
    assert "connection refused. What servers have chosen is answered from memory" in caplog.text


def test_once_it_is_stopped_it_looks_no_more() -> None:
    looked = Event()
    watch = Watch(looked.set, 0.01)
    assert looked.wait(120)
    watch.stop()
    looked.clear()
    assert not looked.wait(0.1)
