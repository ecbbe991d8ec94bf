"""Dates as files write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dates import when


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-23", (2024, 7, 23)),
        ("2024-07", (2024, 7, 0)),
        ("2024", (2024, 0, 0)),
        ("2024/7/3", (2024, 7, 3)),
        ("20240723", (2024, 7, 23)),
        ("2024-07-23T10:00:00Z", (2024, 7, 23)),
        ("2024年7月23日", (2024, 7, 23)),
        ("July 23, 2024", (2024, 7, 23)),
        ("23rd Sept. 2024", (2024, 9, 23)),
        ("May 2024", (2024, 5, 0)),
        ("Spring 2024", (2024, 0, 0)),
        ("2024-13-01", (2024, 0, 0)),
        ("2024-02-40", (2024, 2, 0)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_told(text: str, expected: tuple[int, int, int]) -> None:
    assert when(text) == expected


@pytest.mark.parametrize("text", [None, "", "last week", "0042-01-01", "12:30"])
def test_what_names_no_year_is_no_date(text: str | None) -> None:
    assert when(text) is None


def test_of_a_date_whose_day_may_be_its_month_only_the_year_is_certain() -> None:
    assert when("03/04/2024") == (2024, 0, 0)


def test_what_is_known_of_a_date_sorts_it_and_a_part_comes_before_its_days() -> None:
    texts = ["2024-07", "2023-12-31", "2024", "2024-07-02", "2024-01"]
    assert sorted(texts, key=lambda text: when(text) or (0, 0, 0)) == [
        "2023-12-31",
        "2024",
        "2024-01",
        "2024-07",
        "2024-07-02",
    ]


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_whole_date_is_read_in_iso_form(day: date) -> None:
    assert when(day.isoformat()) == (day.year, day.month, day.day)


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert when(text) is None or len(when(text) or ()) == 3
