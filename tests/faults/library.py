"""Writers of a library that are killed: what was acknowledged is there, all of a change is, or nothing of it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from knowledge.catalogue import Catalogue
from tests.faults.fault import Fault, Outcome, Stage
from tests.faults.light import SECRET, TEXTS

ROOT = Path(__file__).parents[2]
_COMMIT = 0.6  # of the length of a change, where about its second half with the commit begins
STEPS = ("ingest", "reindex", "rename", "merge", "describe", "undo")
State = dict[str, str]


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a process."""

    status: int
    out: str

    @property
    def last(self) -> str:
        """What it said at its end, and what was logged right before."""
        return " · ".join(self.out.strip().splitlines()[-2:])

    @property
    def is_sentence(self) -> bool:
        """Whether it ended with a sentence for a person."""
        return self.status == 1 and "\ntold " in f"\n{self.out}"


def ran(folder: Path, *steps: str, more: Mapping[str, str] | None = None) -> Ran:
    done = subprocess.run(
        command(folder, *steps),
        cwd=ROOT,
        env={**os.environ, **(more or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout)


def command(folder: Path, *steps: str) -> list[str]:
    return [sys.executable, "-m", "tests.faults.light", str(folder), *steps]


def filled(folder: Path, *steps: str) -> Path:
    """A folder with a library in it, on which these steps were done as well."""
    (folder / "texts").mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    done = ran(folder, "fill", *steps)
    assert done.status == 0, done.out
    return folder


def state(folder: Path) -> State:
    """All that a catalogue knows of each source, in a short form."""
    with closing(Catalogue(folder / "data" / "catalogue.sqlite3")) as catalogue:
        return {
            source.id: sha256(
                repr(
                    (
                        source,
                        catalogue.text(source.id),
                        catalogue.turns(source.id),
                        catalogue.passage_ids(source.id) and sorted(catalogue.passage_ids(source.id)),
                    )
                ).encode()
            ).hexdigest()
            for source in catalogue.sources()
        }


def killed(folder: Path, name: str, after: float) -> str:
    """Does a step, and kills the process so many seconds after it has opened the library; what it had printed."""
    process = subprocess.Popen(
        command(folder, name), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    process.stdout.readline()
    time.sleep(after)
    process.kill()
    return process.communicate()[0]


def _length(folder: Path, name: str) -> float:
    """Seconds that a step takes once the library is open."""
    process = subprocess.Popen(command(folder, name), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    process.stdout.readline()
    since = time.monotonic()
    line = process.stdout.readline()
    length = time.monotonic() - since
    assert line == f"done {name}\n", process.communicate()[0]
    process.communicate()
    return length


def _kill(stage: Stage, name: str) -> Outcome:
    base = filled(stage.folder / "base", *(["describe"] if name == "undo" else []))
    after = shutil.copytree(base, stage.folder / "after")
    length = _length(after, name)
    before_state, after_state = state(base), state(after)
    recovered = lost = wrong = 0
    faults: list[str] = []
    for number in range(stage.times):
        folder = shutil.copytree(base, stage.folder / str(number))
        begin = _COMMIT if number % 2 else 0.0
        printed = killed(folder, name, stage.random.uniform(begin, 1.1) * length)
        now = state(folder)
        if f"done {name}" in printed and now != after_state:
            lost += 1
        if now not in (before_state, after_state):
            faults.append(f"after kill {number} the library is between before and after")
        found = ran(folder, "ask", "ingest" if name != "ingest" else "describe", "check", "ask")
        recovered += found.status == 0
        wrong += "wrong: " in found.out
        if found.status:
            faults.append(f"after kill {number}: {found.last}")
        shutil.rmtree(folder)
    return Outcome(stage.times, recovered, lost, wrong, tuple(faults))


def _kill_exclusion(stage: Stage) -> Outcome:
    """Whoever asked to be left out is so once that was acknowledged or begun, in every byte; nobody else is."""
    base = filled(stage.folder / "base", "secret")
    before = state(base)
    length = _length(shutil.copytree(base, stage.folder / "after"), "exclude")
    recovered = lost = wrong = 0
    faults: list[str] = []
    for number in range(stage.times):
        folder = shutil.copytree(base, stage.folder / str(number))
        printed = killed(folder, "exclude", stage.random.uniform(0.0, 1.1) * length)
        with closing(Catalogue(folder / "data" / "catalogue.sqlite3")) as catalogue:
            is_begun = bool(catalogue.exclusions())
        lost += "done exclude" in printed and not is_begun
        found = ran(folder, "ask", "check", "ask")
        recovered += found.status == 0
        if found.status:
            faults.append(f"after kill {number}: {found.last}")
        left = any(SECRET in file.read_bytes().lower() for file in (folder / "data").rglob("*") if file.is_file())
        wrong += "wrong: " in found.out or (is_begun and left)
        if not is_begun and state(folder) != before:
            faults.append(f"after kill {number} something is left out that nobody was told of")
        shutil.rmtree(folder)
    return Outcome(stage.times, recovered, lost, wrong, tuple(faults))


FAULTS = (
    *(Fault(f"kill: {name}", 50, partial(_kill, name=name)) for name in STEPS),
    Fault("kill: exclude", 50, _kill_exclusion),
)
