"""What a library holds, by place and by name: passages, turns, speakers and sources."""

import pytest

from knowledge.errors import (
    UnknownPassage,
)
from knowledge.library import Library
from knowledge.model import Tier
from tests.knowledge.conftest import Tell, labelled
from tests.knowledge.talks import TALK, said


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


def test_a_passage_whose_turns_are_gone_has_no_context(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    passage = library.ask("licence").quotes[0].passage.id
    library._held.catalogue._db.rows("DELETE FROM turn")  # as between the two reads, when its source is replaced
    with pytest.raises(UnknownPassage, match=passage):
        library.context(passage)


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
