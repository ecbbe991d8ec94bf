"""Commands that measure: evaluate, bench."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from knowledge.cli.common import AsJson, Data, app, notices, output, print_json, progress, settings
from knowledge.evaluation import tables
from knowledge.evaluation.bench import figures
from knowledge.evaluation.bench.run import Bench, Part, encoder_of
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
        list[int] | None, typer.Option("--passages", min=10, help="Size of a made-up library; 1000 and 10000.")
    ] = None,
    part: Annotated[list[Part] | None, typer.Option("--part", help="What to measure; default everything.")] = None,
    transcripts: Annotated[Path, typer.Option("--transcripts", help="Real ones, with questions on them.")] = Path(
        "seeds"
    ),
    keep: Annotated[
        Path | None, typer.Option("--keep", help="Keep the made-up libraries in this folder, to be used again.")
    ] = None,
    peers: Annotated[
        Path, typer.Option("--peers", help="The Python of an environment with the other pipelines.")
    ] = Path(".venv-bench/bin/python"),
    data: Data = None,
    row: Annotated[Path, typer.Option("--row", help="Append the figures to this file.")] = Path("evaluation.jsonl"),
    as_json: AsJson = False,
) -> None:
    """Measure how fast transcripts are brought in and questions answered, beside other pipelines."""
    chosen, parts = settings(data), set(part or Part)
    with TemporaryDirectory(prefix="verbatim-") as room, notices.status("") as status:
        measuring = Bench(chosen, transcripts, Path(room), keep or Path(room), peers if peers.exists() else None)
        measured = list(measuring.run(passages or [1_000, 10_000], parts, status.update))
    found = list(figures.rows(measured))
    _appended(found, row, encoder_of(parts, chosen.encoder()))
    if as_json:
        for one in found:
            print_json(tables.figures_json(one))
    else:
        output.print(figures.table(measured))


def _measured(rows: Sequence[Row], file: Path, encoder: str, as_json: bool) -> None:
    """Appends measurements to a file and prints them."""
    _appended(rows, file, encoder)
    if as_json:
        for found in rows:
            print_json(tables.figures_json(found))
    else:
        for table in tables.evaluated_tables(rows):
            output.print(table)


def _appended(rows: Sequence[Row], file: Path, encoder: str) -> None:
    with file.open("a", encoding="utf-8") as lines:
        lines.writelines(tables.evaluated_json(found, encoder) + "\n" for found in rows)
