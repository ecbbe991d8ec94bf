"""A transcript that was written in the labelled format is the same when it is read again."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge import transcripts
from knowledge.library import Library
from knowledge.model import Kind, Speaker, Transcript, Turn
from knowledge.transcripts.labelled import read
from knowledge.transcripts.written import READABLE, written
from tests.knowledge.conftest import SEEDS

FOLDER = Path(__file__).parents[1] / "data" / "transcripts"
FILES = [path for path in transcripts.find([FOLDER, SEEDS]) if path.name != "article.html"]  # which is refused

ANN = Speaker("ann-lee", "Ann Lee", ("Ann", "安妮"), "host")
WORDS = st.text("开Aa1 :.~,。\n\r\t[]-“”", min_size=1) | st.sampled_from(
    ["[[ann-lee]] Hm.", "[[", "[[]]", "[[[", "]]", "[[00:01]]", "[[[[ad]]", "---", "title: T"]
)
TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
TIMES = st.integers(0, 400_000_000)


@st.composite
def speakers(draw: st.DrawFn) -> Speaker:
    id = draw(st.sampled_from(["bob-wu", "吴波", "123", "a~0.5", "quote", "null"]))
    return Speaker(id, draw(TEXT), tuple(draw(st.lists(TEXT, max_size=2))), draw(TEXT | st.none()))


@st.composite
def any_transcript(draw: st.DrawFn) -> Transcript:
    heard, text = (ANN, draw(speakers())), ""
    turns: list[Turn] = []
    for words in draw(st.lists(WORDS.map(str.strip).filter(bool), min_size=1, max_size=5)):
        start, text = len(text), f"{text}{words}\n"
        offsets = sorted(draw(st.lists(st.integers(start, start + len(words) - 1), max_size=4, unique=True)))
        times = tuple((offset, draw(TIMES)) for offset in offsets)
        voice, kind = draw(st.sampled_from([None, *(one.id for one in heard)])), draw(st.sampled_from(Kind))
        turns.append(Turn(len(turns), voice, kind, start, start + len(words), draw(TIMES | st.none()), times))
    assume(any(turn.kind is not Kind.BOILERPLATE for turn in turns))
    names = tuple(map(tuple, draw(st.lists(st.lists(TEXT, min_size=2, max_size=3), max_size=2))))
    language, medium, date = (draw(TEXT | st.none()) for _ in range(3))
    url = draw(st.sampled_from([None, "https://example.org/7?t={seconds}"]))
    about = (language, medium, date, url, names, draw(st.booleans()))
    return Transcript(draw(TEXT), text, tuple(turns), heard, *about)


def known(transcript: Transcript) -> tuple[object, ...]:
    """All that a transcript says, whatever stands between its turns."""
    turns = [
        (turn.speaker, turn.kind, transcript.text[turn.start : turn.end], turn.start_ms, times(turn))
        for turn in transcript.turns
    ]
    return replace(transcript, text="", turns=(), warnings=()), turns


def times(turn: Turn) -> list[tuple[int, int]]:
    """The times inside a turn, by their place in it; one at its very beginning is that of the turn."""
    inside = turn.times[1:] if turn.times[:1] == ((turn.start, turn.start_ms),) else turn.times
    return [(offset - turn.start, time) for offset, time in inside]


@given(any_transcript())
def test_any_transcript_is_read_again_as_it_was(transcript: Transcript) -> None:
    assert known(read(written(transcript))) == known(transcript)


@given(any_transcript())
def test_what_was_read_again_is_written_the_same(transcript: Transcript) -> None:
    once = written(transcript)
    assert written(read(once)) == once


@given(any_transcript(), st.integers(1, 10**9))
def test_fewer_times_change_no_word_and_no_voice(transcript: Transcript, apart: int) -> None:
    bare = replace(transcript, turns=tuple(replace(turn, times=()) for turn in transcript.turns))
    again = read(written(transcript, apart=apart))
    assert known(replace(again, turns=tuple(replace(turn, times=()) for turn in again.turns))) == known(bare)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_format_is_read_again_as_it_was(path: Path) -> None:
    transcript = transcripts.read(path)
    assert known(read(written(transcript))) == known(transcript)


def test_a_time_may_stand_inside_a_turn_and_between_two_letters() -> None:
    text = "---\ntitle: T\n---\n[[unknown 00:01]] Open [[00:02.500]]mod[[00:03]]els."
    (turn,) = (found := read(text)).turns
    assert found.text[turn.start : turn.end] == "Open models."
    assert [(found.text[at:][:3], time) for at, time in turn.times] == [("Ope", 1_000), ("mod", 2_500), ("els", 3_000)]


def test_brackets_of_the_text_are_written_so_that_they_are_no_label() -> None:
    (turn,) = (found := read("---\ntitle: T\n---\n[[unknown]] A link is [[]]like this]].")).turns
    assert found.text[turn.start : turn.end] == "A link is [[like this]]."


@pytest.mark.parametrize(
    ("label", "speaker", "kind"),
    [
        ("ad: ann", "ann", Kind.AD),
        ("skip: ann", "ann", Kind.BOILERPLATE),
        ("narration: ann", "ann", Kind.NARRATION),
        ("quote: unknown", None, Kind.QUOTE),
    ],
)
def test_what_is_no_speech_may_have_a_voice_and_a_quote_none(label: str, speaker: str | None, kind: Kind) -> None:
    text = f"---\ntitle: T\nparticipants: {{ann: {{name: Ann}}}}\n---\n[[{label}]] Hm.\n[[ann]] Oh."
    assert (read(text).turns[0].speaker, read(text).turns[0].kind) == (speaker, kind)


def test_times_of_one_voice_are_as_far_apart_as_is_asked_for() -> None:
    words = tuple((i, i * 10_000) for i in range(10))
    transcript = Transcript("T", "0123456789", (Turn(0, None, Kind.SPEECH, 0, 10, 0, words),))
    assert "[[unknown 00:00:00]] 012[[00:00:30]]345[[00:01:00]]678[[00:01:30]]9" in written(transcript, apart=READABLE)


def test_a_source_with_timed_words_comes_back_from_its_export_with_every_time(library: Library, tmp_path: Path) -> None:
    cues = [f"00:00:0{i}.0{i}0 --> 00:00:0{i}.900\nword [[{i}]]\n" for i in range(1, 9)]
    (tmp_path / "talk.vtt").write_text("\n".join(["WEBVTT\n", *cues]))
    list(library.ingest([tmp_path / "talk.vtt"]))
    (tmp_path / "copy.txt").write_text(library.export("talk"))
    assert [report.status for report in library.ingest([tmp_path / "copy.txt"])] == ["added"]
    (talk,), (copy,) = library.turns("talk"), library.turns("copy")
    assert talk.text == copy.text
    assert times(copy.turn) == times(talk.turn) == [(i * 11, (i + 1) * 1010) for i in range(1, 8)]
