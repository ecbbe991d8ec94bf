"""What SQLAlchemy raises, as sentences for whoever runs the bot."""

import sqlite3

from sqlalchemy import exc

from knowledge.database import fault
from knowledge.errors import LibraryError, RecordsAway

# States of SQL that are no fault of ours: not this user's to do, a server that only copies another, a table of that
# name that is somebody else's, a transaction that had come to a stop.
_REFUSED = frozenset({"42501", "25006", "42P07", "25P03"})


def explained(error: exc.SQLAlchemyError, name: str, remedy: str) -> LibraryError | None:
    """The sentence for a fault of the database; None for a fault of ours, which is nobody's sentence."""
    cause = error.orig if isinstance(error, exc.DBAPIError) else None
    if isinstance(cause, sqlite3.DatabaseError):
        return None if isinstance(cause, sqlite3.ProgrammingError) else fault(cause, name, remedy)
    if isinstance(error, exc.TimeoutError):
        return RecordsAway(name, "too many wait for it")
    away = isinstance(error, exc.InterfaceError | exc.OperationalError)
    if cause and (away or getattr(cause, "sqlstate", None) in _REFUSED):
        return RecordsAway(name, str(cause).partition("\n")[0].rstrip("."))
    return None
