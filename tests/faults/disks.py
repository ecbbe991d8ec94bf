"""Disks that lose, refuse or mix up what was written: what can be made again is, the rest is one sentence."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from random import Random

from tests.faults.fault import Fault, Outcome, Stage
from tests.faults.library import ROOT, Ran, command, filled, ran, state

Damage = Callable[[Path, Random], None]  # of the folder of a closed library
_HEAL = ("check", "ask", "ingest", "check", "ask")  # what the bot does at its start, and then what people do
_BLOCK = 4096
_GRAPH = 5  # files
_SMALL = "8m"  # of the disk that gets full
_CLOCK = """
import os, time
_time, _years = time.time, float(os.environ["CLOCK_YEARS"])
time.time = lambda: _time() + _years * 31_557_600
time.time_ns = lambda: int(time.time() * 1e9)
"""


def _files(data: Path) -> list[Path]:
    every = (file for file in data.rglob("*") if file.is_file() and file.stat().st_size)
    return sorted(file for file in every if file.name != "write.lock")


def _cut(file: Path, random: Random) -> None:
    os.truncate(file, random.randrange(file.stat().st_size))


def _last_block_gone(file: Path, _: Random) -> None:
    os.truncate(file, max(0, file.stat().st_size - _BLOCK))


def _block_zeroed(file: Path, random: Random) -> None:
    block = random.randrange(max(1, file.stat().st_size // _BLOCK)) * _BLOCK
    with file.open("r+b") as opened:
        opened.seek(block)
        opened.write(bytes(min(_BLOCK, file.stat().st_size - block)))


def _judged(found: Ran, folder: Path, before: dict[str, str], *, may_tell: bool) -> tuple[bool, int, int, str]:
    """Whether a library came back or said what to do, what was lost, what was wrong, and what is to be said of it."""
    wrong = int("wrong: " in found.out)
    last = found.out.strip().splitlines()[-1] if found.out.strip() else f"ended with {found.status}"
    if found.status == 0:
        now = state(folder)
        lost = sum(now.get(id) != seal for id, seal in before.items())
        return True, lost, wrong, f"{lost} sources were lost" if lost else ""
    if may_tell and (found.is_sentence or "put a backup in its place" in found.out):
        return True, 0, wrong, ""
    return False, 0, wrong, last


def _sum(rows: Sequence[tuple[bool, int, int, str]], names: Sequence[str]) -> Outcome:
    faults = tuple(f"{name}: {row[3]}" for name, row in zip(names, rows, strict=True) if row[3])
    return Outcome(len(rows), sum(row[0] for row in rows), sum(row[1] for row in rows), sum(r[2] for r in rows), faults)


def _lose(stage: Stage, damage: Damage) -> Outcome:
    """One file of the library after another is damaged, as by a power cut; each is chosen once before any is twice."""
    base = filled(stage.folder / "base", "describe")
    before = state(base)
    files = [file.relative_to(base) for file in _files(base / "data")]
    stage.random.shuffle(files)
    rows, names = [], []
    for number in range(stage.times):
        folder = shutil.copytree(base, stage.folder / str(number))
        name = files[number % len(files)]
        damage(folder / name, stage.random)
        # Only the catalogue cannot be made again.
        rows.append(_judged(ran(folder, *_HEAL), folder, before, may_tell=name.name == "catalogue.sqlite3"))
        names.append(f"{number} {name}")
        shutil.rmtree(folder)
    return _sum(rows, names)


def _bytes_changed(file: Path, random: Random) -> None:
    with file.open("r+b") as opened:
        for _ in range(16):
            opened.seek(random.randrange(file.stat().st_size))
            opened.write(random.randbytes(1))


def _file_gone(file: Path, _: Random) -> None:
    file.unlink()


def _graph(stage: Stage) -> Outcome:
    """One file of a large library's vector graph after another is damaged in one way after another."""
    base = filled(stage.folder / "base", "describe", "many")
    before = state(base)
    files = [file.relative_to(base) for file in _files(base / "data") if file.parent.parent.name == "vectors"]
    assert len(files) == _GRAPH, files
    damages = (_file_gone, _cut, _block_zeroed, _bytes_changed, _last_block_gone)
    rows, names = [], []
    for number in range(stage.times):
        folder = shutil.copytree(base, stage.folder / str(number))
        name, damage = files[number % len(files)], damages[number // len(files) % len(damages)]
        damage(folder / name, stage.random)
        rows.append(_judged(ran(folder, *_HEAL), folder, before, may_tell=False))
        names.append(f"{number} {name.name} {damage.__name__}")
        shutil.rmtree(folder)
    return _sum(rows, names)


def _wal_lost(stage: Stage) -> Outcome:
    """The newest changes are lost with the log that they are in; what is left is as it was before them."""
    rows, names = [], []
    base = filled(stage.folder / "base")
    older = state(base)
    for number in range(stage.times):
        folder = shutil.copytree(base, stage.folder / str(number))
        with closing(sqlite3.connect(folder / "data" / "catalogue.sqlite3")) as reader:
            reader.execute("SELECT count(*) FROM source").fetchone()  # while it is open the log is not put away
            assert ran(folder, "ingest", "rename").status == 0
            whole = shutil.copytree(folder, stage.folder / f"{number}-cut")
        for name in ("catalogue.sqlite3-wal", "catalogue.sqlite3-shm"):
            (whole / "data" / name).unlink(missing_ok=True)
        rows.append(_judged(ran(whole, "check", "ask", "check"), whole, older, may_tell=False))
        names.append(str(number))
    return _sum(rows, names)


def _each(stage: Stage, *damages: tuple[str, Callable[[Path], None]], may_tell: bool = False) -> Outcome:
    """Damages of the indexes as a whole, in turn."""
    base = filled(stage.folder / "base", "describe")
    before = state(base)
    rows, names = [], []
    for number in range(stage.times):
        folder = shutil.copytree(base, stage.folder / str(number))
        name, damage = damages[number % len(damages)]
        damage(folder)
        rows.append(_judged(ran(folder, *_HEAL), folder, before, may_tell=may_tell))
        names.append(f"{number} {name}")
        shutil.rmtree(folder)
    return _sum(rows, names)


def _gone(name: str, folder: Path) -> None:
    path = folder / "data" / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _note(key: str, value: str, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "data" / "catalogue.sqlite3")) as db, db:
        db.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))


