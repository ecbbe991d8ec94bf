"""Whisper and its kin: words are credited as their labels say, and what the machine made up is never quoted."""

import json
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import whisper, whisper_cpp
from tests.knowledge.conftest import ROOT
from tests.knowledge.reading import unquoted, voices

FILES = ROOT / "tests" / "data" / "transcripts" / "whisper"
A, B = "A1", "B1"


def found(name: str) -> object:
    return json.loads((FILES / name).read_text(encoding="utf-8"))


def segments(*parts: object) -> Transcript:
    return whisper.read({"segments": list(parts)}, title="talk")


def spoken(text: str, *words: tuple[str, str | None], label: str | None = None) -> list[tuple[str | None, str]]:
    """How one segment of WhisperX is credited."""
    parts = [{"word": word} | ({"speaker": who} if who else {}) for word, who in words]
    segment = {"text": text, "start": 1.0, "end": 2.0, "words": parts} | ({"speaker": label} if label else {})
    return voices(segments(segment))


# ---- whole files


@pytest.mark.parametrize("name", ["openai.json", "faster_whisper_zh.json", "whisperx.json", "whisperx_zh.json"])
def test_a_file_of_whispers_is_recognised_by_its_reader_alone(name: str) -> None:
    assert whisper.recognises(found(name))
    assert not whisper_cpp.recognises(found(name))


@pytest.mark.parametrize("name", ["whisper_cpp.json", "whisper_cpp_words.json"])
def test_a_file_of_whisper_cpp_is_recognised_by_its_reader_alone(name: str) -> None:
    assert whisper_cpp.recognises(found(name))
    assert not whisper.recognises(found(name))


@pytest.mark.parametrize(
    "other",
    [
        {"utterances": [{"speaker": "A", "text": "Hi", "start": 1}], "text": "Hi", "words": [], "audio_url": "x"},
        {"monologues": [{"speaker": 0, "elements": []}]},
        {"metadata": {}, "results": {"channels": [], "utterances": []}},
        {"version": "1.0.0", "segments": [{"speaker": "A", "startTime": 1, "endTime": 2, "body": "Hi"}]},
        {"segments": []},
        {"segments": [], "transcription": []},
        {"segments": "text"},
        {"transcription": ["text"]},
        [{"text": "Hi", "start": 1, "duration": 2}],
        [],
        None,
    ],
)
def test_other_json_is_left_to_others(other: object) -> None:
    assert not whisper.recognises(other)
    assert not whisper_cpp.recognises(other)


def test_words_without_voices_are_one_text_with_times() -> None:
    transcript = whisper.read(found("openai.json"), title="talk")
    [(speaker, text)] = voices(transcript)
    assert speaker is None
    assert text.startswith("Welcome back to the lighthouse hour. Today")
    assert transcript.turns[0].times[:2] == ((0, 0), (37, 3200))
    assert transcript.language == "en"


def test_what_was_made_up_is_kept_unquoted_and_counted() -> None:
    transcript = whisper.read(found("openai.json"), title="talk")
    assert unquoted(transcript) == ["Thanks for watching! Mhm hm hm."]
    assert transcript.warnings[0].startswith("2 of 14 segments ")


def test_a_credit_and_a_loop_in_chinese_are_made_up() -> None:
    transcript = whisper.read(found("faster_whisper_zh.json"), title="talk")
    assert unquoted(transcript) == ["请不吝点赞 订阅 转发 打赏支持明镜与点点栏目" + "好的好的" * 4]
    assert voices(transcript)[0][1].endswith("那个糖罐现在还在架子上。")


def test_voices_of_whisperx_are_those_of_the_words() -> None:
    said = voices(whisper.read(found("whisperx.json"), title="talk"))
    assert said[2:5] == [("SPEAKER_00", "Really?"), (None, "12"), ("SPEAKER_01", "hours each. 3 days of waiting.")]
    assert said[1][1].endswith("We opened 1912 of them.")


def test_chinese_is_credited_by_the_character_with_its_marks() -> None:
    said = voices(whisper.read(found("whisperx_zh.json"), title="talk"))
    assert said[0][1].endswith("修旧钟。值得吗？")
    assert said[1][1].startswith("当然值得。没有人")


def test_a_change_of_an_unknown_voice_parts_turns_and_is_no_word() -> None:
    transcript = whisper_cpp.read(found("whisper_cpp.json"), title="talk")
    assert unquoted(transcript) == ["[BLANK_AUDIO]", "[SPEAKER_TURN]", "[SPEAKER_TURN]"]
    assert [speaker for speaker, _ in voices(transcript)] == [None] * 3
    assert transcript.turns[1].start_ms == 3000


