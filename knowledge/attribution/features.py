"""Cues into numbers: what tells of one who asks, what of a change of voice, and what of one candidate by name."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np

from knowledge.attribution.addresses import Names
from knowledge.attribution.decoding import Column
from knowledge.attribution.units import Unit
from knowledge.encoder import Vectors

Row = dict[str, float]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]

_ASKING = frozenset(
    ("asks how", "asks whether", "asks you", "requests", "you", "your", "wants to know", "you have said", "you did")
)
_TO_YOU = frozenset(("you", "asks you", "your", "requests"))
_NEAR = ("you", "you did", "anybody", "we", "our work", "i", "explains", "leads", "wants to know", "thinks")
_AT_JOIN = (
    "asks you", "requests", "wants to know", "leads", "you have said", "amazed", "hosts", "guests", "thinks",
    "our work", "explains",
)  # fmt: skip
_SHORT, _LONG, _WIDE = 7, 80, 300  # widths, in Chinese characters


def matrix(rows: Sequence[Row], names: Sequence[str]) -> Matrix:
    """The rows as numbers, a column a name; what has no name here is left out."""
    return np.array([[row.get(name, 0.0) for name in names] for row in rows], dtype=np.float64).reshape(len(rows), -1)


def voices(units: Sequence[Unit]) -> list[Row]:
    """For each sentence what tells whether one who asks says it."""
    rows = [_voice(unit) for unit in units]
    for i, row in enumerate(rows):
        row.update(_nearby(units, i))
        place = (i + 0.5) / len(units)
        row.update({"at the start": float(place < 0.02), "at the end": float(place > 0.98)})
    for line in _lines(units):
        told = _line(line)
        for unit_at in line:
            rows[unit_at[0]].update(told)
    return rows


def joins(units: Sequence[Unit], vectors: Vectors) -> list[Row]:
    """For each sentence what tells whether its voice is another than the one before; nothing for the first."""
    likeness = _likeness(vectors)
    rows: list[Row] = [{}, *(_join(units, i) | {"alike": float(likeness[i])} for i in range(1, len(units)))]
    for before, line in pairwise(_lines(units)):
        rows[line[0][0]].update(_line_join(before, line))
    return rows


def names(units: Sequence[Unit], called: Names) -> list[Row]:
    """For each sentence what it says of one candidate by name."""
    return [called.found(unit) for unit in units]


def _voice(unit: Unit) -> Row:
    row: Row = dict.fromkeys(unit.cues, 1.0) | {f"opens {name}": 1.0 for name in unit.opening}
    if unit.is_question:
        row |= {"question": 1.0} | {f"question, {name}": 1.0 for name in unit.cues & _ASKING}
    return row | {"length": min(unit.width, _LONG) / 40 - 0.5, "short": float(unit.width < _SHORT)}


def _asks_you(unit: Unit) -> bool:
    return unit.is_question and bool(unit.cues & _TO_YOU)


def _nearby(units: Sequence[Unit], i: int) -> Row:
    row: Row = {}
    for far in (-3, -2, -1, 1, 2, 3):
        if 0 <= i + far < len(units):
            near, side = units[i + far], "after" if far > 0 else "before"
            row[f"question {abs(far)} {side}"] = float(near.is_question)
            row[f"question to you {abs(far)} {side}"] = float(_asks_you(near))
            if abs(far) < 3:
                row |= {f"{name} {side}": 1.0 for name in _NEAR if name in near.cues}
    return row


def _lines(units: Sequence[Unit]) -> Iterator[list[tuple[int, Unit]]]:
    """The sentences line by line, each with its place; nothing where lines have no meaning."""
    starts = np.cumsum([unit.opens_line for unit in units])
    if sum(unit.opens_line for unit in units) > 0.05 * len(units):
        for _, line in groupby(enumerate(units), key=lambda pair: starts[pair[0]]):
            yield list(line)


def _line(line: Sequence[tuple[int, Unit]]) -> Row:
    inside = [unit for _, unit in line]
    wide, asks = sum(unit.width for unit in inside), inside[-1].is_question
    to_you = any("you" in unit.cues for unit in inside)
    return {
        "line length": min(wide, _WIDE) / 100 - 0.7,
        "line ends in a question": float(asks),
        "line ends in a question, you": float(asks and to_you),
        "line says you": float(to_you),
        "line asks and goes on": float(not asks and any(unit.is_question for unit in inside)),
        "line is tiny": float(wide < 2 * _SHORT),
        "line is a tiny question": float(wide < 2 * _SHORT and asks),
        "line is one sentence": float(len(inside) == 1),
    }


def _line_join(before: Sequence[tuple[int, Unit]], line: Sequence[tuple[int, Unit]]) -> Row:
    first, second = (sum(unit.width for _, unit in each) for each in (before, line))
    return {
        "lines differ in length": (min(second, 200) - min(first, 200)) / 100,
        "tiny line begins": float(second < 2 * _SHORT),
        "tiny line ended": float(first < 2 * _SHORT),
        "long line begins": float(second > 150),
        "long line ended": float(first > 150),
    }


def _join(units: Sequence[Unit], i: int) -> Row:
    before, unit = units[i - 1], units[i]
    row: Row = {"always": 1.0, "new line": float(unit.opens_line), "asks": float(unit.is_question)}
    row |= {"short": float(unit.width < _SHORT), "short before": float(before.width < _SHORT)}
    row |= {"length": min(unit.width, _LONG) / 40 - 0.5, "length before": min(before.width, _LONG) / 40 - 0.5}
    row |= {"says you": float("you" in unit.cues), "praises": float("praises a question" in unit.cues)}
    row["cut off"] = float(before.text.endswith(("…", "...", ",", "，")))
    row |= {f"opens {name}": 1.0 for name in unit.opening}
    row |= {f"{name} begins": 1.0 for name in _AT_JOIN if name in unit.cues}
    row |= {f"{name} ended": 1.0 for name in _AT_JOIN if name in before.cues}
    if unit.opens_line:
        row |= {f"new line, opens {name}": 1.0 for name in unit.opening}
    row["question earlier"] = float(i > 1 and units[i - 2].is_question)
    row["question next"] = float(i + 1 < len(units) and units[i + 1].is_question)
    return row | (_after_question(before, unit) if before.is_question else {})


def _after_question(before: Unit, unit: Unit) -> Row:
    row: Row = {"question": 1.0, "question, new line": float(unit.opens_line)}
    row |= {"question to you": float(_asks_you(before)), "question, then none": float(not unit.is_question)}
    return row | {f"question, opens {name}": 1.0 for name in unit.opening}


def _likeness(vectors: Vectors) -> Column:
    """How like each sentence is to the one before, in standard deviations."""
    found = np.zeros(len(vectors))
    if len(vectors) > 2:
        like = (vectors[1:] * vectors[:-1]).sum(axis=1)
        found[1:] = (like - like.mean()) / max(float(like.std()), 1e-6)
    return found
