"""The command line: its JSON is a contract, and whatever goes wrong is one sentence and a status of 1."""

import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from knowledge.cli import app
from tests.conftest import MEASURED
from tests.knowledge.conftest import ROOT, labelled

QUOTE_KEYS = {
    "source",
    "speaker",
    "speaker_name",
    "kind",
    "start_line",
    "end_line",
    "start",
    "end",
    "start_ms",
    "text",
    "score",
}
TALK = labelled(
    "[[ann-lee]] What does a licence without caps mean to you, Bob?\n\n"
    "[[bob-wu 00:01:12]] A licence without caps is a promise\nto everybody who will ever build on it.\n\n"
    "[[narration]] The licence was published in spring.\n\n"
    "[[unknown]] Hear, hear.\n\n[[ad]] Buy a mattress.\n\n[[skip]] The end\n"
)
Run = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    """A folder with one transcript, brought into the library in its folder `data`."""
    made = tmp_path_factory.mktemp("place")
    (made / "talk.txt").write_text(TALK)
    run_in(made, model, "ingest", made / "talk.txt", "--json")
    return made


@pytest.fixture
def run(place: Path, model: Path) -> Run:
    """Runs a command on that library and gives the JSON objects that it prints."""

    def run_here(*arguments: object) -> list[dict[str, Any]]:
        return run_in(place, model, *arguments)

    return run_here


