"""What people think of answers: what is kept of it, and what it becomes as questions with known answers."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from knowledge import folders
from knowledge.cli import app
from knowledge.errors import LibraryDamaged
from knowledge.evaluation.questions import Examination, Gold, Spoken, read
from knowledge.evaluation.timing import TimedEncoder
from knowledge.feedback import FEEDBACK, Feedback, Judged, Verdict
from knowledge.feedback_export import count_rows, question_rows, visible
from knowledge.library import Library
from tests import postgresql
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import Tell, labelled

ZEBRAS, SNOW = "Zebras gallop over the savannah.", "Volcanoes erupt under the snow."
TALK = labelled(f"[[ann-lee]] {ZEBRAS}\n[[bob-wu]] {SNOW}\n")
QUESTION = "What gallops over the savannah?"


@pytest.fixture
def kept(library: Library, place: Path | str, monkeypatch: pytest.MonkeyPatch) -> Path | str:
    """Where the command line, too, looks for feedback."""
    if isinstance(place, str):
        monkeypatch.setenv("DATABASE_URL", place)
        return place
    return library.folder / FEEDBACK


@pytest.fixture
def feedback(kept: Path | str) -> Iterator[Feedback]:
    with closing(Feedback(kept)) as opened:
        yield opened


def passages(library: Library, question: str) -> list[str]:
    return [quote.passage.id for quote in library.ask(question, limit=1).quotes]


def judge(
    feedback: Feedback,
    shown: list[str],
    verdict: Verdict = Verdict.UP,
    *,
    question: str = QUESTION,
    shared: bool = True,
    guild: str = "1",
) -> None:
    feedback.give(verdict, feedback.hashed(question), shown, question if shared else None, guild)


def rows(feedback: Feedback, library: Library, guild: str | None = None) -> list[dict[str, Any]]:
    return list(question_rows(visible(feedback.all(), library, guild), library))


# ---- what is kept


def test_verdicts_on_one_answer_are_counted_together(feedback: Feedback) -> None:
    for verdict in (Verdict.UP, Verdict.UP, Verdict.DOWN):
        judge(feedback, ["p"], verdict, shared=False)
    assert feedback.all() == (Judged("1", feedback.hashed(QUESTION), ("p",), 2, 1, None),)


def test_another_answer_and_another_server_are_counted_apart(feedback: Feedback) -> None:
    judge(feedback, ["p"])
    judge(feedback, ["p", "q"])
    judge(feedback, ["p"], guild="2")
    assert [one.up for one in feedback.all()] == [1, 1, 1]


def test_a_question_is_kept_only_if_it_was_shared_and_then_stays(feedback: Feedback, kept: Path | str) -> None:
    judge(feedback, ["p"], shared=False)
    assert "savannah" not in str(postgresql.rows(kept, "SELECT * FROM judged"))
    judge(feedback, ["p"], shared=True)
    judge(feedback, ["p"], shared=False)
    assert [one.question for one in feedback.all()] == [QUESTION]


def test_a_question_is_hashed_alike_however_it_is_written_and_not_by_another_installation(
    feedback: Feedback, tmp_path: Path
) -> None:
    assert feedback.hashed("What gallops?") == feedback.hashed(" what  GALLOPS? ")
    assert feedback.hashed("開源") == feedback.hashed("开源") != feedback.hashed("闭源")
    assert len(feedback.hashed("开源")) == 16
    with closing(Feedback(tmp_path / "other.sqlite3")) as other:
        assert other.hashed("开源") != feedback.hashed("开源")


def test_it_is_remembered_with_its_secret_by_the_next_process(feedback: Feedback, kept: Path | str) -> None:
    judge(feedback, ["p"])
    with closing(Feedback(kept)) as again:
        assert (again.all(), again.hashed("why?")) == (feedback.all(), feedback.hashed("why?"))


def test_what_came_from_a_server_is_forgotten_with_it(feedback: Feedback) -> None:
    judge(feedback, ["p"])
    judge(feedback, ["p"], guild="2")
    feedback.forget("1")
    assert [one.guild for one in feedback.all()] == ["2"]


def test_a_file_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "f.sqlite3").write_text("not a database, but long enough to be read as one" * 20)
    with pytest.raises(LibraryDamaged, match="delete it, and the feedback begins anew"):
        Feedback(tmp_path / "f.sqlite3")


# ---- as questions with known answers


def test_a_shared_question_becomes_one_with_the_passages_that_were_found_right(
    feedback: Feedback, library: Library, tell: Tell
) -> None:
    tell(talk=TALK)
    judge(feedback, passages(library, QUESTION))
    (row,) = rows(feedback, library)
    assert (row["question"], row["lang"], row["type"], row["speaker_filter"]) == (QUESTION, "en", "fact", None)
    assert row["gold"] == [{"doc": "talk", "lines": [14], "quote": ZEBRAS, "grade": 2}]


def test_evaluate_reads_an_export_and_finds_its_words_where_they_stand(
    feedback: Feedback, library: Library, tell: Tell, tmp_path: Path, encoder: HashingEncoder
) -> None:
    tell(talk=TALK)
    judge(feedback, passages(library, QUESTION))
    file = tmp_path / "feedback.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows(feedback, library)), encoding="utf-8")
    (question,) = read(file)
    assert question.gold == (Gold("talk", ZEBRAS, True, None),)
    assert len(Spoken(library).places(question.gold[0])) == len(ZEBRAS.replace(" ", ""))
    assert Examination(library, TimedEncoder(encoder)).figures([question], "en")["hit@1"] == 1.0


def test_what_was_found_wrong_as_often_as_right_answers_nothing(
    feedback: Feedback, library: Library, tell: Tell
) -> None:
    tell(talk=TALK)
    right, wrong = passages(library, QUESTION), passages(library, SNOW)
    judge(feedback, [*right, *wrong])
    judge(feedback, wrong, Verdict.DOWN)
    assert [gold["quote"] for gold in rows(feedback, library)[0]["gold"]] == [ZEBRAS]
    judge(feedback, right, Verdict.DOWN, guild="2")
    assert rows(feedback, library) == []


def test_what_nobody_shared_is_a_count_without_words(feedback: Feedback, library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    shown = passages(library, QUESTION)
    judge(feedback, shown, shared=False)
    judge(feedback, shown, Verdict.DOWN, shared=False, guild="2")
    assert rows(feedback, library) == []
    hashed = feedback.hashed(QUESTION)
    counts = list(count_rows(visible(feedback.all(), library, None)))
    assert counts == [{"question_hash": hashed, "up": 1, "down": 1, "passages": shown}]


def test_nothing_of_a_servers_own_transcripts_leaves_with_the_library_for_all(
    feedback: Feedback, library: Library, tell: Tell, tmp_path: Path
) -> None:
    tell(talk=TALK)
    own = library.another(folders.of("1", library.folder), prefix=folders.OWN, together=True)
    (tmp_path / "own.txt").write_text("Cid: Our secret is a savannah of glass.\n")
    with closing(own):
        list(own.ingest([tmp_path / "own.txt"]))
        secret, shared = passages(own, "secret of glass"), passages(library, QUESTION)
        for shown in (secret, [*shared, *secret]):
            judge(feedback, shown, question="What is our secret?")
    assert visible(feedback.all(), library, None) == []
    alone = library.another(folders.of("1", library.folder), prefix=folders.OWN, together=False)
    with closing(alone):
        (row,) = rows(feedback, alone, "1")
        assert row["gold"] == [{"doc": "own", "lines": [1], "quote": "Our secret is a savannah of glass.", "grade": 2}]
        assert rows(feedback, alone, "2") == []


def test_an_answer_whose_passage_is_gone_is_left_out(feedback: Feedback, library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    judge(feedback, [*passages(library, QUESTION), "gone"])
    assert visible(feedback.all(), library, None) == []


# ---- on the command line


def run(library: Library, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["feedback", *arguments, "--data", str(library.folder)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_command_counts_what_was_found_right_and_wrong(feedback: Feedback, library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    assert run(library) == "There is no feedback yet.\n"
    judge(feedback, passages(library, QUESTION))
    judge(feedback, passages(library, SNOW), Verdict.DOWN, question="What erupts?", shared=False)
    shown = run(library)
    assert QUESTION in shown
    assert feedback.hashed("What erupts?") in shown
    assert "erupts" not in shown
    assert shown.split()[-3:] == ["all", "1", "1"]


def test_the_command_exports_what_was_shared_and_with_all_every_count(
    feedback: Feedback, library: Library, tell: Tell, tmp_path: Path
) -> None:
    tell(talk=TALK)
    judge(feedback, passages(library, QUESTION))
    judge(feedback, passages(library, SNOW), question="What erupts?", shared=False)
    run(library, "export", "-o", str(tmp_path / "q.jsonl"))
    assert [question.text for question in read(tmp_path / "q.jsonl")] == [QUESTION]
    counts = [json.loads(line) for line in run(library, "export", "--all").splitlines()]
    assert [sorted(row) for row in counts] == [
        ["down", "passages", "question", "question_hash", "up"],
        ["down", "passages", "question_hash", "up"],
    ]


def test_looking_for_feedback_makes_no_file(library: Library) -> None:
    assert run(library, "export") == ""
    assert not (library.folder / FEEDBACK).exists()


def test_who_takes_back_a_verdict_that_was_not_shared_leaves_the_question_of_another(feedback: Feedback) -> None:
    hashed = feedback.hashed(QUESTION)
    feedback.give(Verdict.UP, hashed, ["p"], QUESTION, "1", who="ann")
    feedback.give(Verdict.UP, hashed, ["p"], None, "1", who="bob")
    assert feedback.forget_person("bob") == 1
    assert feedback.all() == (Judged("1", hashed, ("p",), 1, 0, QUESTION),)
    assert (feedback.forget_person("ann"), feedback.all()) == (1, ())


def test_the_command_prints_counts_as_json(feedback: Feedback, library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    judge(feedback, passages(library, QUESTION))
    (row,) = [json.loads(line) for line in run(library, "--json").splitlines()]
    assert (row["question"], row["up"], row["down"]) == (QUESTION, 1, 0)
    assert row["passages"] == passages(library, QUESTION)
