"""What becomes of files that nobody means well with: a transcript whose offsets hold, or one sentence."""

import os
from pathlib import Path

import pytest

from knowledge.errors import TranscriptError
from knowledge.model import Transcript
from knowledge.transcripts import opened
from knowledge.transcripts.apart import Reader
from tests.knowledge.hostile.files import HOSTILE, whisper

SLOW = {name for name in HOSTILE if name.startswith(("a megabyte", "100,000"))}  # done by `make faults`


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - SLOW))
def test_a_hostile_file_becomes_a_transcript_or_a_sentence(name: str, tmp_path: Path) -> None:
    file = tmp_path / HOSTILE[name][0]
    file.write_bytes(HOSTILE[name][1])
    became = read_or_refused(file)
    if isinstance(became, str):
        assert became.startswith(file.name)
        assert "\n" not in became
    else:
        assert all(0 <= turn.start <= turn.end <= len(became.text) for turn in became.turns)


def read_or_refused(file: Path) -> Transcript | str:
    try:
        return opened(file).transcript
    except TranscriptError as error:
        return str(error)


def test_the_next_file_is_read_after_one_that_took_too_long() -> None:
    reader = Reader(seconds=0.01)
    try:
        with pytest.raises(TranscriptError, match="more time or memory"):
            reader.ask({"what": "file", "title": "a"}, b"Ada: hello\n" * 10_000)
        reader._seconds = 90
        assert reader.ask({"what": "file", "title": "a"}, b"Ada: hello there\n")["file"]
    finally:
        reader.close()


def test_half_a_character_and_nul_are_dropped_from_json_before_offsets_are_taken(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(whisper(0, "Hello \ud800\0there."))
    transcript = opened(tmp_path / "a.json").transcript
    assert [transcript.text[turn.start : turn.end].strip() for turn in transcript.turns] == ["Hello there."]


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(TranscriptError, match="not a file"):
        opened(tmp_path / "a.txt")
