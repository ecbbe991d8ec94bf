"""Measuring and cutting against Discord's limits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.limits import cut, units
from tests.bot.limits import choice_faults, faults, length
from tests.bot.reading import LAYOUT


@settings(deadline=None, database=None, derandomize=True)
@given(st.text(), st.integers(1, 20))
def test_a_cut_name_is_within_its_limit_and_else_untouched(name: str, limit: int) -> None:
    shown = cut(name, limit)
    assert length(shown) <= limit
    assert name.startswith(shown.removesuffix("…"))
    assert (shown == name) is (length(name) <= limit)


@settings(deadline=None, database=None, derandomize=True)
@given(st.text())
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text) == length(text)


@pytest.mark.parametrize(("text", "count"), [("", 0), ("a中", 2), ("\uffff", 1), ("\U00010000", 2), ("a😀", 3)])
def test_what_takes_two_units_counts_two(text: str, count: int) -> None:
    assert units(text) == count


@pytest.mark.parametrize(
    ("name", "limit", "shown"),
    [("abcd", 4, "abcd"), ("abcde", 4, "abc…"), ("a😀😀", 4, "a😀…"), ("😀😀😀", 4, "😀…"), ("abc", 1, "…")],
)
def test_a_cut_name_is_as_long_as_its_limit_lets_it(name: str, limit: int, shown: str) -> None:
    assert cut(name, limit) == shown


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"content": "x" * 2001},
        {"embeds": [{"description": "x"}] * 11},
        {"embeds": [{"description": "x" * 3001}] * 2},
        {"embeds": [{"description": " "}]},
        {"embeds": [{"fields": [{"name": "x", "value": ""}]}]},
        {"embeds": [{"author": {"name": "x" * 257}}]},
        {"content": "x", "components": [{"components": [{"type": 2, "custom_id": "a", "label": "b"}] * 2}]},
        {"content": "x", "components": [{"components": [{"type": 2, "custom_id": "😀" * 51, "label": "b"}]}]},
        {"content": "x", "components": [{"components": []}]},
        {"content": "x", "components": [{"components": [{"type": 3, "custom_id": "a", "options": []}]}]},
        {"content": "x", "components": [{"components": [{"type": 8, "custom_id": id} for id in "ab"]}]},
        {"content": "x", "components": [{"components": [{"type": 6, "custom_id": "a", "default_values": [1, 2]}]}]},
        {"flags": LAYOUT, "components": []},
        {"flags": LAYOUT, "content": "x", "components": [{"type": 10, "content": "x"}]},
        {"flags": LAYOUT, "components": [{"type": 10, "content": "x" * 4001}]},
        {"flags": LAYOUT, "components": [{"type": 10, "content": " "}]},
        {"flags": LAYOUT, "components": [{"type": 10, "content": "x"}] * 41},
        {"flags": LAYOUT, "components": [{"type": 17, "components": [{"type": 1, "components": []}]}]},
    ],
)
def test_the_tests_own_account_of_the_limits_sees_every_fault(message: dict[str, object]) -> None:
    assert faults(message)


def test_the_tests_own_account_sees_faulty_choices() -> None:
    assert len(choice_faults([{"name": "x", "value": "x" * 101}] * 26)) == 28