def _older_copy(name: str, folder: Path) -> None:
    """An index as it was before a change is put back."""
    kept = shutil.copytree(folder / "data" / name, folder / "kept")
    assert ran(folder, "undo").status == 0
    shutil.rmtree(folder / "data" / name)
    shutil.move(kept, folder / "data" / name)
    assert ran(folder, "check", "describe").status == 0  # as it was, so that it can be compared


def _other_model(stage: Stage) -> Outcome:
    """Whoever opens it with another model is told so; with its own it goes on."""
    base = filled(stage.folder / "base")
    before = state(base)
    rows = []
    for _ in range(stage.times):
        refused = ran(base, "ask", more={"OTHER_MODEL": "yes"})
        row = _judged(ran(base, "check", "ask"), base, before, may_tell=False)
        rows.append(row if refused.is_sentence else (False, 0, 0, refused.out))
    return _sum(rows, [str(number) for number in range(stage.times)])


def _two(stage: Stage) -> Outcome:
    """Two write at once: one is told to wait, and nothing is lost."""
    base = filled(stage.folder / "base")
    before = state(base)
    rows = []
    for number in range(stage.times):
        folder = shutil.copytree(base, stage.folder / str(number))

        every = [
            subprocess.Popen(command(folder, *steps), cwd=ROOT, stdout=subprocess.PIPE, text=True)
            for steps in (("ingest", "ask"), ("reindex", "ask"), ("ask", "ask"))
        ]
        ended = [Ran(process.returncode, out) for process in every for out in [process.communicate()[0]]]
        bad = [one.out for one in ended if one.status and not one.is_sentence]
        row = _judged(ran(folder, *_HEAL), folder, before, may_tell=False)
        rows.append(row if not bad else (False, 0, sum("wrong: " in out for out in bad), bad[0].strip()[-200:]))
    return _sum(rows, [str(number) for number in range(stage.times)])


