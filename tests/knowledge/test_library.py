"""The library as its users see it, on transcripts of a few lines."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.dictionary import Dictionary
from knowledge.errors import (
    EmptyQuestion,
    LibraryDamaged,
    LibraryUnwritable,
    QuestionTooLong,
    UnknownPassage,
    UnknownSource,
    UnknownSpeaker,
)
from knowledge.library import Library
from knowledge.model import Quote, Side, Tier
from knowledge.reading import LONGEST_QUESTION
from knowledge.windows import WindowStore
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import Tell, labelled, python
from tests.knowledge.ingesting import ZEBRAS, Reopen

TALK = "Ann: What is a licence?\nBob: A licence without caps is a promise.\n"
QUOTABLE = (
    "[[ann-lee]] A licence without caps must be a promise to all people.\n"
    "[[bob-wu]] Closed weights are always safer until somebody has tested them.\n"
    "[[narration]] The company must always publish its weights to all people.\n"
    "[[unknown]] Nobody should ever read all of the words of such a licence.\n"
    "[[ad]] Our sponsor will always have the best of all mattresses for your licence.\n"
    "[[skip]] A licence without caps must be the promise of a heading.\n"
)

THREE = (
    "The weather over the wide and dusty savannah is fine for all of the zebras today.",
    "Caps on a licence are a promise that somebody will break whenever it suits them best.",
    "We will all go home by train in the late evening once the last of the work is done.",
)
AFRICA = f"Ann: {' '.join(THREE)}\n"
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


def marked(quote: Quote) -> str | None:
    return quote.passage.text[slice(*quote.decisive)] if quote.decisive else None


def unscored(quote: Quote) -> Quote:
    return replace(quote, score=0.0)


def said(quotes: tuple[Quote, ...]) -> list[tuple[str | None, str]]:
    return [(quote.passage.speaker.name if quote.passage.speaker else None, quote.text) for quote in quotes]


def sides(library: Library, first: str, second: str, topic: str) -> list[Side]:
    return list(library.compare(first, second, topic).sides)


# ---- asking


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


def test_two_speakers_are_set_side_by_side_in_their_own_words(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Licence caps are bad. [[bob-wu]] Licence caps are good. [[ann-lee]] Bye."))
    ann, bob = sides(library, "安妮", "bob-wu", "licence caps bad or good")
    assert (ann.speaker.name, ann.addressed, said(ann.quotes)[0][1]) == ("Ann Lee", True, "Licence caps are bad.")
    assert (bob.speaker.name, bob.addressed, said(bob.quotes)) == (
        "Bob Wu",
        True,
        [("Bob Wu", "Licence caps are good.")],
    )


def test_narration_is_nobodys_side(library: Library, tell: Tell) -> None:
    text = "[[narration]] Ann Lee says caps are bad. [[quote: ann-lee]] Caps are bad. [[bob-wu]] Caps are good."
    tell(talk=labelled(text))
    ann, _ = sides(library, "ann", "bob-wu", "caps are bad")
    assert said(ann.quotes) == [("Ann Lee", "Caps are bad.")]


def test_a_side_that_never_spoke_is_not_addressed(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Licence caps are bad. [[narration]] Bob Wu says licence caps are good."))
    ann, bob = sides(library, "ann", "bob-wu", "licence caps bad or good")
    assert (ann.addressed, bob.addressed, bob.quotes) == (True, False, ())


def test_a_side_that_spoke_on_other_things_only_is_not_addressed(library: Library, tell: Tell) -> None:
    others = "".join(
        f"[[bob-wu]] {line} [[unknown]] Hm. " for line in ("Zebras gallop.", *THREE[::2], "Volcanoes erupt.")
    )
    tell(talk=labelled(f"[[ann-lee]] Are licence caps bad? {others}"))
    ann, bob = sides(library, "ann", "bob-wu", "Are licence caps bad or good to have?")
    assert (ann.addressed, bob.addressed) == (True, False)


def test_of_level_positions_the_one_in_an_exchange_with_the_other_side_comes_first(
    library: Library, tell: Tell
) -> None:
    # The same words in another order are as near; the same in the same order would be shown once.
    to_cid = "Bob: Every open licence for zebras is a promise to the herd and to those who come after it.\n"
    to_ann = "Bob: To those who come after it and to the herd every open licence for zebras is a promise.\n"
    tell(one=f"Cid: Well?\n{to_cid}", two=f"Ann: No open licence for zebras is a promise.\n{to_ann}")
    (bob, _) = library.compare("Bob", "Ann", "open licence for zebras").sides
    assert [quote.passage.source.id for quote in bob.quotes] == ["two", "one"]
    (bob, _) = library.compare("Bob", "Cid", "open licence for zebras").sides
    assert [quote.passage.source.id for quote in bob.quotes] == ["one", "two"]


def test_a_comparison_of_strangers_names_them(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Caps are bad."))
    with pytest.raises(UnknownSpeaker, match="Cid"):
        library.compare("ann", "Cid", "caps")
    with pytest.raises(EmptyQuestion):
        library.compare("ann", "bob-wu", "?")


# ---- random quotes


def test_random_quotes_are_somebodys_own_words_and_nothing_else(library: Library, tell: Tell) -> None:
    tell(talk=labelled(QUOTABLE))
    assert sorted(said(tuple(library.random_quotes()))) == [
        ("Ann Lee", "A licence without caps must be a promise to all people."),
        ("Bob Wu", "Closed weights are always safer until somebody has tested them."),
    ]


def test_random_quotes_may_be_of_one_speaker_or_on_one_topic(library: Library, tell: Tell) -> None:
    tell(talk=labelled(QUOTABLE))
    assert [name for name, _ in said(tuple(library.random_quotes(speaker="吴波")))] == ["Bob Wu"]
    assert ("Ann Lee", "A licence without caps must be a promise to all people.") in said(
        tuple(library.random_quotes(topic="a licence without caps is a promise"))
    )
    assert list(library.random_quotes(topic="what's the capital of australia")) == []


def test_a_seed_draws_the_same_quotes_again(library: Library, tell: Tell) -> None:
    tell(talk="".join(f"Ann: Sentence number {i} must be long enough to be quoted.\n" for i in range(20)))
    first, again, other = (list(library.random_quotes(seed=seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert len({quote.start for quote in first}) == 20


# ---- where it stands


def test_a_passage_is_found_again_by_its_id_and_among_the_turns_around_it(library: Library, tell: Tell) -> None:
    tell(
        talk=labelled(
            "[[ann-lee]] One. [[bob-wu]] Two. [[skip]] Junk [[ann-lee]] Three. [[bob-wu]] Four. [[ann-lee]] Five."
        )
    )
    quote = next(quote for quote in library.ask("three", limit=9).quotes if quote.text == "Three.")
    context = library.context(quote.passage.id)
    assert context.quote.text == "Three."
    assert [part.text for part in context.slices] == ["One.", "Two.", "Three.", "Four.", "Five."]


def test_a_passage_that_is_gone_says_so_and_the_others_are_still_there(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    ids = [quote.passage.id for quote in library.ask("licence").quotes]
    with pytest.raises(UnknownPassage, match="gone"):
        library.context("gone")
    assert [quote.passage.id for quote in library.still_there([ids[1], "gone", ids[0]])] == [ids[1], ids[0]]


def test_the_turns_of_a_source_are_read_in_order_with_their_lines(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] One.\nMore. [[bob-wu]] Two."))
    first, second = library.turns("The Example Podcast")
    assert (first.text, first.end_line - first.start_line, first.speaker and first.speaker.id) == (
        "One.\nMore.",
        1,
        "ann-lee",
    )
    assert (second.text, second.start_line == first.end_line) == ("Two.", True)


def test_a_quote_names_its_source_its_link_and_its_time(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[bob-wu 00:01:12]] Open."))
    passage = library.ask("open").quotes[0].passage
    assert (passage.source.title, passage.source.url) == ("The Example Podcast", "https://example.org/7")
    assert passage.start_ms == 72_000


# ---- the library itself


def test_speakers_of_several_sources_are_listed_once(library: Library, tell: Tell) -> None:
    tell(one=TALK, two="Ann: Again.\nCid: Hello.\n")
    assert [speaker.id for speaker in library.speakers()] == ["ann", "bob", "cid"]
    assert [source.id for source in library.sources()] == ["one", "two"]


@pytest.mark.parametrize("question", ["who is in here?", "这里有谁说过话？", "這裡有誰？"])
def test_who_asks_for_the_people_is_told_everybody_who_is_heard(library: Library, tell: Tell, question: str) -> None:
    tell(one=TALK, two="Cid: Hello.\n")
    answer = library.ask(f" {question}\n", limit=1)
    assert answer.listing == library.speakers() != ()
    assert (answer.question, answer.quotes, answer.tier, answer.confidence) == (question, (), Tier.ANSWERED, 1.0)


@pytest.mark.parametrize("question", ["what podcasts do you have", "收录了哪些节目？", "收錄了哪些節目"])
def test_who_asks_for_the_pieces_is_told_every_source(library: Library, tell: Tell, question: str) -> None:
    tell(one=TALK, two="Cid: Hello.\n")
    assert library.ask(question).listing == library.sources() != ()


def test_a_question_to_the_transcripts_has_no_listing(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    answer = library.ask("who speaks about a licence without caps?")
    assert (answer.listing, len(answer.quotes)) == ((), 2)


def test_an_empty_library_has_nothing_to_list(library: Library) -> None:
    answer = library.ask("who is in here?")
    assert (answer.listing, answer.quotes, answer.tier) == ((), (), Tier.NOTHING)


@pytest.mark.parametrize("question", ["What of 小安?", "What of Annabel?", "安娜貝爾怎麼樣?"])
def test_who_is_spoken_of_is_found_under_any_of_their_names(library: Library, tell: Tell, question: str) -> None:
    text = labelled("[[ann-lee]] Zebras gallop. [[bob-wu]] 安娜贝尔走了。 [[ann-lee]] Volcanoes erupt.")
    tell(talk=text.replace("participants:", "names:\n  - [Annabel, 安娜贝尔, 小安]\nparticipants:"))
    assert said(library.ask(question, limit=1).quotes) == [("Bob Wu", "安娜贝尔走了。")]


def test_a_folder_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "data", Path("/proc/verbatim")):
        with pytest.raises(LibraryUnwritable, match="cannot be used"):
            Library(folder, HashingEncoder())


def test_what_another_process_brings_in_is_found_without_reopening(library: Library, tell: Tell, folder: Path) -> None:
    tell(talk=TALK)
    assert len(library.ask("licence", limit=10).quotes) == 2
    (folder / "more.txt").write_text("Cid: Zebras gallop over the savannah.\n")
    assert bring_in_elsewhere(library.folder, folder) == "['added', 'unchanged']\n"
    assert said(library.ask("zebras savannah", limit=10).quotes)[0] == ("Cid", "Zebras gallop over the savannah.")


def test_what_another_process_brings_in_after_warming_is_found(library: Library, tell: Tell, folder: Path) -> None:
    library.warm()
    (folder / "more.txt").write_text(ZEBRAS)
    assert bring_in_elsewhere(library.folder, folder) == "['added']\n"
    answer = library.ask("zebras savannah")
    assert (said(answer.quotes), answer.answered) == ([("Cid", "Zebras gallop over the savannah.")], True)


def test_a_library_that_another_process_rebuilds_after_warming_is_read_on(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    library.warm()
    assert elsewhere(library.folder, "library.reindex()") == ""
    assert len(library.ask("licence").quotes) == 2


def test_what_another_process_brought_in_outlives_the_next_change_here(
    library: Library, tell: Tell, folder: Path
) -> None:
    tell(talk=TALK)
    library.ask("licence")
    (folder / "more.txt").write_text("Cid: Zebras gallop over the savannah.\n")
    bring_in_elsewhere(library.folder, folder)
    tell(third="Dan: Volcanoes erupt under the snow.\n")
    assert {name for name, _ in said(library.ask("it", limit=10).quotes)} == {"Ann", "Bob", "Cid", "Dan"}


def test_an_index_that_another_process_rebuilds_is_read_on_without_reopening(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    library.ask("licence")
    assert elsewhere(library.folder, "library.reindex()") == ""
    assert len(library.ask("licence").quotes) == 2
    tell(more="Cid: Zebras gallop over the savannah.\n")
    assert len(library.ask("licence", limit=10).quotes) == 3


def test_windows_that_another_process_made_anew_are_what_is_marked(library: Library, tell: Tell, folder: Path) -> None:
    tell(talk=AFRICA)
    assert marked(library.ask("zebras of the savannah").quotes[0]) == THREE[0]
    (folder / "talk.txt").write_text(f"Ann: {' '.join(reversed(THREE))}\n")
    assert elsewhere(library.folder, "library.reindex()") == ""
    assert bring_in_elsewhere(library.folder, folder) == "['updated']\n"
    (quote,) = library.ask("zebras of the savannah").quotes
    assert (marked(quote), quote.text) == (THREE[0], " ".join(reversed(THREE)))


def test_a_damaged_file_of_windows_is_one_sentence_and_rebuilding_mends_it(
    library: Library, tell: Tell, reopened: Reopen
) -> None:
    tell(talk=AFRICA)
    library.close()
    (library.folder / "windows.sqlite3").write_bytes(b"damaged " * 1000)
    damaged = reopened(HashingEncoder())
    for _ in range(2):
        with pytest.raises(LibraryDamaged, match=r"^The index of windows cannot be read; .*knowledge reindex`\.$"):
            damaged.ask("caps")
    damaged.reindex()
    assert marked(damaged.ask("home by train").quotes[0]) == THREE[2]


def test_closing_twice_is_harmless(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    library.close()
    library.close()


def bring_in_elsewhere(data: Path, folder: Path) -> str:
    return elsewhere(data, f"print([report.status for report in library.ingest([Path({str(folder)!r})])])")


def elsewhere(data: Path, statement: str) -> str:
    """Runs a statement on the library in another process and gives what it printed."""
    opening = (
        "import sys\nfrom pathlib import Path\nfrom knowledge.library import Library\n"
        "from tests.conftest import HashingEncoder\nlibrary = Library(Path(sys.argv[1]), HashingEncoder())\n"
    )
    done = python(opening + statement, data)
    assert done.stderr == ""
    return done.stdout
