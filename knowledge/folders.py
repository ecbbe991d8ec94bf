"""Where libraries lie: the one for all in the folder of data, and in it one for each community."""

from pathlib import Path

from knowledge.transcripts import LIBRARY

GUILDS = "guilds"  # the folder of the communities' libraries, in that of the library for all
OWN = "own:"  # begins the ids of a community's sources; no file's name makes such an id


def of(guild: str, data: Path) -> Path:
    """The folder of a community's library."""
    return data / GUILDS / guild


def home(folder: Path) -> Path:
    """The folder of the library for all beside which a library lies; of that one itself, its own."""
    return folder.parents[1] if folder.parent.name == GUILDS else folder


def prefix(folder: Path) -> str:
    """What the ids of a library's sources begin with."""
    return "" if home(folder) == folder else OWN


def every(data: Path) -> list[Path]:
    """The folders of all libraries in `data`, that of the one for all first."""
    return [data, *sorted(file.parent for file in (data / GUILDS).glob(f"*/{LIBRARY}"))]
