"""Where asked words stand is looked up again at the end: what a writer changed meanwhile is no place any more."""

import pytest

from knowledge import claims
from knowledge.library import Library
from knowledge.placing import Placing
from knowledge.stretches import Laid, stretches
from knowledge.verification import Change, Place
from tests.knowledge.conftest import Tell

WORDS = "The map of the harbour belongs to everybody"
TALK = f"Bob: {WORDS}.\nAnn: I see.\n"


@pytest.fixture
def talk(library: Library, tell: Tell) -> Library:
    tell(talk=TALK)
    return library


def laid(library: Library) -> tuple[Placing, Laid]:
    """These words, and beside them what is heard in the library now."""
    claim = claims.read(WORDS, lambda _: None)
    numbers = claim.numbered(())[1]
    voices = stretches(library._now, claim.parts, None).voices()
    return Placing(library._now, claim.tokens, (), Change.ELIDED), Laid(voices, numbers)


def placed(library: Library, placing: Placing, beside: Laid) -> Place | None:
    library._shelves.refresh()
    return placing.place([(at, at + 1) for at in range(len(WORDS.split()))], beside, 0)


def test_words_that_are_still_there_are_a_place(talk: Library) -> None:
    found = placed(talk, *laid(talk))
    assert found is not None
    assert ([piece.text for piece in found.pieces], found.likeness, found.is_exact) == ([WORDS], 1.0, True)


def test_words_of_a_source_that_was_taken_out_meanwhile_are_no_place(talk: Library) -> None:
    placing, beside = laid(talk)
    talk.remove("talk")
    assert placed(talk, placing, beside) is None


@pytest.mark.parametrize(
    "text", [f"Ann: Well.\nBob: {WORDS}.\n", f"Robert Wu: {WORDS}.\n", "Bob: The map.\n", "[x]\n\n\n\nBob: Ah.\n"]
)
def test_words_that_a_new_file_has_elsewhere_are_no_place(talk: Library, tell: Tell, text: str) -> None:
    placing, beside = laid(talk)
    tell(talk=text)
    assert placed(talk, placing, beside) is None


def test_asked_words_without_a_word_that_was_said_are_no_place(talk: Library) -> None:
    placing, beside = laid(talk)
    assert placing.place([(0, None), (1, None)], beside, 0) is None
