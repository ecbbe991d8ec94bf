"""What a question asks for, word by word, in both languages, and how it reads in the library's own words."""

from collections import Counter
from collections.abc import Sequence

import pytest

from knowledge.dictionary import Dictionary
from knowledge.lexical import Sense, Wording
from knowledge.model import Spellings
from knowledge.senses import Reading, full_names, read, sense_of

ZUCKERBERG = ("Mark Zuckerberg", "扎克伯格", "小扎")
ANN = ("Ann Lee", "安妮", "小安")


def reading(question: str, dictionary: Dictionary | None, said: str, *names: Spellings) -> Reading:
    """A question to a library that says these terms, each in as many passages as it is repeated, and no others."""
    return read(question, dictionary, names, Counter(said.split()).__getitem__)


def asked(question: str, dictionary: Dictionary | None, said: str, *names: Spellings) -> list[Sense]:
    return list(reading(question, dictionary, said, *names).senses)


def asked_of_all(question: str, dictionary: Dictionary) -> list[Sense]:
    """The senses of a question to a library that says everything."""
    return list(read(question, dictionary, (), lambda _: 1).senses)


def wordings(found: Sequence[Sense]) -> list[list[tuple[str, ...]]]:
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


def test_a_question_without_a_dictionary_reads_as_it_is() -> None:
    found = reading("What are moons and 火车?", None, "月亮 train")
    assert found.question == found.rendering == "What are moons and 火车?"


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
    found = asked_of_all("What will it be?", dictionary)
    assert all(len(sense) == 1 for sense in found)
    assert wordings(asked_of_all("可以", dictionary)) == [[("可以",)]]
    assert {("take",), ("of",)} & weights(asked_of_all("监管", dictionary)[0]).keys() == {("take",)}  # “take charge of”


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
    (sense,) = asked_of_all("change", dictionary)
    best = [
        (translation.weight / (2 if len(translation.text) == 1 else 1), (translation.text,))
        for translation in dictionary.chinese(["change"])
    ]
    best.sort(key=lambda found: -found[0])
    assert [(wording.weight, wording.terms) for wording in sense[1:]] == best[: len(sense) - 1]
    assert 10 < len(sense) < len(best)
    assert "sinc" not in {wording.terms[0] for wording in asked_of_all("打", dictionary)[0]}


@pytest.mark.parametrize(
    ("word", "said"), [("moon", "月亮 月球 卫星 月"), ("行", "line busi ok walk"), ("打", "beat hit play")]
)
def test_the_best_translation_comes_first(dictionary: Dictionary, word: str, said: str) -> None:
    found = [wording.weight for sense in asked(word, dictionary, said) for wording in sense]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) > 1


# ---- names


def test_all_spellings_of_a_name_are_one_sense_and_all_terms_of_one_must_stand() -> None:
    (sense,) = [sense_of(("Ann Lee", "安妮", "Ann-Lee"))]
    assert wordings([sense]) == [sorted([("ann", "lee"), ("ann-lee", "annlee", "ann", "lee"), ("安妮",)])]
    assert set(weights(sense).values()) == {1.0}


def test_a_spelling_that_is_named_twice_or_has_no_word_is_no_wording_of_its_own() -> None:
    assert sense_of(("Ann", "ANN", "…", "安妮", "安妮")) == [Wording(("ann",)), Wording(("安妮",))]


@pytest.mark.parametrize("question", ["小扎?", "扎克伯格?", "Mark Zuckerberg?"])
def test_a_name_in_any_spelling_is_one_sense_of_all_spellings(question: str) -> None:
    sense = sense_of(ZUCKERBERG)
    assert asked(question, None, "", ZUCKERBERG) == [sense]


def test_a_name_is_a_sense_beside_the_words_around_it_and_none_of_them() -> None:
    found = asked("Does Mark Zuckerberg like moons?", None, "", ZUCKERBERG)
    assert wordings(found) == [[("like",)], [("moon",)], *wordings([sense_of(ZUCKERBERG)])]


def test_of_two_names_each_is_a_sense() -> None:
    llama = ("Llama", "羊驼")
    assert asked("小扎 羊驼", None, "", ZUCKERBERG, llama) == [sense_of(ZUCKERBERG), sense_of(llama)]


def test_a_word_that_is_a_name_is_not_translated_as_well(dictionary: Dictionary) -> None:
    assert [("apple",), ("苹果",)] not in wordings(asked("apples", dictionary, "苹果"))
    without = asked("apples", dictionary, "苹果 平果")
    named = asked("apples", dictionary, "苹果 平果", ("Apple", "苹果"))
    assert (len(without), len(without[0]) > 1) == (1, True)
    assert named == [sense_of(("Apple", "苹果"))]


