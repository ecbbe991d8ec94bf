"""Two speakers side by side, and quotes that are drawn, on transcripts of a few lines."""

import pytest

from knowledge.errors import (
    EmptyQuestion,
    UnknownSpeaker,
)
from knowledge.library import Library
from knowledge.model import Side
from tests.knowledge.conftest import Tell, labelled
from tests.knowledge.talks import QUOTABLE, THREE, said


def sides(library: Library, first: str, second: str, topic: str) -> list[Side]:
    return list(library.compare(first, second, topic).sides)


# ---- asking


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
