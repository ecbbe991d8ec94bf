"""`python -m bot move`: from the files of SQLite in the data folder into the database of DATABASE_URL."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bot.state import MEMORY
from bot.state.migrations import MIGRATIONS as STATE
from knowledge.errors import SettingsError
from knowledge.feedback import FEEDBACK
from knowledge.feedback_migrations import MIGRATIONS as JUDGED
from knowledge.records import opened
from knowledge.records.migrations import Migrations
from knowledge.records.moving import move
from knowledge.settings import LibrarySettings

_KEPT = ("server", "apart", "schedule", "shown", "report", "reporter")


def moved(settings: LibrarySettings) -> str:
    """Copies what is kept, and says how much that was; the files stay. Raises SettingsError, LibraryError."""
    if settings.database is None:
        raise SettingsError(["DATABASE_URL is missing, which says where to"])
    memory, feedback = settings.data / MEMORY, settings.data / FEEDBACK
    kept = _move(memory, settings.database, STATE, _KEPT, "button_secret")
    judged = _move(feedback, settings.database, JUDGED, ("judged", "vote"), "question_secret")
    return f"Rows copied into the database: {kept} of {memory}, {judged} of {feedback}. The files are no longer used."


def _move(file: Path, database: str, migrations: Migrations, tables: Sequence[str], secret: str) -> int:
    if not file.exists():
        return 0
    remedy = "put a backup in its place"
    with (
        closing(opened(file, migrations, what="What is to be moved", remedy=remedy)) as old,
        closing(opened(database, migrations, what="What was moved", remedy=remedy)) as new,
    ):
        return move(old, new, tables, secret)
