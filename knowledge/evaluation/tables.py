"""Figures as tables for people and as JSON for programs. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from math import isnan

from rich.table import Table

from knowledge.display import table_of


def evaluated_json(row: Mapping[str, str | float], encoder: str) -> str:
    """One measurement as a line that says when and with which model it was made."""
    about = {"time": datetime.now(UTC).isoformat(timespec="seconds"), "model": encoder}
    return json.dumps(about | figures_json(row), ensure_ascii=False)


def figures_json(row: Mapping[str, str | float]) -> dict[str, str | float | None]:
    """Figures with nothing where nothing was measured, for which JSON has no number."""
    return {name: None if isinstance(value, float) and isnan(value) else value for name, value in row.items()}


def evaluated_tables(rows: Sequence[Mapping[str, str | float]]) -> Iterator[Table]:
    """A table for each kind of measurement."""
    told = [row for row in rows if "attributed" in row]
    asked = [row for row in rows if row not in told]
    if asked:
        yield _wide(asked)
    if told:
        yield _long(told)


def _wide(rows: Sequence[Mapping[str, str | float]]) -> Table:
    """A column for each measurement, for there are many figures and few measurements."""
    table = table_of("", *(f">{_measured(row)}" for row in rows))
    for name in _figures(rows):
        table.add_row(name, *(_figure(row.get(name)) for row in rows))
    return table


def _long(rows: Sequence[Mapping[str, str | float]]) -> Table:
    """A row for each measurement, for there are many measurements and few figures."""
    names = _figures(rows)
    table = table_of("", *(f">{name}" for name in names))
    for row in rows:
        table.add_row(_measured(row), *(_figure(row.get(name)) for name in names))
    return table


def _figures(rows: Sequence[Mapping[str, str | float]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row if name not in ("set", "language")))


def _measured(row: Mapping[str, str | float]) -> str:
    return f"{row['set']} {row.get('language', '')}".rstrip()


def _figure(value: str | float | None) -> str:
    if not isinstance(value, float):
        return "" if value is None else str(value)
    if isnan(value):
        return ""
    return f"{value:.3f}" if value <= 1 else f"{value:.1f}"
