"""From the files of SQLite into PostgreSQL, by the command."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.moving import moved
from bot.state import MEMORY, Place, Scope, ServerSettings, State
from knowledge.errors import RecordsNotEmpty, SettingsError
from knowledge.feedback import FEEDBACK, Feedback, Verdict
from knowledge.settings import LibrarySettings
from tests.postgresql import PostgreSQL

CHOSEN = ServerSettings(frozenset({7, 2**62}), Place.CHANNEL, False, "zh-TW", Scope.OWN, frozenset({5}))
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def fill(state: State, feedback: Feedback) -> None:
    state.servers.set("1", CHOSEN)
    state.servers.set("2", ServerSettings())
    for passage in ("p", "q", "r"):
        state.reports.file("1", passage)
    state.reports.settle("1", "r")
    state.schedules.add("1", 2**62, at="09:00", zone="UTC", now=NOW, topic="it's")
    for _ in range(3):
        state.shown.draw(7, ["c", "a", "b"])
    feedback.give(Verdict.UP, feedback.hashed("why?"), ["p"], "why?", "1")


def settings(data: Path, address: str | None) -> LibrarySettings:
    return LibrarySettings.from_env({"DATABASE_URL": address or ""}, data=data)


def test_everything_is_moved_with_its_numbers_its_order_and_its_secrets(tmp_path: Path, postgresql: PostgreSQL) -> None:
    address = postgresql.schema()
    with closing(State(tmp_path / MEMORY)) as old, closing(Feedback(tmp_path / FEEDBACK)) as judged:
        fill(old, judged)
        told = moved(settings(tmp_path, address))
        assert told.startswith(f"Rows copied into the database: 9 of {tmp_path / MEMORY}, 1 of {tmp_path / FEEDBACK}.")
        with closing(State(address)) as new, closing(Feedback(address)) as feedback:
            assert [new.servers.of(guild) for guild in "12"] == [CHOSEN, ServerSettings()]
            assert new.reports.pending("1") == old.reports.pending("1")
            assert new.schedules.all() == old.schedules.all()
            assert (new.sealed("x"), feedback.hashed("y")) == (old.sealed("x"), judged.hashed("y"))
            assert feedback.all() == judged.all()
            assert new.shown.draw(7, ["b", "c", "a"]) == "c"  # not b, which was shown last
            new.reports.file("1", "s")
            assert new.reports.pending("1")[-1].id == 4  # 3 was given away


def test_a_database_that_holds_something_is_left_as_it_is(tmp_path: Path, place: Path | str) -> None:
    address = place if isinstance(place, str) else f"sqlite:///{place}"
    with closing(State(tmp_path / MEMORY)) as old, closing(Feedback(tmp_path / FEEDBACK)) as judged:
        fill(old, judged)
    with closing(State(address)) as new:
        new.reports.file("9", "z")
        seal = new.sealed("x")
    with pytest.raises(RecordsNotEmpty, match="already, in the table report; please name an empty one"):
        moved(settings(tmp_path, address))
    with closing(State(address)) as new:
        assert (new.schedules.all(), new.sealed("x")) == ((), seal)


def test_what_was_never_kept_is_not_made_to_be_moved(tmp_path: Path, place: Path | str) -> None:
    address = place if isinstance(place, str) else f"sqlite:///{place}"
    data = tmp_path / "data"
    assert "0 of" in moved(settings(data, address))
    assert not data.exists()


def test_without_an_address_there_is_nowhere_to_move(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL is missing"):
        moved(settings(tmp_path, None))
