"""The verdict as a person and as a program read it."""

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


def test_differences_are_told_in_words_and_nothing_is_taken_for_markup(talk: Library) -> None:
    told = printed(talk, "The map of a harbour belongs to everybody who sails. We will sell it gladly")
    assert "We will [never] sell it." in told
    assert "“a” stands in place of “the”" in told
    assert "“never” was left out" in told
    assert "“gladly” is not there" in told


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
