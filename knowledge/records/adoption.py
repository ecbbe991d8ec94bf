"""Files that were made before there were migrations: their tables are set aside, and then read into the new ones."""

from collections.abc import Iterable

from alembic import op
from sqlalchemy import inspect

_ASIDE = "old_"


def set_aside(tables: Iterable[str], *, mark: str) -> frozenset[str]:
    """Those of the tables that are there, under other names now; none unless the table `mark` is one of them."""
    if op.get_bind().dialect.name != "sqlite":
        return frozenset()
    inspector = inspect(op.get_bind())
    found = frozenset(inspector.get_table_names()) & frozenset(tables)
    if mark not in found:
        return frozenset()
    for table in found:
        for index in inspector.get_indexes(table):
            op.drop_index(str(index["name"]), table)
        op.rename_table(table, _ASIDE + table)
    return found


def take_over(table: str, columns: str, *, into: str | None = None, values: str | None = None) -> None:
    """Reads a table that was set aside into a new one, in the order in which its rows were written, and drops it."""
    new, old = into or table, _ASIDE + table
    op.execute(f"INSERT INTO {new} ({columns}) SELECT {values or columns} FROM {old} ORDER BY rowid")
    # Numbers go on where they were, so that none that was given away is given again.
    op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{new}' AND '{old}' IN (SELECT name FROM sqlite_sequence)")
    op.execute(f"UPDATE sqlite_sequence SET name = '{new}' WHERE name = '{old}'")
    op.drop_table(old)
