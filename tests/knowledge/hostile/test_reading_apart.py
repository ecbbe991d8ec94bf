"""Files are read in a process that can be ended: what it may do, how long, and what is believed of what it says."""

import json
import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from knowledge import transcripts
from knowledge.apart import Reader, wire
from knowledge.errors import TranscriptError
from knowledge.library import Library
from knowledge.model import Kind
from knowledge.remarks import Remark
from tests.knowledge.conftest import ROOT, SEEDS
from tests.knowledge.hostile import documents

TALK = Path("talk.txt")
WORDS = b"Ann: A word.\nBob: Another.\n"


def child(reader: Reader) -> "subprocess.Popen[bytes]":
    assert reader._process
    return reader._process


def fault(reader: Reader, raw: bytes) -> TranscriptError:
    with pytest.raises(TranscriptError) as caught:
        reader.understood(raw, TALK)
    return caught.value


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_file_that_is_read_apart_is_what_it_is_here(path: Path) -> None:
    with Reader() as reader:
        assert reader.opened(path) == transcripts.opened(path)


def test_one_process_reads_many_files_and_ends_with_its_reader() -> None:
    with Reader() as reader:
        reader.understood(WORDS, TALK)
        first = child(reader)
        assert fault(reader, b"").kind == "empty"
        reader.understood(WORDS, TALK)
        assert child(reader) is first
    assert first.poll() is not None


def test_after_a_process_that_died_the_next_file_has_a_new_one() -> None:
    with Reader() as reader:
        reader.understood(WORDS, TALK)
        child(reader).kill()
        child(reader).wait()
        assert fault(reader, WORDS).kind == "broken"
        assert len(reader.understood(WORDS, TALK).transcript.speakers) == 2


def test_a_file_that_takes_too_long_is_given_up_with_a_sentence() -> None:
    with Reader(seconds=0.5) as reader:
        error = fault(reader, documents.slow_pdf())
    assert (error.kind, str(error)) == ("slow", "talk.txt: reading it takes longer than a transcript does.")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows the limits of another process")
def test_the_process_may_write_nothing_and_has_its_time_and_memory() -> None:
    with Reader() as reader:
        reader.understood(WORDS, TALK)
        told = Path(f"/proc/{child(reader).pid}/limits").read_text(encoding="ascii")
    limits = {line[:26].strip(): line[26:46].strip() for line in told.splitlines()}
    assert limits["Max file size"] == limits["Max core file size"] == limits["Max processes"] == "0"
    assert limits["Max cpu time"].isdigit()
    assert limits["Max address space"].isdigit()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows the environment of another process")
def test_the_process_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a-secret")
    monkeypatch.setenv("DATABASE_URL", "another-secret")
    with Reader() as reader:
        reader.understood(WORDS, TALK)
        assert b"secret" not in Path(f"/proc/{child(reader).pid}/environ").read_bytes()


