"""WebVTT: each word is credited to the voice that its own cue names, and to no other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts.webvtt import read, recognises
from tests.knowledge.reading import spoken

FILES = sorted((Path(__file__).parents[1] / "data" / "transcripts" / "webvtt").glob("*.vtt"))


def cued(*payloads: str, head: str = "WEBVTT") -> str:
    """A file with a cue of one second for each payload, every three seconds."""
    cues = [f"00:{3 * i:02d}.000 --> 00:{3 * i + 1:02d}.000\n{payload}\n" for i, payload in enumerate(payloads)]
    return "\n".join([f"{head}\n", *cues])


def heard(*payloads: str) -> list[tuple[str | None, str]]:
    return spoken(read(cued(*payloads), title="talk"))


def shipped(name: str) -> Transcript:
    (path,) = [path for path in FILES if path.stem == name]
    return read(path.read_bytes().decode(), title=name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_variant_is_recognised_and_read(path: Path) -> None:
    text = path.read_bytes().decode()
    assert recognises(text)
    assert not [words for _, words in spoken(read(text, title="talk")) if "-->" in words or "</" in words]


@pytest.mark.parametrize("text", ["", "WEBVTTS", " WEBVTT", "1\n00:00:01,000 --> 00:00:02,000\nHi.", "Ann: Hi."])
def test_other_text_is_not_webvtt(text: str) -> None:
    assert not recognises(text)


def test_teams_names_the_voice_of_every_cue() -> None:
    found = shipped("teams")
    assert {speaker.name for speaker in found.speakers} == {"Marta Okafor", "Jonas Lindqvist", "Priya Raman"}
    assert ("marta-okafor", "So what do we tell R&D?") in spoken(found)
    assert found.warnings == ()


def test_a_cue_without_a_voice_is_not_the_last_voices() -> None:
    assert spoken(shipped("podcast"))[:3] == [
        ("hanna", "Welcome to the workshop. Today we take a licence apart."),
        (None, "Line by line, and with the lawyers out of the room."),
        ("tomas", "They are listening anyway."),
    ]


def test_two_voices_in_one_cue_are_two_turns() -> None:
    assert heard("<v Ann>Hi.</v> <v Bob>Hello.</v>") == [("ann", "Hi."), ("bob", "Hello.")]
    assert heard("<v Ann>Hi.\n<v.loud Bob>Hello.") == [("ann", "Hi."), ("bob", "Hello.")]


def test_words_after_the_end_of_a_voice_are_nobodys() -> None:
    assert heard("<v Ann>Hi.</v> Hello.", "<v>Who?</v>") == [("ann", "Hi."), (None, "Hello."), (None, "Who?")]


def test_two_dashes_in_a_cue_are_two_unknown_voices() -> None:
    assert heard("<v Ann>- Hi.\n- Hello.</v>", "<v Ann>- Yes.</v>") == [
        (None, "Hi."),
        (None, "Hello."),
        ("ann", "Yes."),
    ]


def test_a_time_has_its_milliseconds_and_needs_no_hours() -> None:
    text = "WEBVTT\n\n00:12.500 --> 00:13.000 align:start\n<v Ann>Hi.\n\n01:00:00.007 --> 01:00:01.000\n<v Bob>Yes.\n"
    assert [turn.start_ms for turn in read(text, title="talk").turns] == [12_500, 3_600_007]


def test_zoom_names_are_labels_and_a_clause_that_ends_in_a_colon_is_not() -> None:
    found = shipped("zoom")
    assert {speaker.name for speaker in found.speakers} == {"陈立文", "何思远", "Lena Fischer"}
    assert (None, "Note: the recording was paused here for a minute.") in spoken(found)
    assert ("何思远", "问题是:对谁危险? 看不见的错误不会因为看不见就消失。") in spoken(found)


def test_names_in_brackets_stand_before_words_or_on_the_line_above() -> None:
    found = shipped("labels")
    assert {speaker.name for speaker in found.speakers} == {"Ruth", "Omar"}
    assert ("omar", "Then I shall bring my whole class.") in spoken(found)
    assert ("ruth", "Warning: the stairs are steep.") in spoken(found)


@pytest.mark.parametrize(
    "label", ["Note: ", "Warning: ", "He said: ", "The answer is: ", "https:", "12:", "所以：", "他说："]
)
def test_what_returns_before_a_colon_is_not_always_a_name(label: str) -> None:
    assert {speaker for speaker, _ in heard(f"{label}one.", f"{label}two.", f"{label}three.")} == {None}


def test_a_name_before_a_colon_counts_if_it_returns_or_a_tag_has_it() -> None:
    assert heard("Ann: Hi.") == [(None, "Ann: Hi.")]
    assert heard("Ann: Hi.", "ANN: Yes.") == [("ann", "Hi. Yes.")]
    assert heard("Ann: Hi.", "<v Ann>Yes.</v>") == [("ann", "Hi. Yes.")]


def test_a_name_that_contradicts_its_tag_leaves_the_voice_unknown() -> None:
    assert heard("<v Bob>Hi.</v>", "<v Ann>Bob: Yes.</v>") == [("bob", "Hi."), (None, "Bob: Yes.")]


def test_another_name_within_a_cue_ends_the_first_voice() -> None:
    assert heard("Ann: Hi. Bob: Yes.", "Ann: No.\nBob: Yes.\nSo.") == [
        ("ann", "Hi."),
        ("bob", "Yes."),
        ("ann", "No."),
        ("bob", "Yes. So."),
    ]
    assert heard("Ann: Hi. Bob: Yes.", "Ann: No.")[:2] == [("ann", "Hi."), (None, "Bob: Yes.")]


@pytest.mark.parametrize(
    "mark", ["(Laughter)", "(applause)", "[Music]", "[ Cheers and applause ]", "（笑声）", "【音乐】"]
)
def test_a_sound_is_neither_a_name_nor_a_word(mark: str) -> None:
    found = read(cued(f"{mark} One.", f"{mark} Two.", f"<v Ann>Three {mark} four.</v>", mark), title="talk")
    assert spoken(found) == [(None, "One."), (None, "Two."), ("ann", "Three four.")]
    assert f"Sounds such as “{mark}” are left out (4 in all)." in found.warnings
    assert [speaker.name for speaker in found.speakers] == ["Ann"]


def test_what_is_sung_and_what_stands_alone_in_brackets_is_no_speech() -> None:
    found = read(cued("♪ Open the gates ♪", "[Door creaks]", "Hello."), title="talk")
    assert [turn.kind.value for turn in found.turns] == ["boilerplate", "boilerplate", "speech"]


def test_tags_and_entities_are_resolved() -> None:
    payload = "<c.yellow>R&amp;D</c> <i>is</i><00:00:01.000> 1&nbsp;&lt;&nbsp;2 <lang de>nicht</lang> &copy AT&T"
    assert heard(payload) == [(None, "R&D is 1 < 2 nicht &copy AT&T")]
    assert heard("&lt;v Bob&gt;Hi.") == [(None, "<v Bob>Hi.")]


def test_captions_that_roll_say_each_line_once_and_real_repeats_as_often_as_they_are_said() -> None:
    found = shipped("youtube_rolling")
    assert found.language == "en"
    assert found.text.startswith(
        "so I want to talk about source code and about who gets to read it no no that is what they told us when"
    )
    assert found.text.count("it took two years") == 2


def test_repeats_of_a_file_that_does_not_roll_all_stay() -> None:
    assert heard("No.", "No.", "No.\nYes.") == [(None, "No."), (None, "No."), (None, "No. Yes.")]


def test_styles_notes_and_regions_are_not_words() -> None:
    head = "WEBVTT - Title\n\nNOTE one\ntwo\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred"
    assert spoken(read(cued("Hi.", head=head), title="talk")) == [(None, "Hi.")]


@pytest.mark.parametrize(
    "head", ["WEBVTT Kind: captions Language: zh-Hans", "WEBVTT\nKind: captions\nLanguage: zh-Hans"]
)
def test_the_language_is_that_of_the_header(head: str) -> None:
    assert read(cued("Hi.", head=head), title="talk").language == "zh-Hans"


def test_cues_out_of_specification_are_counted_in_a_warning() -> None:
    found = shipped("faulty")
    assert "3 of 7 cues are left out for want of a time that can be read." in found.warnings
    assert ("ann", "The last one is sound again.") in spoken(found)


def test_a_cue_that_ends_before_it_begins_has_words_and_no_time() -> None:
    (turn,) = read("WEBVTT\n\n00:09.000 --> 00:08.000\nHi.\n", title="talk").turns
    assert (turn.start_ms, turn.times) == (None, ())


@pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n\n00:01,000 --> 00:02,000\nHi.", cued("♪"), "Hi."])
def test_a_file_without_a_cue_that_has_words_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(TranscriptError, match=r"^[^\n]+\.$"):
        read(text, title="talk")


MARKS = """<v Ann>|<v Bob>Hi.</v>|Ann: |Bob: Yes. Ann: No.|(Ann)|(Bob) so|[Music]|- a|>> Ann: b|♪|||STYLE|a --> b
00:01.000 --> 00:02.000|00:02.000 --> 00:02.010|no<00:00:01.000><c> no</c>|no no""".replace("\n", "|").split("|")
LINE = st.text(st.characters(exclude_characters="&", exclude_categories=["Cs"]), max_size=30) | st.sampled_from(MARKS)


@given(st.lists(LINE, max_size=14), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_is_a_transcript_of_its_own_words_and_labels_or_refused(lines: list[str], ending: str) -> None:
    text = ending.join(["WEBVTT", "", "00:00.000 --> 00:01.000", *lines])
    try:
        found = read(text, title="talk")
    except TranscriptError:
        return
    rest = iter(text)
    assert all(char in rest for words in spoken(found) for char in words[1] if char.isalnum())
    labels = "".join(text.split())
    assert all(
        any(f"{''.join(speaker.name.split())}{end}" in labels for end in ":：)>]】）") for speaker in found.speakers
    )


def test_words_under_no_time_are_left_out_and_told() -> None:
    text = cued("Hi.\n\nAnd this is lost.", "NOTE none of this\n\nSTYLE nor this\n\n7\n")
    transcript = read(text, title="talk")
    assert "Words such as “And this is lost.” stand under no time and are left out (1 in all)." in transcript.warnings
    assert next(words for _, words in spoken(transcript)) == "Hi."


def test_a_file_without_faults_has_nothing_to_tell_of() -> None:
    assert not [warning for warning in read(cued("Hi.", "Ho."), title="talk").warnings if "left out" in warning]
