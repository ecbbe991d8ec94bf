"""Commands that correct a source: rename-speaker, merge-speakers, describe, export, history, undo."""

from pathlib import Path
from typing import Annotated

import typer

from knowledge import display
from knowledge.cli.common import AsJson, Data, app, opened, output, print_json
from knowledge.model import Source


@app.command("rename-speaker")
def rename_speaker(
    name: Annotated[str, typer.Argument(help="The speaker as they are called now.")],
    new: Annotated[str, typer.Argument(help="What to call them.")],
    data: Data = None,
) -> None:
    """Call a speaker otherwise, wherever they are heard."""
    with opened(data) as library:
        _say(library.rename_speaker(name, new))


@app.command("merge-speakers")
def merge_speakers(
    first: Annotated[str, typer.Argument(help="The speaker who stays.")],
    second: Annotated[str, typer.Argument(help="Another name of the same person.")],
    data: Data = None,
) -> None:
    """Make two speakers one, under the name of the first."""
    with opened(data) as library:
        _say(library.merge_speakers(first, second))


@app.command()
def describe(
    source: str,
    title: Annotated[str | None, typer.Option("--title", help="As quotes shall name it.")] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="Where it can be heard; {seconds} in it stands for the time.")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", help="When it was.")] = None,
    data: Data = None,
) -> None:
    """Give a source a title, a link or a date that its file does not have."""
    with opened(data) as library:
        _say((library.describe(source, title=title, url=url, date=date),))


@app.command()
def export(
    source: str,
    data: Data = None,
    file: Annotated[Path | None, typer.Option("--output", "-o", help="Write it into this file.")] = None,
    apart: Annotated[
        float, typer.Option("--apart", min=0, help="Seconds between two times inside a turn; 0 writes every one.")
    ] = 0,
) -> None:
    """Write a source in the labelled format, with all that is known of it."""
    with opened(data) as library:
        text = library.export(source, apart=round(apart * 1000))
    if file:
        file.write_text(text, encoding="utf-8", newline="")
    else:
        typer.echo(text, nl=False)


@app.command()
def history(source: str, data: Data = None, as_json: AsJson = False) -> None:
    """List what was done to a source, newest first."""
    with opened(data) as library:
        versions = library.history(source)
    if as_json:
        for version in versions:
            print_json(display.version_json(version))
    else:
        output.print(display.versions_table(versions))


@app.command()
def undo(source: str, data: Data = None) -> None:
    """Take back the last change to a source, or the source if that was bringing it in."""
    with opened(data) as library:
        taken_back = library.undo(source)
    output.print(f"Taken back: {taken_back.what}.", markup=False, highlight=False)


def _say(changed: tuple[Source, ...]) -> None:
    output.print(f"Changed {', '.join(source.id for source in changed)}.", markup=False, highlight=False)
