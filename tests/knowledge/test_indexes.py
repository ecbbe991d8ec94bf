"""The three indexes side by side."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.indexes import Indexes, encoded
from knowledge.lexical import LexicalDocument, LexicalIndex
from knowledge.passages import split
from knowledge.transcripts import plain
from knowledge.windows import WindowStore
from tests.conftest import HashingEncoder


@pytest.fixture
def indexes(tmp_path: Path) -> Iterator[Indexes]:
    """Holds the two passages of a talk."""
    talk = plain.read("Ann: What is a licence?\nBob: A promise.\n", title="talk")
    with closing(Indexes(tmp_path)) as made:
        made.put("talk", talk, encoded(talk, split("talk", talk), HashingEncoder()))
        yield made


def test_a_passage_is_held_where_every_index_has_it(indexes: Indexes) -> None:
    first, second = sorted(indexes.ids())
    assert (len(indexes), indexes.every_id()) == (2, {first, second})
    indexes._windows.remove([first])
    assert (len(indexes), indexes.ids(), indexes.every_id()) == (1, {second}, {first, second})
    indexes._vectors.remove([first])
    indexes.words.replace([first], [])
    assert (len(indexes), indexes.ids(), indexes.every_id()) == (1, {second}, {second})


def test_a_passage_that_only_one_index_has_is_known_of(indexes: Indexes) -> None:
    first, _ = sorted(indexes.ids())
    indexes._vectors.remove([first])
    indexes.words.replace([first], [])
    assert first in indexes.every_id() - indexes.ids()


def test_what_is_removed_leaves_every_index(indexes: Indexes) -> None:
    first, second = sorted(indexes.ids())
    indexes.remove([first])
    indexes.remove([])
    assert indexes.every_id() == {second}


def test_what_another_wrote_is_read_once_the_indexes_have_reopened(indexes: Indexes, tmp_path: Path) -> None:
    LexicalIndex(tmp_path / "words").replace([], [LexicalDocument("new", "talk", None, "speech", ["llama"], [], [])])
    for file in tmp_path.glob("windows.sqlite3*"):
        file.unlink()
    WindowStore(tmp_path / "windows.sqlite3").close()
    indexes.reopen()
    assert indexes.words.count("llama") == 1
    assert len(indexes._windows) == 0


def test_what_is_erased_is_gone_whatever_state_it_was_in(indexes: Indexes, tmp_path: Path) -> None:
    indexes.close()
    (tmp_path / "windows.sqlite3").write_bytes(b"damaged " * 1000)
    (tmp_path / "words" / "meta.json").unlink()
    Indexes.erase(tmp_path)
    Indexes.erase(tmp_path)
    assert list(tmp_path.iterdir()) == []
