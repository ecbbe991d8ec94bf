"""The files of a vector graph: whatever is damaged in them is told before Chroma reads them."""

import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import IndexDamaged
from knowledge.store import VectorRecord, VectorStore
from knowledge.store.graph import faults

COUNT, DIMENSIONS = 1200, 8
ROW = 4 * 65 + 4 * DIMENSIONS + 8  # links, vector, label
NAN = struct.pack("<f", float("nan"))


def filled(folder: Path, count: int) -> Path:
    random = np.random.default_rng(0).normal(size=(count, DIMENSIONS))
    vectors = (random / np.linalg.norm(random, axis=1, keepdims=True)).astype(np.float32)
    with closing(VectorStore(folder)) as store:
        store.put([VectorRecord(f"{row}", "talk", "ann", "speech") for row in range(count)], vectors)
        assert store.search(vectors[:1], 1, None)[0][0] == "0"
    return folder


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("graph") / "vectors", COUNT)


@pytest.fixture
def graph(sound: Path, tmp_path: Path) -> Path:
    """The folder of a graph's files, in one of Chroma's."""
    (header,) = shutil.copytree(sound, tmp_path / "vectors").glob("*/header.bin")
    return header.parent


def told(graph: Path) -> str:
    return "; ".join(faults(graph.parent))


