"""What a server has chosen, and that nothing of it stays when the bot has left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier
from time import monotonic, sleep

from bot.state import Place, Scope, ServerSettings, State
from tests.postgresql import rows

CHOSEN = ServerSettings(frozenset({7, 2**62}), Place.CHANNEL, False, "zh-TW", Scope.OWN, frozenset({5}))
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_a_server_that_has_chosen_nothing_answers_when_addressed_and_only_what_it_is_sure_of(state: State) -> None:
    settings = state.servers.of("1")
    assert settings == ServerSettings(frozenset(), Place.THREAD, True, None, Scope.ALL, frozenset())


def test_what_a_server_has_chosen_is_known_to_the_next_process_and_of_that_server_alone(
    state: State, place: Path | str
) -> None:
    state.servers.set("1", CHOSEN)
    with closing(State(place)) as again:
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


def test_a_server_that_the_bot_has_left_is_forgotten_in_every_table_and_no_other_is(
    state: State,
    place: Path | str,
) -> None:
    for guild, channel in (("1", 7), ("2", 8)):
        state.servers.set(guild, replace(CHOSEN, channels=frozenset({channel})))
        state.schedules.add(guild, channel, at="09:00", zone="UTC", now=NOW)
        state.reports.file(guild, "p")
        state.shown.draw(channel, ["a"])
    state.shown.draw(70, ["a"])
    state.forget("1", channels=[70])
    for table in ("server", "apart", "schedule", "report", "shown"):
        assert len(rows(place, f"SELECT * FROM {table}")) == 1, table
    assert state.servers.of("1") == ServerSettings()
    assert state.servers.of("2").place is Place.CHANNEL


def test_what_another_process_has_chosen_is_known_once_it_was_looked_for(state: State, place: Path | str) -> None:
    with closing(State(place)) as other:
        assert other.servers.of("1") == ServerSettings()
        state.servers.set("1", CHOSEN)
        other.servers.catch_up()
        assert other.servers.of("1") == CHOSEN
        other.forget("1")
        state.servers.catch_up()
        assert state.servers.of("1") == ServerSettings()


def test_a_change_is_made_to_what_another_process_has_chosen_and_takes_nothing_of_it_back(
    state: State, place: Path | str
) -> None:
    with closing(State(place)) as other:
        state.servers.change("1", lambda settings: replace(settings, language="en"))
        other.servers.change("1", lambda settings: replace(settings, place=Place.CHANNEL))
        other.hide_shared("1")
        assert other.servers.of("1") == ServerSettings(place=Place.CHANNEL, language="en", scope=Scope.OWN)


def test_what_another_process_has_chosen_is_looked_for_all_the_time(state: State, place: Path | str) -> None:
    with closing(State(place)) as other:
        state.servers.set("1", CHOSEN)
        until = monotonic() + 120
        while other.servers.of("1") != CHOSEN:
            assert monotonic() < until
            sleep(0.05)


def test_who_asks_while_settings_are_changed_sees_what_was_or_what_is(state: State) -> None:
    state.servers.set("1", CHOSEN)
    other = replace(CHOSEN, language="en")

    def change() -> None:
        for settings in (other, CHOSEN) * 10:
            state.servers.set("1", settings)

    with ThreadPoolExecutor() as threads:
        changing = threads.submit(change)
        while not changing.done():
            assert state.servers.of("1") in {CHOSEN, other}
