"""Text into index terms."""

import pytest

from knowledge.tokens import bigrams, is_telling, query_terms, sounds, terms, words


def test_chinese_yields_words_and_the_pairs_of_neighbouring_characters() -> None:
    assert {"人工智能", "开源", "能开"} <= set(terms("人工智能开源"))


@pytest.mark.parametrize("short", ["开", "开源"])
def test_a_question_of_one_or_two_characters_has_terms(short: str) -> None:
    assert short in query_terms(short)


@pytest.mark.parametrize("spelling", ["GPT-4", "gpt4", "GPT 4"])
def test_a_product_shares_terms_however_it_is_hyphenated(spelling: str) -> None:
    assert set(terms(spelling)) & set(terms("GPT-4 is here")) - {"4"}


def test_mixed_text_is_told_apart_without_white_space() -> None:
    assert {"meta", "开放"} <= set(terms("Meta开放"))


def test_traditional_and_simplified_text_have_the_same_terms() -> None:
    assert terms("開源軟體") == terms("开源软体")


def test_full_width_and_half_width_text_have_the_same_terms() -> None:
    assert terms("ＬＬａＭＡ　３") == terms("llama 3")


def test_words_that_carry_no_evidence_leave_a_question_and_stay_in_a_passage() -> None:
    assert query_terms("what is the licence") == ["licenc"]
    assert terms("what is the licence") == ["what", "is", "the", "licenc"]


@pytest.mark.parametrize("question", ["他怎么看监管的?", "监管", "关于监管他到底有什么看法", "他对監管的評價"])
def test_no_pair_of_a_question_reaches_across_a_word_that_carries_no_evidence(question: str) -> None:
    assert query_terms(question) == ["监管"]


@pytest.mark.parametrize("question", ["What is Zuckerberg's licence?", "What’s the Zuckerberg licence?"])
def test_whose_a_thing_is_is_asked_for_by_the_name_alone(question: str) -> None:
    assert query_terms(question) == ["zuckerberg", "licenc"]


def test_a_question_of_nothing_but_such_words_keeps_them() -> None:
    assert query_terms("what is it") == ["what", "is", "it"]


def test_a_question_holds_each_term_once_and_a_passage_as_often_as_it_is_said() -> None:
    assert query_terms("llama llama") == ["llama"]
    assert terms("llama llama") == ["llama", "llama"]


@pytest.mark.parametrize("text", ["", "?!…", "🎉", "。"])
def test_text_without_words_has_no_terms(text: str) -> None:
    assert terms(text) == query_terms(text) == []


@pytest.mark.parametrize("form", ["train", "trains", "trained", "training", "TRAINING"])
def test_the_forms_of_an_english_word_are_one_term(form: str) -> None:
    assert terms(form) == query_terms(form) == ["train"]


def test_the_parts_of_a_hyphenated_word_are_stems_and_the_whole_is_as_it_is_written() -> None:
    assert terms("open-sourcing") == ["open-sourcing", "opensourcing", "open", "sourc"]


def test_accents_do_not_part_two_spellings_of_a_word() -> None:
    assert terms("Café Beyoncé") == terms("cafe beyonce") == ["cafe", "beyonc"]


def test_words_are_those_of_a_dictionary_in_chinese_and_as_they_are_written_in_latin() -> None:
    assert words("機器人 Trains, GPT-4: 学习人工智能!") == ["机器人", "trains", "gpt", "4", "学习", "人工智能"]


def test_a_word_is_told_from_one_that_is_evidence_of_nothing() -> None:
    assert [is_telling(word) for word in ("the", "的", "licence", "开源")] == [False, False, True, True]


@pytest.mark.parametrize(("word", "pairs"), [("开", []), ("开源", ["开源"]), ("开源的", ["开源", "源的"])])
def test_a_word_has_a_pair_for_every_two_neighbouring_characters(word: str, pairs: list[str]) -> None:
    assert bigrams(word) == pairs


def test_what_speakers_and_machines_confuse_sounds_alike() -> None:
    assert sounds("奥特曼") == sounds("奧特慢") == sounds("Sam 奥特曼!") == ["ao", "te", "man"]
    assert sounds("张生") == sounds("脏森")


def test_latin_text_has_no_sounds() -> None:
    assert sounds("Sam Altman, 1047") == []