def written(file: Path, place: int, data: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(place)
        opened.write(data)


def lists_begin(graph: Path) -> int:
    """Where the first list above the lowest level begins in its file."""
    data, place = (graph / "link_lists.bin").read_bytes(), 0
    while not data[place]:
        place += 4
    return place + 4


def in_header(place: int, data: bytes) -> Callable[[Path], None]:
    return lambda graph: written(graph / "header.bin", place, data)


def in_row(place: int, data: bytes) -> Callable[[Path], None]:
    return lambda graph: written(graph / "data_level0.bin", 700 * ROW + place, data)


def in_lists(place: int, data: bytes) -> Callable[[Path], None]:
    return lambda graph: written(graph / "link_lists.bin", lists_begin(graph) + place, data)


def changed(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(graph: Path) -> None:
        (graph / name).write_bytes(change((graph / name).read_bytes()))

    return damage


def cut(name: str) -> Callable[[Path], None]:
    return changed(name, lambda data: data[:-7])


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "header cut": (cut("header.bin"), "header.bin has another size"),
    "version": (in_header(0, b"\2"), "another version"),
    "links elsewhere": (in_header(4, b"\4"), "links have another form"),
    "room for everything": (in_header(12, b"\xff" * 7), "more room than can be"),
    "room for too few": (in_header(12, bytes(8)), "more room than can be"),
    "count": (in_header(20, struct.pack("<Q", COUNT - 1)), "has another size"),
    "row": (in_header(28, b"\1"), "elements have another form"),
    "label": (in_header(36, b"\1"), "elements have another form"),
    "vector": (in_header(44, b"\1"), "elements have another form"),
    "top": (in_header(52, b"\x3f"), "entered where its top is not"),
    "no top": (in_header(52, b"\xff" * 4), "its entry is not in it"),
    "entry": (in_header(56, b"\xff" * 4), "its entry is not in it"),
    "links above": (in_header(60, bytes(8)), "links have another form"),
    "links": (in_header(68, b"\xff" * 8), "links have another form"),
    "wanted": (in_header(76, bytes(8)), "asks for what cannot be"),
    "spread": (in_header(84, struct.pack("<d", float("nan"))), "asks for what cannot be"),
    "width": (in_header(92, b"\xff" * 8), "asks for what cannot be"),
    "lengths cut": (cut("length.bin"), "length.bin has another size"),
    "rows cut": (cut("data_level0.bin"), "data_level0.bin has another size"),
    "lists cut": (cut("link_lists.bin"), "link_lists.bin"),
    "lists empty": (changed("link_lists.bin", lambda _: b""), "link_lists.bin ends early"),
    "lists longer": (changed("link_lists.bin", lambda data: data + bytes(4)), "more than belongs to it"),
    "lists gone": (lambda graph: (graph / "link_lists.bin").unlink(), "No such file"),
    "size of a list": (in_lists(-4, b"\7"), "lists of another form"),
    "level of an element": (in_lists(-4, struct.pack("<I", 132 * 60)), "link_lists.bin"),
    "length of a list above": (in_lists(0, b"\xff"), "a list is too long"),
    "link above": (in_lists(4, b"\xff" * 4), "a link leads nowhere"),
    "link above to one below": (
        in_lists(4, struct.pack("<I", 1)),
        "leads to an element that is not on its level",
    ),
    "length of a list": (in_row(0, b"\xff"), "a list is too long"),
    "flags of a list": (in_row(2, b"\xff"), "a list is too long"),
    "link": (in_row(4, struct.pack("<I", COUNT)), "a link leads nowhere"),
    "number of a vector": (in_row(260, NAN), "not of length 1"),
    "vector too long": (in_row(260, struct.pack("<f", 3.0)), "not of length 1"),
    "label of another": (changed("data_level0.bin", lambda data: data[:-8] + data[ROW - 8 : ROW]), "have one label"),
}


def test_a_sound_graph_has_no_faults(graph: Path) -> None:
    assert told(graph) == ""


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_damaged_is_told(graph: Path, name: str) -> None:
    damage, fault = DAMAGES[name]
    damage(graph)
    assert fault in told(graph)


@pytest.mark.parametrize("name", ["header.bin", "index_metadata.pickle", ""])
def test_a_graph_that_is_gone_is_told_for_chroma_would_begin_another(
    graph: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (graph / name).unlink() if name else shutil.rmtree(graph)
    monkeypatch.chdir(graph.parent.parent)
    assert graph.name in "; ".join(faults(Path("vectors")))


def test_a_graph_that_was_written_holds_something(graph: Path) -> None:
    in_header(20, bytes(8))(graph)
    assert "it has been lost" in told(graph)


def test_a_file_of_chromas_that_cannot_be_read_is_chromas_to_tell(graph: Path) -> None:
    (graph.parent / "chroma.sqlite3").write_bytes(b"nothing of the kind" * 100)
    assert told(graph) == ""


def test_a_deleted_element_is_no_fault(graph: Path) -> None:
    in_row(2, b"\1")(graph)
    assert told(graph) == ""


def test_a_vector_of_nothing_but_zeros_is_no_fault(graph: Path) -> None:
    in_row(260, bytes(4 * DIMENSIONS))(graph)
    assert told(graph) == ""


@pytest.mark.parametrize("missing", ["", "link_lists.bin", "data_level0.bin", "length.bin"])
def test_a_graph_that_holds_nothing_yet_is_sound_whatever_else_was_written(tmp_path: Path, missing: str) -> None:
    folder = filled(tmp_path / "vectors", 5)
    for file in folder.glob(f"*/{missing}") if missing else ():
        file.unlink()
    assert list(faults(folder)) == []
    with closing(VectorStore(folder)) as store:
        assert len(store) == 5


def test_a_store_with_a_damaged_graph_is_not_opened(graph: Path) -> None:
    in_lists(4, b"\xff" * 4)(graph)
    with pytest.raises(IndexDamaged, match="python -m knowledge reindex"):
        VectorStore(graph.parent)


_SEARCH = """
import sys, numpy
from contextlib import closing
from pathlib import Path
from knowledge.store import VectorStore
with closing(VectorStore(Path(sys.argv[1]))) as store:
    store.search(numpy.eye(1, 8, dtype=numpy.float32), 10, None)
"""


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.sampled_from(["header.bin", "link_lists.bin", "data_level0.bin"]),
    place=st.integers(0, 10**9),
    to=st.integers(0, 255),
)
def test_whatever_is_not_told_does_no_harm(sound: Path, tmp_path: Path, name: str, place: int, to: int) -> None:
    shutil.rmtree(tmp_path / "vectors", ignore_errors=True)
    (header,) = shutil.copytree(sound, tmp_path / "vectors").glob("*/header.bin")
    file = header.with_name(name)
    written(file, place % file.stat().st_size, bytes([to]))
    if not told(header.parent):
        subprocess.run([sys.executable, "-c", _SEARCH, str(tmp_path / "vectors")], check=True, timeout=60)
