"""The command line, `python -m knowledge`: ingest, ask, compare, quote, show, speakers, sources, remove,
rebuild, evaluate, bench."""

import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from dotenv import load_dotenv
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from knowledge import batch, display
from knowledge.errors import QuestionError, VerbatimError
from knowledge.evaluation.bench import RandomEncoder
from knowledge.evaluation.bench import bench as measured_speed
from knowledge.evaluation.run import Row, on_beir, on_questions
from knowledge.ingest import Advance
from knowledge.library import Library
from knowledge.model import Ingested
from knowledge.settings import LibrarySettings

app = typer.Typer(
    help="Ask transcripts; get back what people actually said.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
output = Console()
notices = Console(stderr=True)

Data = Annotated[Path | None, typer.Option("--data", help="Folder of the library; default VERBATIM_DATA, else ./data.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
SpeakerOption = Annotated[str | None, typer.Option("--speaker", help="Only this speaker: an id, a name or an alias.")]
SourceOption = Annotated[str | None, typer.Option("--source", help="Only this source: an id or a title.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100, help="How many quotes at most.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="A file with one JSON object a line to answer in order.")]


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Transcript files, or folders of .txt files.")],
    data: Data = None,
    as_json: AsJson = False,
    prune: Annotated[bool, typer.Option("--prune", help="Also take out sources whose files are gone.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be brought in.")] = False,
) -> None:
    """Bring transcripts into the library; unchanged files cost nothing."""
    if dry_run:
        _survey(paths, data, as_json)
        return
    reports: list[Ingested] = []
    with _library(data) as library, _progress() as advance:
        for report in library.ingest(paths, prune=prune, advance=advance):
            reports.append(report)
            if as_json:
                _print_json(display.ingested_json(report))
    if not as_json:
        output.print(display.ingested_table(reports))
    if any(report.status == "failed" for report in reports):
        raise typer.Exit(1)


def _survey(paths: list[Path], data: Path | None, as_json: bool) -> None:
    """Says what files would bring in, and writes nothing: where there is no library, it looks from an empty one."""
    there = (LibrarySettings.from_env(os.environ, data=data).data / "catalogue.sqlite3").exists()
    with TemporaryDirectory(prefix="verbatim-") as room, _library(data if there else Path(room)) as library:
        surveys = []
        for found in library.survey(paths):
            surveys.append(found)
            if as_json:
                _print_json(display.survey_json(found))
            else:
                display.print_survey(output, found)
    if any(found.error for found in surveys):
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in any language of the library.")] = None,
    data: Data = None,
    speaker: SpeakerOption = None,
    source: SourceOption = None,
    limit: Limit = 3,
    file: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question with exact quotes."""
    with _library(data) as library:
        if file:
            for row in batch.rows(file, "id", "question"):
                _print_json({"id": row["id"]} | batch.answered(library, row, limit))
            return
        answer = library.ask(question or "", speaker=speaker, source=source, limit=limit)
        if as_json:
            _print_json(display.answer_json(answer))
        else:
            display.print_answer(output, answer)


@app.command()
def compare(
    first: Annotated[str | None, typer.Argument(help="A speaker.")] = None,
    second: Annotated[str | None, typer.Argument(help="Another speaker.")] = None,
    topic: Annotated[str | None, typer.Argument(help="What to compare them on.")] = None,
    data: Data = None,
    limit: Limit = 3,
    file: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Set two speakers' own words on a topic side by side."""
    with _library(data) as library:
        if file:
            for row in batch.rows(file, "id", "question", "speakers"):
                _print_json({"id": row["id"]} | batch.compared(library, row, limit))
            return
        if not (first and second and topic):
            raise QuestionError("Please name two speakers and a topic.")
        comparison = library.compare(first, second, topic, limit=limit)
        if as_json:
            _print_json(display.comparison_json(comparison))
        else:
            display.print_comparison(output, comparison)


@app.command()
def quote(
    data: Data = None,
    speaker: SpeakerOption = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only on this topic.")] = None,
    count: Annotated[int, typer.Option("--count", min=1, max=1000, help="How many quotes.")] = 1,
    seed: Annotated[int | None, typer.Option("--seed", help="Draw the same quotes again.")] = None,
    as_json: AsJson = False,
) -> None:
    """Draw random quotes that are worth quoting."""
    with _library(data) as library:
        quotes = list(islice(library.random_quotes(speaker=speaker, topic=topic, seed=seed), count))
    if as_json:
        for drawn in quotes:
            _print_json(display.quote_json(drawn))
    elif quotes:
        display.print_quotes(output, quotes)
    else:
        output.print("Nothing worth quoting was found.")


@app.command()
def show(source: str, data: Data = None, as_json: AsJson = False) -> None:
    """Print a source turn by turn, with who speaks."""
    with _library(data) as library:
        turns = library.turns(source)
    if as_json:
        for turn in turns:
            _print_json(display.turn_json(turn))
    else:
        output.print(display.turns_table(turns))


@app.command()
def speakers(data: Data = None, as_json: AsJson = False) -> None:
    """List everybody who is heard, with all their names."""
    with _library(data) as library:
        everybody = library.speakers()
    if as_json:
        for speaker in everybody:
            _print_json(display.speaker_json(speaker))
    else:
        output.print(display.speakers_table(everybody))


@app.command()
def sources(data: Data = None, as_json: AsJson = False) -> None:
    """List the sources."""
    with _library(data) as library:
        every = library.sources()
    if as_json:
        for source in every:
            _print_json(display.source_json(source))
    else:
        output.print(display.sources_table(every))


@app.command()
def remove(source: str, data: Data = None) -> None:
    """Take a source out of the library."""
    with _library(data) as library:
        gone = library.remove(source)
    output.print(f"Removed {gone.id}.")


@app.command()
def rebuild(data: Data = None) -> None:
    """Index everything anew, as after a change of the embedding model."""
    with _library(data) as library, _progress() as advance:
        library.rebuild(advance)
    output.print("The index is new.")


@app.command()
def evaluate(
    questions: Annotated[list[Path] | None, typer.Argument(help="Files of questions; default all of them.")] = None,
    transcripts: Annotated[Path, typer.Option("--transcripts", help="What the questions are about.")] = Path("seeds"),
    beir: Annotated[list[Path] | None, typer.Option("--beir", help="A data set in BEIR's layout instead.")] = None,
    data: Data = None,
    row: Annotated[Path, typer.Option("--row", help="Append the figures to this file.")] = Path("evaluation.jsonl"),
    as_json: AsJson = False,
) -> None:
    """Measure how well questions are answered, in a throw-away index."""
    settings = LibrarySettings.from_env(os.environ, data=data)
    encoder, dictionary = settings.encoder(), settings.dictionary()
    with _progress() as advance:
        if beir:
            rows = [on_beir(folder, encoder, dictionary, advance) for folder in beir]
        else:
            files = questions or sorted((transcripts / "questions").glob("*.jsonl"))
            rows = list(on_questions(files, transcripts, encoder, dictionary, advance))
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
    dictionary = LibrarySettings.from_env(os.environ, data=data).dictionary()
    rows = []
    for count in passages or [10_000]:
        with TemporaryDirectory(prefix="verbatim-") as room:
            rows.append(measured_speed(count, transcripts, Path(room), dictionary))
    _measured(rows, row, RandomEncoder.fingerprint, as_json)


def _measured(rows: Sequence[Row], file: Path, encoder: str, as_json: bool) -> None:
    """Appends measurements to a file and prints them."""
    with file.open("a", encoding="utf-8") as lines:
        lines.writelines(display.evaluated_json(found, encoder) + "\n" for found in rows)
    if as_json:
        for found in rows:
            _print_json(display.figures_json(found))
    else:
        output.print(display.evaluated_table(rows))


@contextmanager
def _library(data: Path | None) -> Iterator[Library]:
    settings = LibrarySettings.from_env(os.environ, data=data)
    library = Library(settings.data, settings.encoder(), settings.dictionary(), settings.reranker())
    try:
        yield library
    finally:
        library.close()


@contextmanager
def _progress() -> Iterator[Advance]:
    """A bar for each file, on the standard error output; gone when the work is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"))
    with Progress(*columns, TimeRemainingColumn(), console=notices, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def advance(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name, total=total)
            progress.update(tasks[name], completed=done)

        yield advance


def _print_json(row: dict[str, Any]) -> None:
    print(json.dumps(row, ensure_ascii=False), flush=True)


def main() -> None:
    load_dotenv()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console that is not UTF-8 still gets it
    try:
        app()
    except VerbatimError as error:
        notices.print(str(error), style="bold", highlight=False, markup=False, soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
