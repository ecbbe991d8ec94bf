"""Podcasting 2.0 JSON: a segment is whose label it has, and nobody's without one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import podcasting
from knowledge.transcripts.podcasting import read, recognises
from tests.knowledge.reading import any_json, letters, makes_nothing_up, voices

DATA = Path(__file__).parents[1] / "data" / "transcripts" / "podcasting"


def said(*segments: dict[str, object]) -> Transcript:
    return read({"version": "1.0.0", "segments": list(segments)}, title="talk")


def fixture(name: str) -> Transcript:
    found = json.loads((DATA / name).read_text(encoding="utf-8"))
    assert recognises(found)
    return read(found, title="talk")


def test_sentences_of_two_voices_are_their_turns() -> None:
    transcript = fixture("sentences.json")
    assert [speaker.name for speaker in transcript.speakers] == ["Marian Lowe", "Tobias Reed"]
    assert voices(transcript)[2] == ("Marian Lowe", "That is a lot of beans! Where did you keep them?")
    assert [turn.start_ms for turn in transcript.turns[:3]] == [480, 5820, 11350]


def test_single_words_of_one_voice_are_one_turn_with_a_time_for_each() -> None:
    transcript = fixture("words.json")
    assert voices(transcript)[0] == ("Marian Lowe", "Welcome back to the garden hour. Today we talk about seed banks.")
    assert transcript.turns[0].time_at(transcript.text.index("Today")) == 2880


def test_chinese_is_not_given_white_space_it_does_not_have() -> None:
    assert voices(fixture("chinese.json"))[7] == (
        "罗大川",
        "后来我学会了用手机，把船的时刻写在网上。你猜怎么着！周末来了八十个人。",
    )


def test_a_segment_without_a_speaker_is_nobodys_also_where_speakers_are_only_written_on_change() -> None:
    transcript = fixture("on_change.json")
    assert voices(transcript)[:2] == [
        ("Marian Lowe", "Welcome back to the garden hour."),
        (None, "Today we talk about seed banks."),
    ]
    assert "name no speaker" in transcript.warnings[0]


@pytest.mark.parametrize("speaker", [None, "", "  ", "unknown", "Unknown Speaker", "—"])
def test_a_label_that_names_nobody_is_nobody(speaker: str | None) -> None:
    assert voices(said({"speaker": speaker, "body": "Open."})) == [(None, "Open.")]


@pytest.mark.parametrize("speaker", [1, "1"])
def test_a_bare_number_is_a_numbered_voice(speaker: object) -> None:
    assert voices(said({"speaker": speaker, "body": "Open."})) == [("Speaker 1", "Open.")]


@pytest.mark.parametrize(
    ("time", "milliseconds"),
    [(0, 0), (0.0005, 0), (1.2346, 1235), (-1, None), (float("nan"), None), (float("inf"), None), (1e300, None)],
)
def test_a_time_is_milliseconds_or_unknown(time: float, milliseconds: int | None) -> None:
    assert said({"startTime": time, "body": "Open."}).turns[0].start_ms == milliseconds


def test_segments_without_times_are_read() -> None:
    assert said({"speaker": "Ann", "body": "Open."}).turns[0].start_ms is None


@pytest.mark.parametrize(
    ("segment", "place"),
    [
        ({"body": 4}, "segments.1.body"),
        ({"speaker": "Ann"}, "segments.1.body"),
        ({"body": "x", "startTime": "soon"}, "segments.1.startTime"),
        ({"body": "x", "startTime": True}, "segments.1.startTime"),
        ({"body": "x", "speaker": ["Ann"]}, "segments.1.speaker"),
        ({"body": "\ud800"}, "segments.1.body"),
        ("x", "segments.1"),
    ],
)
def test_a_wrong_type_is_named_with_its_place(segment: object, place: str) -> None:
    with pytest.raises(TranscriptError, match=f"“{place}”"):
        read({"segments": [{"body": "fine"}, segment]}, title="talk")


def test_many_faults_are_still_one_sentence() -> None:
    with pytest.raises(TranscriptError, match="and 8 more like it") as error:
        read({"segments": [{"body": 1}] * 9}, title="talk")
    assert len(str(error.value)) < 120


@pytest.mark.parametrize(
    "found",
    [
        {"text": "Hi.", "segments": [{"start": 0.0, "end": 1.0, "text": "Hi."}]},
        {"segments": []},
        {"segments": None},
        {"transcription": [{"text": "Hi."}]},
        [{"text": "Hi.", "start": 0.0, "duration": 1.0}],
        None,
    ],
)
def test_what_others_write_is_not_taken(found: object) -> None:
    assert not recognises(found)


@given(st.lists(st.tuples(st.sampled_from([None, "Ann", "罗大川"]), st.text("ab 开源.。“”…'", max_size=9))))
def test_every_letter_stays_in_order_with_its_own_voice(segments: list[tuple[str | None, str]]) -> None:
    if not letters("".join(body for _, body in segments)):
        return
    transcript = read({"segments": [{"speaker": speaker, "body": body} for speaker, body in segments]}, title="talk")
    assert [(speaker, char) for speaker, text in voices(transcript) for char in letters(text)] == [
        (speaker, char) for speaker, body in segments for char in letters(body)
    ]


KEYS = ["segments", "body", "speaker", "startTime", "endTime", "text"]


def wrapped(one: object) -> object:
    return {"segments": [{"body": "开 A"}, one, {"body": "1", "speaker": one, "startTime": one}]}


ANYTHING = any_json(*KEYS)


@given(ANYTHING | st.builds(wrapped, ANYTHING))
def test_any_json_at_all_is_refused_or_read_and_nothing_is_made_up(found: object) -> None:
    assert makes_nothing_up(podcasting, found)
