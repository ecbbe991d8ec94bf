"""What a server has chosen, and that nothing of it stays when the bot has left."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

from bot.state import Place, Scope, ServerSettings, State

CHOSEN = ServerSettings(frozenset({7, 2**62}), Place.CHANNEL, False, "zh-TW", Scope.OWN, frozenset({5}))
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
# The file as the first version made it.
OLD = """
CREATE TABLE shown (channel INTEGER, quote TEXT, PRIMARY KEY (channel, quote));
CREATE TABLE apart (guild TEXT PRIMARY KEY);
CREATE TABLE secret (secret BLOB NOT NULL);
CREATE TABLE report (
  id INTEGER PRIMARY KEY AUTOINCREMENT, guild TEXT NOT NULL, passage TEXT NOT NULL, count INTEGER NOT NULL DEFAULT 1,
  UNIQUE (guild, passage));
INSERT INTO apart VALUES ('1');
INSERT INTO shown VALUES (7, 'a');
"""


def test_a_server_that_has_chosen_nothing_answers_when_addressed_and_only_what_it_is_sure_of(state: State) -> None:
    settings = state.servers.of("1")
    assert settings == ServerSettings(frozenset(), Place.THREAD, True, None, Scope.ALL, frozenset())


def test_what_a_server_has_chosen_is_known_to_the_next_process_and_of_that_server_alone(
    state: State, tmp_path: Path
) -> None:
    state.servers.set("1", CHOSEN)
    with closing(State(tmp_path / "bot.sqlite3")) as again:
        assert again.servers.of("1") == state.servers.of("1") == CHOSEN
        assert again.servers.of("2") == ServerSettings()


def test_what_is_chosen_anew_takes_the_place_of_what_was(state: State) -> None:
    state.servers.set("1", CHOSEN)
    state.servers.set("1", ServerSettings())
    assert state.servers.of("1") == ServerSettings()


def test_changes_to_two_settings_at_once_lose_neither(state: State) -> None:
    turns = Barrier(2)

    def place(settings: ServerSettings) -> ServerSettings:
        return replace(settings, place=Place.CHANNEL)

    def language(settings: ServerSettings) -> ServerSettings:
        return replace(settings, language="en")

    def change(what: Callable[[ServerSettings], ServerSettings]) -> None:
        turns.wait()
        state.servers.change("1", what)

    with ThreadPoolExecutor() as threads:
        list(threads.map(change, (place, language)))
    assert state.servers.of("1") == ServerSettings(place=Place.CHANNEL, language="en")


def test_the_scope_is_one_truth_whichever_way_it_is_changed(state: State) -> None:
    state.hide_shared("1")
    assert (state.servers.of("1").scope, state.sees_shared("1")) == (Scope.OWN, False)
    state.servers.set("1", replace(CHOSEN, scope=Scope.ALL))
    assert state.sees_shared("1")
    state.hide_shared("1")
    state.show_shared("1")
    assert state.servers.of("1") == replace(CHOSEN, scope=Scope.ALL)


def test_a_file_of_the_first_version_opens_with_what_it_holds(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.sqlite3")) as old:
        old.executescript(OLD)
    with closing(State(tmp_path / "old.sqlite3")) as state:
        assert (state.sees_shared("1"), state.sees_shared("2")) == (False, True)
        assert state.shown.draw(7, ["a", "b"]) == "b"
        state.servers.set("1", CHOSEN)
        assert state.servers.of("1") == CHOSEN


def test_a_server_that_the_bot_has_left_is_forgotten_in_every_table_and_no_other_is(
    state: State, tmp_path: Path
) -> None:
    for guild, channel in (("1", 7), ("2", 8)):
        state.servers.set(guild, replace(CHOSEN, channels=frozenset({channel})))
        state.schedules.add(guild, channel, at="09:00", zone="UTC", now=NOW)
        state.reports.file(guild, "p")
        state.shown.draw(channel, ["a"])
    state.shown.draw(70, ["a"])
    state.forget("1", channels=[70])
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {table: file.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    for table in ("server", "apart", "schedule", "report", "shown"):
        assert len(rows[table]) == 1, table
    assert state.servers.of("1") == ServerSettings()
    assert state.servers.of("2").place is Place.CHANNEL