# ---- the library's own words


@pytest.mark.parametrize(
    ("said", "added"),
    [
        ("月亮", " 月亮"),
        ("月亮 月亮 moon", " 月亮"),
        ("月亮 moon", ""),
        ("月亮 moon moon", ""),
        ("moon", ""),
        ("", ""),
        ("火车 火车", ""),
    ],
)
def test_a_question_is_rendered_in_the_words_that_the_library_uses_more_than_its_own(
    dictionary: Dictionary, said: str, added: str
) -> None:
    assert reading("What is the Moon?", dictionary, said).rendering == f"What is the Moon?{added}"


def test_of_several_translations_the_best_is_rendered(dictionary: Dictionary) -> None:
    assert reading("moons", dictionary, "卫星 卫星 卫星 月亮").rendering == "moons 月亮"


def test_a_chinese_question_is_rendered_in_english_where_the_library_speaks_it(dictionary: Dictionary) -> None:
    assert reading("机器人", dictionary, "robot").rendering == "机器人 robot"
    assert reading("機器人", dictionary, "机器人 robot").rendering == "機器人"


def test_the_longest_phrase_is_rendered_and_not_its_words(dictionary: Dictionary) -> None:
    every = "人工智能 人工 智能 机器人"
    assert reading("artificial intelligence robots", dictionary, every).rendering == (
        "artificial intelligence robots 人工智能 机器人"
    )
    assert reading("artificial intelligence", dictionary, "人工 智能").rendering == "artificial intelligence 人工 智能"


def test_a_word_that_the_library_has_only_in_pairs_is_rendered_as_one(dictionary: Dictionary) -> None:
    found = reading("artificial intelligence", dictionary, "人工 工智 智能")
    assert found.rendering == "artificial intelligence 人工智能"


@pytest.mark.parametrize(
    ("question", "said", "added"),
    [
        ("小安?", "安妮", " 安妮"),
        ("小安?", "ann lee 安妮 安妮", " 安妮"),
        ("小安?", "ann lee ann lee 安妮", " Ann Lee"),
        ("小安?", "ann ann ann 小安", ""),
        ("小安?", "ann lee 小安 小安", ""),
        ("ANN LEE?", "ann lee", ""),
    ],
)
def test_a_name_is_rendered_in_the_spelling_that_the_library_uses_most(question: str, said: str, added: str) -> None:
    assert reading(question, None, said, ANN).rendering == question + added


def test_a_name_in_traditional_characters_is_the_spelling_in_simplified_ones() -> None:
    assert reading("蘋果?", None, "苹果", ("苹果", "Apple")).rendering == "蘋果?"


# ---- strangers


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("what does pelargo wintrex say", [("pelargo", "wintrex")]),
        ("Pelargo Wintrex 怎么看开源", [("pelargo", "wintrex")]),
        ("blorp zingle zangle", [("blorp", "zingle"), ("zingle", "zangle")]),
        ("what about quantum computing", []),
        ("does wintrex sell trains", []),
        ("zyx wub and x1yz kkk9", []),
        ("开源软体像什么", []),
    ],
)
def test_two_words_side_by_side_that_stand_in_no_dictionary_are_most_likely_a_name(
    dictionary: Dictionary, question: str, found: list[tuple[str, str]]
) -> None:
    assert full_names(question, dictionary) == found
    assert full_names(question, None) == []


# ---- slips of the keyboard


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("midjorney", [("midjorney",), ("midjourney",)]),
        ("midjourney", [("midjourney",)]),  # it is there as it stands
        ("mjj", [("mjj",)]),  # too short to tell
        ("midsummer", [("midsumm",)]),  # too unlike
    ],
)
def test_a_latin_word_that_the_library_lacks_is_also_the_one_most_like_it(
    question: str, found: list[tuple[str, ...]]
) -> None:
    library = {"midjourney": 2}
    sense = read(question, None, (), lambda term: library.get(term, 0), lambda _: ["midjourney", "middle"]).senses[0]
    assert [wording.terms for wording in sense] == found
    assert all(wording.weight < 1 for wording in sense[1:])


@pytest.mark.parametrize(
    ("said", "rendering"),
    [("的 的 的 的 的 the robot robot", "机器人在哪"), ("的 的 the the robot robot", "机器人在哪 robot")],
)
def test_a_question_is_rendered_into_a_language_that_the_library_speaks_alone(
    dictionary: Dictionary, said: str, rendering: str
) -> None:
    assert reading("机器人在哪", dictionary, said).rendering == rendering
