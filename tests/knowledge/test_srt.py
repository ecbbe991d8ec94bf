"""SRT: subtitles with all the faults that players forgive, each word credited to its own label alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts.srt import read, recognises
from tests.knowledge.reading import spoken

FILES = sorted((Path(__file__).parents[1] / "data" / "transcripts" / "srt").glob("*.srt"))


def heard(*payloads: str) -> list[tuple[str | None, str]]:
    cues = [
        f"{i}\n00:00:{3 * i:02d},000 --> 00:00:{3 * i + 1:02d},000\n{words}\n" for i, words in enumerate(payloads, 1)
    ]
    return spoken(read("\n".join(cues), title="talk"))


def shipped(name: str) -> Transcript:
    (path,) = [path for path in FILES if path.stem == name]
    return read(path.read_bytes().decode(), title=name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_variant_is_recognised_and_read(path: Path) -> None:
    text = path.read_bytes().decode()
    assert recognises(text)
    assert spoken(read(text, title="talk"))


@pytest.mark.parametrize(
    ("text", "is_srt"),
    [
        ("\n\n7\r\n00:00:01,000 --> 00:00:02,000\r\nHi.", True),
        ("00:01.5 --> 00:02.5\nHi.", True),
        ("Ann\n00:00:01,000 --> 00:00:02,000\nHi.", False),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHi.", False),
        ("1\n2\n00:00:01,000 --> 00:00:02,000", False),
        ("", False),
    ],
)
def test_a_file_begins_with_a_time_after_a_number_or_none(text: str, is_srt: bool) -> None:
    assert recognises(text) is is_srt


def test_numbered_voices_are_labels_even_if_they_speak_once() -> None:
    found = shipped("whisperx")
    assert [speaker.name for speaker in found.speakers] == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_02"]
    assert ("whisperx-speaker-02", "Can I ask where the data came from?") in spoken(found)
    assert (None, "And from a choir in Tartu.") in spoken(found)
    assert heard("SPEAKER_07: Hi.") == [("talk-speaker-07", "Hi.")]


def test_names_stand_before_words_or_on_the_line_above() -> None:
    found = shipped("names")
    assert {speaker.name for speaker in found.speakers} == {"Sarah", "Miguel"}
    assert ("miguel", "A bug that only you can see is a bug that only you can mend.") in spoken(found)
    assert ("sarah", "So it is not kindness.") in spoken(found)
    assert (None, "Reviewer: I would like to object.") in spoken(found)


def test_chinese_names_are_labels_and_clauses_are_not() -> None:
    found = shipped("chinese")
    assert {speaker.name for speaker in found.speakers} == {"周敏", "老郭"}
    assert ("老郭", "公平不公平，要看你站在哪一边。") in spoken(found)
    assert (None, "问题是：大家是谁？") in spoken(found)


def test_a_label_holds_for_its_own_subtitle_only() -> None:
    assert heard("Ann: Hi.", "Hello.", "Ann: Yes.") == [("ann", "Hi."), (None, "Hello."), ("ann", "Yes.")]


def test_two_dashes_are_two_unknown_voices_unless_they_are_named() -> None:
    assert heard("- Hi.\n- Hello.") == [(None, "Hi."), (None, "Hello.")]
    assert heard("- Ann: Hi.\n- Bob: Hello.", "- Ann: So. - Bob: So.")[:2] == [("ann", "Hi."), ("bob", "Hello.")]


def test_marks_of_the_screen_are_not_words() -> None:
    assert heard('{\\an8}<font color="#fff">R&amp;D</font> <i>is\nopen</i>, a < b<br>and c') == [
        (None, "R&D is open, a < b and c")
    ]


@pytest.mark.parametrize("time", ["00:01:02,345", "00:01:02.345", "0:01:02,345", "01:02,345", "00:01:02，345"])
def test_a_time_has_a_comma_or_a_dot_and_perhaps_no_hours(time: str) -> None:
    assert read(f"1\n{time} --> 00:02:00,000\nHi.", title="talk").turns[0].start_ms == 62_345


def test_numbers_and_empty_lines_may_be_missing() -> None:
    first = "00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:02,000 --> 00:00:03,000\nTwo\n\nand 3.\n"
    text = first + "00:00:03,000 --> 00:00:04,000\nFour."
    assert spoken(read(text, title="talk")) == [(None, "One. Two and 3. Four.")]


def test_an_arrow_and_a_time_of_the_day_among_words_are_words() -> None:
    assert heard("Press File --> Open at\n12:30:15 sharp.") == [(None, "Press File --> Open at 12:30:15 sharp.")]


def test_a_subtitle_whose_time_cannot_be_read_is_counted_and_never_joined_to_the_one_before() -> None:
    found = shipped("faulty")
    assert "1 of 4 cues is left out for want of a time that can be read." in found.warnings
    assert "When was this said" not in found.text
    assert "--" not in found.text


def test_subtitles_that_roll_say_each_line_once_and_real_repeats_as_often_as_they_are_said() -> None:
    assert [words for _, words in spoken(shipped("rolling"))] == [
        "we opened the archive last year and people came and people came from the whole valley to read",
        "to read and to copy",
    ]


@pytest.mark.parametrize(
    "text", ["", "Hi.", "1\n00:00:xx,000 --> 00:00:02,000\nHi.", "1\n00:00:01,000 --> 00:00:02,000\n…"]
)
def test_a_file_without_a_subtitle_that_has_words_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(TranscriptError, match=r"^[^\n]+\.$"):
        read(text, title="talk")


MARKS = """[SPEAKER_00]: hi|Ann:|Bob: Yes. Ann: No.|(Ann)|[Bob] so|[Music]|- a|- Ann: b - c|7||a --> b|{\\an8}|<i>no</i>
00:00:01,000 --> 00:00:02,000|00:00:02.000 --> 00:00:02.010|00:00:7 -->""".replace("\n", "|").split("|")
LINE = st.text(st.characters(exclude_characters="&", exclude_categories=["Cs"]), max_size=30) | st.sampled_from(MARKS)


@given(st.lists(LINE, max_size=14), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_is_a_transcript_of_its_own_words_and_labels_or_refused(lines: list[str], ending: str) -> None:
    text = ending.join(["1", "00:00:00,000 --> 00:00:01,000", *lines])
    try:
        found = read(text, title="talk")
    except TranscriptError:
        return
    rest = iter(text)
    assert all(char in rest for words in spoken(found) for char in words[1] if char.isalnum())
    labels = "".join(text.split())
    assert all(
        any(f"{''.join(speaker.name.split())}{end}" in labels for end in ":：)]】）") for speaker in found.speakers
    )


def test_what_a_machine_makes_up_over_silence_is_kept_and_not_quoted() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n开源是一套积木。\n\n"
        "2\n00:00:03,000 --> 00:00:05,000\n请不吝点赞 订阅 转发 打赏支持明镜与点点栏目\n"
    )
    transcript = read(text, title="talk")
    assert [turn.kind.value for turn in transcript.turns] == ["speech", "boilerplate"]
    assert any("made up" in warning for warning in transcript.warnings)
