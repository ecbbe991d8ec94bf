"""From one database into another with the same tables, such as from SQLite into PostgreSQL."""

from collections.abc import Sequence

from sqlalchemy import Boolean, Connection, inspect, text

from knowledge.errors import RecordsNotEmpty
from knowledge.records.records import Records

_NUMBERED = "SELECT name, seq FROM sqlite_sequence"
_GO_ON = "SELECT setval(pg_get_serial_sequence(:name, 'id'), :seq)"


def move(source: Records, target: Records, tables: Sequence[str], secret: str) -> int:
    """Copies all rows of the tables, which must be empty, and that of the table `secret`, which may be there.

    Returns how many rows the tables have. Raises RecordsNotEmpty.
    """
    with source.connected() as old, target.writing(), target.connected() as new:
        for table in tables:
            if new.execute(text(f"SELECT 1 FROM {table} LIMIT 1")).first():
                raise RecordsNotEmpty(table)
        new.execute(text(f"DELETE FROM {secret}"))
        _copy(old, new, secret)
        count = sum(_copy(old, new, table) for table in tables)
        if (old.dialect.name, new.dialect.name) == ("sqlite", "postgresql"):
            # Numbers go on where they were, so that none that was given away is given again.
            for row in old.execute(text(_NUMBERED)).mappings().all():
                new.execute(text(_GO_ON), dict(row))
    return count


def _copy(old: Connection, new: Connection, table: str) -> int:
    switches = {column["name"] for column in inspect(new).get_columns(table) if isinstance(column["type"], Boolean)}
    found = old.execute(text(f"SELECT * FROM {table}")).mappings().all()
    # SQLite has numbers where PostgreSQL has switches.
    rows = [{name: bool(value) if name in switches else value for name, value in row.items()} for row in found]
    if rows:
        names, values = ", ".join(rows[0]), ", ".join(f":{name}" for name in rows[0])
        new.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), rows)
    return len(rows)
