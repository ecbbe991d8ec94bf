"""What was handled already."""

from bot.once import Once


def test_a_message_is_handled_once() -> None:
    once = Once()
    assert [once.first(id) for id in (1, 2, 1, 2, 3)] == [True, True, False, False, True]


def test_only_the_last_messages_are_kept() -> None:
    once = Once(kept=2)
    assert [once.first(id) for id in (1, 2, 3, 2, 1)] == [True, True, True, False, True]
