"""Whose report each is, under a name that leads nowhere without the secret, and when what is kept was last touched."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    # What is there already counts as of today: nobody knows of when it is.
    today = datetime.now(UTC).date().isoformat()
    for table in ("report", "shown"):
        op.add_column(table, sa.Column("last", sa.Text))
        op.get_bind().execute(sa.text(f"UPDATE {table} SET last = :today"), {"today": today})
    op.create_table(
        "reporter",
        sa.Column("report", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("who", sa.Text, primary_key=True, index=True),
    )
