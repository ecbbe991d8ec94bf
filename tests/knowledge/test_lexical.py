"""The lexical index, on a real tantivy folder."""

import json
import shutil
from pathlib import Path

import pytest

from knowledge import lexical
from knowledge.errors import LibraryBusy, LibraryDamaged, LibraryUnwritable
from knowledge.folding import folded
from knowledge.lexical import LexicalDocument, LexicalFilter, LexicalIndex, Sense, Wording
from knowledge.tokens import latin_words, query_terms, terms

ANY = LexicalFilter()


def document(id: str, words: str, speaker: str | None = "ann", kind: str = "speech") -> LexicalDocument:
    spelt = latin_words(folded(words))
    return LexicalDocument(id, "talk", speaker, kind, terms(words), terms("Ann · The Talk"), spelt)


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
    return [id for id, _ in index.search([[Wording((term,))] for term in query_terms(question)], 10, only)]


def scores(index: LexicalIndex, *asked: Sense, only: LexicalFilter = ANY) -> dict[str, float]:
    return dict(index.search(asked, 100, only))


def one_of(*words: str) -> Sense:
    """A sense of several wordings of one term each, all of which say it equally well."""
    return [Wording((word,)) for word in words]


@pytest.fixture
def trains(tmp_path: Path) -> LexicalIndex:
    """Eight passages of two words each: `train` in five of them, `coach` in one and `teach` in three."""
    made = LexicalIndex(tmp_path / "trains")
    texts = ["train dog", "train cat", "train cow", "train owl", "train teach", "coach pig", "teach hen", "teach ape"]
    made.replace([], [document(text, text) for text in texts])
    return made


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


# ---- the wordings of one sense


def test_of_several_wordings_the_best_counts_and_not_their_sum(trains: LexicalIndex) -> None:
    found = scores(trains, one_of("train", "teach"))
    assert found["train teach"] == pytest.approx(found["train dog"], rel=1e-3)
    weighed = scores(trains, [Wording(("train",), 0.2), Wording(("teach",), 0.9)])
    assert weighed["train teach"] == pytest.approx(weighed["teach hen"], rel=1e-3)
    assert weighed["train teach"] > weighed["train dog"]


def test_every_wording_finds_what_no_other_does(trains: LexicalIndex) -> None:
    assert len(scores(trains, one_of("train", "teach", "coach"))) == len(trains)


def test_a_rare_wording_gains_nothing_by_its_rarity(trains: LexicalIndex) -> None:
    assert scores(trains, one_of("coach"))["coach pig"] > scores(trains, one_of("train"))["train dog"]
    found = scores(trains, one_of("train", "coach"))
    assert found["coach pig"] == pytest.approx(found["train dog"], rel=1e-3)


def test_a_sense_is_as_rare_as_all_its_wordings_together(trains: LexicalIndex) -> None:
    alone, beside_a_rare_one, beside_a_frequent_one, beside_all = (
        scores(trains, one_of("coach", *others))["coach pig"]
        for others in ([], ["cat"], ["teach"], ["cat", "teach", "train"])
    )
    assert alone > beside_a_rare_one > beside_a_frequent_one > beside_all > 0


def test_a_wording_that_the_library_never_uses_changes_nothing(trains: LexicalIndex) -> None:
    assert scores(trains, one_of("train", "drill")) == scores(trains, one_of("train"))
    assert scores(trains, one_of("drill"), one_of("coach")) == scores(trains, one_of("coach"))


def test_all_terms_of_a_wording_must_stand(trains: LexicalIndex) -> None:
    assert scores(trains, [Wording(("train", "teach"))]).keys() == {"train teach"}
    assert scores(trains, [Wording(("train", "coach"))]) == scores(trains, [Wording(("train", "drill"))]) == {}


def test_a_wording_of_several_terms_is_one_thing_and_not_as_many(trains: LexicalIndex) -> None:
    together = scores(trains, [Wording(("coach", "pig"))])["coach pig"]
    assert together == pytest.approx(scores(trains, one_of("coach"))["coach pig"], rel=1e-3)


def test_weight_lowers_what_a_wording_counts_in_proportion(trains: LexicalIndex) -> None:
    whole, half = (scores(trains, [Wording(("coach",), weight)])["coach pig"] for weight in (1.0, 0.5))
    assert half == pytest.approx(whole / 2, rel=1e-3)


def test_of_several_senses_each_adds_to_the_score(trains: LexicalIndex) -> None:
    both = scores(trains, one_of("train"), one_of("dog"))["train dog"]
    apart = [scores(trains, one_of(word))["train dog"] for word in ("train", "dog")]
    assert both == pytest.approx(sum(apart), rel=1e-3)


@pytest.mark.parametrize("asked", [[], [[]], [[Wording(())]]])
def test_nothing_is_found_for_nothing(trains: LexicalIndex, asked: list[Sense]) -> None:
    assert scores(trains, *asked) == {}


# ---- restricting, writing and reading


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
    of_ann = scores(index, one_of("乐高"), only=LexicalFilter(speaker="ann"))
    assert of_ann == pytest.approx({"1": scores(index, one_of("乐高"))["1"]})