def test_pieces_of_words_are_words_again() -> None:
    transcript = whisper_cpp.read(found("whisper_cpp_words.json"), title="talk")
    assert voices(transcript) == [(None, "The first one I ever opened was full of sand. It's still here.")]


def test_pieces_of_a_file_without_leading_spaces_are_parted() -> None:
    parts = [{"text": text, "offsets": {"from": 0, "to": 0}} for text in ("Hello there", "my friends")]
    assert voices(whisper_cpp.read({"transcription": parts}, title="talk")) == [(None, "Hello there my friends")]


def test_channels_of_a_stereo_recording_are_voices_and_a_question_mark_is_none() -> None:
    parts = [{"text": f" {who} words", "offsets": {"from": 0, "to": 9}, "speaker": who} for who in "01?"]
    said = voices(whisper_cpp.read({"transcription": parts}, title="talk"))
    assert [speaker for speaker, _ in said] == ["Speaker 0", "Speaker 1", None]


# ---- whose a word is


def test_a_segment_without_words_is_its_labels() -> None:
    assert voices(segments({"text": "Hello.", "speaker": "Ann"})) == [("Ann", "Hello.")]


def test_the_words_count_for_more_than_the_segments_label() -> None:
    assert spoken("Yes. No.", ("Yes.", A), ("No.", B), label=A) == [(A, "Yes."), (B, "No.")]


def test_words_without_any_label_are_their_segments() -> None:
    assert spoken("In 1912.", ("In", None), ("1912.", None), label=A) == [(A, "In 1912.")]


def test_a_word_between_two_voices_is_nobodys() -> None:
    said = spoken("Yes, 12 hours.", ("Yes,", A), ("12", None), ("hours.", B), label=A)
    assert said == [(A, "Yes,"), (None, "12"), (B, "hours.")]


def test_a_word_between_words_of_one_voice_is_theirs() -> None:
    assert spoken("Yes 12 hours", ("Yes", A), ("12", None), ("hours", A), label=B) == [(A, "Yes 12 hours")]


def test_a_word_at_an_edge_is_its_neighbours_if_the_segment_agrees() -> None:
    assert spoken("12 hours", ("12", None), ("hours", A), label=A) == [(A, "12 hours")]
    assert spoken("12 hours", ("12", None), ("hours", A), label=B) == [(None, "12"), (A, "hours")]
    assert spoken("hours 12", ("hours", A), ("12", None)) == [(A, "hours"), (None, "12")]


def test_words_that_do_not_spell_the_text_credit_it_to_nobody() -> None:
    assert spoken("Yes. No, never.", ("Yes.", A), ("No.", B), label=A) == [(None, "Yes. No, never.")]
    assert spoken("Yes. Never.", ("Yes.", A), ("No.", None), label=A) == [(None, "Yes. Never.")]


def test_words_that_do_not_spell_the_text_but_agree_credit_it() -> None:
    assert spoken("Yes. Never.", ("Yes.", A), ("No.", A), label=A) == [(A, "Yes. Never.")]
    assert spoken("Yes. Never.", ("Yes.", A), ("No.", A), label=B) == [(None, "Yes. Never.")]


def test_marks_stay_with_the_words_they_belong_to() -> None:
    said = spoken("他说。“好”", ("他", A), ("说", A), ("。", None), ("“", None), ("好", B), ("”", None), label=A)
    assert said == [(A, "他说。"), (B, "“好”")]


@pytest.mark.parametrize("label", ["UNKNOWN", "", "None", None])
def test_a_label_that_says_unknown_is_nobody(label: str | None) -> None:
    assert voices(segments({"text": "Hello.", "start": 1, "speaker": label})) == [(None, "Hello.")]


# ---- what is not said, times and faults


@pytest.mark.parametrize(
    "marks",
    [{"no_speech_prob": 0.61, "avg_logprob": -1.01}, {"compression_ratio": 2.41}],
)
def test_what_whisper_itself_doubts_is_not_quoted(marks: dict[str, float]) -> None:
    transcript = segments({"text": "Hello.", "start": 0, "end": 1, "speaker": "Ann"} | marks)
    assert (unquoted(transcript), transcript.speakers) == (["Hello."], ())


@pytest.mark.parametrize(
    "marks",
    [{"no_speech_prob": 0.9, "avg_logprob": -0.9}, {"avg_logprob": -3.0}, {"compression_ratio": float("nan")}],
)
def test_what_whisper_does_not_doubt_is_quoted(marks: dict[str, float]) -> None:
    assert voices(segments({"text": "Hello.", "start": 0} | marks)) == [(None, "Hello.")]


@pytest.mark.parametrize("start", [None, -1.0, float("nan"), float("inf"), 1e300, 10**30])
def test_a_time_that_cannot_be_is_none(start: float | None) -> None:
    assert segments({"text": "Hello.", "start": start, "end": 1}).turns[0].start_ms is None


