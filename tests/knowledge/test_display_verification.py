"""The verdict as a person and as a program read it."""

import re
from io import StringIO

import pytest
from rich.console import Console

from knowledge.display_verification import print_verification, sentence, verification_json
from knowledge.library import Library
from tests.knowledge.conftest import Tell, labelled

TALK = labelled(
    "[[bob-wu]] The map of the harbour belongs to everybody who sails. We will [never] sell it.\n\n"
    "[[ann-lee]] And who has paid for the printing of it?\n\n"
    "[[ad]] Buy the softest mattress of the whole northern coast.\n\n"
    "[[narration]] The map was printed in the winter of 1999.\n\n"
    "[[unknown]] Somebody should frame that map and hang it up.\n"
)


@pytest.fixture
def talk(library: Library, tell: Tell) -> Library:
    tell(talk=TALK)
    return library


def printed(library: Library, text: str) -> str:
    console = Console(file=StringIO(), width=200)
    print_verification(console, library.verify(text))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The map of the harbour belongs to everybody", "Bob Wu said these very words."),
        ("The map of the harbour … We will never", "Bob Wu said these very words, with something between them."),
        ("The map of the harbour belongs to nobody", "Bob Wu said nearly these words; the differences are below."),
        ("“The map of the harbour belongs to everybody” — Ann Lee", "Not Ann Lee: Bob Wu said these very words."),
        (
            "“The map of the harbour belongs to nobody” — Jo Doe",
            "Not Jo Doe: Bob Wu said nearly these words; the differences are below.",
        ),
        (
            "We will never sell it. And who has paid for the printing?",
            "These very words stand there, but several voices said them in turn.",
        ),
        (
            "the softest mattress of the whole northern coast",
            "These very words stand there, but in a sponsor read, which is nobody's own opinion.",
        ),
        (
            "The map was printed in the summer of 1999",
            "Nearly these words stand there, but as narration, and are nobody's quoted words.",
        ),
        (
            "Somebody should frame that map and hang it up",
            "These very words stand there, but who says them is not known.",
        ),
        ("Our cats have eaten every blue sandwich", "These words were not found."),
        ("“Our cats have eaten every blue sandwich” — Ann Lee", "These words were not found among what Ann Lee said."),
    ],
)
def test_a_verdict_is_one_sentence(talk: Library, text: str, verdict: str) -> None:
    assert sentence(talk.verify(text)) == verdict


def test_what_the_one_named_did_say_is_printed_below_and_where_else_is_counted(library: Library, tell: Tell) -> None:
    again = "".join("Bob: The map of the harbour is for nobody at all.\nEve: I see.\n" for _ in range(9))
    tell(talk=f"Ann: The map of the harbour is for everybody at all.\n{again}Ann: Well.\n")
    told = printed(library, "“The map of the harbour is for nobody at all” — Ann")
    assert "What Ann did say:\n\nAnn · talk" in told
    assert re.search(r"\nAnd \d more\.\n", told)


def test_words_that_stand_apart_are_told_to_do_so(talk: Library, library: Library, tell: Tell) -> None:
    asked = "And who of all the people on this coast has ever seen how deep it is in the middle of the bay?"
    tell(other=f"Bob: The sea is wide.\nAnn: {asked}\nBob: Nobody has.\nBob: The sea is cold in winter.\n")
    altered = talk.verify("The sea is wide. The sea is cold in winter")
    assert sentence(altered).endswith("said these words, but not together: what lies between them was left out.")
    altered = talk.verify("The sea is wide. The sea is warm in winter")
    assert sentence(altered).endswith("said nearly these words, and not together; the differences are below.")


def test_what_is_nearest_in_meaning_is_printed_as_that(talk: Library) -> None:
    told = printed(talk, "“The map belongs to the harbour and the printing of a map is paid by everybody” — Bob Wu")
    assert "Closest in meaning, and not these words:\n\nBob Wu" in told


def test_differences_are_told_in_words_and_nothing_is_taken_for_markup(talk: Library) -> None:
    told = printed(talk, "The map of a harbour belongs to everybody who sails. We will sell it gladly")
    assert "We will [never] sell it." in told
    assert "“a” stands in place of “the”" in told
    assert "“never” was left out" in told
    assert "“gladly” is not there" in told


def test_words_that_are_exact_are_shown_in_their_sentence_without_differences(talk: Library) -> None:
    told = printed(talk, "The map of the harbour belongs to everybody who sails")
    assert "\nThe map of the harbour belongs to everybody who sails.\n" in told
    assert "Asked: " not in told


def test_places_that_are_not_shown_are_counted(library: Library, tell: Tell) -> None:
    tell(talk="Ann: Well.\n" + "Bob: The map of the harbour is not for sale.\nAnn: I see.\n" * 5)
    told = printed(library, "the map of the harbour is not for sale")
    assert (told.count("The map of the harbour is not for sale."), "And 2 more.\n" in told) == (3, True)


def test_of_words_of_another_what_the_one_named_did_say_is_shown_below(library: Library, tell: Tell) -> None:
    tell(talk="Ann: The map of the harbour is for everybody.\nBob: The map of the harbour is for nobody.\n")
    told, _, below = printed(library, "“The map of the harbour is for nobody” — Ann").partition("What Ann did say:\n")
    assert told.startswith("Not Ann: Bob said these very words.\n")
    assert "The map of the harbour is for everybody." in below
    assert "“nobody” stands in place of “everybody”" in below


def test_what_is_near_in_meaning_is_told_to_be_other_words(library: Library, tell: Tell) -> None:
    tell(talk="Ann: Every chart of our harbour was drawn by hand in the end.\nBob: I see.\n")
    told = printed(library, "In the end drawn our hand every by harbour chart of was")
    first, _, below = told.partition("Closest in meaning, and not these words:\n")
    assert first == "These words were not found.\n\n"
    assert "Every chart of our harbour was drawn by hand in the end." in below


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "The map of the harbour belongs to everybody who sails. It took nine years and 12 million crowns",
            "Bob Wu said these words, but not together: what lies between them was left out.",
        ),
        (
            "The map of a harbour belongs to everybody who sails. It took nine years and 12 million crowns",
            "Bob Wu said nearly these words, and not together; the differences are below.",
        ),
    ],
)
def test_sentences_put_together_are_told_to_stand_apart(library: Library, tell: Tell, text: str, verdict: str) -> None:
    between = "[[ann-lee]] Then tell us what it cost, in money and in years, for all of the boats?\n\n" * 3
    tell(
        talk=TALK.replace(
            "[[ann-lee]] And who",
            between + "[[bob-wu]] It took nine years and 12 million crowns.\n\n[[ann-lee]] And who",
        )
    )
    assert sentence(library.verify(text)) == verdict


def test_what_an_ellipsis_stands_for_is_told(talk: Library) -> None:
    assert "is what … stands for" in printed(talk, "The map of the harbour … We will never sell it")


def test_offsets_in_json_are_those_of_the_source_and_of_the_asked_words(talk: Library) -> None:
    row = verification_json(talk.verify("“The map of the harbour belongs to nobody who sails”"))
    source = "".join(turn.text for turn in talk.turns("talk")[:1])
    piece = row["places"][0]["pieces"][0]
    changed = next(one for one in piece["differences"] if one["change"] == "replaced")
    shift = piece["start"] - source.index("The map")
    assert row["asked"][slice(*changed["asked"])] == "nobody"
    assert source[changed["said"][0] - shift : changed["said"][1] - shift] == "everybody"
    assert (row["verdict"], row["places"][0]["speaker"], row["exact"]) == ("altered", "bob-wu", False)