def test_replacing_takes_out_and_puts_in_at_once(index: LexicalIndex) -> None:
    index.replace(["1", "2"], [document("1", "闭源")])
    assert index.ids() == {"1", "3"}
    assert (search(index, "开源"), search(index, "闭源"), len(index)) == ([], ["1"], 2)


def test_a_term_of_a_passage_or_of_what_is_said_about_it_is_held(index: LexicalIndex) -> None:
    assert index.holds("gpt4")
    assert index.holds("talk")
    assert not index.holds("llama")


def test_words_that_begin_alike_are_listed_as_they_are_spelt(index: LexicalIndex) -> None:
    assert index.terms_like("trianed") == ["trained"]
    assert index.terms_like("tale") == ["talk"]
    assert index.terms_like("zebra") == []


def test_a_term_is_counted_by_the_passages_that_have_it_in_their_words(trains: LexicalIndex) -> None:
    assert [trains.count(term) for term in ("train", "teach", "coach", "talk", "drill")] == [5, 3, 1, 0, 0]


# ---- how much of a question was said


def test_of_what_was_said_the_part_is_all_and_of_what_never_was_it_is_none(trains: LexicalIndex) -> None:
    assert trains.said([one_of("train"), one_of("coach")], ANY) == 1
    assert trains.said([one_of("drill"), one_of("plane")], ANY) == 0
    assert trains.said([], ANY) == trains.said([[]], ANY) == 0


def test_the_rarer_what_was_said_the_less_it_matters_what_was_not(trains: LexicalIndex) -> None:
    beside_a_frequent_one, beside_a_rare_one = (
        trains.said([one_of(word), one_of("drill")], ANY) for word in ("train", "coach")
    )
    assert 0 < beside_a_frequent_one < beside_a_rare_one < 1


def test_a_sense_is_said_in_any_of_its_wordings(trains: LexicalIndex) -> None:
    assert trains.said([one_of("drill", "coach")], ANY) == 1
    assert trains.said([[Wording(("train", "drill"))]], ANY) == 0


def test_what_only_others_said_does_not_count_where_a_search_is_restricted(index: LexicalIndex) -> None:
    assert index.said([one_of("gpt4")], LexicalFilter(speaker="bob")) == 1
    assert index.said([one_of("gpt4")], LexicalFilter(speaker="ann")) == 0
    both = index.said([one_of("gpt4"), one_of("乐高")], LexicalFilter(speaker="ann"))
    assert 0 < both < 1


def test_who_writes_reads_what_was_written(index: LexicalIndex) -> None:
    index.replace([], [document("4", "llama")])
    assert search(index, "llama") == ["4"]


def test_a_reader_sees_what_another_wrote_once_it_has_reopened(index: LexicalIndex, tmp_path: Path) -> None:
    reader = LexicalIndex(tmp_path / "words")
    assert (search(reader, "贵"), search(reader, "llama")) == (["3"], [])
    index.replace(["3"], [document("4", "llama")])
    reader.reopen()
    assert (search(reader, "贵"), search(reader, "llama"), len(reader)) == ([], ["4"], 3)


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
    with pytest.raises(LibraryDamaged, match="reindex"):
        LexicalIndex(tmp_path)


def test_a_file_that_a_killed_writer_left_in_the_way_is_cleared_away(tmp_path: Path) -> None:
    made = LexicalIndex(tmp_path / "killed")
    made.replace([], [document("a", "zebras gallop"), document("b", "volcanoes erupt")])
    meta = json.loads((tmp_path / "killed" / "meta.json").read_text(encoding="utf-8"))
    segment = meta["segments"][0]["segment_id"].replace("-", "")
    for stamp in range(meta["opstamp"] + 1, meta["opstamp"] + 4):
        (tmp_path / "killed" / f"{segment}.{stamp}.del").write_bytes(b"half written")
    made.replace(["a"], [])
    assert made.ids() == {"b"}


def test_an_index_in_which_too_much_is_in_the_way_says_how_to_make_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = LexicalIndex(tmp_path / "killed")
    made.replace([], [document("a", "zebras gallop"), document("b", "volcanoes erupt")])
    monkeypatch.setattr(lexical, "_LEFTOVERS", 1)
    meta = json.loads((tmp_path / "killed" / "meta.json").read_text(encoding="utf-8"))
    segment = meta["segments"][0]["segment_id"].replace("-", "")
    for stamp in range(meta["opstamp"] + 1, meta["opstamp"] + 4):
        (tmp_path / "killed" / f"{segment}.{stamp}.del").write_bytes(b"half written")
    with pytest.raises(LibraryUnwritable, match="make it anew with `python -m knowledge reindex`"):
        made.replace(["a"], [])


def test_an_index_that_cannot_be_written_says_why(index: LexicalIndex, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "words")
    with pytest.raises(LibraryUnwritable, match=r"The word index cannot be written: .*No such file or directory"):
        index.replace([], [document("9", "zebras gallop")])
