"""Deepgram: utterances, paragraphs, words or transcript, in one channel or several."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import deepgram
from knowledge.transcripts.deepgram import read, recognises
from tests.knowledge.reading import any_json, letters, makes_nothing_up, voices

DATA = Path(__file__).parents[1] / "data" / "transcripts" / "deepgram"


def words(speaker: int | None, text: str, start: float = 0.0) -> list[dict[str, object]]:
    voice = {} if speaker is None else {"speaker": speaker}
    return [
        {"word": word.lower(), "punctuated_word": word, "start": start + i / 10, "end": start + i / 10 + 0.09, **voice}
        for i, word in enumerate(text.split())
    ]


def channel(transcript: str, said: list[dict[str, object]] | None = None, **more: object) -> dict[str, object]:
    return {"alternatives": [{"transcript": transcript, "words": said, **more}, {"transcript": "Worse guess."}]}


def heard(*channels: dict[str, object], **more: object) -> Transcript:
    return read({"metadata": {}, "results": {"channels": list(channels), **more}}, title="talk")


def fixture(name: str) -> Transcript:
    found = json.loads((DATA / name).read_text(encoding="utf-8"))
    assert recognises(found)
    return read(found, title="talk")


@pytest.mark.parametrize("name", ["utterances.json", "words.json"])
def test_utterances_or_words_with_voices_are_turns_with_a_time_for_each_sentence(name: str) -> None:
    transcript = fixture(name)
    assert voices(transcript)[:2] == [
        ("Speaker 0", "Welcome back to the garden hour. Today we talk about seed banks."),
        ("Speaker 1", "Thanks, Dr. Lowe. I brought 3.5 kilos of beans, believe it or not."),
    ]
    assert [time for _, time in transcript.turns[0].times] == [480, 2880]


def test_paragraphs_are_sentences_of_their_voice() -> None:
    transcript = fixture("paragraphs.json")
    assert voices(transcript)[1] == ("Speaker 1", "谢谢邀请。我在江边住了四十年，渡口换了三次。")
    assert transcript.language == "zh"


def test_channels_of_one_voice_each_are_brought_into_the_order_of_time() -> None:
    transcript = fixture("channels.json")
    assert voices(transcript)[1] == (
        "Channel 1",
        "Thanks, Dr. Lowe. I brought 3.5 kilos of beans, believe it or not.",
    )
    assert [speaker for speaker, _ in voices(transcript)[:4]] == ["Channel 0", "Channel 1", "Channel 0", "Channel 1"]
    starts = [time for turn in transcript.turns for _, time in turn.times]
    assert starts == sorted(starts)


def test_a_transcript_without_voices_is_nobodys_and_has_the_times_of_its_words() -> None:
    transcript = fixture("transcript.json")
    assert {speaker for speaker, _ in voices(transcript)} == {None}
    assert transcript.turns[0].time_at(transcript.text.index("Thanks, Dr.")) == 5820


def test_a_transcript_without_words_is_read() -> None:
    assert voices(heard(channel("Open."))) == [(None, "Open.")]


def test_only_the_best_alternative_was_said() -> None:
    assert "guess" not in heard(channel("Open."), channel("Yes.")).text


def test_a_word_without_a_voice_is_not_credited_to_the_voice_before() -> None:
    said = [*words(0, "Open it."), *words(None, "Who?"), *words(1, "Me.")]
    assert voices(heard(channel("Open it. Who? Me.", said))) == [
        ("Speaker 0", "Open it."),
        (None, "Who?"),
        ("Speaker 1", "Me."),
    ]


def test_voices_of_the_same_number_in_two_channels_are_two_voices() -> None:
    found = heard(channel("Open.", words(0, "Open.")), channel("Yes.", words(0, "Yes.", 2.0)))
    assert voices(found) == [("Speaker 0A", "Open."), ("Speaker 1A", "Yes.")]


def test_utterances_name_their_channel_and_the_words_in_them_their_voice() -> None:
    utterances = [
        {"transcript": "Yes.", "start": 2.0, "channel": 1},
        {"transcript": "Open it.", "start": 0.0, "channel": 0, "words": words(3, "Open it.")},
    ]
    found = heard(channel(""), channel(""), utterances=utterances)
    assert voices(found) == [("Speaker 0D", "Open it."), ("Channel 1", "Yes.")]


def test_a_channel_keeps_its_own_order_where_its_times_do_not() -> None:
    mixed = [*words(None, "One.", 9.0), *words(None, "Two.", 1.0)]
    found = heard(channel("One. Two.", mixed), channel("Between.", words(None, "Between.", 5.0)))
    assert voices(found) == [("Channel 1", "Between."), ("Channel 0", "One. Two.")]


def test_an_empty_list_of_utterances_hides_nothing() -> None:
    assert voices(heard(channel("Open."), utterances=[])) == [(None, "Open.")]


def test_empty_paragraphs_hide_nothing() -> None:
    assert voices(heard(channel("Open.", paragraphs={"paragraphs": []}))) == [(None, "Open.")]


@pytest.mark.parametrize("time", [-1, float("nan"), float("inf"), None, 1e300])
def test_a_time_that_is_none_is_unknown(time: object) -> None:
    utterance = {"transcript": "Open.", "start": time, "end": time}
    assert heard(channel(""), utterances=[utterance]).turns[0].start_ms is None


@pytest.mark.parametrize(
    ("results", "place"),
    [
        ({"channels": [{}]}, "channels.0.alternatives"),
        ({"channels": [{"alternatives": [{"transcript": 5}]}]}, "channels.0.alternatives.0.transcript"),
        ({"channels": [], "utterances": [{"transcript": "x", "channel": "0"}]}, "utterances.0.channel"),
        ({"channels": [], "utterances": [{"transcript": "x", "speaker": 0.5}]}, "utterances.0.speaker"),
        ({"channels": [5]}, "channels.0"),
    ],
)
def test_a_wrong_type_is_named_with_its_place(results: object, place: str) -> None:
    with pytest.raises(TranscriptError, match=f"“results.{place}”"):
        read({"results": results}, title="talk")


@pytest.mark.parametrize("results", [[{"alternatives": []}], {"transcripts": [], "items": []}, {"channels": {}}, None])
def test_what_others_write_is_not_taken(results: object) -> None:
    assert not recognises({"results": results})


@given(st.lists(st.tuples(st.sampled_from([None, 0, 1]), st.text("ab 开源.。“”…'", max_size=12))))
def test_every_letter_stays_in_order_with_its_own_voice(spoken: list[tuple[int | None, str]]) -> None:
    if not letters("".join(text for _, text in spoken)):
        return
    every = [word for speaker, text in spoken for word in words(speaker, text)]
    transcript = heard(channel(" ".join(text for _, text in spoken), every))
    assert [(speaker, char) for speaker, text in voices(transcript) for char in letters(text)] == [
        (None if speaker is None else f"Speaker {speaker}", char) for speaker, text in spoken for char in letters(text)
    ]


KEYS = ["channels", "alternatives", "utterances", "transcript", "words", "word", "paragraphs", "sentences", "speaker"]


def wrapped(one: object) -> object:
    best = {"transcript": "开 A", "words": one, "paragraphs": {"paragraphs": one}}
    return {"results": {"channels": [{"alternatives": [best]}, {"alternatives": [one]}], "utterances": one}}


def label(name: str) -> str:
    """The label in the file that a name stands for; the number of a channel is none."""
    if match := re.fullmatch(r"Speaker \d([A-Z])", name):
        return str(ord(match[1]) - ord("A"))
    return "" if re.fullmatch(r"Channel \d", name) else name.removeprefix("Speaker ")


ANYTHING = any_json(*KEYS)


@given(ANYTHING | st.builds(wrapped, ANYTHING))
def test_any_json_at_all_is_refused_or_read_and_nothing_is_made_up(found: object) -> None:
    assert makes_nothing_up(deepgram, found, label)


def test_a_voice_that_has_a_name_keeps_it_in_its_channel() -> None:
    named = {"word": "open", "punctuated_word": "Open.", "start": 0.0, "end": 0.5, "speaker": "Ann"}
    transcript = heard(channel("Open.", [named]), channel("Shut.", words(0, "Shut.", 1.0)))
    assert voices(transcript) == [("Ann", "Open."), ("Speaker 1A", "Shut.")]
