"""Which quotes a channel has seen."""

from pathlib import Path

from bot.state import State

POOL = ["a", "b", "c"]


def test_a_channel_sees_every_quote_once_before_any_again(state: State) -> None:
    assert sorted(state.shown.draw(1, POOL) or "" for _ in POOL) == POOL


def test_a_new_round_does_not_begin_with_the_last_quote_of_the_old(state: State) -> None:
    last = [state.shown.draw(1, POOL) for _ in POOL][-1]
    assert state.shown.draw(1, [last or "", "a"]) == "a"


def test_a_pool_of_one_quote_is_drawn_again(state: State) -> None:
    assert [state.shown.draw(1, ["a"]) for _ in range(3)] == ["a"] * 3


def test_channels_do_not_know_of_each_other(state: State) -> None:
    assert state.shown.draw(1, POOL) == state.shown.draw(2, POOL)


def test_a_used_up_topic_leaves_other_quotes_seen(state: State) -> None:
    for pool in (["x"], ["a"], ["a"]):
        state.shown.draw(1, pool)
    assert state.shown.draw(1, ["x", "y"]) == "y"


def test_an_empty_pool_gives_nothing(state: State) -> None:
    assert state.shown.draw(1, []) is None


def test_what_was_seen_is_remembered_by_the_next_process(state: State, place: Path | str) -> None:
    state.shown.draw(1, POOL)
    again = State(place)
    assert again.shown.draw(1, POOL) == "b"
    again.close()
