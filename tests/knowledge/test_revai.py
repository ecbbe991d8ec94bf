"""Rev.ai: the exact text of the elements, by numbered or named voices."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import revai
from knowledge.transcripts.revai import read, recognises
from tests.knowledge.reading import any_json, letters, makes_nothing_up, voices

DATA = Path(__file__).parents[1] / "data" / "transcripts" / "revai"


def monologue(speaker: object, *values: str, **more: object) -> dict[str, object]:
    elements = [
        {"type": "text", "value": value, "ts": float(i), "end_ts": i + 0.5}
        if value.isalnum()
        else {"type": "punct", "value": value}
        for i, value in enumerate(values)
    ]
    return {"speaker": speaker, "elements": elements, **more}


def said(*monologues: dict[str, object], **more: object) -> Transcript:
    return read({"monologues": list(monologues), **more}, title="talk")


def fixture(name: str) -> Transcript:
    found = json.loads((DATA / name).read_text(encoding="utf-8"))
    assert recognises(found)
    return read(found, title="talk")


def test_numbered_voices_say_the_exact_text_of_their_elements() -> None:
    transcript = fixture("numbers.json")
    assert voices(transcript)[1] == (
        "Speaker 1",
        "Thanks, Dr. Lowe. I brought 3.5 kilos of beans, believe it or not.",
    )
    assert voices(transcript)[6][1] == "“Never cook the archive,” as they say."


def test_a_long_monologue_has_a_time_for_each_sentence() -> None:
    transcript = fixture("numbers.json")
    assert [time for _, time in transcript.turns[0].times] == [480, 2880]
    assert transcript.text[transcript.turns[0].times[1][0] :].startswith("Today")


def test_voices_that_the_file_names_go_by_their_names() -> None:
    transcript = fixture("names.json")
    assert voices(transcript)[3] == ("罗大川", "桥修好的那一年。船还在，可是没有人坐了。")


def test_a_name_in_the_monologue_itself_counts_as_well() -> None:
    one = monologue(0, "Open", ".", speaker_info={"id": "x", "display_name": "Ann"})
    assert voices(said(one, monologue(1, "Yes", "."))) == [("Ann", "Open."), ("Speaker 1", "Yes.")]


def test_the_id_of_a_name_may_be_text() -> None:
    assert voices(said(monologue(0, "Open"), speakers=[{"id": "0", "name": "Ann"}])) == [("Ann", "Open")]


def test_a_monologue_without_a_speaker_is_nobodys() -> None:
    assert voices(said(monologue(0, "Open"), monologue(None, "Yes"))) == [("Speaker 0", "Open"), (None, "Yes")]


@pytest.mark.parametrize(
    "values",
    [
        ("用", "AI", "写", "。", "好", "。"),
        ("用", " ", "AI", "。", " ", "AI", " ", "好", "。", " ", "好"),
        ("said", " “", "yes", ".” ", "Then", " ", "no", "…", " ", "So", "."),
        ("It", "'", "s", " .", "NET", ". ", "5", ".", "5", "%", "."),
        ("One", ". ", "’", "cause", " (", "two", "). ", "Three", "! ", "Four"),
    ],
)
def test_white_space_is_the_files_own(values: tuple[str, ...]) -> None:
    assert voices(said(monologue(0, *values))) == [("Speaker 0", "".join(values))]


def test_words_without_a_stop_still_get_times() -> None:
    values = [value for word in ["open"] * 200 for value in (word, " ")]
    turn = said(monologue(0, *values)).turns[0]
    assert len(turn.times) == 5


def test_what_could_not_be_understood_stays_as_it_is_written() -> None:
    elements = [{"type": "text", "value": "So"}, {"type": "punct", "value": " "}, {"type": "unknown", "value": "<x>"}]
    assert voices(said({"speaker": 0, "elements": elements})) == [("Speaker 0", "So <x>")]


@pytest.mark.parametrize("time", [-1, float("nan"), float("inf"), None, 1e300])
def test_a_time_that_is_none_is_unknown(time: object) -> None:
    assert said({"speaker": 0, "elements": [{"value": "So", "ts": time}]}).turns[0].start_ms is None


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ({"speaker": 0}, "elements"),
        ({"speaker": 0.5, "elements": []}, "speaker"),
        ({"speaker": True, "elements": []}, "speaker"),
        ({"elements": [{"value": 5}]}, "elements.0.value"),
        ({"elements": [{"value": "x", "ts": "1"}]}, "elements.0.ts"),
    ],
)
def test_a_wrong_type_is_named_with_its_place(broken: dict[str, object], place: str) -> None:
    with pytest.raises(TranscriptError, match=f"“monologues.0.{place}”"):
        said(broken)


@pytest.mark.parametrize("found", [{"monologues": {}}, {"segments": []}, [], {"elements": []}, "monologues"])
def test_what_others_write_is_not_taken(found: object) -> None:
    assert not recognises(found)


@given(st.lists(st.tuples(st.sampled_from([None, 0, 1]), st.lists(st.text("ab 开源.。“”…'\n", max_size=4)))))
def test_every_letter_stays_in_order_with_its_own_voice(monologues: list[tuple[int | None, list[str]]]) -> None:
    if not letters("".join("".join(values) for _, values in monologues)):
        return
    found = voices(said(*(monologue(speaker, *values) for speaker, values in monologues)))
    assert [(speaker, char) for speaker, text in found for char in letters(text)] == [
        (None if speaker is None else f"Speaker {speaker}", char)
        for speaker, values in monologues
        for char in letters("".join(values))
    ]


KEYS = ["monologues", "elements", "speaker", "value", "ts", "speakers", "id", "name"]


def wrapped(one: object) -> object:
    return {"monologues": [{"speaker": one, "elements": [{"value": "开 A", "ts": one}]}, one], "speakers": one}


ANYTHING = any_json(*KEYS)


@given(ANYTHING | st.builds(wrapped, ANYTHING))
def test_any_json_at_all_is_refused_or_read_and_nothing_is_made_up(found: object) -> None:
    assert makes_nothing_up(revai, found)
