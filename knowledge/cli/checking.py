"""The command `check`: whether what is in the data folder is sound, and the mending of what can be made again."""

from dataclasses import replace
from pathlib import Path

import typer

from knowledge import folders
from knowledge.cli.common import AsJson, Data, app, opened, output, print_json, progress, settings
from knowledge.database import is_damaged
from knowledge.errors import LibraryDamaged
from knowledge.soundness import Soundness
from knowledge.transcripts import LIBRARY
from knowledge.vector_cache import CACHE

_DERIVED = {LIBRARY, CACHE, "windows.sqlite3"}  # looked at with their library


@app.command()
def check(data: Data = None, as_json: AsJson = False) -> None:
    """Look whether every library is as it should be, and make anew what can be made from the texts.

    The bot does so itself at every start. The exit code is 1 where something is left for a person to do.
    """
    whole = settings(data).data
    found = [*map(_checked, folders.every(whole)), *_records(whole)]
    for one in found:
        if as_json:
            print_json(_json(one))
        else:
            output.print(_sentence(one), markup=False, highlight=False, soft_wrap=True)
    if not all(one.is_sound for one in found):
        raise typer.Exit(1)


def _checked(folder: Path) -> Soundness:
    try:
        with opened(folder) as library, progress() as advance:
            return replace(library.check(advance), folder=folder)
    except LibraryDamaged as error:
        return Soundness(folder, 0, 0, ("the library is damaged",), str(error))


def _records(data: Path) -> list[Soundness]:
    """The damaged ones among the files of choices and feedback."""
    files = sorted(file for file in data.glob("*.sqlite3") if file.name not in _DERIVED)
    remedy = "cannot be read; put a backup in its place, or delete it to begin it anew."
    return [
        Soundness(file, 0, 0, (f"{file.name} is damaged",), f"{file} {remedy}") for file in files if is_damaged(file)
    ]


def _sentence(found: Soundness) -> str:
    faults = "; ".join(found.faults)
    if found.remedy:
        return f"{found.folder}: {faults}. {found.remedy}"
    if found.repaired:
        return f"{found.folder}: {faults}. This is repaired."
    return f"{found.folder}: sound, {found.read} of {found.passages} passages were read again."


def _json(found: Soundness) -> dict[str, object]:
    return {
        "folder": str(found.folder),
        "sound": found.is_sound,
        "repaired": found.repaired,
        "passages": found.passages,
        "read": found.read,
        "faults": list(found.faults),
        "remedy": found.remedy,
    }
