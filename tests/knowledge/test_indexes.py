"""The three indexes side by side."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.indexes import Indexes, encoded, gone
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


@pytest.mark.parametrize(("put_back", "is_gone"), [(0, True), (3, True), (9, False)])
def test_a_folder_into_which_somebody_still_writes_is_deleted_again_and_in_the_end_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put_back: int, is_gone: bool
) -> None:
    folder, times, rmtree = tmp_path / "index", [0], shutil.rmtree

    def deleted(path: Path, *, ignore_errors: bool) -> None:
        rmtree(path, ignore_errors=ignore_errors)
        times[0] += 1
        if times[0] <= put_back:
            (path / "late").mkdir(parents=True)

    monkeypatch.setattr(shutil, "rmtree", deleted)
    folder.mkdir()
    gone(folder)
    assert (not folder.exists(), times[0]) == (is_gone, min(put_back + 1, 5))