@contextmanager
def _mounted(folder: Path) -> Iterator[bool]:
    """A small disk in memory; False where this machine lets nobody mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={_SMALL}", "tmpfs", str(folder)]
    if (
        os.geteuid()
        or not shutil.which("mount")
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _full(stage: Stage) -> Outcome:
    base = filled(stage.folder / "base")
    before = state(base)
    rows, names = [], []
    for number in range(stage.times):
        step = ("ingest", "reindex", "rename")[number % 3]
        with _mounted(stage.folder / f"disk{number}") as is_mounted:
            if not is_mounted:
                return Outcome(0, 0, skipped="only root can mount a disk, and where mounting is allowed")
            folder = shutil.copytree(base, stage.folder / f"disk{number}" / "on")
            free = shutil.disk_usage(folder).free
            (folder / "filler").write_bytes(bytes(max(0, free - stage.random.randrange(8, 600) * 1024)))
            first = ran(folder, step)
            told = first.status == 0 or first.is_sentence or "cannot" in first.out or "full" in first.out
            (folder / "filler").unlink()
            edited = step == "rename" and first.status == 0
            row = _judged(ran(folder, *_HEAL), folder, {} if edited else before, may_tell=False)
            if not told:
                row = (row[0], row[1], row[2], f"no sentence: {first.out.strip()[-200:]}")
            rows.append(row)
            names.append(f"{number} {step}")
    return _sum(rows, names)


def _read_only(stage: Stage) -> Outcome:
    base = filled(stage.folder / "base")
    before = state(base)
    rows, names = [], []
    for number in range(stage.times):
        step = ("ingest", "reindex", "rename", "ask", "check")[number % 5]
        with _mounted(stage.folder / f"disk{number}") as is_mounted:
            if not is_mounted:
                return Outcome(0, 0, skipped="only root can mount a disk, and where mounting is allowed")
            disk = stage.folder / f"disk{number}"
            folder = shutil.copytree(base, disk / "on")
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            first = ran(folder, step)
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
            row = _judged(ran(folder, *_HEAL), folder, before, may_tell=False)
            if first.status and not first.is_sentence:
                row = (row[0], row[1], row[2], f"no sentence: {first.out.strip()[-200:]}")
            rows.append(row)
            names.append(f"{number} {step}")
    return _sum(rows, names)


def _clock(stage: Stage) -> Outcome:
    """The clock goes a year forth, and back."""
    shim = stage.folder / "shim"
    shim.mkdir()
    (shim / "sitecustomize.py").write_text(_CLOCK, encoding="utf-8")
    folder = filled(stage.folder / "base")
    rows, before = [], state(folder)
    for number in range(stage.times):
        more = {"PYTHONPATH": str(shim), "CLOCK_YEARS": "1" if number % 2 else "-1"}
        steps = ("check", "describe", "ask", "undo", "reindex", "ask")
        first = ran(folder, *steps, more=more)
        row = _judged(ran(folder, *steps), folder, before, may_tell=False)
        rows.append(row if first.status == 0 else (False, 0, 0, first.out.strip()[-200:]))
    return _sum(rows, [str(number) for number in range(stage.times)])


_INDEXES = (
    *((f"{name} is gone", partial(_gone, name)) for name in ("vectors", "words", "windows.sqlite3")),
    ("vectors/chroma.sqlite3 is gone", partial(_gone, "vectors/chroma.sqlite3")),
    ("of an older format", partial(_note, "format", "3")),
    ("older words", partial(_older_copy, "words")),
    ("older vectors", partial(_older_copy, "vectors")),
)
FAULTS = (
    Fault("power: file cut", 60, partial(_lose, damage=_cut)),
    Fault("power: last 4 KiB gone", 60, partial(_lose, damage=_last_block_gone)),
    Fault("power: 4 KiB zeroed", 60, partial(_lose, damage=_block_zeroed)),
    Fault("power: log lost", 5, _wal_lost),
    Fault("index: gone, stale, older", 14, lambda stage: _each(stage, *_INDEXES)),
    Fault("index: graph damaged", 40, _graph),
    Fault("index: of another model", 3, _other_model),
    Fault("index: opened by several", 10, _two),
    Fault("disk: full", 30, _full),
    Fault("disk: read-only", 10, _read_only),
    Fault("clock: a year forth and back", 4, _clock),
)
