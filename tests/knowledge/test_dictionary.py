"""The dictionary, on all of CC-CEDICT."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.dictionary import LONGEST_PHRASE, Dictionary, Translation
from knowledge.errors import LibraryDamaged, LibraryUnwritable
from tests.knowledge.conftest import python

# Ends the process, as a power cut would, when the dictionary is laid out and about to be moved into place.
DYING = """
import os, sys
from pathlib import Path
from knowledge.dictionary import Dictionary

sys.addaudithook(lambda event, _: event == "os.rename" and os._exit(9))
Dictionary(Path(sys.argv[1])).chinese(["moon"])
"""


def texts(translations: Sequence[Translation]) -> list[str]:
    return [translation.text for translation in translations]


def weights(translations: Sequence[Translation]) -> dict[str, float]:
    return {translation.text: translation.weight for translation in translations}


# ---- from English


@pytest.mark.parametrize(
    ("phrase", "chinese"),
    [
        ("moon", "月亮"),
        ("MOON", "月亮"),
        ("trains", "火车"),
        ("training", "火车"),
        ("artificial intelligence", "人工智能"),
        ("open source", "开放源码"),
        ("walk", "行走"),  # “to walk”
        ("dozen", "打"),
        ("proposed law", "法案"),  # “bill, proposed law”
        ("bill", "法案"),
        ("methodical", "井然"),  # “tidy, methodical”
        ("warsaw", "华沙"),  # “Warsaw, capital of Poland”
        ("crepe", "可丽饼"),  # “crêpe (loanword)”
        ("new york", "纽约"),
    ],
)
def test_an_english_phrase_is_found_in_any_form(dictionary: Dictionary, phrase: str, chinese: str) -> None:
    assert chinese in texts(dictionary.chinese(phrase.split()))


@pytest.mark.parametrize(
    ("phrase", "chinese"),
    [
        ("capital of poland", "华沙"),  # what follows a name describes it
        ("surname wang", "王"),
        ("variant of", "着"),
        ("york", "纽约"),  # only people go by the last word of their name
    ],
)
def test_what_is_only_said_about_a_word_does_not_find_it(dictionary: Dictionary, phrase: str, chinese: str) -> None:
    assert chinese not in texts(dictionary.chinese(phrase.split()))


def test_a_person_is_found_by_the_last_name_too_which_tells_less(dictionary: Dictionary) -> None:
    whole, last = (weights(dictionary.chinese(name.split())) for name in ("Albert Einstein", "Einstein"))
    assert 0 < last["爱因斯坦"] < whole["爱因斯坦"] == 1


@pytest.mark.parametrize("unknown", ["zzyzx", "", "moon moon"])
def test_what_the_dictionary_does_not_have_is_nothing(dictionary: Dictionary, unknown: str) -> None:
    assert dictionary.chinese(unknown.split()) == dictionary.english(unknown) == []


# ---- from Chinese


@pytest.mark.parametrize(
    ("word", "english"),
    [("月亮", ["moon"]), ("火车", ["train"]), ("人工智能", ["artifici intellig"]), ("法案", ["bill", "propos law"])],
)
def test_a_chinese_word_is_given_in_stems(dictionary: Dictionary, word: str, english: list[str]) -> None:
    assert texts(dictionary.english(word)) == english


def test_each_meaning_tells_less_than_the_one_before_it(dictionary: Dictionary) -> None:
    found = dictionary.english("猫")  # “cat; (loanword) modem; …”
    assert texts(found) == ["cat", "modem"]
    assert 1 == found[0].weight > found[1].weight > 0


def test_of_two_meanings_of_one_stem_the_better_counts(dictionary: Dictionary) -> None:
    assert weights(dictionary.english("丈量")) == {"measur": 1}  # “to measure; measurement”
    assert weights(dictionary.chinese(["measure"]))["丈量"] == 1


def test_the_best_comes_first_in_either_direction(dictionary: Dictionary) -> None:
    for found in (dictionary.english("打"), dictionary.chinese(["moon"])):
        assert len({translation.weight for translation in found}) > 1
        assert found == sorted(found, key=lambda translation: -translation.weight)


def test_a_meaning_of_more_words_than_a_phrase_has_is_left_out(dictionary: Dictionary) -> None:
    assert texts(dictionary.english("画蛇添足")) == ["overdo it"]  # “lit. draw legs on a snake …; to overdo it”
    found = [text for word in "打开行个月日生法" for text in texts(dictionary.english(word))]
    assert max(len(text.split()) for text in found) == LONGEST_PHRASE


# ---- the file


def test_it_is_laid_out_at_its_first_use_and_not_before(tmp_path: Path) -> None:
    Dictionary(tmp_path / "models").close()
    assert list(tmp_path.iterdir()) == []


def test_it_is_laid_out_once_and_leaves_nothing_else_in_its_folder(dictionary: Dictionary) -> None:
    dictionary.chinese(["moon"])
    (file,) = dictionary._path.parent.iterdir()
    before = file.stat()
    with closing(Dictionary(file.parent)) as again:
        assert "月亮" in texts(again.chinese(["moon"]))
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_one_that_was_not_finished_is_never_taken_for_the_dictionary(tmp_path: Path) -> None:
    assert python(DYING, tmp_path).returncode == 9
    assert not Dictionary(tmp_path)._path.exists()


def test_a_file_that_is_no_dictionary_is_one_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with closing(Dictionary(tmp_path)) as damaged:
        damaged._path.write_bytes(b"not a dictionary " * 100)
        with pytest.raises(LibraryDamaged, match=r"sqlite3 cannot be read; delete it, and it is made anew\.$"):
            damaged.chinese(["moon"])
        with pytest.raises(LibraryDamaged, match="delete it"):
            damaged.english("月亮")


def test_one_that_was_damaged_and_deleted_is_made_anew(tmp_path: Path) -> None:
    with closing(Dictionary(tmp_path)) as made:
        made._path.write_bytes(b"not a dictionary " * 100)
        with pytest.raises(LibraryDamaged):
            made.english("月亮")
        made.close()
        made._path.unlink()
        assert "moon" in texts(made.english("月亮"))


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryUnwritable, match=r"^The dictionary .*sqlite3 cannot be made: Not a directory\.$"):
        Dictionary(tmp_path / "file" / "models").chinese(["moon"])


def test_a_folder_in_its_place_is_one_sentence(tmp_path: Path) -> None:
    dictionary = Dictionary(tmp_path)
    dictionary._path.mkdir()
    with pytest.raises(LibraryUnwritable, match=r"^The dictionary .*sqlite3 cannot be used: unable to open"):
        dictionary.chinese(["moon"])


def test_several_threads_may_look_words_up_at_once(dictionary: Dictionary) -> None:
    words = ["moon", "train", "cat", "bill"] * 50
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda word: dictionary.chinese([word]), words))
    assert found == [dictionary.chinese([word]) for word in words]


def test_one_that_was_closed_opens_again_when_it_is_asked(dictionary: Dictionary) -> None:
    with closing(Dictionary(dictionary._path.parent)) as other:
        before = other.english("月亮")
        other.close()
        other.close()
        assert other.english("月亮") == before != []
