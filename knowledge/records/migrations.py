"""Where the steps are that lead from one layout of tables to the next; what runs them is not here."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Migrations:
    """Alembic's scripts in a folder; `table` is where a database says how far it is, `newest` the last of them.

    Their revisions are numbers of four digits, so that a later one is the greater text.
    """

    folder: Path
    table: str
    newest: str
