"""What a question asks for, word by word, in both languages."""

import pytest

from knowledge.dictionary import Dictionary
from knowledge.lexical import Sense, Wording
from knowledge.model import Speaker
from knowledge.senses import names_of, senses


def asked(question: str, dictionary: Dictionary | None, said: str, without: str = "") -> list[Sense]:
    """The senses of a question to a library that says these terms and no others."""
    return senses(question, dictionary, said.split().__contains__, without=frozenset(without.split()))


def every(_: str) -> bool:
    """A library that says everything."""
    return True


def wordings(found: list[Sense]) -> list[list[tuple[str, ...]]]:
    """The terms of each wording of each sense, the order of those of one sense left out."""
    return [sorted(wording.terms for wording in sense) for sense in found]


def weights(sense: Sense) -> dict[tuple[str, ...], float]:
    return {wording.terms: wording.weight for wording in sense}


# ---- one language


def test_without_a_dictionary_each_term_of_a_question_is_a_sense() -> None:
    assert asked("What are moons and 火车?", None, "月亮 train") == [
        [Wording(("moon",))],
        [Wording(("火车",))],
    ]


def test_terms_that_are_left_out_are_no_senses() -> None:
    assert wordings(asked("Does Ann like moons?", None, "", without="ann")) == [[("like",)], [("moon",)]]


# ---- two languages


def test_a_word_and_those_of_its_translations_that_the_library_says_are_one_sense(dictionary: Dictionary) -> None:
    found = asked("What is the Moon?", dictionary, "月亮 月球 火车")
    assert wordings(found) == [[("moon",), ("月亮",), ("月球",)]]


def test_a_word_that_the_library_says_in_one_language_only_stands_alone(dictionary: Dictionary) -> None:
    assert asked("moons", dictionary, "moon") == [[Wording(("moon",))]]


@pytest.mark.parametrize("question", ["机器人", "機器人", "这个机器人"])
def test_a_chinese_word_of_either_script_is_looked_for_in_english(dictionary: Dictionary, question: str) -> None:
    found = asked(question, dictionary, "robot")
    assert [("robot",), ("机器人",)] in wordings(found)


def test_the_longest_phrase_that_the_library_says_is_one_sense_beside_its_words(dictionary: Dictionary) -> None:
    found = asked("artificial intelligence", dictionary, "人工智能 人工 智能")
    assert wordings(found) == [[("artifici",)], [("intellig",)], [("人工智能",)]]


def test_a_phrase_that_the_library_does_not_say_is_translated_word_by_word(dictionary: Dictionary) -> None:
    found = asked("artificial intelligence", dictionary, "人工 智能")
    assert wordings(found) == [[("artifici",), ("人工",)], [("intellig",), ("智能",)]]


def test_the_words_after_a_phrase_are_translated_as_well(dictionary: Dictionary) -> None:
    found = asked("climate change robots", dictionary, "气候变化 变化 机器人")
    assert wordings(found)[2:] == [[("robot",), ("机器人",)], [("气候变化",)]]


def test_a_word_that_the_library_has_only_in_pairs_is_said_where_all_of_them_are(dictionary: Dictionary) -> None:
    own = [[("artifici",)], [("intellig",)]]
    assert wordings(asked("artificial intelligence", dictionary, "人工 工智 智能")) == [
        *own,
        [("人工", "工智", "智能")],
    ]
    assert wordings(asked("artificial intelligence", dictionary, "人工 工智"))[2:] == []


def test_words_that_are_evidence_of_nothing_are_not_translated(dictionary: Dictionary) -> None:
    found = senses("What will it be?", dictionary, every)
    assert all(len(sense) == 1 for sense in found)
    assert wordings(senses("可以", dictionary, every)) == [[("可以",)]]
    assert {("take",), ("of",)} & weights(senses("监管", dictionary, every)[0]).keys() == {
        ("take",)
    }  # “take charge of”


# ---- weights


def test_a_question_itself_counts_whole_and_a_translation_as_well_as_it_renders_it(dictionary: Dictionary) -> None:
    (sense,) = asked("moon", dictionary, "月亮 卫星")
    found = weights(sense)
    assert found["moon",] == found["月亮",] == 1
    assert 0 < found["卫星",] < 1


def test_a_single_character_says_less_than_a_word(dictionary: Dictionary) -> None:
    (sense,) = asked("moon", dictionary, "月亮 月")
    assert 0 < weights(sense)["月",] < weights(sense)["月亮",]


def test_a_part_of_a_translation_says_less_than_a_whole_one(dictionary: Dictionary) -> None:
    albert, cat = (
        weights(next(sense for sense in asked(word, dictionary, said) if len(sense) > 1))
        for word, said in (("爱因斯坦", "einstein"), ("猫", "cat"))
    )
    assert 0 < albert["einstein",] < cat["cat",] == 1


def test_a_word_that_two_translations_share_counts_as_in_the_better(dictionary: Dictionary) -> None:
    (sense,) = asked("行", dictionary, "line")  # “line” before “line of business”
    best = next(translation for translation in dictionary.english("行") if translation.text == "line")
    assert weights(sense)["line",] == best.weight


def test_of_very_many_translations_only_the_best_are_looked_for(dictionary: Dictionary) -> None:
    (sense,) = senses("change", dictionary, every)
    best = [translation.text for translation in dictionary.chinese(["change"])]
    assert [wording.terms for wording in sense[1:]] == [(text,) for text in best[: len(sense) - 1]]
    assert 10 < len(sense) < len(best)
    assert "sinc" not in {wording.terms[0] for wording in senses("打", dictionary, every)[0]}


# ---- names


def test_all_names_of_a_speaker_are_one_sense_but_for_single_characters() -> None:
    sense = names_of(Speaker("ann", "Ann Lee", ("安妮", "X")))
    assert wordings([sense]) == [[("ann",), ("lee",), ("安妮",)]]
    assert set(weights(sense).values()) == {1.0}
