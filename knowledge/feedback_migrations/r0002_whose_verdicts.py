"""Whose verdict each is, under a name that leads nowhere without the secret, and when an answer was last judged."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    op.add_column("judged", sa.Column("last", sa.Text))
    # What was judged before counts as judged today: nobody knows when it was.
    today = datetime.now(UTC).date().isoformat()
    op.get_bind().execute(sa.text("UPDATE judged SET last = :today"), {"today": today})
    op.create_table(
        "vote",
        sa.Column("judged", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("who", sa.Text, primary_key=True, index=True),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("shared", sa.Integer, nullable=False),
    )
