"""The bench with a library that is used while something else goes on: an ingest, a Chroma server."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.dictionary import Dictionary
from knowledge.encoder import Encoder
from knowledge.errors import QuestionError
from knowledge.evaluation.bench import asking, served
from knowledge.evaluation.bench.figures import Figure, Measured, Remark
from knowledge.evaluation.bench.made_up import sentences_of
from knowledge.evaluation.bench.run import Bench, Part
from knowledge.library import Library
from knowledge.settings import LibrarySettings
from tests.conftest import HashingEncoder

TALK = "".join(f"Ann: 这是第{number}句话,它说的是开源软件和芯片,以及谁来为它们付钱这件事。\n" for number in range(30))
GOLD = {"doc": "talk", "quote": "这是第7句话,它说的是开源软件", "grade": 2}
QUESTIONS = [f"第{number}句话" for number in range(70)]


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with one transcript, and with one question on it."""
    made = tmp_path / "talks"
    (made / "questions").mkdir(parents=True)
    (made / "talk.txt").write_text(TALK, encoding="utf-8")
    row = {"id": "1", "lang": "zh", "type": "fact", "question": "第7句话", "gold": [GOLD]}
    (made / "questions" / "mine.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return made


@pytest.fixture
def bench(talks: Path, tmp_path: Path, dictionary: Dictionary, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """With an encoder that takes no time, in this process."""

    def encoder(_: LibrarySettings) -> Encoder:
        return HashingEncoder()

    monkeypatch.setattr(LibrarySettings, "encoder", encoder)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(dictionary._path.parent)
    settings = LibrarySettings.from_env({"VERBATIM_DATA": str(tmp_path / "data")})
    return Bench(settings, talks, tmp_path / "room", tmp_path / "keep")


@pytest.fixture
def filled(library: Library, talks: Path) -> Library:
    list(library.ingest([talks / "talk.txt"]))
    return library


def figures(measured: list[Measured]) -> dict[str, Figure]:
    return {one.name: one for one in measured if isinstance(one, Figure)}


def test_answers_are_timed_idle_and_while_either_process_ingests(
    filled: Library, talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_ROUNDS", 1)
    monkeypatch.setenv("EMBEDDING_MODEL", str(tmp_path / "no-model"))  # of the other process, which then ends at once
    found = figures(list(asking.during_ingest(filled, QUESTIONS, sentences_of(talks), tmp_path / "meanwhile")))
    for name in ("this process ingests", "another process ingests"):
        p95, busy, idle = (found[f"{what} {name}"] for what in ("p95 while", "while", "idle, before"))
        assert p95.aim
        assert p95.value >= busy.value > 0 < idle.value
    assert len(filled.sources()) > 1, "nothing was brought in meanwhile"


def test_a_library_on_a_server_is_asked_beside_the_same_one_embedded(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "PASSAGES", 200)
    said = sentences_of(talks)
    found = figures(list(served.embedded_and_served(said, said[:5], tmp_path)))
    assert {"to add a passage, embedded", "to add a passage, served"} < found.keys()
    from_all = found["answer from all, served"]
    assert (from_all.to, from_all.value > 0) == ("embedded", True)


def test_without_a_server_to_start_it_is_said_that_none_was_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "_CHROMA", tmp_path / "chroma")
    (remark,) = served.embedded_and_served([], [], tmp_path)
    assert isinstance(remark, Remark)
    assert "is not installed here" in remark.words


def test_a_server_that_does_not_open_its_port_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "_LONG", 0.2)
    with pytest.raises(OSError, match="refused"):
        served._until_open(1)


def test_each_part_that_is_wanted_is_measured_and_told_of_before(bench: Bench) -> None:
    told: list[str] = []
    found = list(bench.run([], {Part.INGEST, Part.ASKERS, Part.PEERS}, told.append))
    assert told == ["ingest", "askers", "peers"]
    assert {one.part.partition(",")[0] for one in found} >= {"a question", "askers at once", "beside others"}
    assert not any("while" in one.name for one in found if isinstance(one, Figure)), "contention was not wanted"


def test_a_bench_without_questions_says_so(bench: Bench, talks: Path) -> None:
    (talks / "questions" / "mine.jsonl").unlink()
    with pytest.raises(QuestionError, match="There are no questions in"):
        list(bench.run([], {Part.ASKERS}))


def test_the_other_process_has_a_folder_of_talks_for_each_round(talks: Path, tmp_path: Path) -> None:
    files = asking._talks(sentences_of(talks), tmp_path / "round-0")
    with closing(Library(tmp_path / "library", HashingEncoder())) as library:
        outcomes = list(library.ingest(files[:2]))
    assert [outcome.passages for outcome in outcomes] == [30, 30]
