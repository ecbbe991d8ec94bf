"""What is done to a whole library by commands: looked at, saved and brought back, and left out as somebody wishes."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
from typer.testing import CliRunner, Result

from knowledge import folders
from knowledge.backups.manifest import RECORDS, VECTORS
from knowledge.cli import app, saving
from knowledge.dictionary import Dictionary
from knowledge.transcripts import LIBRARY
from knowledge.vector_cache import CACHE
from tests.knowledge.chroma import ChromaServer
from tests.knowledge.conftest import labelled

ANNS, BOBS = (
    "A licence without caps is a promise to everybody who will ever build on it.",
    "Volcanoes erupt under snow.",
)
TALK = labelled(f"[[ann-lee]] {ANNS}\n\n[[bob-wu]] {BOBS}\n")
AT = TALK.index("promise")
LINE = TALK.count("\n", 0, AT) + 1
Command: TypeAlias = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def command(data: Path, model: Path, dictionary: Dictionary, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command on a library that holds one talk."""
    monkeypatch.setenv("EMBEDDING_MODEL", str(model))
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("CHROMA_URL", "DATABASE_URL"):
        monkeypatch.setenv(name, "")

    def run(*arguments: object, said: str = "") -> Result:
        return CliRunner().invoke(app, [*map(str, arguments), "--data", str(data)], input=said)

    data.mkdir()
    (data / "models").symlink_to(dictionary._path.parent)
    (data.parent / "talk.txt").write_text(TALK, encoding="utf-8")
    assert run("ingest", data.parent / "talk.txt").exit_code == 0
    return run


def rows(done: Result) -> Sequence[dict[str, object]]:
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_sound_library_is_called_so_with_its_passages(command: Command, data: Path) -> None:
    done = command("check")
    assert (done.exit_code, done.stdout) == (0, f"{data}: sound, 2 of 2 passages were read again.\n")
    (row,) = rows(command("check", "--json"))
    assert row == {"folder": str(data), "sound": True, "repaired": False, "passages": 2, "read": 2} | {
        "faults": [],
        "remedy": "",
    }


def test_an_index_that_is_gone_is_made_anew_by_a_check_which_says_so(command: Command, data: Path) -> None:
    shutil.rmtree(next(data.rglob("words")))
    done = command("check")
    assert done.exit_code == 0
    assert done.stdout.endswith("This is repaired.\n")
    assert "sound, 2 of 2" in command("check").stdout


def test_a_damaged_catalogue_ends_a_check_with_what_to_do(command: Command, data: Path) -> None:
    (data / "catalogue.sqlite3").write_bytes(b"no database" * 1000)
    done = command("check", "--json")
    assert done.exit_code == 1
    row = json.loads(done.stdout.splitlines()[0])
    assert (row["sound"], "backup" in row["remedy"]) == (False, True)


def test_damaged_choices_of_servers_are_named_beside_a_sound_library(command: Command, data: Path) -> None:
    (data / "bot.sqlite3").write_bytes(b"no database" * 1000)
    done = command("check")
    assert done.exit_code == 1
    first, second = done.stdout.splitlines()
    assert "sound, 2 of 2" in first
    assert second == (
        f"{data / 'bot.sqlite3'}: bot.sqlite3 is damaged. {data / 'bot.sqlite3'}"
        " cannot be read; put a backup in its place, or delete it to begin it anew."
    )


