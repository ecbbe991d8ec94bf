"""The windows of a passage, and the file that keeps them."""

import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.errors import LibraryDamaged, LibraryUnwritable
from knowledge.sentences import Span
from knowledge.windows import WINDOW, Vectors, WindowStore, brief, closeup, whole, windows
from tests.knowledge.conftest import python

HUNDRED = "These words stand for what somebody said who took a whole long breath before the next sentence began"
UNITS = np.asarray([[0.6, 0.8, 0.0], [0.6, 0.0, 0.8]], dtype=np.float32)
TWO = closeup([(0, 38), (39, 94)], UNITS)
ONE = closeup([(0, 7)], UNITS[:1])
THREE = closeup([(0, 1), (1, 2), (2, 3)], np.eye(3, dtype=np.float32)[[1, 0, 0]])


def shown(text: str) -> list[str]:
    return [text[begin:end] for begin, end in windows(text)]


def axis(number: int) -> Vectors:
    return np.eye(3, dtype=np.float32)[number : number + 1]


def roughly(similarity: float) -> Any:
    """Equal to what half precision leaves of a similarity."""
    return pytest.approx(similarity, abs=1e-3)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[WindowStore]:
    with closing(WindowStore(tmp_path / "windows.sqlite3")) as made:
        made.put([("one", ONE), ("two", TWO)])
        yield made


# ---- cutting


def test_short_sentences_are_one_window() -> None:
    assert shown("One. Two. 三。") == ["One. Two. 三。"]


def test_from_each_sentence_on_those_that_fit_are_taken_together_so_that_windows_overlap() -> None:
    assert shown(f"{HUNDRED}. One. {HUNDRED}. Two.") == [f"{HUNDRED}. One.", f"One. {HUNDRED}. Two."]


def test_a_window_is_as_long_as_the_limit_and_not_longer() -> None:
    first, second = "甲" * 29 + "。", "乙" * (WINDOW - 31) + "。"
    assert shown(first + second) == [first + second]
    assert shown(f"{first}乙{second}") == [first, f"乙{second}"]


def test_letters_are_narrower_so_that_a_window_of_them_says_as_much() -> None:
    first, second = "a" * 70 + ".", "b" * 74 + "."
    assert shown(f"{first} {second}") == [f"{first} {second}"]
    assert shown(f"{first} bbbbb{second}") == [first, f"bbbbb{second}"]


def test_a_sentence_over_the_limit_is_a_window_whole() -> None:
    assert shown(f"One. {HUNDRED} and {HUNDRED}. Two.") == ["One.", f"{HUNDRED} and {HUNDRED}.", "Two."]


def test_a_run_that_another_holds_is_no_window_of_its_own() -> None:
    assert shown(f"{HUNDRED}. One. Two. Six.") == [f"{HUNDRED}. One. Two. Six."]


def test_marks_without_a_word_are_no_window() -> None:
    assert shown(f"…\n{HUNDRED}.\n——\n{HUNDRED}.\n。。。") == [f"{HUNDRED}.", f"{HUNDRED}."]


@pytest.mark.parametrize("text", ["", "……", "no full stop"])
def test_a_text_of_no_sentences_is_a_window_itself(text: str) -> None:
    assert windows(text) == ((0, len(text)),)


# ---- taking together


def test_the_passage_as_a_whole_is_the_unit_vector_of_its_windows_mean() -> None:
    np.testing.assert_allclose(whole(TWO), np.asarray([[0.6, 0.4, 0.4]]) / np.sqrt(0.68), rtol=1e-6)


def test_a_passage_whose_windows_cancel_out_has_no_direction() -> None:
    assert not whole(closeup([(0, 1), (1, 2)], np.concatenate([axis(0), -axis(0)]))).any()


# ---- keeping and comparing


@pytest.mark.parametrize(("number", "span"), [(1, (0, 38)), (2, (39, 94))])
def test_the_nearest_window_of_a_passage_is_named_with_its_similarity(
    store: WindowStore, number: int, span: tuple[int, int]
) -> None:
    (near,) = store.nearness(["two"], axis(number)).values()
    assert (near.span, near.window) == (span, roughly(0.8))


def test_a_passage_as_a_whole_is_as_near_as_the_unit_vector_of_its_windows_mean(store: WindowStore) -> None:
    store.put([("three", THREE)])
    found = store.nearness(["one", "two", "three"], axis(0))
    assert {id: near.whole for id, near in found.items()} == {
        "one": roughly(0.6),
        "two": roughly(0.6 / np.sqrt(0.68)),
        "three": roughly(2 / np.sqrt(5)),
    }


