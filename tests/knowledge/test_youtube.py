"""Captions of YouTube: a voice is named only by a mark and a name that recurs, and no word is said twice or lost."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts.youtube import read, recognises
from tests.knowledge.conftest import ROOT
from tests.knowledge.reading import unquoted, voices

FILES = ROOT / "tests" / "data" / "transcripts" / "youtube"


def found(name: str) -> object:
    return json.loads((FILES / name).read_text(encoding="utf-8"))


def captions(*texts: str) -> Transcript:
    return read([{"text": text, "start": i * 2.0, "duration": 3.0} for i, text in enumerate(texts)], title="talk")


# ---- whole files


@pytest.mark.parametrize("name", ["auto.json", "snippets.json", "json3_zh.json", "rolling.json"])
def test_captions_are_recognised_in_all_their_shapes(name: str) -> None:
    assert recognises(found(name))


@pytest.mark.parametrize(
    "other",
    [
        {"utterances": [], "text": "", "words": []},
        {"monologues": [{"speaker": 0, "elements": []}]},
        {"version": "1.0.0", "segments": [{"speaker": "A", "startTime": 1, "endTime": 2, "body": "Hi"}]},
        {"text": "Hi", "segments": [{"text": "Hi", "start": 1, "end": 2}]},
        {"events": [{"type": "message"}]},
        {"snippets": []},
        [{"text": "Hi", "start": 1, "end": 2}],
        ["text"],
        [],
        {},
        None,
    ],
)
def test_other_json_is_left_to_others(other: object) -> None:
    assert not recognises(other)


def test_captions_without_marks_are_one_unknown_voice() -> None:
    transcript = read(found("auto.json"), title="talk")
    [(speaker, text)] = voices(transcript)
    assert speaker is None
    assert text.startswith("welcome back to the lighthouse hour today we talk")
    assert unquoted(transcript) == ["[Music]", "[Applause]"]


def test_marked_captions_have_their_speakers_and_language() -> None:
    transcript = read(found("snippets.json"), title="talk")
    said = voices(transcript)
    assert said[0] == ("MARA LIND", "Welcome back to the lighthouse hour. Today it's clocks & keys.")
    assert ("TOM", "Cold tea, for three days. I mean it: three days.") in said
    assert unquoted(transcript)[1] == "♪ Slow are the hands of the harbour clock ♪"
    assert transcript.language == "en"


def test_events_of_json3_are_joined_from_their_segments() -> None:
    transcript = read(found("json3_zh.json"), title="talk")
    assert unquoted(transcript) == ["[音乐]"]
    assert voices(transcript)[0][1].startswith("大家好，欢迎收听码头钟表谈。今天我们聊一聊怎么修旧钟。")
    assert transcript.turns[1].times[1][1] == 5000


def test_rolling_lines_are_said_once() -> None:
    [(_, text)] = voices(read(found("rolling.json"), title="talk"))
    assert text.count("harbour clocks") == text.count("sugar tin") == 1


# ---- voices


def test_a_name_that_recurs_behind_marks_speaks_until_the_next_mark() -> None:
    said = voices(captions(">> ANN: Hello.", "And welcome.", ">> Bob Lee: Hi. >> ANN: Well.", ">> Bob Lee: Yes."))
    assert said == [("ANN", "Hello. And welcome."), ("Bob Lee", "Hi."), ("ANN", "Well."), ("Bob Lee", "Yes.")]


def test_a_name_that_stands_once_is_kept_as_words_of_an_unknown_voice() -> None:
    said = voices(captions(">> ANN: Hello.", ">> BOB: Hi.", ">> ANN: Well."))
    assert said == [("ANN", "Hello."), (None, "BOB: Hi."), ("ANN", "Well.")]


def test_a_mark_without_a_name_ends_the_voice_before_it() -> None:
    said = voices(captions(">> ANN: Hello.", ">> Hi there.", "Go on.", ">> ANN: Well."))
    assert said == [("ANN", "Hello."), (None, "Hi there. Go on."), ("ANN", "Well.")]


def test_a_name_without_a_mark_speaks_only_if_marks_know_it_and_else_ends_the_voice() -> None:
    said = voices(captions(">> ANN: Hello.", "BOB: Hi.", "ANN: Well.", "BOB: Yes."))
    assert said == [("ANN", "Hello."), (None, "BOB: Hi."), ("ANN", "Well."), (None, "BOB: Yes.")]


@pytest.mark.parametrize("words", ["I will say this: open", "see https://example.org", "at 12:30 we met"])
def test_words_with_a_colon_are_not_names(words: str) -> None:
    assert voices(captions(f">> {words}", f">> {words}")) == [(None, words), (None, words)]


def test_chinese_names_are_names_behind_marks() -> None:
    said = voices(captions(">> 王明：你好。", "欢迎。", ">> 李华：谢谢。", ">> 王明：好。", ">> 李华：好。"))
    assert said[:2] == [("王明", "你好。欢迎。"), ("李华", "谢谢。")]


# ---- words


def test_a_line_that_stands_on_the_screen_again_is_said_once() -> None:
    assert voices(captions("one two", "one two\nthree", "three\nfour")) == [(None, "one two three four")]


def test_a_caption_that_says_the_same_again_is_kept() -> None:
    assert voices(captions("No.", "No.")) == [(None, "No. No.")]


def test_words_that_are_only_part_of_the_line_before_are_kept() -> None:
    assert voices(captions("what a day", "a day\nit was")) == [(None, "what a day a day it was")]


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    assert voices(captions("今天我们\n聊一聊", "旧钟")) == [(None, "今天我们聊一聊旧钟")]


@pytest.mark.parametrize(
    ("written", "said"),
    [("it&#39;s Q&amp;A", "it's Q&A"), ("R&D &lt;now&gt;", "R&D <now>"), ("a&copy b", "a&copy b")],
)
def test_entities_are_resolved_and_other_ampersands_kept(written: str, said: str) -> None:
    assert voices(captions(written)) == [(None, said)]


def test_entities_of_marks_are_marks() -> None:
    assert voices(captions("&gt;&gt; ANN: Hi.", "&gt;&gt; ANN: Yes.")) == [("ANN", "Hi."), ("ANN", "Yes.")]


def test_sounds_inside_words_are_not_quoted_and_other_brackets_are() -> None:
    transcript = captions("So [Laughter] he [the mayor] left", "[speaking Welsh]")
    assert unquoted(transcript) == ["[Laughter]", "[speaking Welsh]"]
    assert [text for _, text in voices(transcript)] == ["So", "he [the mayor] left"]


def test_a_note_that_is_not_closed_ends_with_its_line() -> None:
    transcript = captions("♪ la la\nHello.")
    assert (unquoted(transcript), voices(transcript)) == (["♪ la la"], [(None, "Hello.")])


# ---- times and faults


def test_a_caption_ends_when_the_next_begins_so_that_a_silence_is_heard() -> None:
    long = [{"text": "Hello.", "start": 0, "duration": 2}, {"text": "So.", "start": 9.0004, "duration": 99}]
    transcript = read([*long, {"text": "Yes.", "start": 10, "duration": 1}], title="talk")
    assert [turn.times for turn in transcript.turns] == [((0, 0),), ((7, 9000), (11, 10000))]


@pytest.mark.parametrize("start", [None, -1, float("nan"), 1e300])
def test_a_time_that_cannot_be_is_none(start: float | None) -> None:
    assert read([{"text": "Hi", "start": start, "duration": 1}], title="talk").turns[0].start_ms is None


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ([{"text": 5, "start": 0, "duration": 1}], "snippets.0.text"),
        ([{"text": "Hi", "start": 0, "duration": 1}, "Ho"], "snippets.1"),
        ({"snippets": [{"text": "Hi", "start": "now", "duration": 1}]}, "snippets.0.start"),
        ({"events": [{"tStartMs": 1, "segs": [{"utf8": None}]}]}, "events.0.segs.0.utf8"),
        ({"events": {}}, "events"),
        ([{"text": "\udfff", "start": 0, "duration": 1}], "snippets.0.text"),
    ],
)
def test_a_fault_is_one_sentence_that_names_its_place(file: object, place: str) -> None:
    with pytest.raises(TranscriptError, match=f"“{place}”"):
        read(file, title="talk")


def test_captions_without_words_are_refused() -> None:
    with pytest.raises(TranscriptError, match="no words"):
        read({"snippets": [], "language_code": "en"}, title="talk")


# ---- any JSON at all

PIECES = ["ANN: ", "Bob: ", ">> ", "[Music]", "♪", "&amp;", "&#39;", "&lt", "\n", "yes ", "好", ": ", "[", "]"]
TEXT = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=8)
TIME = st.none() | st.integers() | st.floats()
SCALAR = st.none() | st.booleans() | TIME | TEXT
SNIPPETS = st.lists(st.fixed_dictionaries({"text": TEXT, "start": TIME, "duration": TIME}) | SCALAR, max_size=9)
CLEAN = st.lists(st.fixed_dictionaries({"text": TEXT, "start": TIME, "duration": TIME}), max_size=9)
EVENT = st.fixed_dictionaries(
    {}, optional={"tStartMs": TIME, "dDurationMs": TIME, "segs": st.lists(st.fixed_dictionaries({"utf8": TEXT}))}
)
FILE = (
    CLEAN
    | SNIPPETS
    | st.fixed_dictionaries({"snippets": CLEAN | SCALAR}, optional={"language_code": SCALAR})
    | st.fixed_dictionaries({"events": st.lists(EVENT) | SCALAR})
)
ANY = st.recursive(SCALAR, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "events"]), inner))


def strings(json: object) -> Iterator[str]:
    if isinstance(json, str):
        yield json
    elif isinstance(json, dict | list):
        for value in json.values() if isinstance(json, dict) else json:
            yield from strings(value)


@given(FILE | ANY)
def test_any_json_is_refused_or_read_without_a_word_or_voice_of_ours(json: object) -> None:
    assert recognises(json) in {True, False}
    try:
        transcript = read(json, title="talk")
    except TranscriptError:
        return
    text = "".join(strings(json))
    left = iter(text)
    assert all(char in left for char in transcript.text if char.isalnum())
    spoken = " ".join(text.split())
    assert all(spoken.count(f"{speaker.name}:") > 1 for speaker in transcript.speakers if speaker.name.isascii())