def test_a_library_of_another_model_is_told_with_what_to_do(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDDING_MODEL", str(tmp_path / "other"))
    done = command("check")
    assert done.exit_code == 1
    assert "the indexes are not those of the settings. " in done.stdout
    assert "restore the setting" in done.stdout


def test_files_that_are_made_from_the_texts_are_not_for_a_person_to_restore(command: Command, data: Path) -> None:
    for name in (CACHE, "windows.sqlite3"):
        (data / name).write_bytes(b"\0" * 4096)
    (row,) = rows(command("check", "--json"))
    assert (row["sound"], row["repaired"], row["remedy"]) == (True, True, "")
    assert (row["passages"], row["read"], row["faults"] != []) == (2, 2, True)


def test_the_library_of_every_server_is_checked_too(command: Command, data: Path) -> None:
    own = folders.of("42", data)
    shutil.copytree(data, own, ignore=shutil.ignore_patterns(folders.GUILDS, "models"))
    (own / LIBRARY).write_bytes(b"\0" * 4096)
    done = command("check", "--json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["folder"], row["sound"]) for row in found] == [(str(data), True), (str(own), False)]
    assert (done.exit_code, found[1]["faults"]) == (1, ["the library is damaged"])


def test_a_speaker_is_left_out_after_one_was_shown_what_goes_and_agreed(command: Command) -> None:
    asked = command("exclude", "--speaker", "安妮", said="n\n")
    assert asked.exit_code == 1
    assert "talk (The Example Podcast)" in asked.stderr
    assert "promise" in command("ask", "promise licence", "--json").stdout, "it was left out without a yes"
    done = command("exclude", "--speaker", "安妮", said="y\n")
    assert done.stdout.splitlines()[-1] == "Left out: 1 passages of 1 sources."
    assert "promise to everybody" not in command("ask", "promise licence", "--json").stdout


@pytest.mark.parametrize("wish", [["--lines", LINE], ["--lines", f"{LINE}-{LINE}"], ["--start", AT, "--end", AT + 7]])
def test_lines_or_characters_of_a_source_can_be_left_out(command: Command, wish: list[object]) -> None:
    (row,) = rows(command("exclude", "--source", "talk", *wish, "--yes", "--json"))
    assert row == {"sources": [{"source": "talk", "passages": 1}]}
    (made,) = rows(command("exclusions", "--json"))
    assert (made["source"], made["line"]) == ("talk", LINE)
    assert f"talk, line {LINE}, characters " in command("exclusions").stdout
    assert "promise" not in command("show", "talk", "--json").stdout


def test_words_can_be_left_out_wherever_they_stand(command: Command) -> None:
    rows(command("exclude", "--quote", "volcanoes ERUPT", "--yes", "--json"))
    shown = command("show", "talk", "--json").stdout
    assert ("Volcanoes" in shown, "under snow" in shown) == (False, True)


@pytest.mark.parametrize(
    "wish",
    [
        [],
        ["--source", "talk"],
        ["--speaker", "Ann", "--quote", "promise"],
        ["--source", "talk", "--lines", "1-2", "--start", "1", "--end", "2"],
        ["--source", "talk", "--lines", "one"],
        ["--source", "talk", "--start", "3"],
    ],
)
def test_what_is_to_be_left_out_must_be_one_thing(command: Command, wish: list[str]) -> None:
    done = command("exclude", *wish, "--yes")
    assert done.exit_code == 2
    assert "name one: --speaker" in done.stderr
    assert rows(command("exclusions", "--json")) == []


def test_a_wish_is_taken_back_by_name_and_its_words_return_with_their_file(command: Command, data: Path) -> None:
    command("exclude", "--speaker", "Ann", "--yes")
    assert "Ann Lee · Ann · 安妮" in command("exclusions").stdout
    assert "return when their file is brought in again" in command("include", "Ann").stdout
    command("ingest", data.parent / "talk.txt")
    assert "promise to everybody" in command("ask", "promise licence", "--json").stdout


def test_a_library_that_was_saved_comes_back_beside_what_was_there(command: Command, tmp_path: Path) -> None:
    saved = command("backup", tmp_path / "kept")
    assert saved.stdout.startswith("Saved 1 library (")
    command("remove", "talk")
    refused = command("restore", tmp_path / "kept")
    assert refused.exit_code == 1, "it was put in the place of another without being told to"
    done = command("restore", tmp_path / "kept", "--replace")
    assert done.exit_code == 0, done.output
    assert "What was there before is in " in done.stdout
    assert [row["id"] for row in rows(command("sources", "--json"))] == ["talk"]


def test_whoever_saves_is_told_what_lies_elsewhere(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    done = command("backup", tmp_path / "kept")
    assert done.stdout.splitlines()[1] == saving._LACKS[RECORDS]
    assert VECTORS not in done.stdout
    restored = command("restore", tmp_path / "kept", "--replace").stdout
    assert restored.endswith(f".\n{saving._LACKS[RECORDS]}\n")


def test_vectors_on_a_server_are_in_no_backup_and_are_made_anew_by_a_restore(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chroma: ChromaServer
) -> None:
    monkeypatch.setenv("CHROMA_URL", chroma.url)
    command("reindex")
    saved = command("backup", tmp_path / "kept").stdout
    assert saved.splitlines()[1] == saving._LACKS[VECTORS]
    monkeypatch.setenv("CHROMA_URL", "")
    restored = command("restore", tmp_path / "kept", "--replace").stdout
    assert restored.endswith(".\nThe vectors are made anew.\n")
    assert "promise to everybody" in command("ask", "promise licence", "--json").stdout
