"""Nothing that anybody asks is written anywhere: not to the data, a temporary file or the log."""

import os
import subprocess
import sys
from pathlib import Path

from tests.knowledge.conftest import ROOT
from tests.privacy.marks import found, found_in, mark


def test_the_words_are_found_wherever_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(mark(1), encoding="utf-8")
    (tmp_path / "b").write_text(mark(1), encoding="utf-16")
    (tmp_path / "c").write_text(ascii(mark(1)), encoding="utf-8")
    (tmp_path / "d").write_text("nothing", encoding="utf-8")
    assert [Path(file).name for file in sorted(found_in(tmp_path))] == ["a", "b", "c"]


def test_no_question_of_a_full_session_is_on_the_disk_or_in_the_log(tmp_path: Path) -> None:
    rooms = {name: tmp_path / name for name in ("session", "temporary", "home")}
    for room in (rooms["temporary"], rooms["home"]):
        room.mkdir()
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-s",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:logging",
        "-o",
        "python_files=session.py",
    ]
    done = subprocess.run(
        [*command, f"--basetemp={rooms['session']}", "tests/privacy/session.py"],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(rooms["temporary"]), "HOME": str(rooms["home"]), "LOG_LEVEL": "DEBUG"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()[-3000:]
    assert b'"level": "DEBUG"' in done.stderr or b'"level":"DEBUG"' in done.stderr
    assert b"unexpected error" in done.stderr
    assert [*rooms["session"].rglob("*.sqlite3")]
    assert found(done.stderr + done.stdout) == []
    assert found_in(tmp_path) == []
