"""Comparisons as tables: who faces whom, then and now, and up to four speakers."""

import pytest

from knowledge.errors import NotHeard, NumberOfSpeakers, SameSource, SameSpeaker, UnknownSource, UnknownSpeaker
from knowledge.library import Library
from knowledge.model import Comparison
from tests.knowledge.conftest import Tell, labelled

CAPS_ANN = "Every licence with caps should be rejected by those who love the herd."
CAPS_BOB = "Every licence with caps should be welcomed by those who love the herd."
FEES = "Fees must never be charged for a licence that students need for their work."
OTHERS = "".join(
    f"{name}: {line}\n"
    for name, line in (
        ("Cid", "Zebras gallop over the wide savannah when the rain begins."),
        ("Dan", "Volcanoes erupt under snow more often than people believe."),
        ("Cid", "Bread must be baked at night by somebody who loves it."),
        ("Dan", "Whales sing their long songs for the whole of the winter."),
    )
)
TALK = f"Ann: {CAPS_ANN}\nCid: Hm.\nAnn: {FEES}\nBob: {CAPS_BOB}\n{OTHERS}"


def shown(comparison: Comparison) -> list[tuple[str | None, ...]]:
    return [tuple(quote.text if quote else None for quote in row.quotes) for row in comparison.rows]


def test_what_is_alike_faces_each_other_and_the_rest_stands_alone(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    comparison = library.compare("Ann", "Bob", "licence caps")
    assert shown(comparison)[0] == (CAPS_ANN, CAPS_BOB)
    assert [row.faces for row in comparison.rows] == [True, *[False] * (len(comparison.rows) - 1)]


def test_the_columns_are_in_the_order_in_which_people_are_named(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    assert shown(library.compare("Bob", "Ann", "licence caps"))[0] == (CAPS_BOB, CAPS_ANN)


def test_who_never_spoke_on_it_has_no_statement(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    comparison = library.compare("Ann", "Dan", "Should a licence with caps be rejected?")
    assert [side.addressed for side in comparison.sides] == [True, False]
    assert {row.quotes[1] for row in comparison.rows} == {None}
    assert shown(comparison)


def test_no_side_has_more_statements_than_are_asked_for(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    assert len(shown(library.compare("Ann", "Bob", "licence", limit=1))) <= 2


def test_up_to_four_speakers_are_set_side_by_side(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    comparison = library.compare_all(["Ann", "Bob", "Cid", "Dan"], "licence caps")
    assert [side.speaker.name for side in comparison.sides] == ["Ann", "Bob", "Cid", "Dan"]
    assert shown(comparison)[0][:2] == (CAPS_ANN, CAPS_BOB)
    assert {len(row.quotes) for row in comparison.rows} == {4}


def test_one_speaker_faces_what_they_said_in_another_source(library: Library, tell: Tell) -> None:
    tell(old=f"Ann: {CAPS_BOB}\n{OTHERS}", new=TALK)
    comparison = library.then_and_now("Ann", "old", "new", "licence caps")
    assert shown(comparison)[0] == (CAPS_BOB, CAPS_ANN)
    for side in comparison.sides:
        assert side.source
        assert {quote.passage.source.id for quote in side.quotes} == {side.source.id}


def test_then_comes_before_now_where_both_have_a_date(library: Library, tell: Tell) -> None:
    tell(old=f"Ann: {CAPS_BOB}\n{OTHERS}", new=TALK)
    library.describe("old", date="2019-05-01")
    assert order(library) == ["new", "old"]
    library.describe("new", date="2024-05-01")
    assert order(library) == ["old", "new"]


def order(library: Library) -> list[str]:
    sides = library.then_and_now("Ann", "new", "old", "licence").sides
    return [side.source.id for side in sides if side.source]


def test_what_cannot_be_compared_is_told_by_one_sentence(library: Library, tell: Tell) -> None:
    tell(talk=TALK, other=OTHERS)
    with pytest.raises(SameSpeaker, match="Please name two different people; both of these are Ann"):
        library.compare("Ann", "ann", "caps")
    with pytest.raises(NumberOfSpeakers, match="Please name two to 4 speakers; here are 1"):
        library.compare_all(["Ann"], "caps")
    with pytest.raises(NumberOfSpeakers, match="here are 5"):
        library.compare_all(["Ann", "Bob", "Cid", "Dan", "Ann"], "caps")
    with pytest.raises(SameSource, match="both of these are “talk”"):
        library.then_and_now("Ann", "talk", "talk", "caps")
    with pytest.raises(NotHeard, match="Ann is not heard in “other”"):
        library.then_and_now("Ann", "talk", "other", "caps")
    with pytest.raises(UnknownSource, match="tolk"):
        library.then_and_now("Ann", "talk", "tolk", "caps")
    with pytest.raises(UnknownSpeaker, match="Eve"):
        library.compare_all(["Ann", "Bob", "Eve"], "caps")


def test_a_library_that_was_changed_is_measured_anew(library: Library, tell: Tell) -> None:
    tell(talk=f"Ann: {FEES}\nBob: {CAPS_BOB}\n")
    library.compare("Ann", "Bob", "licence")
    tell(talk=TALK)
    assert shown(library.compare("Ann", "Bob", "licence caps"))[0] == (CAPS_ANN, CAPS_BOB)


def test_words_in_an_article_are_a_position_as_those_in_a_talk_are(library: Library, tell: Tell) -> None:
    article = labelled(f"[[narration]] She disagrees. [[quote: ann-lee]] {CAPS_ANN} [[narration]] So it goes.")
    tell(article=article, talk=labelled(f"[[bob-wu]] {CAPS_BOB}\n[[unknown]] Zebras gallop over the wide savannah."))
    assert shown(library.compare("ann-lee", "bob-wu", "licence caps"))[0] == (CAPS_ANN, CAPS_BOB)
