"""Whether somebody said some words: on a talk of a few lines, and on the claims in tests/data/claims."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.errors import ClaimTooShort, EmptyQuestion, QuestionTooLong, UnknownSpeaker
from knowledge.library import Library
from knowledge.model import Kind
from knowledge.verification import Change, Verdict, Verification
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import ROOT, SEEDS, Tell, labelled

CLAIMS = ROOT / "tests" / "data" / "claims"
CASES = [json.loads(line) for line in (CLAIMS / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
TALK = labelled(
    "[[ann-lee]] Who owns the map of the harbour?\n\n"
    "[[bob-wu]] The map of the harbour belongs to everybody who sails. We will never sell it.\n\n"
    "[[ann-lee]] Right.\n\n"
    "[[bob-wu]] Not even to the largest shipping company in the world.\n\n"
    "[[ann-lee]] Then tell me what it cost, in money and in years, and who in the end paid for every chart that you"
    " drew, and for all of the boats and instruments that you had to buy or to borrow for it?\n\n"
    "[[bob-wu]] It took nine years and 12 million crowns.\n\n"
    "[[ad]] Buy the softest mattress of the whole northern coast.\n\n"
    "[[narration]] The map was printed in the winter of 1999.\n\n"
    "[[unknown]] Somebody should frame that map and hang it up.\n"
)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """All seeds and an English talk."""
    with closing(Library(tmp_path_factory.mktemp("seeds"), HashingEncoder())) as opened:
        assert all(report.error is None for report in opened.ingest([SEEDS, CLAIMS / "english.txt"]))
        yield opened


@pytest.fixture
def talk(library: Library, tell: Tell) -> Library:
    tell(talk=TALK)
    return library


def credited(found: Verification) -> list[str]:
    return [speaker.id for speaker in found.credited]


def changes(found: Verification) -> list[tuple[Change, str, str]]:
    """What differs at the first place: in the asked words, and in those of the source."""
    return [
        (one.change, found.asked[slice(*one.asked)], piece.quote.passage.text[slice(*one.said)])
        for piece in found.places[0].pieces
        for one in piece.differences
        if one.change is not Change.EQUAL
    ]


def pieces(found: Verification) -> list[str]:
    return [piece.text for piece in found.places[0].pieces]


# ---- the claims


@pytest.mark.parametrize("case", CASES, ids=[f"{case['sort']}: {case['text']}" for case in CASES])
def test_a_claim_is_judged_as_a_careful_reader_would(seeds: Library, case: dict[str, str]) -> None:
    found = seeds.verify(case["text"], speaker=case.get("speaker"))
    assert found.verdict in case["verdict"]
    assert found.exact is (found.verdict is Verdict.EXACT) or found.verdict not in {Verdict.EXACT, Verdict.ALTERED}
    if "by" in case:
        assert credited(found)[0] == case["by"]


# ---- one voice


def test_these_very_words_are_told_with_who_and_where(talk: Library) -> None:
    found = talk.verify("the map of the harbour belongs to EVERYBODY who sails")
    assert (found.verdict, found.exact, credited(found), found.count) == (Verdict.EXACT, True, ["bob-wu"], 1)
    assert pieces(found) == ["The map of the harbour belongs to everybody who sails"]
    assert found.places[0].quotes[0].text == "The map of the harbour belongs to everybody who sails."


def test_a_word_in_place_of_another_is_marked_in_both(talk: Library) -> None:
    found = talk.verify("The map of the harbour belongs to nobody who sails", speaker="Bob Wu")
    assert (found.verdict, changes(found)) == (Verdict.ALTERED, [(Change.REPLACED, "nobody", "everybody")])


def test_the_last_word_of_a_claim_is_set_beside_the_last_of_the_source(talk: Library) -> None:
    assert changes(talk.verify("The map of the harbour belongs to everybody who swims")) == [
        (Change.REPLACED, "swims", "sails")
    ]


def test_a_word_too_many_at_the_end_is_not_set_beside_the_next_sentence(talk: Library) -> None:
    assert changes(talk.verify("belongs to everybody who sails well")) == [(Change.ADDED, "well", "")]


def test_a_lost_never_and_another_number_are_marked(talk: Library) -> None:
    assert changes(talk.verify("everybody who sails. We will sell it")) == [(Change.LEFT_OUT, "", "never")]
    assert changes(talk.verify("It took nine years and 120 million crowns")) == [(Change.REPLACED, "120", "12")]


def test_a_word_too_many_is_marked(talk: Library) -> None:
    found = talk.verify("The map of the harbour never belongs to everybody who sails")
    assert changes(found) == [(Change.ADDED, "never", "")]


def test_the_quote_has_the_whole_sentence_for_what_stands_around_words_may_turn_them(
    library: Library, tell: Tell
) -> None:
    tell(talk="Ann: It is a lie that the map of the harbour is for sale. Ask Bob.\nBob: I see.\n")
    found = library.verify("the map of the harbour is for sale")
    assert found.verdict is Verdict.EXACT
    assert found.places[0].quotes[0].text == "It is a lie that the map of the harbour is for sale."
    assert pieces(found) == ["the map of the harbour is for sale"]


def test_an_ellipsis_stands_for_words_that_are_told(talk: Library) -> None:
    found = talk.verify("The map of the harbour … We will never sell it")
    assert (found.verdict, found.elided) == (Verdict.EXACT, True)
    assert changes(found) == [(Change.ELIDED, " … ", " belongs to everybody who sails. ")]


def test_an_ellipsis_where_nothing_was_left_out_elides_nothing(talk: Library) -> None:
    found = talk.verify("The map of the harbour… belongs to everybody who sails")
    assert (found.verdict, found.elided, changes(found)) == (Verdict.EXACT, False, [])


def test_the_parts_around_an_ellipsis_must_stand_in_order(talk: Library) -> None:
    assert not talk.verify("We will never sell it … The map of the harbour belongs").exact


def test_a_turn_of_the_same_speaker_that_was_left_out_is_no_piece_of_the_claim(library: Library, tell: Tell) -> None:
    tell(talk="Ann: Is it?\nBob: The sea is wide.\nAnn: Who sails it?\nBob: Nobody has.\nBob: The sea is cold.\n")
    found = library.verify("The sea is wide. The sea is cold")
    assert pieces(found) == ["The sea is wide", "The sea is cold"]
    assert (found.verdict, credited(found)) == (Verdict.ALTERED, ["bob"])


def test_an_interjection_of_another_does_not_make_the_words_anothers(talk: Library) -> None:
    found = talk.verify("We will never sell it, not even to the largest shipping company", speaker="Bob Wu")
    assert (found.verdict, found.elided) == (Verdict.EXACT, True)
    assert pieces(found) == ["We will never sell it", "Not even to the largest shipping company"]


def test_sentences_put_together_over_a_question_are_not_exact(talk: Library) -> None:
    found = talk.verify("The map of the harbour belongs to everybody who sails. It took nine years and 12 million")
    assert (found.verdict, found.places[0].spliced) == (Verdict.ALTERED, True)


def test_words_that_cross_passages_of_one_turn_are_found(library: Library, tell: Tell) -> None:
    sentence = "今天我们要谈的是第{}号地图的来历和它的主人以及所有画过它的人。"
    tell(talk="Ann: 好的。\nBob: " + "".join(map(sentence.format, "一二三四五六七八九十")) + "\nAnn: 好。\n")
    said = next(turn.text for turn in library.turns("talk") if turn.turn.speaker == "bob")
    found = library.verify(said[100:260], speaker="Bob")
    passages = list(library._own_words("bob"))
    assert (found.verdict, pieces(found), len(passages) > 1) == (Verdict.EXACT, [said[100:260]], True)


def test_the_same_words_said_often_are_counted_and_the_first_places_told(library: Library, tell: Tell) -> None:
    tell(talk="Ann: Well.\n" + "Bob: The map of the harbour is not for sale.\nAnn: I see.\n" * 5)
    found = library.verify("the map of the harbour is not for sale")
    assert (found.count, [place.quotes[0].start_line for place in found.places]) == (5, [2, 4, 6])


# ---- whose words


def test_words_of_another_are_told_with_whose_they_are(talk: Library) -> None:
    found = talk.verify("“We will never sell it. Not even to the largest shipping company” — Ann Lee")
    assert (found.verdict, found.exact, credited(found), found.named) == (Verdict.ANOTHER, True, ["bob-wu"], "Ann Lee")


def test_of_another_what_the_one_named_did_say_is_told_besides(library: Library, tell: Tell) -> None:
    tell(talk="Ann: The map of the harbour is for everybody.\nBob: The map of the harbour is for nobody.\n")
    found = library.verify("The map of the harbour is for nobody", speaker="Ann")
    assert (found.verdict, credited(found)) == (Verdict.ANOTHER, ["bob"])
    assert [place.speaker.id for place in found.also if place.speaker] == ["ann"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the softest mattress of the whole northern coast", Kind.AD),
        ("The map was printed in the winter of 1999", Kind.NARRATION),
        ("Somebody should frame that map and hang it up", Kind.SPEECH),
    ],
)
def test_words_that_nobody_is_known_to_have_said_are_nobodys(talk: Library, text: str, kind: Kind) -> None:
    found = talk.verify(text, speaker="Ann")
    assert (found.verdict, found.exact, credited(found)) == (Verdict.UNCREDITED, True, [])
    assert found.places[0].kind is kind


def test_words_that_cross_a_change_of_speaker_are_never_one_persons(talk: Library) -> None:
    found = talk.verify(
        "Who owns the map of the harbour? The map of the harbour belongs to everybody", speaker="Bob Wu"
    )
    assert (found.verdict, credited(found), found.exact) == (Verdict.SEVERAL, [], True)
    assert len(pieces(found)) == 2


def test_a_heading_is_not_said(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[skip]] The long history of the harbour map\n\n[[ann-lee]] Let us begin with it.\n"))
    assert library.verify("The long history of the harbour map").verdict is Verdict.NOT_FOUND


def test_half_a_word_is_not_that_word(library: Library, tell: Tell) -> None:
    tell(talk="Ann: Good.\nBob: He is unhappy about the harbour map.\n")
    found = library.verify("He is happy about the harbour map")
    assert changes(found) == [(Change.REPLACED, "happy", "unhappy")]


# ---- nothing, and refusals


def test_what_nobody_said_is_not_found_and_what_is_near_is_no_place(talk: Library) -> None:
    found = talk.verify("Our cats have eaten the last of the blue sandwiches", speaker="Bob Wu")
    assert (found.verdict, found.places, found.count, found.exact) == (Verdict.NOT_FOUND, (), 0, False)


def test_an_empty_library_has_not_heard_it(library: Library) -> None:
    assert library.verify("The map of the harbour belongs to everybody").verdict is Verdict.NOT_FOUND


def test_refusals_are_errors_with_a_sentence(talk: Library) -> None:
    with pytest.raises(ClaimTooShort):
        talk.verify("the map")
    with pytest.raises(EmptyQuestion):
        talk.verify("…")
    with pytest.raises(QuestionTooLong):
        talk.verify("map " * 300)
    with pytest.raises(UnknownSpeaker):
        talk.verify("The map of the harbour belongs to everybody", speaker="Zed")


def test_a_library_that_is_read_alone_knows_nothing_of_another(talk: Library, tmp_path: Path) -> None:
    words = "The map of the harbour belongs to everybody who sails"
    with closing(talk.another(tmp_path / "alone", prefix="own-", together=False)) as alone:
        assert alone.verify(words).verdict is Verdict.NOT_FOUND
        assert alone.verify("the softest mattress of the whole northern coast").verdict is Verdict.NOT_FOUND
    with closing(talk.another(tmp_path / "beside", prefix="own-", together=True)) as beside:
        assert beside.verify(words).verdict is Verdict.EXACT
        assert beside.verify("the softest mattress of the whole northern coast").verdict is Verdict.UNCREDITED


def test_a_sponsor_read_that_is_taken_out_is_gone(talk: Library) -> None:
    words = "the softest mattress of the whole northern coast"
    assert talk.verify(words).verdict is Verdict.UNCREDITED
    talk.remove("talk")
    assert talk.verify(words).verdict is Verdict.NOT_FOUND
