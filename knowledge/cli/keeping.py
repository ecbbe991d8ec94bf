"""Commands on what the library holds: ingest, show, speakers, sources, remove, reindex."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from knowledge import display, folders
from knowledge.cli.common import AsJson, Data, app, opened, output, print_json, progress, settings
from knowledge.model import Ingested
from knowledge.transcripts import LIBRARY


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
    with opened(data) as library, progress() as advance:
        for report in library.ingest(paths, prune=prune, advance=advance):
            reports.append(report)
            if as_json:
                print_json(display.ingested_json(report))
    if not as_json:
        output.print(display.ingested_table(reports))
    if any(report.status == "failed" for report in reports):
        raise typer.Exit(1)


def _survey(paths: list[Path], data: Path | None, as_json: bool) -> None:
    """Says what files would bring in, and writes nothing: where there is no library, it looks from an empty one."""
    there = (settings(data).data / LIBRARY).exists()
    with TemporaryDirectory(prefix="verbatim-") as room, opened(data if there else Path(room)) as library:
        surveys = []
        for found in library.survey(paths):
            surveys.append(found)
            if as_json:
                print_json(display.survey_json(found))
            else:
                display.print_survey(output, found)
    if any(found.error for found in surveys):
        raise typer.Exit(1)


@app.command()
def show(source: str, data: Data = None, as_json: AsJson = False) -> None:
    """Print a source turn by turn, with who speaks."""
    with opened(data) as library:
        turns = library.turns(source)
    if as_json:
        for turn in turns:
            print_json(display.turn_json(turn))
    else:
        output.print(display.turns_table(turns))


@app.command()
def speakers(data: Data = None, as_json: AsJson = False) -> None:
    """List everybody who is heard, with all their names."""
    with opened(data) as library:
        everybody = library.speakers()
    if as_json:
        for speaker in everybody:
            print_json(display.speaker_json(speaker))
    else:
        output.print(display.speakers_table(everybody))


@app.command()
def sources(data: Data = None, as_json: AsJson = False) -> None:
    """List the sources."""
    with opened(data) as library:
        every = library.sources()
    if as_json:
        for source in every:
            print_json(display.source_json(source))
    else:
        output.print(display.sources_table(every))


@app.command()
def remove(source: str, data: Data = None) -> None:
    """Take a source out of the library."""
    with opened(data) as library:
        gone = library.remove(source)
    output.print(f"Removed {gone.id}.")


@app.command()
def reindex(data: Data = None) -> None:
    """Index everything anew, as after a change of the embedding model; until it is done the old index answers."""
    for folder in folders.every(settings(data).data):
        with opened(folder) as library, progress() as advance:
            library.reindex(advance)
    output.print("The index is new.")