def test_a_time_is_rounded_to_a_millisecond() -> None:
    assert segments({"text": "Hello.", "start": 1.2345678}).turns[0].start_ms == 1235


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ({"segments": [{"text": 5, "start": 0}]}, "segments.0.text"),
        ({"segments": [{"text": "Hi", "start": 0}, {"start": 1}]}, "segments.1.text"),
        ({"segments": [{"text": "Hi", "start": "zero"}]}, "segments.0.start"),
        ({"segments": [{"text": "Hi", "words": [{"word": None}]}]}, "segments.0.words.0.word"),
        ({"segments": [{"text": "Hi \ud800", "start": 0}]}, "segments.0.text"),
        ({"segments": [{"text": "Hi", "start": 0, "speaker": ["A"]}]}, "segments.0.speaker"),
    ],
)
def test_a_fault_is_one_sentence_that_names_its_place(file: object, place: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        whisper.read(file, title="talk")
    assert f"“{place}”" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_fault_of_whisper_cpp_names_its_place() -> None:
    with pytest.raises(TranscriptError, match=r"“transcription[.]0[.]offsets”"):
        whisper_cpp.read({"transcription": [{"text": "Hi", "offsets": [1, 2]}]}, title="talk")


def test_a_recording_of_silence_has_no_words() -> None:
    silence = {"text": "", "segments": [], "language": "en"}
    assert whisper.recognises(silence)
    with pytest.raises(TranscriptError, match="no words"):
        whisper.read(silence, title="talk")


# ---- any JSON at all

LETTERS = st.text(st.sampled_from("ab 好吗，.“[]\n"), max_size=8)
SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | LETTERS | st.text(max_size=5)
LABELS = st.sampled_from([None, "A1", "B1", "UNKNOWN", 0])


def often(usual: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.integers(0, 30).flatmap(lambda number: usual if number else SCALAR)


def shaped(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return often(st.fixed_dictionaries({}, optional={name: often(field) for name, field in fields.items()}))


TIME = st.none() | st.integers() | st.floats()
WORD = shaped(word=LETTERS, start=TIME, end=TIME, speaker=LABELS)
SEGMENT = shaped(
    text=LETTERS, start=TIME, end=TIME, speaker=LABELS, words=st.lists(WORD), compression_ratio=TIME, avg_logprob=TIME
)
PIECE = shaped(text=LETTERS, offsets=st.fixed_dictionaries({"from": TIME, "to": TIME}), speaker=LABELS)
FILE = shaped(segments=st.lists(SEGMENT), language=LETTERS) | shaped(transcription=st.lists(PIECE), result=SCALAR)
ANY = st.recursive(
    SCALAR, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "segments"]), inner)
)


def strings(json: object, key: str) -> Iterator[str]:
    if isinstance(json, dict | list):
        for name, value in json.items() if isinstance(json, dict) else enumerate(json):
            if name == key and isinstance(value, str | int):
                yield str(value)
            yield from strings(value, key)


def letters_in_order(transcript: Transcript, json: object) -> bool:
    left = iter("".join(strings(json, "text")))
    return all(char in left for char in transcript.text if char.isalnum())


@pytest.mark.parametrize("reader", [whisper, whisper_cpp])
@given(json=FILE | ANY)
def test_any_json_is_refused_or_read_without_a_word_or_voice_of_ours(reader: ModuleType, json: object) -> None:
    assert reader.recognises(json) in {True, False}
    try:
        transcript = reader.read(json, title="talk")
    except TranscriptError:
        return
    assert letters_in_order(transcript, json)
    labels = set(strings(json, "speaker"))
    assert {speaker.name.removeprefix("Speaker ") for speaker in transcript.speakers} <= labels


@given(st.lists(st.tuples(st.sampled_from(["ab", "c", "好", "吗"]), LABELS), min_size=1), LABELS)
def test_a_word_that_is_labelled_is_credited_to_its_label_and_nobody_else(
    words: list[tuple[str, str | int | None]], dominant: str | int | None
) -> None:
    text = " ".join(f"{word}{place}" for place, (word, _) in enumerate(words))
    parts = [{"word": f"{word}{place}", "speaker": label} for place, (word, label) in enumerate(words)]
    transcript = segments({"text": text, "start": 0, "speaker": dominant, "words": parts})
    said = [(speaker, word) for speaker, words in voices(transcript) for word in words.split()]
    assert [word for _, word in said] == text.split()
    named = {None: None, "UNKNOWN": None, 0: "Speaker 0"}
    wanted = [named.get(label, label) for _, label in words]
    assert all(speaker == label for (speaker, _), label in zip(said, wanted, strict=True) if label)
