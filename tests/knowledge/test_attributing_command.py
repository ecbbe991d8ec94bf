"""`attribute` on the command line, and what becomes of its draft."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from knowledge.cli import app
from knowledge.errors import VerbatimError

SAID = "What do you think of it, Bob?\nWell, I think our team did it because we believe in it.\n你怎么看?\n"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    file = tmp_path / "talk.txt"
    file.write_text(SAID, encoding="utf-8")
    return file


def run(model: Path, data: Path, *arguments: object) -> Result:
    environment = {"EMBEDDING_MODEL": str(model), "COLUMNS": "200"}
    return CliRunner().invoke(app, [*map(str, arguments), "--data", str(data)], env=environment)


def test_a_draft_is_written_and_can_be_brought_in_as_it_is(talk: Path, model: Path, tmp_path: Path) -> None:
    draft = tmp_path / "drafts" / "talk.txt"
    draft.parent.mkdir()
    done = run(model, tmp_path / "data", "attribute", talk, "--speakers", "Ann Lee:host, Bob Wu:guest", "-o", draft)
    brought_in = run(model, tmp_path / "data", "ingest", draft)
    shown = run(model, tmp_path / "data", "show", "talk")
    assert (done.exit_code, brought_in.exit_code, shown.exit_code) == (0, 0, 0)
    assert "Ann Lee" in shown.stdout


def test_without_a_file_for_it_the_draft_is_printed(talk: Path, model: Path, tmp_path: Path) -> None:
    printed = run(model, tmp_path / "data", "attribute", talk, "--speakers", "Ann Lee:host, Bob Wu:guest").stdout
    assert "ann-lee:\n    name: Ann Lee" in printed
    assert "[[ann-lee ~" in printed


@pytest.mark.parametrize(
    "given",
    [
        ("talk.txt", "Ann Lee:host", "draft.txt"),
        ("nowhere.txt", "Ann Lee:host, Bob Wu:guest", "draft.txt"),
        ("empty.txt", "Ann Lee:host, Bob Wu:guest", "draft.txt"),
        ("talk.txt", "Ann Lee:host, Bob Wu:guest", "talk.txt"),
    ],
)
def test_what_cannot_be_attributed_is_one_sentence_and_writes_nothing(
    talk: Path, model: Path, tmp_path: Path, given: tuple[str, str, str]
) -> None:
    file, speakers, draft = given
    (tmp_path / "empty.txt").write_text("")
    done = run(model, tmp_path / "data", "attribute", tmp_path / file, "--speakers", speakers, "-o", tmp_path / draft)
    assert isinstance(done.exception, VerbatimError)
    assert "\n" not in str(done.exception)
    assert (talk.read_text(encoding="utf-8"), (tmp_path / "draft.txt").exists()) == (SAID, False)
