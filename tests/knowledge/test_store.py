"""The vector store, on a real Chroma collection, embedded and on a server."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from knowledge.errors import LibraryDamaged, LibraryUnwritable
from knowledge.places import Place, Server
from knowledge.store import VectorRecord, VectorStore, where
from tests.knowledge.conftest import python

ANN = VectorRecord("1", "talk", "ann", "speech")
BOB = VectorRecord("2", "talk", "bob", "quote")
NOBODY = VectorRecord("3", "other", None, "speech")
AXES = np.eye(3, 8, dtype=np.float32)


@pytest.fixture
def store(tmp_path: Path, vectors_at: Place) -> Iterator[VectorStore]:
    with closing(VectorStore(tmp_path / "vectors", vectors_at)) as made:
        made.put([ANN, BOB, NOBODY], AXES)
        yield made


def found(store: VectorStore, **only: object) -> list[str]:
    restriction = {"source": None, "speaker": None, "kinds": None} | only
    return sorted(id for id, _ in store.search(AXES[:1], 10, where(**restriction)))  # type: ignore[arg-type]


def test_the_nearest_comes_first_with_its_cosine_similarity(store: VectorStore) -> None:
    question = np.zeros((1, 8), dtype=np.float32)
    question[0, :2] = 0.6, 0.8
    assert [id for id, _ in store.search(question, 2, None)] == ["2", "1"]
    assert [score for _, score in store.search(question, 2, None)] == pytest.approx([0.8, 0.6], abs=1e-5)


def test_asking_for_more_than_there_are_gives_all(store: VectorStore) -> None:
    assert len(store.search(AXES[:1], 100, None)) == len(store) == 3


def test_an_empty_store_finds_nothing(tmp_path: Path, vectors_at: Place) -> None:
    with closing(VectorStore(tmp_path / "empty", vectors_at)) as empty:
        assert empty.search(AXES[:1], 5, None) == []


def test_a_search_may_be_restricted_in_every_way_and_in_all_at_once(store: VectorStore) -> None:
    assert found(store, source="talk") == ["1", "2"]
    assert found(store, speaker="bob") == ["2"]
    assert found(store, kinds=["speech"]) == ["1", "3"]
    assert found(store, source="talk", speaker="ann", kinds=["speech", "quote"]) == ["1"]
    assert found(store, source="other", speaker="ann") == []


def test_putting_an_id_again_replaces_it(store: VectorStore) -> None:
    store.put([VectorRecord("1", "talk", "bob", "speech")], AXES[1:2])
    assert found(store, speaker="ann") == []
    assert len(store) == 3


def test_what_is_removed_is_gone_and_removing_it_again_is_harmless(store: VectorStore) -> None:
    store.remove(["1", "3"])
    store.remove(["1"])
    assert store.ids() == {"2"}


def test_more_records_than_a_batch_holds_are_all_kept(tmp_path: Path, vectors_at: Place) -> None:
    count = 6000
    vectors = np.random.default_rng(0).normal(size=(count, 2)).astype(np.float32)
    with closing(VectorStore(tmp_path / "many", vectors_at)) as store:
        store.put([VectorRecord(str(i), "talk", None, "speech") for i in range(count)], vectors)
        assert len(store) == count


def test_a_store_keeps_its_passages_over_a_restart(store: VectorStore, tmp_path: Path, vectors_at: Place) -> None:
    done = python(
        "import sys; from pathlib import Path; from knowledge.places import EMBEDDED, Server;"
        "from knowledge.store import VectorStore; from contextlib import closing\n"
        "with closing(VectorStore(Path(sys.argv[1]), Server(sys.argv[2]) if sys.argv[2:] else EMBEDDED)) as store:"
        " print(sorted(store.ids()))",
        tmp_path / "vectors",
        *([vectors_at.url] if isinstance(vectors_at, Server) else []),
    )
    assert (done.stdout, done.stderr) == ("['1', '2', '3']\n", "")


def test_a_folder_that_holds_something_else_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database " * 100)
    with pytest.raises(LibraryDamaged, match="reindex"):
        VectorStore(tmp_path)


def test_a_restriction_to_nothing_is_none() -> None:
    assert where(source=None, speaker=None, kinds=None) is None


def test_vectors_are_given_back_by_id_for_those_that_are_there(store: VectorStore) -> None:
    held = store.vectors(["3", "1", "9"])
    assert sorted(held) == ["1", "3"]
    assert np.allclose(held["3"], AXES[2])
    assert store.vectors([]) == {}


LITTER = """
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread
import numpy as np
from knowledge.store import VectorRecord, VectorStore

def litter():
    kept = [bytearray(b"somebody asked this " * (size // 20)) for size in (5_000, 127_000, 129_000, 130_000) * 40]

def littered():
    threads = [Thread(target=litter) for _ in range(30)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    litter()

littered()
with closing(VectorStore(Path(sys.argv[1]))) as store:
    for number in (1, 150):
        records = [VectorRecord(f"{number}-{one}", "talk", "ann", "speech") for one in range(number)]
        store.put(records, np.eye(number, 256, dtype=np.float32) + 1)
        littered()
        store.search(np.eye(1, 256, dtype=np.float32), 5, None)
"""


def test_what_was_in_memory_before_is_not_written_with_the_vectors(tmp_path: Path) -> None:
    done = python(LITTER, tmp_path / "vectors")
    assert done.returncode == 0, done.stderr
    files = [file for file in (tmp_path / "vectors").rglob("*") if file.is_file()]
    assert [file.name for file in files if file.stat().st_size > 100_000 and file.suffix == ".bin"]
    assert [file.name for file in files if b"somebody" in file.read_bytes()] == []


def test_a_store_that_cannot_be_opened_for_want_of_room_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"half of a file" * 100)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(LibraryUnwritable, match="The disk that holds the library is full"):
        VectorStore(tmp_path)
