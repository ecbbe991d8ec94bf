"""Figures as a person reads them."""

from io import StringIO

from rich.console import Console

from knowledge.evaluation.tables import evaluated_tables, figures_json

ASKED: dict[str, str | float] = {"set": "dev", "language": "zh", "hit@1": 0.5, "answerable": 24.0}
TOLD: dict[str, str | float] = {"set": "talk", "language": "in lines", "attributed": 0.75, "agreement": float("nan")}


def printed(*rows: dict[str, str | float]) -> list[list[str]]:
    console = Console(file=StringIO(), width=80)
    for table in evaluated_tables(rows):
        console.print(table)
    assert isinstance(console.file, StringIO)
    return [line.split() for line in console.file.getvalue().splitlines() if any(map(str.isalnum, line))]


def test_questions_have_a_column_each_and_conversations_a_row() -> None:
    assert printed(ASKED, TOLD) == [
        ["dev", "zh"],
        ["hit@1", "0.500"],
        ["answerable", "24.0"],
        ["attributed", "agreement"],
        ["talk", "in", "lines", "0.750"],
    ]


def test_what_was_not_measured_is_nothing_in_json() -> None:
    assert figures_json(TOLD)["agreement"] is None


def test_conversations_alone_make_one_table() -> None:
    assert printed(TOLD) == [["attributed", "agreement"], ["talk", "in", "lines", "0.750"]]
    assert len(list(evaluated_tables([TOLD]))) == 1
