"""Commands that save a data folder and bring it back: backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from knowledge import backups, folders
from knowledge.backups.manifest import RECORDS, VECTORS, Manifest
from knowledge.cli.common import Data, app, opened, output, progress, settings

_LACKS = {
    VECTORS: "The vectors are on the Chroma server and not in it; a restore makes them anew.",
    RECORDS: "Settings and feedback are in the database of DATABASE_URL and not in it: docs/state.md says how to save"
    " them.",
}


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, or a folder in which it is named by the time.")],
    data: Data = None,
    wait: Annotated[
        float, typer.Option(min=0, help="How many seconds to wait for a command that writes.")
    ] = backups.PATIENCE,
) -> None:
    """Save the whole data folder in one file, also while the bot runs."""
    taken = backups.backup(settings(data), file, wait=wait)
    _say(f"Saved {_told(taken.manifest)} in {taken.file}.")
    for name in taken.manifest.elsewhere:
        _say(_LACKS[name])


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that backup has written.")],
    data: Data = None,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of what is there.")] = False,
) -> None:
    """Bring a backup back, into an empty data folder or in place of the one that is there, which is kept."""
    chosen = settings(data)
    done = backups.restore(chosen, file, replace=replace)
    _say(f"Restored {_told(done.manifest)} from {done.manifest.made} in {chosen.data}.")
    if done.aside:
        _say(f"What was there before is in {done.aside}.")
    if RECORDS in done.manifest.elsewhere:
        _say(_LACKS[RECORDS])
    if done.lacks_vectors:
        for folder in folders.every(chosen.data):
            with opened(folder) as library, progress() as advance:
                library.reindex(advance)
        _say("The vectors are made anew.")


def _told(manifest: Manifest) -> str:
    libraries = len(manifest.formats)
    return f"{libraries} {'library' if libraries == 1 else 'libraries'} ({manifest.size / 1e6:,.1f} MB)"


def _say(sentence: str) -> None:
    output.print(sentence, highlight=False, markup=False, soft_wrap=True)
