"""The first tables, with what a file holds that was made before there were migrations."""

import sqlalchemy as sa
from alembic import op

from knowledge.records.adoption import set_aside, take_over

revision, down_revision = "0001", None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    old = set_aside(("secret", "judged"), mark="judged")
    op.create_table(
        "question_secret",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "judged",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("guild", sa.Text, nullable=False),
        sa.Column("question_hash", sa.Text, nullable=False),
        sa.Column("passages", sa.Text, nullable=False),
        sa.Column("up", sa.Integer, nullable=False),
        sa.Column("down", sa.Integer, nullable=False),
        sa.Column("question", sa.Text),
        sa.UniqueConstraint("guild", "question_hash", "passages"),
        sqlite_autoincrement=True,
    )
    if "secret" in old:
        take_over("secret", "id, secret", into="question_secret", values="1, secret")
    if "judged" in old:
        take_over("judged", "guild, question_hash, passages, up, down, question")
