"""What was asked last where."""

import pytest

from bot.answering import Question
from bot.conversations import Conversations


class Watch:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_the_last_question_of_a_place_is_known_there_and_nowhere_else(watch: Watch) -> None:
    kept = Conversations(clock=watch)
    kept.remember(1, Question("first?"))
    kept.remember(1, Question("second?", "ann", "talk"))
    assert kept.last(1) == kept.last(1) == Question("second?", "ann", "talk")
    assert kept.last(2) is None


def test_a_question_is_forgotten_after_half_an_hour_and_leaves_nothing(watch: Watch) -> None:
    kept = Conversations(clock=watch)
    kept.remember(1, Question("what?"))
    watch.now = 1799.9
    assert kept.last(1)
    watch.now = 1800.0
    assert kept.last(2) is None
    assert len(kept) == 0


def test_a_question_asked_anew_is_kept_anew(watch: Watch) -> None:
    kept = Conversations(clock=watch, ttl=10)
    kept.remember(1, Question("what?"))
    kept.remember(2, Question("who?"))
    watch.now = 9
    kept.remember(1, Question("why?"))
    watch.now = 12
    assert (kept.last(1), kept.last(2)) == (Question("why?"), None)


def test_where_there_are_too_many_places_the_oldest_is_forgotten(watch: Watch) -> None:
    kept = Conversations(capacity=2, clock=watch)
    for place in (1, 2, 1, 3):
        kept.remember(place, Question("what?"))
    assert [place for place in (1, 2, 3) if kept.last(place)] == [1, 3]


def test_a_question_can_be_forgotten_at_once(watch: Watch) -> None:
    kept = Conversations(clock=watch)
    kept.remember(1, Question("what?"))
    kept.forget(1)
    kept.forget(1)
    assert kept.last(1) is None
