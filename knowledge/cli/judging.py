"""The command on what people think of answers: feedback."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge import display, folders
from knowledge.cli.common import AsJson, Data, app, notices, opened, output, print_json, settings
from knowledge.feedback import FEEDBACK, Feedback, Judged
from knowledge.feedback_export import count_rows, counted, question_rows, visible
from knowledge.library import Library


class Action(StrEnum):
    """What is done with the feedback."""

    EXPORT = "export"


@app.command()
def feedback(
    action: Annotated[Action | None, typer.Argument(help="export: print it as questions for evaluate.")] = None,
    data: Data = None,
    file: Annotated[Path | None, typer.Option("--output", "-o", help="Write the export into this file.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Export the counts of all answers instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Count how often answers were found right and wrong, or export that; with a server's folder, of its own."""
    with _judged(data) as (judged, library):
        if not action:
            _counted(judged, as_json)
            return
        rows = list(count_rows(judged) if every else question_rows(judged, library))
    if file:
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        file.write_text(lines, encoding="utf-8")
    else:
        _print(rows)
    left = len({one.question_hash for one in judged}) - len(rows)
    if left > 0 and not every:
        notices.print(f"Left out, as not shared or not found right: {left} questions. --all counts them, too.")


@contextmanager
def _judged(data: Path | None) -> Iterator[tuple[list[Judged], Library]]:
    """The feedback that is to be seen with a library, and the library."""
    chosen = settings(data)
    folder, home, place = chosen.data, folders.home(chosen.data), chosen.records(FEEDBACK)
    with opened(data) as library:
        if isinstance(place, Path) and not place.exists():
            yield [], library
            return
        with closing(Feedback(place)) as kept:
            yield visible(kept.all(), library, None if home == folder else folder.name), library


def _counted(judged: list[Judged], as_json: bool) -> None:
    if as_json:
        _print(list(count_rows(judged)))
    elif judged:
        output.print(display.feedback_table(counted(judged)))
    else:
        output.print("There is no feedback yet.")


def _print(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        print_json(row)
