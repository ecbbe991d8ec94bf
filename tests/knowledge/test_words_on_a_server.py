"""The search of words where the vectors are: what is said to a Chroma that can do it, and what comes of it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from knowledge.indexes import Only
from knowledge.lexical import LexicalFilter, Wording
from knowledge.library import Library
from knowledge.model import Kind
from knowledge.places import EMBEDDED, Server
from knowledge.store import VectorRecord, VectorStore, where
from knowledge.weighing import scored, together, weighed
from tests.conftest import HashingEncoder
from tests.knowledge.chroma import ChromaServer, doored
from tests.knowledge.distributed import Distributed
from tests.knowledge.ingesting import found, words

AXES = np.eye(2, 8, dtype=np.float32)
TALK = (
    "Ann: Is an open licence a promise?\n"
    "Bob: An open licence is a promise to everybody who builds on it.\n"
    "Cid: Zebras gallop over the open savannah.\n"
)


@pytest.fixture
def distributed(chroma: ChromaServer) -> Distributed:
    return Distributed(chroma.url)


@pytest.fixture
def url(distributed: Distributed) -> Iterator[str]:
    with doored(distributed) as address:
        yield address


def numbered(**weights: float) -> dict[str, object]:
    """Weights of terms as they are sent."""
    pairs = sorted((crc32(term.encode()), weight) for term, weight in weights.items())
    return {
        "#type": "sparse_vector",
        "indices": [number for number, _ in pairs],
        "values": [weight for _, weight in pairs],
    }


def test_a_chroma_that_can_is_told_the_terms_and_asked_for_them(
    tmp_path: Path, url: str, distributed: Distributed
) -> None:
    weights = weighed(["open", "open", "licence"])
    only = where(source="talk", speaker=None, kinds=["speech"])
    with closing(VectorStore(tmp_path, Server(url))) as store:
        store.put([VectorRecord("1", "talk", "ann", "speech", ["open", "open", "licence"])], AXES[:1])
        assert store.searches_words
        assert store.sparse_search({"open": 2.0, "sky": 1.0}, 5, only) == {"1": {"open": weights["open"]}}
    (_, create), (_, upsert), (_, search) = distributed.asked
    index = create["schema"]["keys"]["terms"]["sparse_vector"]["sparse_vector_index"]
    assert index["enabled"]
    assert upsert["metadatas"] == [{"source": "talk", "speaker": "ann", "kind": "speech", "terms": numbered(**weights)}]
    assert search["searches"] == [
        {
            "filter": {"$and": [{"source": {"$eq": "talk"}}, {"kind": {"$in": ["speech"]}}]},
            "rank": {"$knn": {"query": numbered(open=2.0, sky=1.0), "key": "terms", "limit": 5}},
            "group_by": {},
            "limit": {"offset": 0, "limit": 5},
            "select": {"keys": ["terms"]},
        }
    ]


def test_a_single_server_is_asked_once_whether_it_can_and_then_does_without(
    tmp_path: Path, chroma: ChromaServer
) -> None:
    with closing(VectorStore(tmp_path, Server(chroma.url))) as store:
        store.put([VectorRecord("1", "talk", "ann", "speech", ["open"])], AXES[:1])
        assert (store.searches_words, len(store)) == (False, 1)


def test_embedded_vectors_know_no_words(tmp_path: Path) -> None:
    with closing(VectorStore(tmp_path, EMBEDDED)) as store:
        store.put([VectorRecord("1", "talk", "ann", "speech", ["open"])], AXES[:1])
        assert not store.searches_words


def test_a_library_there_finds_the_same_passages_by_their_words_in_the_same_order(tmp_path: Path, url: str) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    with closing(Library(tmp_path / "data", HashingEncoder(), vectors=Server(url))) as library:
        list(library.ingest([tmp_path / "talk.txt"]))
        assert found(library) == words(library)
        indexes = library._held.indexes
        assert indexes._vectors.searches_words
        asked = [[Wording(("open", "licenc")), Wording(("promis",), 0.5)], [Wording(("zebra",))], [Wording(("sky",))]]
        for only in (Only(), Only(speaker="cid"), Only(kinds=frozenset({Kind.SPEECH}), source="talk")):
            here = indexes.words.search(asked, 10, LexicalFilter(only.source, only.speaker, None))
            there = indexes.lexical(asked, 10, only)
            assert [id for id, _ in there] == [id for id, _ in here]
        assert indexes.lexical([[Wording(("sky",))]], 10, Only()) == []


def test_a_passage_is_scored_by_its_best_wording_of_each_thing_asked() -> None:
    asked = [[{"open": 2.0, "licence": 1.0}, {"promise": 1.5}], [{"zebra": 4.0}]]
    held = {
        "both": {"open": 1.0, "licence": 1.0, "promise": 1.0},
        "half": {"open": 1.0},
        "two": {"promise": 1.0, "zebra": 0.5},
    }
    assert scored(held, asked, 5) == [("two", 3.5), ("both", 3.0)]
    assert scored(held, asked, 1) == [("two", 3.5)]
    assert together(asked) == {"open": 2.0, "licence": 1.0, "promise": 1.5, "zebra": 4.0}


def test_a_term_weighs_more_the_oftener_it_stands_in_a_passage_and_the_shorter_that_is() -> None:
    once, twice, long = weighed(["a", "b"]), weighed(["a", "a", "b"]), weighed(["a", *"bcdefghij" * 20])
    assert long["a"] < once["a"] < twice["a"] < 2 * once["a"]
    assert weighed([]) == {}
