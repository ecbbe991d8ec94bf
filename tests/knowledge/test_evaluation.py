"""`evaluate` on the command line, in both of its forms."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from knowledge.cli import app
from tests.knowledge.conftest import labelled

TALK = labelled("[[ann-lee]] Zebras gallop over the savannah.\n[[bob-wu]] 火山在雪下喷发。\n[[ad]] Buy a mattress.\n")
QUESTIONS = [
    {"lang": "en", "type": "fact", "question": "zebras gallop savannah", "quote": "Zebras gallop over the savannah."},
    {"lang": "zh", "type": "opinion", "question": "火山在雪下喷发", "quote": "火山在雪下喷发。"},
    {"lang": "zh", "type": "ad", "question": "床垫", "quote": ""},
]
MEASURES = {
    "hit@1",
    "hit@3",
    "hit@5",
    "hit@10",
    "MRR@10",
    "refused",
    "wrongly refused",
    "no ad",
    "compare hit@3",
    "silent",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a transcript, questions on it and a data set of two documents."""
    made = tmp_path_factory.mktemp("evaluation")
    (made / "talks" / "questions").mkdir(parents=True)
    (made / "talks" / "talk.txt").write_text(TALK, encoding="utf-8")
    rows = [{"id": "q", **row, "gold": [{"doc": "talk", "quote": row["quote"], "grade": 2}]} for row in QUESTIONS]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (made / "talks" / "questions" / "mine.jsonl").write_text(text)
    (made / "two" / "qrels").mkdir(parents=True)
    (made / "two" / "corpus.jsonl").write_text('{"_id": "a", "text": "zebras"}\n{"_id": "b", "text": "雪山"}\n')
    (made / "two" / "queries.jsonl").write_text('{"_id": "1", "text": "zebras"}\n')
    (made / "two" / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n")
    return made


@pytest.fixture
def row(tmp_path: Path) -> Path:
    return tmp_path / "rows.jsonl"


def evaluated(place: Path, model: Path, row: Path, *arguments: object) -> Result:
    options = ["--data", place / "data", "--row", row, "--transcripts", place / "talks"]
    environment = {"EMBEDDING_MODEL": str(model), "COLUMNS": "200"}
    return CliRunner().invoke(app, ["evaluate", *map(str, [*options, *arguments])], env=environment)


def constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def rows(text: str) -> list[dict[str, str | float | None]]:
    """The rows as a strict reader of JSON sees them."""
    return [json.loads(line, parse_constant=constant) for line in text.splitlines()]


def test_questions_make_a_row_a_language_that_says_when_and_with_what_it_was_made(
    place: Path, model: Path, row: Path
) -> None:
    done = evaluated(place, model, row, place / "talks" / "questions" / "mine.jsonl")
    assert done.exit_code == 0, done.output
    english, chinese = rows(row.read_text())
    assert [(found["set"], found["language"]) for found in (english, chinese)] == [("mine", "en"), ("mine", "zh")]
    assert english.keys() >= MEASURES | {"time", "model", "search ms", "answer ms", "answerable"}
    assert datetime.fromisoformat(str(english["time"])).tzinfo
    assert (english["hit@1"], english["answerable"], english["no ad"], english["silent"]) == (1.0, 1, None, None)
    assert (chinese["hit@10"], chinese["no ad"]) == (1.0, 1.0)


def test_questions_are_printed_as_a_table_with_a_column_a_language(place: Path, model: Path, row: Path) -> None:
    printed = evaluated(place, model, row).stdout  # those beside the transcripts, for none are named
    assert all(part in printed for part in ("mine en", "mine zh", "hit@10", "answer ms", "1.000"))
    assert "nan" not in printed


def test_a_data_set_makes_one_row_and_a_table(place: Path, model: Path, row: Path) -> None:
    done = evaluated(place, model, row, "--beir", place / "two")
    assert done.exit_code == 0, done.output
    (found,) = rows(row.read_text())
    assert (found["set"], found["nDCG@10"], found["queries"], found["documents"]) == ("two", 1.0, 1, 2)
    assert all(part in done.stdout for part in ("two", "nDCG@10", "recall@5"))


def test_measurements_are_added_to_those_that_are_there(place: Path, model: Path, row: Path) -> None:
    row.write_text('{"set": "before"}\n')
    evaluated(place, model, row, "--beir", place / "two", "--beir", place / "two")
    assert [found["set"] for found in rows(row.read_text())] == ["before", "two", "two"]


def test_measurements_may_be_printed_as_json(place: Path, model: Path, row: Path) -> None:
    (printed,) = rows(evaluated(place, model, row, "--beir", place / "two", "--json").stdout)
    (written,) = rows(row.read_text())
    assert printed.items() <= written.items()


def test_nothing_of_it_stays_in_the_library(place: Path, model: Path, row: Path) -> None:
    evaluated(place, model, row, "--beir", place / "two")
    assert {path.name for path in (place / "data").iterdir()} <= {"models"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("{place}/gone.jsonl",), "gone.jsonl cannot be read"),
        (("--beir", "{place}/gone"), "corpus.jsonl cannot be read"),
        (("--beir", "{place}/talks"), "corpus.jsonl cannot be read"),
        (("{place}/talks/talk.txt",), "does not hold questions of the form"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence_and_leaves_no_row(
    place: Path, model: Path, row: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    done = evaluated(place, model, row, *(argument.format(place=place) for argument in arguments))
    assert (done.exit_code, row.exists()) == (1, False)
    assert sentence in str(done.exception)


def test_transcripts_that_cannot_be_brought_in_are_told(place: Path, model: Path, row: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\0")
    questions = place / "talks" / "questions" / "mine.jsonl"
    done = evaluated(place, model, row, questions, "--transcripts", tmp_path)
    assert "1 transcripts could not be brought in; the first: broken.txt" in str(done.exception)
