"""A database that keeps records: opened, brought up to date, shared between threads and processes."""

import logging
import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import RecordsNewer
from knowledge.records.addresses import shown
from knowledge.records.engines import engines
from knowledge.records.faults import explained
from knowledge.records.migrations import Migrations

Row: TypeAlias = Mapping[str, Any]


class _Current(threading.local):
    """The transaction that a thread is in."""

    connection: Connection | None = None


class Records:
    """One database of either kind; safe to use from several threads, and from several processes at once.

    SQL is written so that both kinds understand it, with values as `:name`. Raises RecordsAway, LibraryDamaged
    and LibraryUnwritable wherever the database fails; once it is there again, it is used again.
    """

    def __init__(self, place: Path | str, migrations: Migrations, *, what: str, remedy: str) -> None:
        self._name, self._remedy = f"{what} in {shown(place)}", remedy
        self._engines, self._current, self._closed = engines(place), _Current(), False
        try:
            self._bring_up_to_date(migrations)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Closes every connection; whoever asks for anything afterwards is at fault."""
        self._closed = True
        self._engines.several.dispose()

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """What a statement gives; a write stands alone outside `writing`."""
        with self.connected() as connection:
            result = connection.execute(text(sql), values)
            return [dict(row) for row in result.mappings()] if result.returns_rows else []

    def many(self, sql: str, rows: Iterable[Row]) -> None:
        """One statement for each of the rows; call inside `writing`."""
        if values := [dict(row) for row in rows]:
            with self.connected() as connection:
                connection.execute(text(sql), values)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, in which nobody else writes: all of it happens or none. One inside another is of it."""
        if self._current.connection:
            yield
        else:
            with self._transaction():
                yield

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A connection, that of the transaction within `writing`: for what needs SQLAlchemy itself."""
        with self._translated():
            if self._current.connection:
                yield self._current.connection
            else:
                with self._engines.single.connect() as connection:
                    yield connection

    def secret(self, table: str) -> bytes:
        """The random bytes in a table of one row, which are made where there are none yet."""
        kept = f"SELECT secret FROM {table}"
        if not self.rows(kept):
            made = f"INSERT INTO {table} (id, secret) VALUES (1, :secret) ON CONFLICT (id) DO NOTHING"
            self.rows(made, secret=secrets.token_bytes(32))
        return bytes(self.rows(kept)[0]["secret"])

    def _bring_up_to_date(self, migrations: Migrations) -> None:
        with self.connected() as connection:
            found = _version(connection, migrations)
        if found < migrations.newest:
            logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of its inner life once it is loaded
            # That takes 0.1 s on an idle machine, and at nearly every start there is nothing for it to do.
            from knowledge.records.migrating import upgrade  # noqa: PLC0415

            with self._transaction() as connection:
                found = _version(connection, migrations)  # another process may have been first
                if found < migrations.newest:
                    found = upgrade(connection, migrations)
        if found > migrations.newest:
            raise RecordsNewer(self._name)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._translated(), self._engines.several.begin() as connection:
            connection.execute(text(self._engines.begin))
            self._current.connection = connection
            try:
                yield connection
            finally:
                self._current.connection = None

    @contextmanager
    def _translated(self) -> Iterator[None]:
        if self._closed:
            raise ValueError("these records are closed")
        try:
            yield
        except SQLAlchemyError as error:
            if known := explained(error, self._name, self._remedy):
                raise known from error
            raise


def _version(connection: Connection, migrations: Migrations) -> str:
    """The last migration that a database has seen; empty if none."""
    if not inspect(connection).has_table(migrations.table):
        return ""
    rows = connection.execute(text(f"SELECT version_num FROM {migrations.table}")).all()
    return str(rows[0][0]) if rows else ""
