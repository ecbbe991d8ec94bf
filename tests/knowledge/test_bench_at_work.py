"""The bench with a library that is used while something else goes on: an ingest, a Chroma server."""

import json
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.dictionary import Dictionary
from knowledge.encoder import Encoder
from knowledge.errors import QuestionError
from knowledge.evaluation.bench import asking, peers, run, served
from knowledge.evaluation.bench.figures import Figure, Measured, Remark
from knowledge.evaluation.bench.made_up import RandomEncoder, sentences_of
from knowledge.evaluation.bench.run import Bench, Part
from knowledge.library import Library
from knowledge.settings import LibrarySettings
from tests.conftest import HashingEncoder

TALK = "".join(f"Ann: 这是第{number}句话,它说的是开源软件和芯片,以及谁来为它们付钱这件事。\n" for number in range(30))
GOLD = {"doc": "talk", "quote": "这是第7句话,它说的是开源软件", "grade": 2}
QUESTIONS = [f"第{number}句话" for number in range(70)]

# Speaks as a pipeline does, and finds the text that holds a question.
STAND_IN = """
import json, sys
print(json.dumps({"ready": sys.argv[3] + ", as a stand-in"}), flush=True)
for line in sys.stdin:
    told = json.loads(line)
    if "build" in told:
        texts = told["build"]
        print(json.dumps({"encode": texts}), flush=True)
        sys.stdin.readline()
        print(json.dumps({"built": 0.5}), flush=True)
    else:
        found = [i for i, text in enumerate(texts) if told["search"] in text]
        print(json.dumps({"found": found, "seconds": 0.25}), flush=True)
"""
# A pipeline of our own in the place of another, run as those are; it needs no Chinese words and has no jieba.
PIPELINE = """
import runpy, sys, types
mine = types.ModuleType("knowledge.evaluation.bench.pipelines.mine")
def build(texts, encoding):
    print("noise", flush=True)
    vectors = encoding.passages(texts)
    def search(question):
        print("noise", flush=True)
        return [int(i) for i in (-(vectors @ encoding.question)).argsort()]
    return search
mine.NAME, mine.build = "Mine", build
sys.modules[mine.__name__] = mine
sys.modules["jieba"] = types.SimpleNamespace(setLogLevel=lambda _: None)
runpy.run_module("knowledge.evaluation.bench.pipelines", run_name="__main__")
"""


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


@pytest.fixture
def beside(bench: Bench, tmp_path: Path) -> Bench:
    """The same with an environment in which every pipeline is one that finds the text that holds a question."""
    python = tmp_path / "python"
    python.write_text(f"#!{sys.executable}\n{STAND_IN}", encoding="utf-8")
    python.chmod(0o700)
    bench.room.mkdir()
    return replace(bench, peers=python)


def test_pipelines_that_are_installed_are_measured_on_the_transcripts_and_on_a_small_library(beside: Bench) -> None:
    told: list[str] = []
    found = list(beside.run([20], {Part.PEERS, Part.SIZES}, told.append))
    assert [name for name in told if "peers" in name] == ["peers", "20 passages, peers"]
    assert not any(isinstance(one, Remark) for one in found)
    parts = {one.part for one in found if isinstance(one, Figure) and one.name == "txtai, as a stand-in"}
    assert {part.partition(":")[0] for part in parts} == {"ingest, beside others", "search, beside others"}
    assert any(part.endswith(": 20 made-up passages") for part in parts)


def test_contention_and_a_server_are_measured_where_they_are_wanted(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_ROUNDS", 1)
    monkeypatch.setattr(served, "PASSAGES", 100)
    monkeypatch.setenv("EMBEDDING_MODEL", str(tmp_path / "no-model"))
    told: list[str] = []
    found = figures(list(bench.run([], {Part.CONTENTION, Part.SERVER}, told.append)))
    assert told == ["askers", "server"]
    assert {"p95 while this process ingests", "to add a passage, served"} <= found.keys()
    assert not any("at once" in name for name in found), "askers were not wanted"


def test_made_up_vectors_are_no_model_s(bench: Bench) -> None:
    encoder = bench.settings.encoder()
    assert run.encoder_of({Part.SIZES}, encoder) == RandomEncoder.fingerprint
    assert run.encoder_of({Part.SIZES, Part.ASKERS}, encoder) == HashingEncoder.fingerprint


def test_a_pipeline_is_spoken_to_by_lines_whatever_its_libraries_print(tmp_path: Path) -> None:
    command = (sys.executable, "-c", PIPELINE, "mine")
    with peers.started({"mine": command}, tmp_path / "log") as (one,):
        assert (one.name, one.build(["one zebra", "two herons"], HashingEncoder()) >= 0) == ("Mine", True)
        found, seconds = one.search("herons", HashingEncoder().encode_questions(["herons"]))
    assert (found, seconds >= 0) == ([1, 0], True)
    assert (tmp_path / "log").read_text().split() == ["noise", "noise"]


def test_a_bench_without_questions_says_so(bench: Bench, talks: Path) -> None:
    (talks / "questions" / "mine.jsonl").unlink()
    with pytest.raises(QuestionError, match="There are no questions in"):
        list(bench.run([], {Part.ASKERS}))


def test_the_other_process_has_a_folder_of_talks_for_each_round(talks: Path, tmp_path: Path) -> None:
    files = asking._talks(sentences_of(talks), tmp_path / "round-0")
    with closing(Library(tmp_path / "library", HashingEncoder())) as library:
        outcomes = list(library.ingest(files[:2]))
    assert [outcome.passages for outcome in outcomes] == [30, 30]


def test_a_folder_that_has_models_already_keeps_them(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "mine" / "twice" / "models").mkdir(parents=True)
    (tmp_path / "mine" / "twice" / "models" / "weights").write_text("w")
    chosen = bench._settings("twice", tmp_path / "mine")
    assert (chosen.data, (chosen.data / "models" / "weights").read_text()) == (tmp_path / "mine" / "twice", "w")
    assert (bench._settings("once").data / "models").resolve() == (bench.settings.data / "models").resolve()
