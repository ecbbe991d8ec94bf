"""Files that were made before there were migrations: they are taken over with all that they hold."""

import hmac
import sqlite3
from base64 import urlsafe_b64encode
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.scheduling import Schedule
from bot.state import Place, Report, Scope, ServerSettings, State
from knowledge.feedback import Feedback, Judged, Verdict
from tests.postgresql import rows

FIRST = """
PRAGMA journal_mode = WAL;
CREATE TABLE shown (channel INTEGER, quote TEXT, PRIMARY KEY (channel, quote));
INSERT INTO shown VALUES (7, 'a');
"""
SECOND = """
PRAGMA journal_mode = WAL;
CREATE TABLE shown (channel INTEGER, quote TEXT, PRIMARY KEY (channel, quote));
CREATE TABLE apart (guild TEXT PRIMARY KEY);
CREATE TABLE secret (secret BLOB NOT NULL);
CREATE TABLE report (
  id INTEGER PRIMARY KEY AUTOINCREMENT, guild TEXT NOT NULL, passage TEXT NOT NULL, count INTEGER NOT NULL DEFAULT 1,
  UNIQUE (guild, passage));
INSERT INTO apart VALUES ('1');
INSERT INTO shown VALUES (7, 'a');
"""
LAST = f"""{SECOND}
CREATE TABLE server (
  guild TEXT PRIMARY KEY, channels TEXT NOT NULL, place TEXT NOT NULL, only_when_sure INTEGER NOT NULL,
  language TEXT, keepers TEXT NOT NULL);
CREATE TABLE schedule (
  id INTEGER PRIMARY KEY AUTOINCREMENT, guild TEXT NOT NULL, channel INTEGER NOT NULL, at TEXT NOT NULL,
  zone TEXT NOT NULL, speaker TEXT, topic TEXT, language TEXT, last TEXT);
CREATE INDEX schedule_guild ON schedule (guild);
DELETE FROM shown;
INSERT INTO shown VALUES (7, 'z'), (7, 'b'), (7, 'a');
INSERT INTO secret VALUES (x'{"5e" * 32}');
INSERT INTO report (guild, passage, count) VALUES ('1', 'p', 3), ('1', 'q', 1), ('1', 'r', 1);
DELETE FROM report WHERE passage = 'r';
INSERT INTO server VALUES ('1', '[7, 4611686018427387904]', 'channel', 0, 'zh-TW', '[5]');
INSERT INTO server VALUES ('2', '[]', 'thread', 1, NULL, '[]');
INSERT INTO schedule VALUES (4, '1', 7, '18:30', 'Asia/Shanghai', 'ann', 'caps', 'zh-CN', '2026-05-01');
INSERT INTO schedule VALUES (9, '2', 8, '09:00', 'UTC', NULL, NULL, NULL, NULL);
DELETE FROM schedule WHERE id = 9;
"""
FEEDBACK = f"""
PRAGMA journal_mode = WAL;
CREATE TABLE secret (secret BLOB NOT NULL);
CREATE TABLE judged (
  guild TEXT NOT NULL, question_hash TEXT NOT NULL, passages TEXT NOT NULL, up INTEGER NOT NULL, down INTEGER NOT NULL,
  question TEXT, PRIMARY KEY (guild, question_hash, passages));
INSERT INTO secret VALUES (x'{"fb" * 32}');
INSERT INTO judged VALUES ('9', 'hh', '["p", "q"]', 2, 1, 'Why?'), ('', 'gg', '[]', 0, 1, NULL);
"""
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "old.sqlite3"


def written(file: Path, script: str) -> Path:
    with closing(sqlite3.connect(file)) as old:
        old.executescript(script)
    return file


@pytest.mark.parametrize(("script", "scope"), [(FIRST, Scope.ALL), (SECOND, Scope.OWN)], ids=["first", "second"])
def test_a_file_with_fewer_tables_opens_with_what_it_holds(file: Path, script: str, scope: Scope) -> None:
    with closing(State(written(file, script))) as state:
        assert state.servers.of("1") == ServerSettings(scope=scope)
        assert state.shown.draw(7, ["a", "b"]) == "b"
        state.reports.file("1", "p")
        assert [report.passage for report in state.reports.pending("1")] == ["p"]


def test_a_file_of_the_last_layout_loses_nothing(file: Path) -> None:
    with closing(State(written(file, LAST))) as state:
        assert state.servers.of("1") == ServerSettings(
            frozenset({7, 2**62}), Place.CHANNEL, False, "zh-TW", Scope.OWN, frozenset({5})
        )
        assert state.servers.of("2") == ServerSettings()
        assert state.reports.pending("1") == (Report(1, "p", 3), Report(2, "q", 1))
        assert state.schedules.all() == (
            Schedule(4, "1", 7, "18:30", "Asia/Shanghai", "ann", "caps", "zh-CN", "2026-05-01"),
        )
        seal = hmac.digest(b"\x5e" * 32, repr(("x", 1)).encode(), "sha256")[:9]
        assert state.sealed("x", 1) == urlsafe_b64encode(seal).decode()


def test_what_was_shown_last_does_not_begin_the_new_round_after_it_was_taken_over(file: Path) -> None:
    with closing(State(written(file, LAST))) as state:
        assert state.shown.draw(7, ["a", "z", "b"]) == "z"


def test_no_number_that_a_button_may_carry_is_given_again(file: Path) -> None:
    with closing(State(written(file, LAST))) as state:
        state.reports.file("1", "s")
        assert state.reports.pending("1")[-1].id == 4
        assert state.schedules.add("1", 7, at="09:00", zone="UTC", now=NOW).id == 10


def test_no_table_of_an_earlier_layout_stays(file: Path) -> None:
    State(written(file, LAST)).close()
    tables = {name for (name,) in rows(file, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    kept = {
        "shown",
        "apart",
        "report",
        "reporter",
        "server",
        "schedule",
        "server_changes",
        "button_secret",
        "state_version",
    }
    assert tables == kept | {"sqlite_sequence"}


def test_feedback_of_the_last_layout_loses_nothing_and_keeps_its_order(file: Path) -> None:
    with closing(Feedback(written(file, FEEDBACK))) as feedback:
        assert feedback.all() == (Judged("9", "hh", ("p", "q"), 2, 1, "Why?"), Judged("", "gg", (), 0, 1, None))
        made = hmac.digest(b"\xfb" * 32, b"why?", "sha256")[:12]
        assert feedback.hashed("Why?") == urlsafe_b64encode(made).decode()
        feedback.give(Verdict.UP, "hh", ["p", "q"], None, "9")
        assert feedback.all()[0].up == 3


@pytest.mark.parametrize("first", [State, Feedback])
def test_one_address_may_be_that_of_the_earlier_file_whichever_is_opened_first(
    file: Path, first: type[State | Feedback]
) -> None:
    address = f"sqlite:///{written(file, LAST)}"
    first(address).close()
    with closing(State(address)) as state, closing(Feedback(address)) as feedback:
        assert len(state.reports.pending("1")) == 2
        feedback.give(Verdict.UP, feedback.hashed("why?"), ["p"], None, "1")
        assert rows(file, "SELECT secret FROM button_secret") == [(b"\x5e" * 32,)]
        assert rows(file, "SELECT secret FROM question_secret") != [(b"\x5e" * 32,)]
