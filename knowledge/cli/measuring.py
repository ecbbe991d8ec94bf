"""Commands that measure: evaluate, bench."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from knowledge.cli.common import AsJson, Data, app, output, print_json, progress, settings
from knowledge.evaluation import tables
from knowledge.evaluation.bench import RandomEncoder
from knowledge.evaluation.bench import bench as measured_speed
from knowledge.evaluation.run import Row, on_attribution, on_beir, on_questions


@app.command()
def evaluate(
    questions: Annotated[list[Path] | None, typer.Argument(help="Files of questions; default all of them.")] = None,
    transcripts: Annotated[Path, typer.Option("--transcripts", help="What the questions are about.")] = Path("seeds"),
    beir: Annotated[list[Path] | None, typer.Option("--beir", help="A data set in BEIR's layout instead.")] = None,
    data: Data = None,
    row: Annotated[Path, typer.Option("--row", help="Append the figures to this file.")] = Path("evaluation.jsonl"),
    as_json: AsJson = False,
) -> None:
    """Measure how well questions are answered, in a throw-away index, and how well speakers are told by the text."""
    chosen = settings(data)
    encoder, dictionary = chosen.encoder(), chosen.dictionary()
    with progress() as advance:
        if beir:
            rows = [on_beir(folder, encoder, dictionary, advance) for folder in beir]
        else:
            files = questions or sorted((transcripts / "questions").glob("*.jsonl"))
            rows = list(on_questions(files, transcripts, encoder, dictionary, advance))
            rows += on_attribution(transcripts, encoder)
    _measured(rows, row, encoder.fingerprint, as_json)


@app.command()
def bench(
    passages: Annotated[
        list[int] | None, typer.Option("--passages", min=10, help="Size of the library; 10000.")
    ] = None,
    transcripts: Annotated[Path, typer.Option("--transcripts", help="Whose words are drawn from.")] = Path("seeds"),
    data: Data = None,
    row: Annotated[Path, typer.Option("--row", help="Append the figures to this file.")] = Path("evaluation.jsonl"),
    as_json: AsJson = False,
) -> None:
    """Measure how fast a library of made-up passages is searched, without the encoder."""
    dictionary = settings(data).dictionary()
    rows = []
    for count in passages or [10_000]:
        with TemporaryDirectory(prefix="verbatim-") as room:
            rows.append(measured_speed(count, transcripts, Path(room), dictionary))
    _measured(rows, row, RandomEncoder.fingerprint, as_json)


def _measured(rows: Sequence[Row], file: Path, encoder: str, as_json: bool) -> None:
    """Appends measurements to a file and prints them."""
    with file.open("a", encoding="utf-8") as lines:
        lines.writelines(tables.evaluated_json(found, encoder) + "\n" for found in rows)
    if as_json:
        for found in rows:
            print_json(tables.figures_json(found))
    else:
        for table in tables.evaluated_tables(rows):
            output.print(table)
