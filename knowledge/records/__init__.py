"""What is kept of people's choices and judgements, in SQLite or PostgreSQL; the library itself is not here."""

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.database import is_damaged
from knowledge.errors import LibraryDamaged
from knowledge.records.migrations import Migrations

if TYPE_CHECKING:
    from knowledge.records.records import Records


def opened(place: Path | str, migrations: Migrations, *, what: str, remedy: str) -> "Records":
    """The records in a file of SQLite, which is made, or behind a DATABASE_URL; brought up to date.

    `what` they are and `remedy`, what to do when the file is damaged, are for whoever runs the bot.
    Raises LibraryDamaged, LibraryUnwritable, RecordsAway, RecordsNewer.
    """
    if isinstance(place, Path) and is_damaged(place):
        raise LibraryDamaged(f"{what} in {place} cannot be read; {remedy}.")
    # SQLAlchemy takes 0.15 s to load on an idle machine, for which no command line waits that asks for no records.
    from knowledge.records.records import Records  # noqa: PLC0415

    return Records(place, migrations, what=what, remedy=remedy)
