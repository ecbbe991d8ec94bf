"""From one layout of tables to the next: whole or not at all, and never back."""

from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from bot.state.migrations import MIGRATIONS as STATE
from knowledge import records
from knowledge.errors import RecordsNewer
from knowledge.feedback_migrations import MIGRATIONS as FEEDBACK
from knowledge.records.migrations import Migrations
from knowledge.records.records import Records
from tests.postgresql import rows

FIRST = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "0001", None
def upgrade():
    op.create_table("kept", sa.Column("word", sa.Text))
    op.execute("INSERT INTO kept VALUES ('a')")
"""
SECOND = """
from alembic import op
revision, down_revision = "0002", "0001"
def upgrade():
    op.execute("UPDATE kept SET word = 'b'")
    op.rename_table("kept", "words")
"""
FAILING = SECOND + "    raise KeyError\n"


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "r0001.py").write_text(FIRST)
    return tmp_path / "scripts"


def opened(place: Path | str, scripts: Path, newest: str) -> Records:
    return records.opened(place, Migrations(scripts, "kept_version", newest), what="What is kept", remedy="delete it")


@pytest.mark.parametrize("migrations", [STATE, FEEDBACK], ids=["state", "feedback"])
def test_the_newest_migration_is_the_one_that_is_named_so_and_there_is_one_way_to_it(migrations: Migrations) -> None:
    folder = str(migrations.folder)
    assert ScriptDirectory(folder, version_locations=[folder]).get_heads() == [migrations.newest]


def test_a_database_is_taken_from_where_it_is_to_the_newest_layout(place: Path | str, scripts: Path) -> None:
    opened(place, scripts, "0001").close()
    (scripts / "r0002.py").write_text(SECOND)
    with closing(opened(place, scripts, "0002")) as kept:
        assert kept.rows("SELECT * FROM words") == [{"word": "b"}]
        assert kept.rows("SELECT * FROM kept_version") == [{"version_num": "0002"}]


def test_a_migration_that_fails_leaves_everything_as_it_was(place: Path | str, scripts: Path) -> None:
    opened(place, scripts, "0001").close()
    (scripts / "r0002.py").write_text(FAILING)
    with pytest.raises(KeyError):
        opened(place, scripts, "0002")
    assert rows(place, "SELECT * FROM kept") == [("a",)]
    with closing(opened(place, scripts, "0001")) as kept:
        assert kept.rows("SELECT * FROM kept_version") == [{"version_num": "0001"}]


def test_a_database_that_a_later_version_has_changed_is_refused_and_left_as_it_is(
    place: Path | str, scripts: Path
) -> None:
    (scripts / "r0002.py").write_text(SECOND)
    opened(place, scripts, "0002").close()
    with pytest.raises(RecordsNewer, match="changed by a later version of Verbatim; run that one, or restore a backup"):
        opened(place, scripts, "0001")
    assert rows(place, "SELECT * FROM words") == [("b",)]
