"""AssemblyAI: utterances, words or text, in milliseconds."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import assemblyai
from knowledge.transcripts.assemblyai import read, recognises
from tests.knowledge.reading import any_json, letters, makes_nothing_up, voices

DATA = Path(__file__).parents[1] / "data" / "transcripts" / "assemblyai"


def words(speaker: str | None, text: str, start: int = 0) -> list[dict[str, object]]:
    return [
        {"text": word, "start": start + 100 * i, "end": start + 100 * i + 90, "speaker": speaker}
        for i, word in enumerate(text.split())
    ]


def utterance(speaker: str | None, text: str, **more: object) -> dict[str, object]:
    return {"speaker": speaker, "start": 0, "end": 900, "text": text, **more}


def said(*utterances: dict[str, object]) -> Transcript:
    return read({"utterances": list(utterances)}, title="talk")


def fixture(name: str) -> Transcript:
    found = json.loads((DATA / name).read_text(encoding="utf-8"))
    assert recognises(found)
    return read(found, title="talk")


def test_utterances_are_turns_with_a_time_for_each_sentence() -> None:
    transcript = fixture("utterances.json")
    assert voices(transcript)[0] == ("Speaker A", "Welcome back to the garden hour. Today we talk about seed banks.")
    assert [time for _, time in transcript.turns[0].times] == [480, 2880]
    assert transcript.language == "en-us"


def test_words_with_voices_cut_the_exact_text() -> None:
    transcript = fixture("words.json")
    assert voices(transcript)[:2] == [
        ("Speaker A", "大家好，欢迎收听《慢船》。今天我们聊聊渡口。"),
        ("Speaker B", "谢谢邀请。我在江边住了四十年，渡口换了三次。"),
    ]
    assert transcript.turns[1].start_ms == 3570


def test_a_text_without_voices_is_nobodys_and_has_the_times_of_its_words() -> None:
    transcript = fixture("text.json")
    assert {speaker for speaker, _ in voices(transcript)} == {None}
    assert transcript.turns[0].time_at(transcript.text.index("Thanks, Dr.")) == 5820
    assert "“Never cook the archive,” as they say." in transcript.text


def test_a_text_alone_is_read() -> None:
    assert voices(read({"text": "Open.", "utterances": None, "words": None}, title="talk")) == [(None, "Open.")]


def test_words_alone_are_read() -> None:
    found = {"words": [*words("A", "Open it."), *words(None, "Who?"), *words("B", "Me.")]}
    assert recognises(found)
    assert voices(read(found, title="talk")) == [("Speaker A", "Open it."), (None, "Who?"), ("Speaker B", "Me.")]


def test_a_word_without_a_voice_is_not_credited_to_the_voice_before() -> None:
    found = {"text": "Open it. Who? Me.", "words": [*words("A", "Open it."), *words(None, "Who?"), *words("B", "Me.")]}
    assert voices(read(found, title="talk")) == [("Speaker A", "Open it."), (None, "Who?"), ("Speaker B", "Me.")]


def test_words_that_are_not_those_of_the_text_count_where_they_have_voices() -> None:
    found = {"text": "Something else, 10.", "words": [*words("A", "Open it."), *words("B", "Yes.")]}
    assert voices(read(found, title="talk")) == [("Speaker A", "Open it."), ("Speaker B", "Yes.")]


def test_an_utterance_keeps_its_text_where_its_words_differ() -> None:
    assert voices(said(utterance("A", "It is $5.", words=words("A", "It is five dollars.")))) == [
        ("Speaker A", "It is $5.")
    ]


def test_an_utterance_without_a_voice_is_nobodys() -> None:
    assert voices(said(utterance("A", "Open."), utterance(None, "Yes."))) == [("Speaker A", "Open."), (None, "Yes.")]


@pytest.mark.parametrize(
    ("label", "name"), [("A", "Speaker A"), ("1", "Speaker 1"), ("1B", "Speaker 1B"), ("Ann Lee", "Ann Lee")]
)
def test_a_letter_or_number_is_a_numbered_voice_and_a_name_is_a_name(label: str, name: str) -> None:
    assert voices(said(utterance(label, "Open."))) == [(name, "Open.")]


def test_a_voice_that_is_known_by_its_channel_alone_is_the_channel() -> None:
    assert voices(said(utterance(None, "Open.", channel="1"))) == [("Channel 1", "Open.")]


@pytest.mark.parametrize("time", [-1, float("nan"), float("inf"), None, 10**300])
def test_a_time_that_is_none_is_unknown(time: object) -> None:
    assert said(utterance("A", "Open.") | {"start": time}).turns[0].start_ms is None


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ({"utterances": [{"text": 5}]}, "utterances.0.text"),
        ({"utterances": [{"text": "x", "start": "1"}]}, "utterances.0.start"),
        ({"utterances": [{"text": "x", "words": {}}]}, "utterances.0.words"),
        ({"words": [{"text": "x", "speaker": 0.5}]}, "words.0.speaker"),
        ({"text": 5, "utterances": None}, "text"),
    ],
)
def test_a_wrong_type_is_named_with_its_place(broken: object, place: str) -> None:
    assert recognises(broken)
    with pytest.raises(TranscriptError, match=f"“{place}”"):
        read(broken, title="talk")


def test_a_job_that_failed_holds_no_words() -> None:
    failed = {"status": "error", "audio_url": "https://example.org", "text": None, "words": None, "utterances": None}
    assert recognises(failed)
    with pytest.raises(TranscriptError, match="no words"):
        read(failed, title="talk")


@pytest.mark.parametrize(
    "found",
    [
        {"text": "Hi.", "language": "en", "segments": []},
        {"text": "Hi.", "words": [{"word": "Hi.", "start": 0.0, "end": 0.4}]},
        {"text": "Hi.", "language_code": "en", "words": [{"text": "Hi.", "start": 0.0, "end": 1.0, "type": "word"}]},
        {"full_transcript": "Hi.", "utterances": [{"text": "Hi.", "start": 0, "end": 1}]},
        {"utterances": [{"text": "Hi.", "start": 0.25, "end": 1.5}]},
        {"text": "Hi."},
        {"utterances": [5]},
        {"words": []},
        [],
    ],
)
def test_what_others_write_is_not_taken(found: object) -> None:
    assert not recognises(found)


@given(st.lists(st.tuples(st.sampled_from([None, "A", "B"]), st.text("ab 开源.。“”…'", max_size=12))))
def test_every_letter_stays_in_order_with_its_own_voice(spoken: list[tuple[str | None, str]]) -> None:
    if not letters("".join(text for _, text in spoken)):
        return
    expected = [(speaker and f"Speaker {speaker}", char) for speaker, text in spoken for char in letters(text)]
    uttered = said(*(utterance(speaker, text, words=words(None, text)) for speaker, text in spoken))
    every = [word for speaker, text in spoken for word in words(speaker, text)]
    in_text = read({"text": " ".join(text for _, text in spoken), "words": every}, title="talk")
    for transcript in (uttered, in_text):
        assert [(speaker, char) for speaker, text in voices(transcript) for char in letters(text)] == expected


KEYS = ["utterances", "words", "text", "speaker", "start", "end", "channel", "language_code"]


def wrapped(one: object) -> object:
    return {"utterances": [{"text": "开 A"}, one, {"text": "1", "words": one, "speaker": one}], "text": one}


ANYTHING = any_json(*KEYS)


@given(ANYTHING | st.builds(wrapped, ANYTHING))
def test_any_json_at_all_is_refused_or_read_and_nothing_is_made_up(found: object) -> None:
    assert makes_nothing_up(assemblyai, found)
