"""What somebody pastes to be verified, read."""

import pytest

from knowledge.claims import Claim, read
from knowledge.errors import ClaimTooShort
from knowledge.model import Speaker

ANN = Speaker("ann-lee", "Ann Lee", ("安妮",))


def find(name: str) -> Speaker | None:
    return ANN if name in ANN.names else None


def claim(text: str) -> Claim:
    return read(text, find)


@pytest.mark.parametrize(
    "text",
    [
        "“The map belongs to everybody” — Ann Lee",
        "> *The map belongs to everybody.*\n- Ann Lee",
        '"The map belongs to everybody" --Ann Lee, 2024',
        "「The map belongs to everybody」——安妮（主持人）",
        "Ann Lee: “The map belongs to everybody”",
        'Ann Lee said, "The map belongs to everybody"',
        "安妮说：“The map belongs to everybody”",
        "The map belongs to everybody. ~ @Ann Lee",
        "“The map belongs to everybody,” Ann Lee said.",
        "“The map belongs to everybody”安妮说",
    ],
)
def test_quotation_marks_and_a_known_name_are_not_among_the_words(text: str) -> None:
    found = claim(text)
    assert (found.text.rstrip(".,"), find(found.named or "")) == ("The map belongs to everybody", ANN)


def test_a_name_that_nobody_has_is_one_only_behind_quotation_marks() -> None:
    assert claim("“The map belongs to everybody” — Jo Doe").named == "Jo Doe"
    kept = "The map belongs to everybody. — Jo Doe"
    assert (claim(kept).text, claim(kept).named) == (kept, None)


@pytest.mark.parametrize("text", ["The map belongs to one — Ann Lee", "Everybody knows it: the map belongs to Ann Lee"])
def test_what_is_part_of_the_sentence_stays(text: str) -> None:
    assert (claim(text).text, claim(text).named) == (text, None)


@pytest.mark.parametrize(
    "text", ["开源很好", "the map", "it is what it is", "Yes, yes, yes and yes", "The map … belongs"]
)
def test_words_that_anybody_may_have_said_are_refused(text: str) -> None:
    with pytest.raises(ClaimTooShort, match="too few words"):
        claim(text)


@pytest.mark.parametrize("mark", ["…", "...", " [...] ", "……", "（…）", "。。。"])
def test_an_ellipsis_parts_the_words(mark: str) -> None:
    assert claim(f"The map belongs{mark}to everybody who reads").parts == ("The map belongs", "to everybody who reads")


def test_an_ellipsis_at_an_end_parts_nothing() -> None:
    assert claim("… the map belongs to everybody …").gaps == ()


def test_sentences_that_say_something_may_have_been_put_together() -> None:
    found = claim("Yes. The map belongs to everybody. Nobody reads the map alone.")
    assert found.sentences == ("Yes. The map belongs to everybody", "Nobody reads the map alone")
