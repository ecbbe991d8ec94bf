"""Which quotes a channel has seen."""

from pathlib import Path

from bot.state import ShownQuotes

POOL = ["a", "b", "c"]


def test_a_channel_sees_every_quote_once_before_any_again(shown: ShownQuotes) -> None:
    assert sorted(shown.draw(1, POOL) or "" for _ in POOL) == POOL


def test_a_new_round_does_not_begin_with_the_last_quote_of_the_old(shown: ShownQuotes) -> None:
    last = [shown.draw(1, POOL) for _ in POOL][-1]
    assert shown.draw(1, [last or "", "a"]) == "a"


def test_a_pool_of_one_quote_is_drawn_again(shown: ShownQuotes) -> None:
    assert [shown.draw(1, ["a"]) for _ in range(3)] == ["a"] * 3


def test_channels_do_not_know_of_each_other(shown: ShownQuotes) -> None:
    assert shown.draw(1, POOL) == shown.draw(2, POOL)


def test_a_used_up_topic_leaves_other_quotes_seen(shown: ShownQuotes) -> None:
    for pool in (["x"], ["a"], ["a"]):
        shown.draw(1, pool)
    assert shown.draw(1, ["x", "y"]) == "y"


def test_an_empty_pool_gives_nothing(shown: ShownQuotes) -> None:
    assert shown.draw(1, []) is None


def test_what_was_seen_is_remembered_by_the_next_process(shown: ShownQuotes, tmp_path: Path) -> None:
    shown.draw(1, POOL)
    again = ShownQuotes(tmp_path / "bot.sqlite3")
    assert again.draw(1, POOL) == "b"
    again.close()
