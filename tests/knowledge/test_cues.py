"""Cues into turns: who speaks, when, and not a word or a seam that the file does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.model import Kind, Transcript
from knowledge.passages import split
from knowledge.transcripts.cues import Cue, transcript


def made(*cues: Cue) -> Transcript:
    return transcript(cues, title="Talk")


def voices(found: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns]


def test_neighbouring_cues_of_one_voice_are_one_turn_on_one_line() -> None:
    found = made(Cue("Open source", speaker="Ann Lee"), Cue("is a promise.", speaker="ann lee"), Cue("Is it?"))
    assert voices(found) == [("ann-lee", "Open source is a promise."), (None, "Is it?")]
    assert found.text == "Open source is a promise.\nIs it?\n"
    assert [speaker.name for speaker in found.speakers] == ["Ann Lee"]


def test_a_cue_without_a_label_is_never_the_last_voices() -> None:
    assert voices(made(Cue("Yes.", speaker="Ann"), Cue("No."), Cue("Yes.", speaker="Ann")))[1] == (None, "No.")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("开源", "是承诺。", "开源是承诺。"),
        ("开源,", "是承诺", "开源, 是承诺"),
        ("我们用", "Llama", "我们用 Llama"),
        ("他说：", "“好”", "他说：“好”"),
        ("open", "source", "open source"),
        ("open", ", closed", "open, closed"),
        ("“yes.”", "Then", "“yes.” Then"),
        ("他说“好。”", "然后", "他说“好。”然后"),
        ("well…", "I", "well… I"),
        ("嗯……", "我", "嗯……我"),
        ("uses", ".NET", "uses .NET"),
        ("it", "’s", "it’s"),
        ("你好", "。", "你好。"),
        ("it", ",", "it,"),
        ("  open ", "\n source\tis ", "open source is"),
    ],
)
def test_the_seam_of_two_cues_is_white_space_where_the_script_has_it(first: str, second: str, whole: str) -> None:
    assert voices(made(Cue(first, speaker="Ann"), Cue(second, speaker="Ann"))) == [("ann", whole)]


def test_where_another_voice_begins_so_does_a_turn() -> None:
    found = made(Cue("Is it open?", 0, 900), Cue("It is.", 1_000, 1_900, opens=True), Cue("Good.", speaker="Ann"))
    assert voices(found) == [(None, "Is it open?"), (None, "It is."), ("ann", "Good.")]


def test_unlabelled_words_part_at_a_silence() -> None:
    found = made(Cue("One.", 0, 1_000), Cue("Two.", 1_500, 2_000), Cue("Three.", 4_000, 5_000))
    assert voices(found) == [(None, "One. Two."), (None, "Three.")]


def test_a_long_stretch_of_unlabelled_words_parts_at_a_sentence() -> None:
    found = made(*[Cue("word " * 40 + ("." if i % 2 else "")) for i in range(8)])
    assert all(found.text[turn.end - 1] == "." for turn in found.turns)
    assert len(found.turns) == 2


def test_what_is_not_to_be_quoted_is_a_turn_of_its_own() -> None:
    found = made(
        Cue("Hi.", speaker="Ann"), Cue("Thanks for watching", kind=Kind.BOILERPLATE), Cue("So.", speaker="Ann")
    )
    assert [turn.kind.value for turn in found.turns] == ["speech", "boilerplate", "speech"]


def test_a_passage_has_the_time_of_its_own_first_words() -> None:
    cues = [
        Cue(f"Sentence number {i} is about the open licence of it all.", i * 4_000, speaker="Ann") for i in range(30)
    ]
    found = made(*cues)
    passages = split("talk", found)
    assert len(passages) > 2
    assert [passage.start_ms for passage in passages] == [
        next(i for i in range(30) if f"number {i} " in found.text[passage.start : passage.start + 20]) * 4_000
        for passage in passages
    ]


def test_before_the_first_time_of_a_turn_none_is_known() -> None:
    (turn,) = made(Cue("One.", speaker="Ann"), Cue("Two.", 5_000, speaker="Ann")).turns
    assert (turn.start_ms, turn.time_at(0), turn.time_at(turn.end - 1)) == (None, None, 5_000)


def test_one_who_falls_silent_begins_a_turn_anew() -> None:
    found = made(Cue("One.", 0, 1_000, "Ann"), Cue("Two.", 9_000, 9_500, "Ann"), Cue("Three.", 20_000, None, "Ann"))
    assert voices(found) == [("ann", "One. Two."), ("ann", "Three.")]


def test_who_is_not_named_is_counted_in_a_warning() -> None:
    assert made(Cue("Hi.", speaker="Ann"), Cue("No.")).warnings == (
        "1 of 2 turns name no speaker; they are kept as speaker unknown.",
    )
    assert made(Cue("Hi.")).warnings == ("No speaker is named; all is kept as speaker unknown.",)


@pytest.mark.parametrize("label", ["SPEAKER_00", "Speaker 1", "speaker a", "说话人2", "Channel 0", "Unknown Speaker 3"])
def test_the_number_of_a_voice_is_nobody_beyond_its_file(label: str) -> None:
    (here,) = transcript([Cue("Hi.", speaker=label)], title="Talk 7").speakers
    (there,) = transcript([Cue("Hi.", speaker=label)], title="Talk 8").speakers
    assert (here.name, here.id != there.id, here.id.startswith("talk-7-")) == (label, True, True)


def test_cues_without_words_are_no_transcript() -> None:
    with pytest.raises(TranscriptError, match="no words"):
        made(Cue(" … "), Cue("♪"))


@given(st.lists(st.builds(Cue, st.text(), st.none() | st.integers(0, 10**7), speaker=st.none() | st.text())))
def test_no_letter_comes_or_goes_and_turns_follow_each_other(cues: list[Cue]) -> None:
    if not any(map(str.isalnum, "".join(cue.text for cue in cues))):
        return
    found = made(*cues)
    assert list(filter(str.isalnum, found.text)) == list(filter(str.isalnum, "".join(cue.text for cue in cues)))
    assert all(one.end < other.start for one, other in zip(found.turns, found.turns[1:], strict=False))
    assert {turn.speaker for turn in found.turns} - {None} == {speaker.id for speaker in found.speakers}
