"""What all commands share: the options, the console, an open library, a bar of progress."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from knowledge import folders
from knowledge.ingest import Advance
from knowledge.library import Library
from knowledge.settings import LibrarySettings

app = typer.Typer()
app.callback()(lambda: None)  # a group, also while it has but one command
output = Console()
notices = Console(stderr=True)

Data = Annotated[Path | None, typer.Option("--data", help="Folder of the library; default VERBATIM_DATA, else ./data.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
SpeakerOption = Annotated[str | None, typer.Option("--speaker", help="Only this speaker: an id, a name or an alias.")]
SourceOption = Annotated[str | None, typer.Option("--source", help="Only this source: an id or a title.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100, help="How many quotes at most.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="A file with one JSON object a line to answer in order.")]


@contextmanager
def opened(data: Path | None) -> Iterator[Library]:
    """The library in a folder, be it the one for all or a community's."""
    chosen = settings(data)
    prefix = folders.prefix(chosen.data)
    models = (chosen.encoder(), chosen.dictionary(), chosen.reranker())
    library = Library(chosen.data, *models, vectors=chosen.vectors, prefix=prefix)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def progress() -> Iterator[Advance]:
    """A bar for each file with its speed and the time left, on the standard error output; gone when all is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"), _Speed())
    with Progress(*columns, TimeRemainingColumn(), console=notices, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def advance(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name, total=total)
            progress.update(tasks[name], completed=done)

        yield advance


class _Speed(ProgressColumn):
    """How many windows of text are encoded in a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


def print_json(row: dict[str, Any]) -> None:
    print(json.dumps(row, ensure_ascii=False), flush=True)


def settings(data: Path | None) -> LibrarySettings:
    return LibrarySettings.from_env(os.environ, data=data)
