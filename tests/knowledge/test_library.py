"""The library as its users see it, on transcripts of a few lines."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.dictionary import Dictionary
from knowledge.errors import (
    EmptyQuestion,
    QuestionTooLong,
    UnknownSource,
    UnknownSpeaker,
)
from knowledge.library import Library
from knowledge.model import Quote, Tier
from knowledge.reading import LONGEST_QUESTION
from knowledge.windows import WindowStore
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import Tell, labelled
from tests.knowledge.talks import AFRICA, QUOTABLE, TALK, THREE, marked, said

CAPS = "".join(
    f"第{n}条许可证上的上限是给所有人的一个很长很长的承诺，谁也不会在这一天里把它打破。" for n in "一二三四五六七八九十"
)
CHINESE = "Ann: 天气很好。\nBob: 我们训练了机器人。\nAnn: 我们走吧。\n"
TWO_LANGUAGES = f"{CHINESE}Bob: Volcanoes erupt under the snow.\nAnn: That is it.\n"


@pytest.fixture
def bilingual(tmp_path: Path, dictionary: Dictionary) -> Iterator[Library]:
    """An empty library with a dictionary."""
    with closing(Library(tmp_path / "bilingual", HashingEncoder(), dictionary)) as opened:
        yield opened


def unscored(quote: Quote) -> Quote:
    return replace(quote, score=0.0)


def test_a_question_is_answered_with_the_exact_words_of_their_speaker(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    answer = library.ask("licence without caps")
    assert said(answer.quotes)[0] == ("Bob", "A licence without caps is a promise.")
    assert (answer.answered, answer.confidence > 0.5) == (True, True)


def test_an_everyday_question_is_not_answered_but_the_nearest_passages_are_offered(
    library: Library, tell: Tell
) -> None:
    tell(talk=TALK)
    answer = library.ask("what's the capital of australia")
    assert (answer.answered, answer.confidence < 0.5, len(answer.quotes)) == (False, True, 2)


def test_an_empty_library_answers_nothing(library: Library) -> None:
    answer = library.ask("What is a licence?")
    assert (answer.quotes, answer.answered, answer.confidence) == ((), False, 0.0)
    assert (library.sources(), library.speakers(), list(library.random_quotes())) == ((), (), [])


@pytest.mark.parametrize("question", ["", "  \n", "?!", "🎉", "。。。"])
def test_a_question_without_a_word_is_refused(library: Library, question: str) -> None:
    with pytest.raises(EmptyQuestion, match="at least one word"):
        library.ask(question)


def test_a_question_over_the_limit_is_refused_with_both_lengths(library: Library) -> None:
    with pytest.raises(QuestionTooLong, match="at most 1000 characters; this question has 1001"):
        library.ask("字" * (LONGEST_QUESTION + 1))
    assert library.ask("字" * LONGEST_QUESTION).quotes == ()


@pytest.mark.parametrize("question", ["开源软体像什么?", "開源軟體像什麼?", "开源　软体", "ＬＥＧＯ？"])
def test_either_script_and_width_finds_the_words_which_are_shown_as_they_are(
    library: Library, tell: Tell, question: str
) -> None:
    tell(talk="Ann: 天气很好。\nBob: 开源软体就像乐高LEGO积木。\nAnn: 我们走吧。\n")
    assert said(library.ask(question).quotes)[0] == ("Bob", "开源软体就像乐高LEGO积木。")


def test_what_is_written_in_traditional_or_full_width_is_shown_so(library: Library, tell: Tell) -> None:
    tell(talk="Ann: 天氣很好。\nBob: 開源軟體就像ＬＥＧＯ積木。\n")
    assert said(library.ask("开源软体lego").quotes)[0] == ("Bob", "開源軟體就像ＬＥＧＯ積木。")


def test_sponsor_reads_and_what_is_not_content_are_never_found(library: Library, tell: Tell) -> None:
    tell(talk=labelled(QUOTABLE))
    found = library.ask("sponsor mattresses heading licence caps promise", limit=100).quotes
    assert len(found) == 4
    assert not [quote for quote in found if "mattress" in quote.text or "heading" in quote.text]


def test_words_that_nobody_is_known_to_have_said_have_no_speaker(library: Library, tell: Tell) -> None:
    tell(talk="Ann: What is a licence?\nA licence without caps is a promise.\n")
    assert said(library.ask("licence without caps").quotes)[0] == (None, "A licence without caps is a promise.")


@pytest.mark.parametrize("name", ["ann-lee", "Ann Lee", "ann", "安妮", "ＡＮＮ"])
def test_a_question_may_be_put_to_one_speaker_by_any_name(library: Library, tell: Tell, name: str) -> None:
    tell(talk=labelled("[[ann-lee]] Caps are bad. [[bob-wu]] Caps are good. [[narration]] Caps are debated."))
    assert said(library.ask("caps", speaker=name, limit=10).quotes) == [("Ann Lee", "Caps are bad.")]


def test_a_question_may_be_put_to_one_source(library: Library, tell: Tell) -> None:
    tell(one="Ann: Caps are bad.\n", two="Ann: Caps are good.\n")
    assert said(library.ask("caps", source="two", limit=10).quotes) == [("Ann", "Caps are good.")]


def test_an_unknown_speaker_or_source_is_named_with_the_nearest(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Caps are bad."))
    with pytest.raises(UnknownSpeaker, match=r"“Anne Leigh”\. Did you mean Ann Lee"):
        library.ask("caps", speaker="Anne Leigh")
    with pytest.raises(UnknownSource, match=r"“tolk”\. Did you mean The Example Podcast"):
        library.ask("caps", source="tolk")


def test_the_best_comes_first_and_no_more_than_asked_for(library: Library, tell: Tell) -> None:
    tell(talk="".join(f"Ann: Caps number {i} are {word}.\n" for i, word in enumerate("abcdefgh")))
    quotes = library.ask("caps", limit=5).quotes
    assert len(quotes) == 5
    assert [quote.score for quote in quotes] == sorted((quote.score for quote in quotes), reverse=True)


@pytest.mark.parametrize(
    ("question", "tier"),
    [
        ("licence without caps", Tier.ANSWERED),
        ("does the weather make a licence", Tier.NEAREST),
        ("what's the capital of australia", Tier.NOTHING),
    ],
)
def test_an_answer_says_what_it_is_worth(library: Library, tell: Tell, question: str, tier: Tier) -> None:
    tell(talk=TALK)
    answer = library.ask(question)
    assert (answer.tier, answer.answered, len(answer.quotes)) == (tier, tier is Tier.ANSWERED, 2)


# ---- neighbours, repeats and crowds


def test_neighbours_of_one_turn_are_quoted_as_one_exact_span(library: Library, tell: Tell) -> None:
    tell(talk=f"安妮：你好吗。\n吴波：{CAPS}\n安妮：再见。\n")
    passages = [passage for passage in library._own_words("吴波") if passage.speaker]
    quote = library.ask("许可证上限承诺", limit=3).quotes[0]
    assert len(passages) == 3
    assert quote.text == CAPS == library._held.catalogue.text("talk")[quote.start : quote.stop]
    assert (quote.start_line, quote.end_line, quote.passage.speaker and quote.passage.speaker.name) == (2, 2, "吴波")
    assert quote.passage.id in {passage.id for passage in passages}
    assert len(library.ask("许可证上限承诺", limit=3).quotes) == 3


def test_what_decides_in_a_quote_of_neighbours_is_still_marked(library: Library, tell: Tell) -> None:
    tell(talk=f"安妮：你好吗。\n吴波：{CAPS}\n安妮：再见。\n")
    (quote,) = library.ask("第九条许可证", limit=1).quotes
    assert (quote.text, "第九条许可证" in (marked(quote) or CAPS)) == (CAPS, True)
    assert marked(quote) != CAPS


def test_the_same_words_of_two_sources_are_quoted_once(library: Library, tell: Tell) -> None:
    tell(one=TALK, two=TALK.replace("caps is", "caps  is"))
    assert len(library.ask("licence", limit=10).quotes) == 2


def test_one_minute_does_not_fill_an_answer(library: Library, tell: Tell) -> None:
    close = "".join(f"Ann: Caps number {word}.\nBob: Well.\n" for word in ("one", "two", "three", "four"))
    tell(one=close, two="Cid: Caps may be bad for those who like zebras.\n")
    texts = [quote.text for quote in library.ask("caps number", limit=3).quotes]
    assert texts[2] == "Caps may be bad for those who like zebras."


# ---- what decides


@pytest.mark.parametrize(
    ("question", "decisive"),
    [("zebras of the savannah", 0), ("who breaks a promise of caps?", 1), ("home by train", 2)],
)
def test_the_window_of_a_passage_that_is_nearest_to_the_question_is_marked(
    library: Library, tell: Tell, question: str, decisive: int
) -> None:
    tell(talk=AFRICA)
    (quote,) = library.ask(question).quotes
    assert (marked(quote), quote.text) == (THREE[decisive], " ".join(THREE))


def test_in_a_passage_of_one_window_there_is_nothing_to_mark(library: Library, tell: Tell) -> None:
    tell(talk=f"Ann: {THREE[1]}\nBob: Hm. Yes.\n")
    quotes = library.ask("who breaks a promise of caps?").quotes
    assert [marked(quote) for quote in quotes] == [None, None]
    assert library.still_there([quote.passage.id for quote in quotes], "caps") == tuple(map(unscored, quotes))


def test_passages_that_are_still_there_are_marked_for_a_question_and_only_for_one(library: Library, tell: Tell) -> None:
    tell(talk=AFRICA)
    ids = [library.ask("caps").quotes[0].passage.id, "gone"]
    assert [marked(quote) for quote in library.still_there(ids)] == [None]
    assert [marked(quote) for quote in library.still_there(ids, "zebras of the savannah")] == [THREE[0]]
    assert [marked(quote) for quote in library.still_there(ids, "home by train")] == [THREE[2]]
    assert library.still_there([], "home by train") == library.still_there(["gone"], "home by train") == ()


def test_a_passage_that_has_no_windows_any_more_is_shown_without_a_mark(library: Library, tell: Tell) -> None:
    tell(talk=AFRICA)
    ids = [library.ask("caps").quotes[0].passage.id]
    with closing(WindowStore(library.folder / "windows.sqlite3")) as windows:
        windows.remove(ids)
    assert [quote.decisive for quote in library.still_there(ids, "caps")] == [None]


def test_passages_are_not_marked_for_what_could_not_be_asked(library: Library, tell: Tell) -> None:
    tell(talk=AFRICA)
    with pytest.raises(EmptyQuestion):
        library.still_there([library.ask("caps").quotes[0].passage.id], "?!")


# ---- two languages


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Training robots?", "我们训练了机器人。"),
        ("誰訓練機器人?", "我们训练了机器人。"),
        ("火山", "Volcanoes erupt under the snow."),
        ("說到下雪的話?", "Volcanoes erupt under the snow."),
    ],
)
def test_a_question_in_one_language_or_script_finds_what_was_said_in_the_other(
    bilingual: Library, tell: Tell, question: str, words: str
) -> None:
    tell(bilingual, talk=TWO_LANGUAGES)
    assert said(bilingual.ask(question, limit=1).quotes) == [("Bob", words)]


def test_a_translation_finds_what_a_speaker_or_a_source_is_asked_for(bilingual: Library, tell: Tell) -> None:
    tell(bilingual, talk=TWO_LANGUAGES, other="Ann: 机器人很贵。\nBob: 机器人不贵。\nAnn: 好。\n")
    assert said(bilingual.ask("robots", speaker="Ann", limit=1).quotes) == [("Ann", "机器人很贵。")]
    assert said(bilingual.ask("robots", source="talk", limit=1).quotes) == [("Bob", "我们训练了机器人。")]


def test_warming_opens_the_dictionary_and_closing_closes_it(tmp_path: Path, dictionary: Dictionary) -> None:
    own = Dictionary(dictionary._path.parent)
    library = Library(tmp_path / "data", HashingEncoder(), own)
    assert "_db" not in vars(own)
    library.warm()
    assert "_db" in vars(own)
    library.close()
    assert "_db" not in vars(own)


# ---- comparing