def run_in(place: Path, model: Path, *arguments: object) -> list[dict[str, Any]]:
    done = CliRunner().invoke(
        app, [*map(str, arguments), "--data", str(place / "data")], env={"EMBEDDING_MODEL": str(model)}
    )
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def started(place: Path, model: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, in a process of its own."""
    command = [sys.executable, "-m", "knowledge", *map(str, arguments), "--data", str(place / "data")]
    environment = {"EMBEDDING_MODEL": str(model), "PATH": "/usr/bin:/bin", "LANG": "C", **MEASURED}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)


def is_exact(quote: dict[str, Any]) -> bool:
    lines = (TALK.count("\n", 0, quote["start"]) + 1, TALK.count("\n", 0, quote["end"]) + 1)
    return TALK[quote["start"] : quote["end"]] == quote["text"] and (quote["start_line"], quote["end_line"]) == lines


# ---- the contracts


def test_ingest_prints_an_object_a_file(place: Path, run: Run) -> None:
    assert run("ingest", place / "talk.txt", "--json") == [
        {
            "source": "talk",
            "status": "unchanged",
            "turns": 5,
            "passages": 4,
            "speakers": ["ann-lee", "bob-wu"],
            "warnings": [],
        }
    ]


def test_ask_prints_the_answer_with_exact_quotes(run: Run) -> None:
    (answer,) = run("ask", "licence without caps", "--limit", 10, "--json")
    assert answer.keys() == {"question", "answered", "confidence", "tier", "quotes"}
    assert (answer["tier"] == "answered") == answer["answered"]
    assert 0 <= answer["confidence"] <= 1
    assert len(answer["quotes"]) == 4
    assert all(quote.keys() == QUOTE_KEYS and is_exact(quote) for quote in answer["quotes"])
    promise = next(quote for quote in answer["quotes"] if quote["speaker"] == "bob-wu")
    assert (promise["speaker_name"], promise["kind"], promise["start_ms"]) == ("Bob Wu", "speech", 72_000)
    assert promise["end_line"] == promise["start_line"] + 1


def test_a_question_about_the_library_itself_prints_what_it_lists(run: Run) -> None:
    (people,) = run("ask", "这里有谁说过话？", "--json")
    assert (people["tier"], people["answered"], people["quotes"]) == ("answered", True, [])
    assert people["speakers"] == run("speakers", "--json")
    (pieces,) = run("ask", "what podcasts do you have", "--json")
    assert pieces["sources"] == run("sources", "--json")
    assert ("sources" in people, "speakers" in pieces) == (False, False)


def test_a_question_about_the_library_itself_is_answered_in_a_batch_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text(json.dumps({"id": 1, "question": "who is in here?"}))
    (row,) = run("ask", "--batch", tmp_path / "q.jsonl", "--json")
    assert (row["id"], [speaker["id"] for speaker in row["speakers"]]) == (1, ["ann-lee", "bob-wu"])


def test_a_speaker_that_is_unknown_is_null(run: Run) -> None:
    (answer,) = run("ask", "hear", "--limit", 10, "--json")
    assert {(quote["kind"], quote["speaker"]) for quote in answer["quotes"] if quote["speaker"] is None} == {
        ("speech", None),
        ("narration", None),
    }


def test_ask_may_be_restricted_by_any_name(run: Run) -> None:
    for name in ("bob-wu", "Bob Wu", "吳波"):
        (answer,) = run("ask", "licence", "--speaker", name, "--source", "talk", "--json")
        assert [quote["speaker"] for quote in answer["quotes"]] == ["bob-wu"]


def test_a_question_of_a_batch_that_cannot_be_asked_says_why_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    rows = [{"id": 1, "question": "?"}, {"id": 2, "question": "open", "speaker": "Zoe"}, {"id": 3, "question": "open"}]
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    empty, unknown, asked = run("ask", "--batch", tmp_path / "q.jsonl", "--json")
    assert ("at least one word" in empty["error"], "Zoe" in unknown["error"]) == (True, True)
    assert [empty["quotes"], unknown["answered"], "error" in asked] == [[], False, False]


def test_a_batch_of_questions_is_answered_in_order(run: Run, tmp_path: Path) -> None:
    rows = [
        {"id": "b", "question": "licence without caps"},
        {"id": "a", "question": "许可证?", "speaker": "安妮", "source": "talk"},
    ]
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    first, second = run("ask", "--batch", tmp_path / "q.jsonl", "--json", "--limit", 2)
    assert (first["id"], second["id"]) == ("b", "a")
    assert (len(first["quotes"]), [quote["speaker"] for quote in second["quotes"]]) == (2, ["ann-lee"])
    assert isinstance(first["answered"], bool)


def test_compare_prints_a_side_for_each_speaker(run: Run, tmp_path: Path) -> None:
    (comparison,) = run("compare", "安妮", "bob-wu", "licence caps", "--json")
    assert [side["speaker"] for side in comparison["sides"]] == ["ann-lee", "bob-wu"]
    for side in comparison["sides"]:
        assert isinstance(side["addressed"], bool)
        assert [quote["speaker"] for quote in side["quotes"]] == [side["speaker"]]
    (tmp_path / "q.jsonl").write_text(json.dumps({"id": 7, "question": "licence caps", "speakers": ["ann", "bob-wu"]}))
    (row,) = run("compare", "--batch", tmp_path / "q.jsonl", "--json")
    assert (row["id"], row["sides"], row["rows"]) == (7, comparison["sides"], comparison["rows"])
    assert {len(row["quotes"]) for row in comparison["rows"]} == {2}


def test_show_prints_the_turns_in_order(run: Run) -> None:
    turns = run("show", "talk", "--json")
    assert [(turn["index"], turn["speaker"], turn["kind"]) for turn in turns] == [
        (0, "ann-lee", "speech"),
        (1, "bob-wu", "speech"),
        (2, None, "narration"),
        (3, None, "speech"),
        (4, None, "ad"),
        (5, None, "boilerplate"),
    ]
    assert all(
        turn.keys() == {"index", "speaker", "kind", "start", "end", "start_line", "end_line", "text"} for turn in turns
    )
    assert all(is_exact(turn) for turn in turns)


def test_quote_draws_the_same_again_for_a_seed(run: Run) -> None:
    (drawn,) = run("quote", "--seed", 3, "--count", 5, "--speaker", "bob-wu", "--json")
    assert run("quote", "--seed", 3, "--speaker", "bob-wu", "--json") == [drawn]
    assert drawn.keys() == QUOTE_KEYS
    assert is_exact(drawn)


def test_speakers_and_sources_are_listed(run: Run) -> None:
    assert run("speakers", "--json") == [
        {"id": "ann-lee", "name": "Ann Lee", "aliases": ["Ann", "安妮"]},
        {"id": "bob-wu", "name": "Bob Wu", "aliases": ["吴波"]},
    ]
    (source,) = run("sources", "--json")
    assert (source["id"], source["title"], source["url"]) == ("talk", "The Example Podcast", "https://example.org/7")


def test_what_is_removed_is_gone_and_the_index_can_be_made_anew(tmp_path: Path, model: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text("Ann: Open or not?\nBob: Open.\n")
    assert len(run_in(tmp_path, model, "ingest", tmp_path, "--json")) == 2
    for command in ("remove one", "reindex"):
        done = CliRunner().invoke(
            app, [*command.split(), "--data", str(tmp_path / "data")], env={"EMBEDDING_MODEL": str(model)}
        )
        assert done.exit_code == 0
    assert [source["id"] for source in run_in(tmp_path, model, "sources", "--json")] == ["two"]
    assert len(run_in(tmp_path, model, "ask", "open", "--json")[0]["quotes"]) == 2


# ---- as a person runs it


def test_chinese_is_printed_in_utf_8_whatever_the_terminal_says(tmp_path: Path, model: Path) -> None:
    (tmp_path / "talk.txt").write_text("安妮：开源是什么?\n吴波：开源是一套乐高积木。\n", encoding="utf-8")
    run_in(tmp_path, model, "ingest", tmp_path / "talk.txt", "--json")
    done = started(tmp_path, model, "show", "talk")
    assert (done.returncode, "开源是一套乐高积木。" in done.stdout, done.stderr) == (0, True, "")


def test_a_dry_run_says_what_would_come_and_makes_no_library(tmp_path: Path, model: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    (found,) = run_in(tmp_path, model, "ingest", tmp_path / "talk.txt", "--dry-run", "--json")
    assert (found["source"], found["format"], found["ads"], found["error"]) == ("talk", "labelled", 1, None)
    assert [voice["name"] for voice in found["voices"]] == ["Bob Wu", "Ann Lee", None]
    assert [path.name for path in tmp_path.iterdir()] == ["talk.txt"]


def test_a_dry_run_is_readable_and_fails_where_a_file_does(tmp_path: Path, model: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "empty.txt").write_text("")
    done = CliRunner().invoke(
        app,
        ["ingest", str(tmp_path), "--dry-run", "--data", str(tmp_path / "data")],
        env={"EMBEDDING_MODEL": str(model)},
    )
    assert done.exit_code == 1
    assert all(
        part in done.stdout for part in ("empty.txt: it is empty.", "labelled, UTF-8; 5 turns", "Ann Lee, 1 turn")
    )


def test_a_speaker_is_renamed_and_merged_and_both_are_taken_back(tmp_path: Path, model: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    run_in(tmp_path, model, "ingest", tmp_path / "talk.txt", "--json")

    def command(*arguments: str) -> str:
        options = ["--data", str(tmp_path / "data")]
        done = CliRunner().invoke(app, [*arguments, *options], env={"EMBEDDING_MODEL": str(model)})
        assert done.exit_code == 0, done.output
        return done.stdout

    assert command("rename-speaker", "Ann Lee", "Anne") == "Changed talk.\n"
    assert command("merge-speakers", "Anne", "Bob Wu") == "Changed talk.\n"
    versions = run_in(tmp_path, model, "history", "talk", "--json")
    assert [version["what"] for version in versions] == [
        "merged Bob Wu into Anne",
        "renamed Ann Lee to Anne",
        "brought in",
    ]
    assert "renamed Ann Lee to Anne" in command("history", "talk")
    assert "[[anne 00:01:12]] A licence without caps" in command("export", "talk")
    assert command("undo", "talk") == "Taken back: merged Bob Wu into Anne.\n"
    command("export", "talk", "-o", str(tmp_path / "talk2.txt"))
    assert "[[bob-wu 00:01:12]] A licence" in (tmp_path / "talk2.txt").read_text()


def test_ingest_prints_a_table_for_people(place: Path, model: Path) -> None:
    data = ["--data", str(place / "data")]
    done = CliRunner().invoke(app, ["ingest", str(place / "talk.txt"), *data], env={"EMBEDDING_MODEL": str(model)})
    assert all(part in done.stdout for part in ("talk.txt", "unchanged", "ann-lee"))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("who is in here?", ("also known as", "Ann Lee", "吴波")),
        ("收录了哪些节目？", ("title", "The Example Podcast")),
        ("what's the capital of australia", ("The transcripts do not answer this.",)),
    ],
)
def test_ask_prints_lists_as_tables_and_what_is_not_answered_as_a_sentence(
    place: Path, model: Path, question: str, parts: tuple[str, ...]
) -> None:
    data = ["--data", str(place / "data")]
    done = CliRunner().invoke(app, ["ask", question, *data], env={"EMBEDDING_MODEL": str(model), "COLUMNS": "200"})
    assert (done.exit_code, [part for part in parts if part not in done.stdout]) == (0, [])


def test_a_file_that_fails_is_told_with_a_status_of_1_and_the_others_are_ingested(tmp_path: Path, model: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann: Open?\nBob: Open.\n")
    (tmp_path / "b.txt").write_bytes(b"\0")
    (tmp_path / "c.txt").write_text("Cid: Closed.\n")
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "gone.txt", "c.txt")]
    done = started(tmp_path, model, "ingest", *paths, "--json")
    rows = {row["source"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1
    assert {id: row["status"] for id, row in rows.items()} == {
        "a": "added",
        "b": "failed",
        "gone": "failed",
        "c": "added",
    }
    assert rows["b"]["warnings"] == ["b.txt: it is not a text file."]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("ask ?", "Please ask with at least one word."),
        ("ask", "Please ask with at least one word."),
        ("ask licence --speaker Bobby", "No speaker here is called “Bobby”. Did you mean Bob Wu?"),
        ("show tolk", "No source here is called “tolk”."),
        ("compare ann bob-wu", "Please name two speakers and a topic."),
        ("compare ann caps --then talk", "both sources: --then and --now."),
        ("compare ann caps --then talk --now talk", "Please name two different sources"),
        ("ingest /gone", "There is no file or folder “/gone”."),
        ("ask --batch {broken} --json", "Line 2"),
        ("ask --batch {incomplete} --json", "Line 1"),
        ("compare --batch {incomplete} --json", "Line 1"),
        ("ask --batch {gbk} --json", "UTF-8"),
        ("ask --batch /gone --json", "/gone cannot be read"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(
    place: Path, model: Path, tmp_path: Path, command: str, sentence: str
) -> None:
    (tmp_path / "broken").write_text("\nnot json\n")
    (tmp_path / "incomplete").write_text('{"id": 1}\n')
    (tmp_path / "gbk").write_bytes('{"id": 1, "question": "许可"}'.encode("gbk"))
    files = {name: tmp_path / name for name in ("broken", "incomplete", "gbk")}
    done = started(place, model, *shlex.split(command.format(**files)))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert sentence in done.stderr


def test_a_library_that_cannot_be_written_is_one_sentence(model: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    done = started(tmp_path, model, "sources")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cannot be used" in done.stderr


def test_verify_prints_whether_words_were_said_and_by_whom(run: Run) -> None:
    [row] = run("verify", "“A licence without caps is a threat” — Bob Wu", "--json")
    assert (row["verdict"], row["speaker"], row["exact"]) == ("altered", "bob-wu", False)
    place = row["places"][0]
    assert (place["speaker"], place["source"], place["kind"]) == ("bob-wu", "talk", "speech")
    assert place["pieces"][0]["quote"].keys() == QUOTE_KEYS


def test_a_timeline_is_one_object_with_its_quotes_in_order(run: Run) -> None:
    (row,) = run("timeline", "licence without caps", "--speaker", "Bob Wu", "--json")
    assert row["speaker"] == "bob-wu"
    assert row["dated"] == []
    assert [quote["start_ms"] for quote in row["undated"]] == [72_000]
    assert all(is_exact({key: quote[key] for key in QUOTE_KEYS}) for quote in row["undated"])


def test_in_a_short_transcript_there_are_no_topics_to_print(run: Run) -> None:
    assert run("topics", "--source", "talk", "--json") == []