@pytest.mark.parametrize(
    "statement",
    [
        "open(sys.argv[1] + '/x', 'w')",
        "os.open(sys.argv[1] + '/x', os.O_CREAT | os.O_WRONLY)",
        "os.remove(sys.argv[1] + '/kept')",
        "os.rename(sys.argv[1] + '/kept', sys.argv[1] + '/x')",
        "os.fork()",
        "os.system('true')",
        "os.kill(os.getppid(), 0)",
        "subprocess.run(['true'])",
        "socket.socket().connect(('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
    ],
)
def test_what_a_reader_has_no_business_with_is_refused(tmp_path: Path, statement: str) -> None:
    (tmp_path / "kept").write_text("kept", encoding="utf-8")
    begun = f"import os, socket, subprocess, sys\nfrom knowledge.apart import bounds\nbounds.bind()\n{statement}"
    done = subprocess.run(
        [sys.executable, "-c", begun, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "PermissionError" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def answered(head: object, text: bytes = b"A word.") -> transcripts.File:
    packed = json.dumps(head).encode()
    return wire.answered(BytesIO(wire._SIZES.pack(len(packed), len(text)) + packed + text))


def head(**changed: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "format": "text", "encoding": "UTF-8", "digest": "0" * 64, "title": "T", "speakers": [["a", "A", [], None]],
        "turns": [[0, 0, 0, 7, None]], "times": [], "about": [None] * 4, "names": [], "approximate": False,
        "warnings": [],
    }  # fmt: skip
    return {**plain, **changed}


def test_an_answer_is_taken_for_what_it_says() -> None:
    (turn,) = answered(head(times=[[0, 2, 5]])).transcript.turns
    assert (turn.speaker, turn.kind, turn.start, turn.end, turn.times) == ("a", Kind.SPEECH, 0, 7, ((2, 5),))


SIZED = wire._SIZES.pack
LIES: list[dict[str, object]] = [
    {"turns": [[0, 0, 0, 8, None]]},  # beyond the text
    {"turns": [[0, 0, -1, 7, None]]},
    {"turns": [[0, 0, 5, 2, None]]},
    {"turns": [[0, 0, 0, 5, None], [0, 0, 4, 7, None]]},  # one over the other
    {"turns": [[1, 0, 0, 7, None]]},  # of nobody
    {"turns": [[0, 9, 0, 7, None]]},
    {"turns": [[0, 0, 0, 7, 10**12]]},
    {"turns": [[0, 0, 0, True, None]]},
    {"turns": [[0, 0, 0, 7.0, None]]},
    {"turns": [[0, 0, 0, 7]]},
    {"turns": [[0, 0, 0, 7, None]] * 100_001},
    {"times": [[1, 0, 0]]},
    {"times": [[0, 9, 0]]},
    {"speakers": [["a", "A", [], None], ["a", "B", [], None]]},
    {"speakers": [["a", "", [], None]]},
    {"speakers": [["a", "A" * 301, [], None]]},
    {"speakers": [["a", "\ud800", [], None]]},
    {"speakers": {"a": "A"}},
    {"title": ""},
    {"title": None},
    {"format": "pickle"},
    {"encoding": []},
    {"digest": "../../x"},
    {"about": [None]},
    {"approximate": 1},
    {"names": "abc"},
    {"warnings": [["a", "set_aside", {}]]},
    {"warnings": [["a", "set_aside", {"reads": "x", "count": 1}]]},
    {"warnings": [["a", "draft", {"words": "\udc00"}]]},
    {"warnings": [["a", "draft", {"words": "w", "key": "k"}]]},
    {"error": "a"},
    {"error": ["a", 1, {}]},
]


@pytest.mark.parametrize("lie", LIES, ids=str)
def test_a_process_that_lies_is_not_believed(lie: dict[str, object]) -> None:
    with pytest.raises(wire.Broken):
        answered(head(**lie))


@pytest.mark.parametrize("text", [b"\xff", b"a\0b word"])
def test_a_text_that_is_none_is_not_believed(text: bytes) -> None:
    with pytest.raises(wire.Broken):
        answered(head(turns=[]), text)


@pytest.mark.parametrize("said", [b"", b"\0", b"\xff" * 8, SIZED(5, 0) + b"[[[[[", SIZED(2, 0) + b"[]"])
def test_what_is_no_answer_is_not_believed(said: bytes) -> None:
    with pytest.raises(wire.Broken):
        wire.answered(BytesIO(said))


def test_a_fault_keeps_its_kind_and_what_it_tells() -> None:
    refused = BytesIO(b"".join(wire.refusal(TranscriptError("too long.", "too_long", limit=24))))
    with pytest.raises(TranscriptError) as caught:
        wire.answered(refused)
    sentence = caught.value.sentence
    assert isinstance(sentence, Remark)
    assert (sentence, sentence.key, dict(sentence.values)) == ("too long.", "too_long", {"limit": 24})


def test_a_bomb_among_others_costs_only_itself(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(WORDS)
    (tmp_path / "b.docx").write_bytes(documents.word(documents.body("<w:r>" * 100_000)))
    (tmp_path / "c.json").write_bytes(b"[" * 100_000)
    (tmp_path / "d.txt").write_bytes(WORDS)
    reports = list(library.ingest([tmp_path]))
    assert [report.status for report in reports] == ["added", "failed", "failed", "added"]


def test_an_interrupt_of_the_terminal_does_not_end_the_process() -> None:
    with Reader() as reader:
        reader.understood(WORDS, TALK)
        os.kill(child(reader).pid, signal.SIGINT)
        reader.understood(WORDS, TALK)