def seen(store: WindowStore, ids: Sequence[str], vector: Vectors) -> dict[str, tuple[Span, float, float]]:
    """The nearest window of each passage, its similarity, and that of the whole."""
    return {id: (near.span, near.window, near.whole) for id, near in store.nearness(ids, vector).items()}


def test_passages_of_several_windows_are_not_taken_for_each_other(store: WindowStore) -> None:
    store.put([("three", THREE)])
    alone = {id: seen(store, [id], axis(2))[id] for id in ("one", "three", "two")}
    assert seen(store, [*alone], axis(2)) == seen(store, [*reversed(alone)], axis(2)) == alone


def test_a_passage_that_is_not_here_is_not_compared(store: WindowStore) -> None:
    assert store.nearness(["unheard-of"], axis(0)) == store.nearness([], axis(0)) == {}
    assert store.nearness(["one", "unheard-of"], axis(0)).keys() == {"one"}


def test_putting_a_passage_again_replaces_its_windows(store: WindowStore) -> None:
    store.put([("one", TWO)])
    assert seen(store, ["one"], axis(2))["one"] == ((39, 94), roughly(0.8), roughly(0.4 / np.sqrt(0.68)))
    assert len(store) == 2


def test_what_is_removed_is_gone_and_removing_it_again_is_harmless(store: WindowStore) -> None:
    store.remove(["one", "unheard-of"])
    store.remove(["one"])
    assert (store.ids(), len(store), store.nearness(["one"], axis(0))) == ({"two"}, 1, {})


def test_more_passages_than_a_statement_takes_are_looked_for(store: WindowStore) -> None:
    strangers = [str(number) for number in range(300_000)]
    assert store.nearness(["one", *strangers, "two"], axis(0)).keys() == {"one", "two"}


def test_several_threads_may_read_and_write_at_once(store: WindowStore) -> None:
    def write_and_read(number: int) -> Sequence[str]:
        store.put([(str(number), ONE)])
        return list(store.nearness([str(number)], axis(0)))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(write_and_read, range(200))) == [[str(number)] for number in range(200)]


def test_a_store_keeps_its_windows_over_a_restart(store: WindowStore, tmp_path: Path) -> None:
    done = python(
        "import sys; from pathlib import Path; from knowledge.windows import WindowStore;"
        "store = WindowStore(Path(sys.argv[1])); print(sorted(store.ids())); store.close()",
        tmp_path / "windows.sqlite3",
    )
    assert (done.stdout, done.stderr) == ("['one', 'two']\n", "")


def test_a_file_that_was_made_anew_is_read_once_the_store_has_reopened(store: WindowStore, tmp_path: Path) -> None:
    for file in tmp_path.glob("windows.sqlite3*"):
        file.unlink()
    with closing(WindowStore(tmp_path / "windows.sqlite3")) as other:
        other.put([("new", ONE)])
        assert store.ids() == {"one", "two"}
        store.reopen()
        assert store.ids() == {"new"}


# ---- faults


def test_a_file_that_holds_something_else_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "windows.sqlite3").write_bytes(b"not a database " * 100)
    with pytest.raises(LibraryDamaged, match=r"index of windows cannot be read.*python -m knowledge reindex"):
        WindowStore(tmp_path / "windows.sqlite3")


def test_a_file_that_is_damaged_while_it_is_open_is_called_so(store: WindowStore, tmp_path: Path) -> None:
    store.put((str(number), TWO) for number in range(1000))
    store.close()
    with (tmp_path / "windows.sqlite3").open("r+b") as file:
        file.seek(4096)
        file.write(b"damaged " * 4096)
    store.reopen()
    for use in (
        store.ids,
        lambda: store.nearness(["5"], axis(0)),
        lambda: store.put([("5", ONE)]),
        lambda: store.remove(["5"]),
    ):
        with pytest.raises(LibraryDamaged, match="reindex"):
            use()


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnwritable, match=r"^The index of windows cannot be used: .*\.$"):
        WindowStore(tmp_path)


def test_using_a_closed_store_is_a_fault_of_ours_and_no_sentence(store: WindowStore) -> None:
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.ids()


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("The Example Podcast", "The Example Podcast"),
        ("Moonshots 播客:Mozilla 的 Mark Surman 谈开源与公共 AI", "Moonshots 播客:Mozilla"),
        ("新闻报道:扎克伯格与 Meta 的 AI 开源策略", "新闻报道:扎克伯格与"),
        ("A conversation about licences, caps and promises", "A conversation about"),
        ("Donaudampfschifffahrtsgesellschaftskapitän", "Donaudampfschifffahrtsgesellschaftskapitän"),
        ("", ""),
    ],
)
def test_of_a_long_title_the_beginning_is_encoded_up_to_the_end_of_a_word(title: str, kept: str) -> None:
    assert brief(title) == kept
