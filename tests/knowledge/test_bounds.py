"""The bounds of the process that reads files, one by one; hostile/test_reading_apart.py has them all at once."""

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge import transcripts
from knowledge.apart import Reader, bounds, wire
from knowledge.errors import TranscriptError
from tests.knowledge.conftest import ROOT, python
from tests.knowledge.hostile import documents

WORDS = b"Ann: A word.\nBob: Another.\n"


@pytest.mark.parametrize(
    ("event", "given"),
    [
        ("open", ("a", "r", os.O_RDONLY)),
        ("open", ("a", "rb", os.O_RDONLY | os.O_CLOEXEC)),
        ("open", ("a", None, os.O_RDONLY)),
        ("open", (3, None, None)),
        ("import", ("json", None, None, None, None)),
        ("os.listdir", ("a",)),
    ],
)
def test_reading_and_loading_is_a_reader_s_business(event: str, given: tuple[object, ...]) -> None:
    bounds._watch(event, given)  # raises nothing
    with pytest.raises(PermissionError, match=r"must not do this: os\.remove"):
        bounds._watch("os.remove", given)


@pytest.mark.parametrize(
    "opened",
    [
        *[("a", mode, os.O_RDONLY) for mode in ("w", "ab", "x", "r+b")],
        *[("a", None, flag) for flag in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, os.O_APPEND)],
    ],
)
def test_opening_a_file_to_write_is_none(opened: tuple[object, ...]) -> None:
    with pytest.raises(PermissionError, match="must not write one"):
        bounds._watch("open", opened)


def test_each_file_has_its_own_time_from_now_on() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    try:
        bounds.begin()
        spent = resource.getrusage(resource.RUSAGE_SELF)
        until, most = resource.getrlimit(resource.RLIMIT_CPU)
        assert 0 <= spent.ru_utime + spent.ru_stime + bounds.SECONDS - until < 2
        assert most == hard
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of its processes in files")
def test_the_memory_that_is_taken_already_is_known() -> None:
    told = Path("/proc/self/status").read_text(encoding="ascii")
    size = next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmSize:"))
    assert abs(bounds._taken() - size * 1024) < 2**24


def test_a_system_that_knows_no_limits_or_tells_no_memory_sets_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = resource.getrlimit(resource.RLIMIT_CPU)
    monkeypatch.setattr(bounds, "_limits", None)
    monkeypatch.setattr(bounds, "Path", lambda _: tmp_path / "none")
    bounds.begin()
    assert (bounds._taken(), resource.getrlimit(resource.RLIMIT_CPU)) == (0, before)


def test_a_bound_is_never_widened_and_one_that_is_refused_costs_no_other() -> None:
    done = python(
        "import resource\nfrom knowledge.apart import bounds\n"
        "for most in (64, 40, 128):\n"
        "    bounds._bound(resource.RLIMIT_NOFILE, most)\n"
        "    print(*resource.getrlimit(resource.RLIMIT_NOFILE))\n"
        "bounds._bound(10**6, 0)\nbounds._bound(resource.RLIMIT_CORE, 0)\n"
        "print(*resource.getrlimit(resource.RLIMIT_CORE))"
    )
    assert done.stdout.splitlines() == ["64 64", "40 40", "40 40", "0 0"], done.stderr


def spoken_with(script: str, files: Sequence[bytes]) -> subprocess.CompletedProcess[bytes]:
    said = b"".join(part for raw in files for part in wire.asking(raw, "talk"))
    return subprocess.run([sys.executable, "-c", script], input=said, cwd=ROOT, capture_output=True, check=False)


def test_what_a_library_prints_is_no_answer_and_the_process_ends_with_its_input() -> None:
    script = (
        "import os\nfrom knowledge import transcripts\nfrom knowledge.apart import bounds, child\n"
        "def noisy(raw, title, understood=transcripts.understood):\n"
        "    os.system('echo noise')\n    print('noise', flush=True)\n    return understood(raw, title)\n"
        "transcripts.understood, bounds.bind = noisy, lambda: None\nchild.main()"
    )
    done = spoken_with(script, [WORDS, b"", WORDS])
    ready, parts = done.stdout[: len(wire.READY)], b"".join(wire.answer(transcripts.understood(WORDS, "talk")))
    assert (ready, done.returncode, b"noise" in done.stdout) == (wire.READY, 0, False), done.stderr
    assert done.stdout.count(parts) == 2
    assert done.stdout.startswith(wire.READY + parts)


def test_where_the_process_cannot_begin_each_file_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Reader() as reader, pytest.raises(TranscriptError) as caught:
        reader.understood(WORDS, Path("talk.txt"))
    assert caught.value.kind == "no_process"
    assert str(caught.value) == "talk.txt: the process that reads files does not begin here."


def test_after_a_reading_that_was_stopped_the_next_file_gets_no_answer_that_was_meant_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Reader() as reader:
        reader.understood(WORDS, Path("talk.txt"))
        with monkeypatch.context() as stopped:
            stopped.setattr(wire, "answered", interrupted)
            with pytest.raises(KeyboardInterrupt):
                reader.understood(documents.slow_pdf(), Path("slow.pdf"))
        assert reader.understood(WORDS, Path("talk.txt")).transcript.title == "talk"


def interrupted(_: object) -> None:
    raise KeyboardInterrupt
