"""Data sets in BEIR's layout, of three documents."""

import json
from collections.abc import Iterator
from contextlib import closing
from math import log2
from pathlib import Path

import pytest

from knowledge import transcripts
from knowledge.errors import QuestionError
from knowledge.evaluation import beir
from knowledge.evaluation.measures import measured
from knowledge.evaluation.timing import TimedEncoder
from knowledge.library import Library
from tests.conftest import HashingEncoder

CORPUS = [
    {"_id": "a", "title": "Zebras: a [tale]", "text": "Zebras gallop over the savannah."},
    {"_id": "b/1", "title": "", "text": "Volcanoes erupt under the snow."},
    {"_id": "c", "text": "Caps on a licence are a [[promise]]."},
]
QUERIES = [
    {"_id": "1", "text": "zebras gallop savannah"},
    {"_id": "2", "text": "volcanoes erupt snow licence caps"},
    {"_id": "3", "text": "nobody judged this"},
]
JUDGED = "query-id\tcorpus-id\tscore\n1\ta\t1\n2\tc\t2\n3\ta\t0\n"


def lines(rows: list[dict[str, str]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data set of the name `three`."""
    made = tmp_path / "three"
    (made / "qrels").mkdir(parents=True)
    (made / "corpus.jsonl").write_text(lines(CORPUS) + "\n")
    (made / "queries.jsonl").write_text(lines(QUERIES))
    (made / "qrels" / "test.tsv").write_text(JUDGED)
    return made


@pytest.fixture
def timed() -> TimedEncoder:
    return TimedEncoder(HashingEncoder())


@pytest.fixture
def brought_in(folder: Path, tmp_path: Path, timed: TimedEncoder) -> Iterator[tuple[Library, dict[str, str]]]:
    """A library of the three documents, and which source is which."""
    sources = beir.write(beir.read(folder), tmp_path / "documents")
    with closing(Library(tmp_path / "data", timed)) as library:
        assert {report.status for report in library.ingest([tmp_path / "documents"])} == {"added"}
        yield library, sources


# ---- reading and writing


def test_a_data_set_is_read_with_the_queries_that_have_a_relevant_document(folder: Path) -> None:
    data = beir.read(folder)
    assert (data.name, list(data.files)) == ("three", ["a", "b/1", "c"])
    assert data.queries["2"] == "volcanoes erupt snow licence caps"
    assert data.judged == {"1": {"a": 1}, "2": {"c": 2}}


@pytest.mark.parametrize("gone", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_file_that_is_missing_is_named(folder: Path, gone: str) -> None:
    (folder / gone).unlink()
    with pytest.raises(QuestionError, match=f"{gone} cannot be read: No such file or directory"):
        beir.read(folder)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("corpus.jsonl", "not json\n"),
        ("queries.jsonl", '{"_id": "1"}\n'),
        ("queries.jsonl", "[1]\n"),
        ("qrels/test.tsv", "1\ta\t1\n2\tc\t1\n"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\n1\ta\tmuch\n"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\n1\ta\n"),
    ],
)
def test_a_file_of_another_form_is_one_sentence_that_names_the_folder(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text)
    with pytest.raises(QuestionError, match="three does not hold a data set in BEIR's layout: "):
        beir.read(folder)


@pytest.mark.parametrize("judged", ["", "unheard-of\ta\t1\n", "q1\ta\t0\n"])
def test_judgements_of_nothing_or_of_an_unknown_query_are_one_sentence(folder: Path, judged: str) -> None:
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{judged}", encoding="utf-8")
    with pytest.raises(QuestionError, match="judges no query, or one that is not among its queries"):
        beir.read(folder)


def test_each_document_is_written_as_a_transcript_of_nobodys_words(folder: Path, tmp_path: Path) -> None:
    sources = beir.write(beir.read(folder), tmp_path / "documents")
    assert sources == {"d0": "a", "d1": "b/1", "d2": "c"}
    read = [transcripts.read(tmp_path / "documents" / f"{name}.txt") for name in sources]
    assert [found.title for found in read] == ["Zebras: a [tale]", "d1", "d2"]
    assert [found.speakers for found in read] == [()] * 3
    words = [found.text[turn.start : turn.end] for found in read for turn in found.turns if turn.speaker is None]
    assert words == ["Zebras gallop over the savannah.", CORPUS[1]["text"], "Caps on a licence are a [ [promise]]."]


# ---- figures


def test_a_document_stands_where_its_best_passage_stands(
    folder: Path, timed: TimedEncoder, brought_in: tuple[Library, dict[str, str]]
) -> None:
    figures = beir.figures(beir.read(folder), brought_in[0], timed, brought_in[1])
    assert figures["nDCG@10"] == pytest.approx((1 + 1 / log2(3)) / 2)  # first for one query, second for the other
    assert (figures["recall@1"], figures["recall@5"], figures["recall@10"]) == (0.5, 1.0, 1.0)
    assert (figures["MRR@10"], figures["queries"], figures["documents"]) == (0.75, 2, 3)
    assert figures["answer ms"] > figures["search ms"] > 0


def test_a_query_without_a_relevant_document_is_not_counted(
    folder: Path, timed: TimedEncoder, brought_in: tuple[Library, dict[str, str]]
) -> None:
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n3\tb/1\t0\n")
    figures = beir.figures(beir.read(folder), brought_in[0], timed, brought_in[1])
    assert (figures["queries"], figures["nDCG@10"], figures["recall@1"]) == (1, 1.0, 1.0)


def test_a_query_over_the_limit_of_a_question_is_cut(
    folder: Path, timed: TimedEncoder, brought_in: tuple[Library, dict[str, str]]
) -> None:
    long = {"_id": "1", "text": "zebras gallop savannah " * 100}
    (folder / "queries.jsonl").write_text(lines([long, *QUERIES[1:]]))
    assert beir.figures(beir.read(folder), brought_in[0], timed, brought_in[1])["queries"] == 2


# ---- measures


def test_the_measures_are_means_over_the_queries_that_have_judgements() -> None:
    judged = {"1": {"a": 1}, "2": {"a": 1, "b": 1}}
    found = measured(judged, {"1": {"a": 3.0, "b": 2.0}, "2": {"c": 3.0, "a": 2.0}, "3": {"a": 1.0}})
    assert found.keys() == {"nDCG@10", "recall@1", "recall@5", "recall@10", "MRR@10"}
    assert (found["recall@1"], found["recall@5"], found["MRR@10"]) == (0.5, 0.75, 0.75)
    assert found["nDCG@10"] == pytest.approx((1 + (1 / log2(3)) / (1 + 1 / log2(3))) / 2)


def test_a_query_for_which_nothing_was_found_counts_as_nothing() -> None:
    judged = {"1": {"a": 1}, "2": {"a": 1}}
    for run in ({"1": {"a": 1.0}}, {"1": {"a": 1.0}, "2": {}}):
        assert set(measured(judged, run).values()) == {0.5}


def test_what_is_judged_irrelevant_is_worth_nothing_and_what_stands_after_ten_is_not_seen() -> None:
    judged = {"1": {"a": 1, "b": 0}}
    assert measured(judged, {"1": {"b": 1.0}})["MRR@10"] == 0
    run = {"1": {f"other {place}": -float(place) for place in range(10)} | {"a": -10.0}}
    assert set(measured(judged, run).values()) == {0.0}
