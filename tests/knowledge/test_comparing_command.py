"""`compare` on the command line: whom it sets beside whom, and the comparisons of a file."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from knowledge.cli import app
from knowledge.errors import QuestionError
from tests.knowledge.conftest import labelled

THEN = labelled(
    "[[ann-lee]] The map of the harbour belongs to everybody who sails.\n\n"
    "[[bob-wu]] Nobody has ever paid for the printing of the map of the harbour.\n"
)
NOW = THEN.replace("The Example Podcast", "A Later Talk").replace("belongs to everybody", "was sold to somebody")


def run(model: Path, data: Path, *arguments: object) -> Result:
    environment = {"EMBEDDING_MODEL": str(model), "COLUMNS": "200"}
    return CliRunner().invoke(app, [*map(str, arguments), "--data", str(data)], env=environment)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    """A data folder with two talks of the same two people, which no test changes."""
    place = tmp_path_factory.mktemp("comparing")
    for name, text in (("early", THEN), ("late", NOW)):
        (place / f"{name}.txt").write_text(text)
    assert run(model, place / "data", "ingest", place / "early.txt", place / "late.txt").exit_code == 0
    return place / "data"


def rows(model: Path, data: Path, *arguments: object) -> list[dict[str, object]]:
    done = run(model, data, *arguments)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_speaker_is_set_against_themselves_in_two_sources(data: Path, model: Path) -> None:
    options = ("compare", "Ann", "The map of the harbour who sails", "--then", "early", "--now", "A Later Talk")
    (found,) = rows(model, data, *options, "--json")
    assert isinstance(found["sides"], list)
    assert [(side["speaker"], side["source"]) for side in found["sides"]] == [("ann-lee", "early"), ("ann-lee", "late")]
    told = run(model, data, *options).stdout
    assert all(part in told for part in ("Ann Lee · The Example Podcast", "Ann Lee · A Later Talk", "was sold to"))


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        (("Ann", "map", "--then", "early"), "both sources: --then and --now."),
        (("Ann", "Bob", "map", "--then", "early", "--now", "late"), "Please name one speaker and a topic"),
        (("Ann", "map"), "Please name two speakers and a topic."),
    ],
)
def test_whom_to_compare_must_be_plain(data: Path, model: Path, named: tuple[str, ...], sentence: str) -> None:
    failed = run(model, data, "compare", *named).exception
    assert isinstance(failed, QuestionError)
    assert sentence in str(failed)


def test_a_comparison_of_a_batch_that_cannot_be_made_says_why_and_the_others_go_on(
    data: Path, model: Path, tmp_path: Path
) -> None:
    asked = [
        {"id": 1, "question": "map", "speakers": ["Ann", "Zoe"]},
        {"id": 2, "question": "map of the harbour", "speakers": ["Ann", "Bob Wu"]},
    ]
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    unknown, known = rows(model, data, "compare", "--batch", tmp_path / "q.jsonl")
    nobody: list[dict[str, object]] = [{"speaker": name, "addressed": False, "quotes": []} for name in ("Ann", "Zoe")]
    assert (unknown["id"], unknown["sides"], unknown["rows"]) == (1, nobody, [])
    assert ("Zoe" in str(unknown["error"]), known["id"], "error" in known) == (True, 2, False)


@pytest.mark.parametrize("speakers", ["Ann", ["Ann"], ["Ann", 7], {"Ann": 1, "Bob": 2}])
def test_a_comparison_of_a_batch_must_name_two_speakers(
    data: Path, model: Path, tmp_path: Path, speakers: object
) -> None:
    (tmp_path / "q.jsonl").write_text(json.dumps({"id": "x", "question": "map", "speakers": speakers}))
    failed = run(model, data, "compare", "--batch", tmp_path / "q.jsonl").exception
    assert isinstance(failed, QuestionError)
    assert str(failed) == "Row “x” must name two speakers."
