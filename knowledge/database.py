"""SQLite files: opened, shared between threads, and their faults put into sentences."""

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from knowledge.errors import LibraryDamaged, LibraryError, LibraryUnwritable

Row = sqlite3.Row
# Of the place rather than of the file: what is in it is not to blame.
_OUTER_FAULTS = ("readonly", "read-only", "is full", "disk I/O", "unable to open", "is locked")

_BEGINNING = (0.0, 0.05, 0.2, 0.75, 2.0)  # seconds before each look at an empty file
_WAITS = (0.0, 0.05, 0.2, 0.5, 1.0)  # seconds before each try; who reads is soon done


class Database:
    """One SQLite file, which is created; safe to use from several threads.

    `name` and `remedy` are for whoever runs the library: what the file is to them, and what to do when
    it is damaged. Raises LibraryDamaged and LibraryUnwritable wherever SQLite fails.
    """

    def __init__(
        self, path: Path, schema: str, *, name: str, remedy: str, damaged: type[LibraryDamaged] = LibraryDamaged
    ) -> None:
        self._path, self._schema, self._name, self._remedy = path, schema, name, remedy
        self._damaged = damaged
        self._lock = threading.RLock()
        self._open()

    def _open(self) -> None:
        with self._translated():
            self._db = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
            self._db.row_factory = Row
            self._db.execute("PRAGMA secure_delete = ON")  # what is deleted shall not be read in the file
            self._db.executescript(self._schema)

    def close(self) -> None:
        self._db.close()

    def reopen(self) -> None:
        """Reads again from disk: another process may have made the file anew."""
        with self._lock:
            self._db.close()
            self._open()

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """What a statement gives; a write stands alone outside `writing`."""
        with self._lock, self._translated():
            return self._db.execute(sql, values).fetchall()

    def require_sound(self) -> None:
        """Reads the whole file. Raises LibraryDamaged."""
        if self.rows("PRAGMA quick_check(1)")[0][0] != "ok":
            raise self._damaged(f"{self._name} cannot be read; {self._remedy}.")

    def version(self) -> tuple[int, int]:
        """Another one whenever what is in the file may have changed, by whichever process."""
        with self._lock, self._translated():
            return int(self._db.execute("PRAGMA data_version").fetchone()[0]), self._db.total_changes

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """One statement for each of the rows; call inside `writing`."""
        with self._lock, self._translated():
            self._db.executemany(sql, rows)

    def scrub(self) -> bool:
        """Writes the file anew, so that nothing deleted is left in it or beside it; False if somebody still reads it.

        Whoever does so keeps the old bytes beside the file until they are done, and a later call takes them away.
        """
        for wait in _WAITS:
            time.sleep(wait)
            with self._lock, self._translated():
                self._db.execute("VACUUM")
                if not self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    return True
        return False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it happens or none."""
        with self._lock, self._translated():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # a fault of ours, such as a closed file, is nobody's sentence
        except sqlite3.DatabaseError as error:
            raise fault(error, self._name, self._remedy, self._damaged) from error


def fault(
    error: sqlite3.DatabaseError, name: str, remedy: str, damaged: type[LibraryDamaged] = LibraryDamaged
) -> LibraryError:
    """The sentence for what SQLite refuses."""
    if any(outer in str(error) for outer in _OUTER_FAULTS):
        return LibraryUnwritable(f"{name} cannot be used: {error}.")
    return damaged(f"{name} cannot be read; {remedy}.")


def is_damaged(path: Path) -> bool:
    """Whether a file is there and is not as SQLite wrote it; one that cannot be looked at is not called so."""
    if not path.exists():
        return False
    if is_emptied(path):
        return True
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.DatabaseError as error:
        return not any(outer in str(error) for outer in _OUTER_FAULTS) or "disk I/O" in str(error)


def is_emptied(path: Path) -> bool:
    """Whether a file has lost all that was in it.

    SQLite writes its head first, and beside it notes what it writes; another process that has just made the file is
    given the time to do so.
    """
    return all(_is_empty(path, wait) for wait in _BEGINNING)


def _is_empty(path: Path, wait: float) -> bool:
    time.sleep(wait)
    beside = (path.with_name(f"{path.name}-{kind}") for kind in ("journal", "wal"))
    try:
        return path.stat().st_size == 0 and not any(one.exists() for one in beside)
    except OSError:
        return False


def marks(count: int) -> str:
    """So many places for values in a statement."""
    return ", ".join("?" * count)
