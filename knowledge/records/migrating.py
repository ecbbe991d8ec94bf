"""Runs Alembic's scripts on a database that is behind them, within the transaction that its caller has begun."""

import logging
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from knowledge.records.migrations import Migrations

log = logging.getLogger(__name__)


def upgrade(connection: Connection, migrations: Migrations) -> str:
    """Goes through the scripts that a database has not seen, and gives the last."""
    folder = str(migrations.folder)
    scripts = ScriptDirectory(folder, version_locations=[folder])

    def steps(at: Any, _: Any) -> Any:
        return scripts._upgrade_revs(migrations.newest, at)  # noqa: SLF001 - as Alembic's own command does

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection, version_table=migrations.table)
        environment.run_migrations()
    log.info("the tables are brought up to date: %s is %s", migrations.table, migrations.newest)
    return migrations.newest
