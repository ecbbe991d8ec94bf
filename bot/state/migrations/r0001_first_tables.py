"""The first tables, with what a file holds that was made before there were migrations."""

import sqlalchemy as sa
from alembic import op

from knowledge.records.adoption import set_aside, take_over

revision, down_revision = "0001", None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_OLD = {  # earlier files have some of these tables, but `shown` always
    "shown": "channel, quote",
    "apart": "guild",
    "report": "id, guild, passage, count",
    "server": "guild, channels, place, only_when_sure, language, keepers",
    "schedule": "id, guild, channel, at, zone, speaker, topic, language, last",
}


def upgrade() -> None:
    old = set_aside((*_OLD, "secret"), mark="shown")
    _create_servers()
    _create_schedules()
    _create_quotes()
    op.create_table(
        "button_secret",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
    )
    for table in old & _OLD.keys():
        take_over(table, _OLD[table])
    if "secret" in old:
        take_over("secret", "id, secret", into="button_secret", values="1, secret")


def _create_servers() -> None:
    op.create_table("apart", sa.Column("guild", sa.Text, primary_key=True))
    op.create_table(
        "server",
        sa.Column("guild", sa.Text, primary_key=True),
        sa.Column("channels", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("only_when_sure", sa.Boolean, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("keepers", sa.Text, nullable=False),
    )
    op.create_table("server_changes", sa.Column("count", sa.BigInteger, nullable=False))
    op.execute("INSERT INTO server_changes (count) VALUES (0)")


def _create_schedules() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("guild", sa.Text, nullable=False, index=True),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("speaker", sa.Text),
        sa.Column("topic", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("last", sa.Text),
        sqlite_autoincrement=True,
    )


def _create_quotes() -> None:
    op.create_table(
        "shown",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.UniqueConstraint("channel", "quote"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "report",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("guild", sa.Text, nullable=False),
        sa.Column("passage", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False, server_default="1"),
        sa.UniqueConstraint("guild", "passage"),
        sqlite_autoincrement=True,
    )
