"""What is kept in a database of either kind: whole, one writer at a time, and there again when the database is."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import exc

from knowledge import records
from knowledge.errors import LibraryUnwritable, RecordsAway
from knowledge.feedback_migrations import MIGRATIONS
from knowledge.records import engines, faults
from knowledge.records.records import Records
from tests.knowledge.conftest import ROOT, python
from tests.postgresql import ENCODED, PASSWORD, PostgreSQL

ADD = "INSERT INTO judged (guild, question_hash, passages, up, down) VALUES (:guild, 'h', '[]', 0, 0)"
OPEN = """
import sys, time
from pathlib import Path
from bot.state import State
from knowledge.feedback import Feedback
place = sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
state, feedback = State(place), Feedback(place)
state.servers.set("1", state.servers.of("1"))
print(state.sealed("a"), feedback.hashed("b"))
state.close()
feedback.close()
"""


def opened(place: Path | str) -> Records:
    return records.opened(place, MIGRATIONS, what="The feedback", remedy="delete it")


@pytest.fixture
def kept(place: Path | str) -> Iterator[Records]:
    with closing(opened(place)) as records:
        yield records


def guilds(kept: Records) -> list[str]:
    return [row["guild"] for row in kept.rows("SELECT guild FROM judged ORDER BY id")]


def test_of_a_transaction_that_fails_nothing_is_kept(kept: Records) -> None:
    def write() -> None:
        with kept.writing():
            kept.rows(ADD, guild="1")
            with kept.writing():
                kept.many(ADD, [{"guild": "2"}, {"guild": "3"}])
            raise KeyError

    with pytest.raises(KeyError):
        write()
    assert guilds(kept) == []
    kept.rows(ADD, guild="4")
    assert guilds(kept) == ["4"]


def test_what_is_written_is_seen_in_the_same_transaction_and_by_others_after_it(kept: Records) -> None:
    with ThreadPoolExecutor() as threads, kept.writing():
        kept.rows(ADD, guild="1")
        assert guilds(kept) == ["1"]
        if len(kept._engines.begin) > 20:  # SQLite's one connection is busy until the transaction is over
            assert threads.submit(guilds, kept).result() == []
    assert guilds(kept) == ["1"]


def test_who_reads_and_then_writes_is_disturbed_by_no_other_thread_and_no_other_process(
    kept: Records, place: Path | str
) -> None:
    kept.rows(ADD, guild="1")

    def count(records: Records) -> None:
        for _ in range(10):
            with records.writing():
                (row,) = records.rows("SELECT up FROM judged")
                records.rows("UPDATE judged SET up = :up", up=row["up"] + 1)

    with closing(opened(place)) as other, ThreadPoolExecutor(4) as threads:
        list(threads.map(count, (kept, other, kept, other)))
    assert kept.rows("SELECT up FROM judged") == [{"up": 40}]


def test_records_that_were_closed_open_no_new_connection(place: Path | str) -> None:
    kept = opened(place)
    kept.close()
    with pytest.raises(ValueError, match="closed"):
        guilds(kept)


def test_a_value_is_kept_as_it_is_whatever_stands_in_it(kept: Records) -> None:
    odd = "it's :guild; -- %s %(x)s “引” \\ \n🙂"
    kept.rows(ADD, guild=odd)
    assert guilds(kept) == [odd]


def test_processes_that_open_a_new_database_at_once_find_the_same_one(place: Path | str) -> None:
    command = [sys.executable, "-W", "error", "-W", "ignore::DeprecationWarning", "-c", OPEN, str(place)]
    pipe = subprocess.PIPE
    started = [subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(3)]
    for process in started:
        assert process.stdout
        process.stdout.readline()
    for process in started:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate() for process in started]
    assert [errors for _, errors in said] == ["", "", ""]
    assert len({seals for seals, _ in said}) == 1


def test_a_server_that_was_restarted_is_used_again_without_ado(postgresql: PostgreSQL) -> None:
    with closing(opened(postgresql.database())) as kept:
        kept.rows(ADD, guild="1")
        postgresql.stop()
        postgresql.start()
        assert guilds(kept) == ["1"]


def test_a_server_that_is_away_is_told_in_a_sentence_without_its_password_and_used_when_it_is_back(
    postgresql: PostgreSQL,
) -> None:
    with closing(opened(postgresql.database())) as kept:
        postgresql.stop()
        try:
            with pytest.raises(RecordsAway, match=r"database verbatim_\d+ at 127.0.0.1 .* refused") as caught:
                kept.rows(ADD, guild="1")
        finally:
            postgresql.start()
        assert PASSWORD not in str(caught.value)
        kept.rows(ADD, guild="2")
        assert guilds(kept) == ["2"]


def test_a_wrong_password_is_told_at_once_and_not_repeated(postgresql: PostgreSQL) -> None:
    with pytest.raises(RecordsAway, match="password authentication failed") as caught:
        opened(postgresql.database().replace(ENCODED, "hunter2"))
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(caught.value.__cause__)


def test_a_database_with_tables_of_somebody_else_is_left_alone(postgresql: PostgreSQL) -> None:
    address = postgresql.database()
    name = address.rpartition("/")[2]
    postgresql.sql(name, "CREATE TABLE judged (by text)")
    with pytest.raises(RecordsAway, match='cannot be used: relation "judged" already exists'):
        opened(address)
    assert postgresql.sql(name, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == "judged"


def test_who_hangs_while_it_writes_loses_its_turn_before_the_others_lose_their_patience(
    postgresql: PostgreSQL,
) -> None:
    with closing(opened(postgresql.database())) as kept:
        with kept.writing():
            assert _timeouts(kept) == ["10s", "20s"]
        assert _timeouts(kept) == ["0", "0"]


def _timeouts(records: Records) -> list[str]:
    names = ("idle_in_transaction_session_timeout", "lock_timeout")
    return [records.rows("SELECT current_setting(:name) AS kept", name=name)[0]["kept"] for name in names]


def test_an_address_of_sqlite_is_a_file_and_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with closing(opened(f"sqlite:///{tmp_path}/kept.sqlite3")):
        assert (tmp_path / "kept.sqlite3").exists()
    with pytest.raises(LibraryUnwritable, match=r"no/kept\.sqlite3 cannot be used: unable to open database file"):
        opened(f"sqlite:///{tmp_path}/no/kept.sqlite3")


def test_what_a_failed_statement_was_given_is_not_in_the_error(kept: Records) -> None:
    with pytest.raises(Exception, match=r"no_such|cannot be read") as caught:
        kept.rows("SELECT :question FROM no_such", question="savannah")
    assert "savannah" not in f"{caught.value} {caught.value.__cause__}"


def test_alembic_is_loaded_only_where_there_is_something_to_migrate(place: Path | str) -> None:
    done = [python(OPEN + "print('alembic' in sys.modules)", place).stdout.split()[-1] for _ in range(2)]
    assert done == ["True", "False"]


def test_more_who_want_a_connection_than_there_are_is_told_and_a_fault_of_ours_is_not() -> None:
    assert str(faults.explained(exc.TimeoutError("QueuePool limit"), "The feedback", "x")) == (
        str(RecordsAway("The feedback", "too many wait for it"))
    )
    assert faults.explained(exc.InvalidRequestError("a mistake"), "The feedback", "x") is None


def locked(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    db.execute("CREATE TABLE IF NOT EXISTS t (a)")
    db.execute("BEGIN EXCLUSIVE")
    return db


def test_who_opens_a_file_that_another_has_locked_waits_for_it(tmp_path: Path) -> None:
    with closing(locked(tmp_path / "db")) as other, closing(sqlite3.connect(tmp_path / "db", timeout=0)) as db:
        timer = Timer(0.1, other.execute, ["COMMIT"])
        timer.start()
        engines._log_ahead(db, None)
        timer.join()
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_who_waits_for_a_locked_file_loses_patience(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_PATIENCE", 0.1)
    with (
        closing(locked(tmp_path / "db")),
        closing(sqlite3.connect(tmp_path / "db", timeout=0)) as db,
        pytest.raises(sqlite3.OperationalError, match="is locked"),
    ):
        engines._log_ahead(db, None)
