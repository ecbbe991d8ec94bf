"""How SQLite and PostgreSQL are connected to, so that above them nobody sees which of them it is."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Engine, QueuePool, create_engine, event, make_url

from knowledge.records.patience import PatientConnection

_PATIENCE = 20  # seconds for another process that writes
_IDLE = 10  # seconds in which a process that writes must get on with it
# One writer at a time, as SQLite has it: what is written is little, and nobody's choice is then overwritten by who
# had read it before. Whoever hangs or vanishes meanwhile loses its turn before the others lose their patience.
_BEGIN = f"""
SELECT set_config('lock_timeout', '{_PATIENCE}s', true),
  set_config('idle_in_transaction_session_timeout', '{_IDLE}s', true), pg_advisory_xact_lock(8372254)
"""
_POSTGRESQL: dict[str, Any] = {
    "application_name": "verbatim",
    "connect_timeout": 3,  # seconds, the time that Discord gives for an answer
    "keepalives_idle": _IDLE,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": _IDLE * 1000,
    "prepare_threshold": None,  # a pooler in front of the server may give each transaction another connection
}


@dataclass(frozen=True, slots=True)
class Engines:
    """One pool of connections: `single` for a statement that stands alone, `several` for transactions.

    `begin` is the statement that each transaction starts with; once it is done, nobody else writes.
    """

    single: Engine
    several: Engine
    begin: str


def engines(place: Path | str) -> Engines:
    """Connects when it is first used. No error says with which values a statement failed: they may be questions."""
    url = make_url(place) if isinstance(place, str) else URL.create("sqlite", database=str(place))
    return _sqlite(url) if url.drivername == "sqlite" else _postgresql(url.set(drivername="postgresql+psycopg"))


def _sqlite(url: URL) -> Engines:
    # One connection, for which threads wait in line: SQLite would have them try again and again, and then give up.
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": _PATIENCE},
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    event.listen(engine, "connect", _log_ahead)
    return Engines(engine, engine, "BEGIN IMMEDIATE")


def _log_ahead(connection: sqlite3.Connection, _: object) -> None:
    """Lets others read while one writes. SQLite does not wait for whoever does the same just now, so this does."""
    until = monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            connection.execute("PRAGMA secure_delete = ON").close()  # what is forgotten is not to be read in the file
        except sqlite3.OperationalError as error:
            if "is locked" not in str(error) or monotonic() > until:
                raise
            sleep(0.02)
        else:
            return


def _postgresql(url: URL) -> Engines:
    chosen = {name: value for name, value in _POSTGRESQL.items() if name not in url.query}
    engine = create_engine(url, connect_args=chosen, pool_pre_ping=True, pool_timeout=_PATIENCE, hide_parameters=True)
    event.listen(engine, "do_connect", _patiently)
    return Engines(engine.execution_options(isolation_level="AUTOCOMMIT"), engine, _BEGIN)


def _patiently(_: object, __: object, place: list[Any], how: dict[str, Any]) -> PatientConnection:
    return PatientConnection.connect(*place, **how)
