"""A line in which servers take turns, and the people within them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lanes import Lanes


def line(*waiting: tuple[str, str, str]) -> Lanes[str]:
    lanes = Lanes[str]()
    for lane, person, item in waiting:
        lanes.add(lane, person, item)
    return lanes


def taken(lanes: Lanes[str]) -> str:
    return " ".join(lanes.take() for _ in range(len(lanes)))


def test_one_persons_things_come_in_the_order_in_which_they_were_asked() -> None:
    assert taken(line(("s", "ann", "1"), ("s", "ann", "2"), ("s", "ann", "3"))) == "1 2 3"


def test_servers_take_turns_however_much_each_has_waiting() -> None:
    busy = [("busy", str(i), f"b{i}") for i in range(4)]
    assert taken(line(*busy, ("calm", "ann", "c"))) == "b0 c b1 b2 b3"


def test_people_of_one_server_take_turns_too() -> None:
    assert taken(line(("s", "ann", "a1"), ("s", "ann", "a2"), ("s", "bob", "b1"))) == "a1 b1 a2"


def test_whoever_comes_back_after_a_turn_goes_behind_those_who_wait() -> None:
    lanes = line(("one", "ann", "a1"), ("one", "ann", "a2"), ("two", "bob", "b1"))
    lanes.take()
    lanes.add("one", "ann", "a3")
    assert taken(lanes) == "b1 a2 a3"


def test_who_leaves_is_not_waited_for() -> None:
    lanes = line(("s", "ann", "a"), ("s", "bob", "b"))
    lanes.discard("s", "ann", "a")
    lanes.discard("s", "ann", "a")
    assert (lanes.waiting("s"), taken(lanes)) == (1, "b")


def test_it_tells_how_much_waits_of_whom() -> None:
    lanes = line(("s", "ann", "1"), ("s", "ann", "2"), ("s", "bob", "3"), ("t", "ann", "4"))
    assert (len(lanes), lanes.waiting("s"), lanes.waiting_of("s", "ann"), lanes.waiting("u")) == (4, 3, 2, 0)


def test_where_nothing_waits_nothing_is_taken() -> None:
    with pytest.raises(IndexError):
        Lanes[str]().take()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))))
def test_all_that_waits_has_its_turn_once_and_no_lane_before_the_others_had_theirs(
    coming: list[tuple[int, int]],
) -> None:
    lanes = Lanes[tuple[int, int]]()
    for number, (lane, person) in enumerate(coming):
        lanes.add(lane, person, (lane, number))
    order = [lanes.take() for _ in coming]
    assert sorted(number for _, number in order) == list(range(len(coming)))
    rounds = len({lane for lane, _ in coming})
    assert {lane for lane, _ in order[:rounds]} == {lane for lane, _ in coming}
