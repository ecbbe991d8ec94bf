"""What was measured: figures with what they are compared to and what they shall be, as a table and as rows. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from rich.table import Table

from knowledge.display import table_of
from knowledge.evaluation.run import Row


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure, or its ratio to another, shall be: no more than a bound, or no less."""

    bound: float
    of_ratio: bool = False
    least: bool = False

    def is_met(self, figure: "Figure") -> bool:
        value = figure.ratio if self.of_ratio else figure.value
        return value is not None and (value >= self.bound if self.least else value <= self.bound)

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.bound:g}{' ×' if self.of_ratio else ''}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured in a part of the bench: a median where it was measured often, with its p95.

    `ratio` is the figure divided by another of the same run, which `to` names.
    """

    part: str
    name: str
    value: float
    unit: str
    high: float | None = None
    ratio: float | None = None
    to: str = ""
    aim: Aim | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What could not be measured, and why."""

    part: str
    words: str


Measured = Figure | Remark


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, in milliseconds: most often, and nineteen times in twenty at most."""

    p50: float
    p95: float

    @classmethod
    def from_seconds(cls, took: Sequence[float]) -> "Times":
        return cls(*(1000 * float(np.percentile(took, q)) for q in (50, 95)))

    def figure(
        self, part: str, name: str, beside: "Times | None" = None, to: str = "", aim: Aim | None = None
    ) -> Figure:
        return Figure(part, name, self.p50, "ms", self.p95, self.p50 / beside.p50 if beside else None, to, aim)


def rows(measured: Iterable[Measured]) -> Iterator[Row]:
    """A row for each part."""
    for part, inside in groupby(measured, key=lambda one: one.part):
        row: Row = {"set": part}
        for one in inside:
            if isinstance(one, Remark):
                row["not measured"] = one.words
                continue
            row[f"{one.name} {one.unit}".strip()] = one.value
            if one.high is not None:
                row[f"{one.name} p95 {one.unit}".strip()] = one.high
            if one.ratio is not None:
                row[f"{one.name} / {one.to}"] = one.ratio
        yield row


def table(measured: Iterable[Measured]) -> Table:
    """All of it as one table, a section for each part."""
    made = table_of("", ">median", ">p95", "", ">ratio", "to", ">aim", "")
    for part, inside in groupby(measured, key=lambda one: one.part):
        made.add_section()
        made.add_row(f"[bold]{part}[/bold]")
        for one in inside:
            made.add_row(*([f"  {one.words}"] if isinstance(one, Remark) else _cells(one)))
    return made


def _cells(one: Figure) -> list[str]:
    met = ("yes" if one.aim.is_met(one) else "[bold]no[/bold]") if one.aim else ""
    ratio = f"{one.ratio:.2f}" if one.ratio is not None else ""
    high = _number(one.high) if one.high is not None else ""
    return [f"  {one.name}", _number(one.value), high, one.unit, ratio, one.to, str(one.aim or ""), met]


def _number(value: float) -> str:
    """Three figures of it are all that such a measurement is worth."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"
