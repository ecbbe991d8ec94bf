"""Figures of the bench as a table and as rows."""

import pytest
from rich.console import Console

from knowledge.evaluation.bench.figures import Aim, Figure, Measured, Remark, Times, rows, table

FIGURES: list[Measured] = [
    Figure("search", "all", 4.0, "ms", 9.0),
    Figure("search", "one speaker", 6.0, "ms", 12.0, 1.5, "all", Aim(2.0, of_ratio=True)),
    Figure("ingest", "passages", 12.345, "/s", aim=Aim(20.0, least=True)),
    Remark("ingest", "The engine is not installed."),
]


def test_a_part_makes_a_row_with_all_its_figures() -> None:
    search, ingest = rows(FIGURES)
    assert search == {
        "set": "search",
        "all ms": 4.0,
        "all p95 ms": 9.0,
        "one speaker ms": 6.0,
        "one speaker p95 ms": 12.0,
        "one speaker / all": 1.5,
    }
    assert ingest == {"set": "ingest", "passages /s": 12.345, "not measured": "The engine is not installed."}


def test_the_table_says_what_was_aimed_at_and_whether_it_was_reached() -> None:
    console = Console(width=150)
    with console.capture() as printed:
        console.print(table(FIGURES))
    lines = [line.split() for line in printed.get().splitlines()]
    assert ["one", "speaker", "6.00", "12.0", "ms", "1.50", "all", "≤", "2", "×", "yes"] in lines
    assert ["passages", "12.3", "/s", "≥", "20", "no"] in lines
    assert ["The", "engine", "is", "not", "installed."] in lines


@pytest.mark.parametrize(
    ("aim", "is_met"),
    [(Aim(2), True), (Aim(1), False), (Aim(1, least=True), True), (Aim(9, of_ratio=True), False)],
)
def test_an_aim_is_met_by_the_figure_or_by_its_ratio(aim: Aim, is_met: bool) -> None:
    assert aim.is_met(Figure("part", "name", 1.5, "ms", ratio=10.0)) == is_met


def test_times_are_the_median_and_what_nineteen_of_twenty_stay_below() -> None:
    times = Times.from_seconds([number / 1000 for number in range(1, 102)])
    assert (times.p50, times.p95) == pytest.approx((51, 96))
    assert times.figure("part", "name", Times(25.5, 30), "other").ratio == pytest.approx(2)
