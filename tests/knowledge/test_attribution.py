"""Speakers proposed for text that names none: literal dialogues of a few lines, and what holds of any text."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.attribution.candidates import Candidate, read
from knowledge.attribution.draft import drafted
from knowledge.attribution.proposal import Proposal, propose
from knowledge.attribution.units import lines_tell, units
from knowledge.errors import AttributionError, TranscriptError
from knowledge.model import Kind, Transcript
from knowledge.transcripts import labelled, plain
from knowledge.transcripts.setting_aside import set_aside
from tests.conftest import HashingEncoder

ANN_AND_BOB = read("Ann Lee:host, Bob Wu/吴波:guest:Acme")


def proposed(text: str, candidates: tuple[Candidate, ...] = ANN_AND_BOB, least: float = 0.5) -> Proposal:
    return propose(set_aside(plain.read(text, title="talk")), candidates, HashingEncoder(), least=least)


def turns(proposal: Proposal) -> list[tuple[str | None, str]]:
    text = proposal.transcript.text
    return [(turn.speaker, text[turn.start : turn.end]) for turn in proposal.transcript.turns]


def kinds(proposal: Proposal) -> list[Kind]:
    return [turn.kind for turn in proposal.transcript.turns]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What do you think of it, Bob?", "Well, I think we did it because our team believes in it."),
        ("你怎么看这个问题，吴波？", "我认为这很重要，因为我们的团队一直在做这件事。"),
    ],
)
def test_one_who_asks_is_the_host_and_one_who_answers_is_the_guest(question: str, answer: str) -> None:
    assert turns(proposed(f"{question}\n{answer}")) == [("ann-lee", question), ("bob-wu", answer)]


def test_an_answer_is_told_from_its_question_within_a_line() -> None:
    said = "欢迎来到节目，你为什么要开源？因为我们的使命是让大家都能使用，我认为这很重要。"
    assert [speaker for speaker, _ in turns(proposed(said))] == ["ann-lee", "bob-wu"]


@pytest.mark.parametrize(("called", "speaker"), [("Bob", "ann-lee"), ("Ann", "bob-wu")])
def test_whoever_is_called_by_name_does_not_speak(called: str, speaker: str) -> None:
    assert turns(proposed(f"{called}, that was a long day.")) == [(speaker, f"{called}, that was a long day.")]


@pytest.mark.parametrize(
    ("said", "speaker"),
    [("At Acme we test it.", "bob-wu"), ("在Acme,我们会测试。", "bob-wu"), ("I'm Ann Lee.", "ann-lee")],
)
def test_we_with_ones_own_company_and_an_introduction_tell_who_speaks(said: str, speaker: str) -> None:
    assert turns(proposed(said)) == [(speaker, said)]


def test_a_label_that_stands_in_the_text_is_certain() -> None:
    proposal = proposed("Ann: Yes, our team did it.\nBob: What do you think?\nAnn: Fine.\nBob: Fine.")
    speech = [turn.speaker for turn in proposal.transcript.turns if turn.kind is Kind.SPEECH]
    assert (speech, set(proposal.confidences)) == (["ann-lee", "bob-wu", "ann-lee", "bob-wu"], {None})


def test_one_whom_a_label_names_and_nobody_listed_stays_who_they_are() -> None:
    proposal = proposed("Carl: We left it open.\nCarl: We did so twice.\nWhat do you think?")
    assert turns(proposal)[1] == ("carl", "We left it open.")
    assert {speaker.id for speaker in proposal.transcript.speakers} == {"ann-lee", "bob-wu", "carl"}


def test_what_nobody_is_likely_to_have_said_is_unknown() -> None:
    assert turns(proposed("Blue.", least=0.999)) == [(None, "Blue.")]


def test_without_roles_nothing_tells_two_speakers_apart_but_their_names() -> None:
    nobody = read("Ann Lee, Bob Wu")
    assert turns(proposed("What do you think?", nobody, least=0.6)) == [(None, "What do you think?")]
    assert turns(proposed("Bob, what do you think?", nobody, least=0.6))[0][0] == "ann-lee"


def test_two_guests_are_not_told_apart_by_answering() -> None:
    three = read("Ann Lee:host, Bob Wu:guest, Cid Oz:guest")
    said = turns(proposed("Why?\nWell, I think our team did well because of this.", three, least=0.6))
    assert {speaker for speaker, _ in said} <= {"ann-lee", None}


def test_a_sponsor_read_that_was_set_aside_is_nobodys() -> None:
    said = (
        "Why do you do it?\nLet's take a quick break. This episode is brought to you by Zebra Mail. Use the promo code"
        " ZEBRA at zebramail.com/talk for twenty percent off. Back to the show.\nWell, we think it is right."
    )
    found = proposed(said)
    sold = [words for (_, words), kind in zip(turns(found), kinds(found), strict=True) if kind is Kind.AD]
    assert len(sold) == 1
    assert "promo code" in sold[0]
    assert [name for (name, _), kind in zip(turns(found), kinds(found), strict=True) if kind is Kind.AD] == [None]


def test_a_long_foreword_in_another_script_is_nobodys_speech() -> None:
    proposal = proposed(
        "".join(f"Part {number} sums up what was said. " for number in range(12))
        + "\n你怎么看?\n我认为很好。\n你会继续吗?\n会的。\n"
        + "好。\n" * 12
    )
    assert kinds(proposal)[0] is Kind.NARRATION


def test_lines_tell_of_voices_only_where_they_end_with_questions_and_not_within_sentences() -> None:
    in_turns = plain.read("Fine. Why?\nSo. It is.\nFine. Who?\nWe. All.", title="t")
    run_over = plain.read("Fine. Why? So it\nis. Fine. Who? We\nall.", title="t")
    assert (lines_tell(units(in_turns)), lines_tell(units(run_over))) == (True, False)


def test_a_sentence_that_a_caption_breaks_is_whole() -> None:
    assert [unit.text for unit in units(plain.read("Why? So it\nis. Who? We\nall.", title="t"))][1] == "So it\nis."


@pytest.mark.parametrize(
    ("option", "ids", "roles", "words"),
    [
        ("Ann Lee:host, Bob Wu:guest", ["ann-lee", "bob-wu"], ["host", "guest"], [(), ()]),
        ("Ann:host, Bob:guest:Acme, president", ["ann", "bob"], ["host", "guest"], [(), ("Acme", "president")]),
        ("Ann：主持人；吴波：嘉宾：公司，总裁", ["ann", "吴波"], ["主持人", "嘉宾"], [(), ("公司", "总裁")]),
        ("Ann, Bob", ["ann", "bob"], [None, None], [(), ()]),
    ],
)  # fmt: skip
def test_speakers_are_read_with_their_roles_and_words(
    option: str, ids: list[str], roles: list[str | None], words: list[tuple[str, ...]]
) -> None:
    found = read(option)
    assert [(who.speaker.id, who.speaker.role, who.words) for who in found] == list(zip(ids, roles, words, strict=True))


@pytest.mark.parametrize(
    "option", ["", "Ann", "Ann:host", "Ann, Ann", ":host, Bob", "unknown:host, Bob:guest", "ad, Bob"]
)
def test_fewer_than_two_speakers_or_one_who_is_nobody_is_refused(option: str) -> None:
    with pytest.raises(AttributionError, match=r"^[^\n]+$"):
        read(option)


def test_a_draft_says_that_it_is_one_and_how_sure_each_label_is() -> None:
    text = drafted(proposed("What do you think, Bob?\nI think our team did it."), title="talk")
    assert "\ndraft: " in text
    assert "[[ann-lee ~" in text
    assert labelled.read(text).warnings[0].startswith("It is a draft")


def test_a_draft_keeps_the_times_of_what_it_was_made_from() -> None:
    timed = labelled.read("---\ntitle: T\n---\n[[unknown 00:05]] What do you think?\n[[unknown 00:09]] We like it.\n")
    told = labelled.read(drafted(propose(timed, ANN_AND_BOB, HashingEncoder(), least=0.5), title="T"))
    assert told.turns[0].start_ms == 5_000


def test_what_nobody_says_is_not_drafted() -> None:
    with pytest.raises(TranscriptError):
        drafted(proposed("Sam:"), title="talk")


def test_brackets_among_the_words_are_drafted_and_read_again() -> None:
    told = labelled.read(drafted(proposed("What is [[this]]?"), title="talk"))
    assert [told.text[turn.start : turn.end] for turn in told.turns] == ["What is [[this]]?"]


SENTENCES = st.sampled_from(
    "你怎么看？|我认为是的。|What do you think, Bob?|We did.|Ann: Yes.|Sam：|对…|before we start,|sponsor zebra.com/x."
    "|back to the show.|3.5|“|A b\tc|~0.5|---|😀!|吴波,好。".split("|")
)
TEXTS = st.lists(st.tuples(SENTENCES, st.sampled_from(["", " ", "\n", "\n\n", "\r\n"])), min_size=1, max_size=25)


@given(TEXTS)
def test_a_draft_read_again_holds_the_same_words_in_order_and_no_other_speakers(pieces: list[tuple[str, str]]) -> None:
    text = "".join(words + gap for words, gap in pieces)
    given_labels = {speaker.id for speaker in plain.read(text, title="talk").speakers}
    assume(any(turn.kind is Kind.SPEECH for turn in plain.read(text, title="talk").turns))
    again = labelled.read(drafted(proposed(text), title="talk"))
    words = "".join(again.text[turn.start : turn.end] for turn in again.turns)
    assert "".join(words.split()) == "".join(text.split())
    assert {turn.speaker for turn in again.turns} <= {"ann-lee", "bob-wu", None} | given_labels


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_can_be_drafted_and_keeps_its_words(text: str) -> None:
    transcript = plain.read(text, title="talk")
    proposal = propose(transcript, ANN_AND_BOB, HashingEncoder())
    kept = "".join(said for _, said in turns(proposal))
    assert "".join(kept.split()) == "".join(text.split())


def test_the_same_text_has_the_same_proposal() -> None:
    text = "What do you think, Bob?\nWe did it. Why not?\n我认为是的。"
    assert proposed(text) == proposed(text)


def test_an_empty_transcript_has_an_empty_proposal() -> None:
    assert propose(Transcript("t", "", ()), ANN_AND_BOB, HashingEncoder()).confidences == ()
