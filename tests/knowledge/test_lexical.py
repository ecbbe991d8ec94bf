"""The lexical index, on a real tantivy folder."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.errors import LibraryBusy, LibraryDamaged
from knowledge.lexical import LexicalDocument, LexicalFilter, LexicalIndex
from knowledge.tokens import query_terms, terms

ANY = LexicalFilter()


def document(id: str, words: str, speaker: str | None = "ann", kind: str = "speech") -> LexicalDocument:
    return LexicalDocument(id, "talk", speaker, kind, terms(words), terms("Ann · The Talk"))


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex(tmp_path / "words")
    made.replace(
        [],
        [
            document("1", "开源软体就像乐高积木"),
            document("2", "GPT-4 was trained on 25,000 chips", "bob", "quote"),
            document("3", "乐高积木很贵", None, "narration"),
        ],
    )
    return made


def search(index: LexicalIndex, question: str, only: LexicalFilter = ANY) -> list[str]:
    return [id for id, _ in index.search([(term,) for term in query_terms(question)], 10, only)]


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("开源", ["1"]),
        ("開源軟體", ["1"]),
        ("gpt4", ["2"]),
        ("ＧＰＴ－４", ["2"]),
        ("贵", ["3"]),
        ("quantum", []),
        ("", []),
    ],
)
def test_words_are_found_in_either_script_any_width_and_hyphenation(
    index: LexicalIndex, question: str, ids: list[str]
) -> None:
    assert search(index, question) == ids


def test_the_passage_with_more_of_the_words_comes_first(index: LexicalIndex) -> None:
    assert search(index, "开源 乐高积木") == ["1", "3"]


def test_of_alternatives_only_the_best_counts(index: LexicalIndex) -> None:
    def score(*groups: Sequence[str]) -> float:
        return index.search(groups, 1, ANY)[0][1]

    assert score(("乐高", "积木")) == pytest.approx(max(score(("乐高",)), score(("积木",))), rel=1e-3)


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        (LexicalFilter(speaker="ann"), ["1"]),
        (LexicalFilter(kinds=["narration"]), ["3"]),
        (LexicalFilter(source="other"), []),
        (LexicalFilter(source="talk", speaker="ann", kinds=["speech", "quote"]), ["1"]),
    ],
)
def test_a_search_may_be_restricted(index: LexicalIndex, only: LexicalFilter, ids: list[str]) -> None:
    assert search(index, "乐高", only) == ids


def test_a_restriction_does_not_change_the_score(index: LexicalIndex) -> None:
    assert index.search([("乐高",)], 1, LexicalFilter(speaker="ann"))[0][1] == pytest.approx(
        dict(index.search([("乐高",)], 5, ANY))["1"]
    )


def test_replacing_takes_out_and_puts_in_at_once(index: LexicalIndex) -> None:
    index.replace(["1", "2"], [document("1", "闭源")])
    assert index.ids() == {"1", "3"}
    assert (search(index, "开源"), search(index, "闭源"), len(index)) == ([], ["1"], 2)


def test_a_term_of_a_passage_or_of_what_is_said_about_it_is_held(index: LexicalIndex) -> None:
    assert index.holds("gpt4")
    assert index.holds("talk")
    assert not index.holds("llama")


def test_terms_that_begin_alike_are_listed(index: LexicalIndex) -> None:
    assert "trained" in index.terms_like("trianed")


def test_a_reader_sees_what_was_written_after_it_was_opened(index: LexicalIndex, tmp_path: Path) -> None:
    reader = LexicalIndex(tmp_path / "words")
    index.replace([], [document("4", "llama")])
    assert search(reader, "llama") == ["4"]


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    empty = LexicalIndex(tmp_path / "empty")
    assert (search(empty, "开源"), empty.ids(), len(empty)) == ([], set(), 0)


def test_a_second_writer_is_told_to_wait(index: LexicalIndex, tmp_path: Path) -> None:
    import tantivy

    writer = tantivy.Index.open(str(tmp_path / "words")).writer(heap_size=15_000_000, num_threads=1)
    with pytest.raises(LibraryBusy, match="try again"):
        index.replace(["1"], [])
    writer.rollback()
    del writer


def test_a_folder_that_holds_something_else_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("not an index")
    with pytest.raises(LibraryDamaged, match="rebuild"):
        LexicalIndex(tmp_path)
