"""Backups and restores that are killed, archives that are damaged: nothing, or the whole, and the right words."""

import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from knowledge import backups
from knowledge.encoder import Prompts
from knowledge.errors import BackupError, VerbatimError
from knowledge.library import Library
from knowledge.settings import LibrarySettings
from tests.conftest import HashingEncoder
from tests.faults.fault import Fault, Outcome, Stage

ROOT = Path(__file__).parents[2]
_FILES = 6
_OPEN = (
    "import sys, itertools; from pathlib import Path; from knowledge.library import Library;"
    "from tests.conftest import HashingEncoder; folder = Path(sys.argv[1]);"
    "library = Library(folder / 'data', HashingEncoder())\n"
)
_WRITER = (
    _OPEN
    + """
for number in itertools.count():
    file = folder / "src" / f"talk{number % 6}.txt"
    file.write_text(f"Ann: What is licence {number}?\\nBob: Licence {number} is a promise to everybody who builds.\\n")
    list(library.ingest([file]))
    print(end="" if number else "at work\\n", flush=True)
"""
)
_READER = _OPEN + "print('at work', flush=True)\nwhile True: library.ask('What is a licence?')"


def _settings(data: Path) -> LibrarySettings:
    return LibrarySettings(data, "none", Prompts())


def _filled(folder: Path) -> None:
    """A library that was brought in and closed."""
    (folder / "src").mkdir(parents=True)
    for number in range(_FILES):
        text = f"Ann: What is licence {number}?\nBob: Licence {number} is a promise to everybody who builds.\n"
        (folder / "src" / f"talk{number}.txt").write_text(text, encoding="utf-8")
    with closing(Library(folder / "data", HashingEncoder())) as library:
        list(library.ingest([folder / "src"]))


@contextmanager
def _running(script: str, folder: Path) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-c", script, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    process.stdout.readline()  # it is at work
    try:
        yield
    finally:
        process.kill()
        process.communicate()


def _killed(after: float, *arguments: object) -> int:
    """Runs a command and kills it after so many seconds, unless it was done; its exit status."""
    command = [sys.executable, "-m", "knowledge", *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _took(*arguments: object) -> float:
    began = time.monotonic()
    _killed(600, *arguments)
    return time.monotonic() - began


def _wrong(data: Path, sources: int) -> list[str]:
    """What is not as it should be with a library: all sources there, all passages found, every quote their words."""
    with closing(Library(data, HashingEncoder())) as library:
        texts = {source.id: library._held.catalogue.text(source.id) for source in library.sources()}
        found = [f"{len(texts)} of {sources} sources are there"] if len(texts) != sources else []
        quotes = library.ask("What is a licence, a promise to everybody?", limit=50).quotes
        if not quotes:
            found.append("nothing is found")
        return found + [
            f"“{quote.text}” is not in its source"
            for quote in quotes
            if quote.text not in texts[quote.passage.source.id]
        ]


def _kill_backups(stage: Stage) -> Outcome:
    """At random points, while another process brings transcripts in and a third one asks."""
    _filled(stage.folder)
    kept, faults, recovered, wrong = stage.folder / "kept.tar.gz", list[str](), 0, 0
    usual = ["backup", kept, "--data", stage.folder / "data", "--wait", 60]
    seconds = _took(*usual)
    with _running(_READER, stage.folder):
        for number in range(stage.times):
            kept.unlink(missing_ok=True)
            with _running(_WRITER, stage.folder):
                _killed(stage.random.uniform(0.3, 1.5) * seconds, *usual)
            if not kept.exists() and _killed(600, *usual):
                faults.append("after a kill no backup could be made")
                continue
            found = _restored(kept, stage.folder / f"new{number}")
            wrong += bool(found)
            faults += found
            recovered += not found
    return Outcome(stage.times, recovered, 0, wrong, tuple(faults))


def _restored(kept: Path, to: Path) -> list[str]:
    try:
        backups.restore(_settings(to), kept)
        return _wrong(to, _FILES)
    except VerbatimError as error:
        return [f"a backup that was there could not be restored: {error}"]


def _kill_restores(stage: Stage) -> Outcome:
    """At random points, in the place of a folder: it is the old one or the new one, and the next restore is done."""
    _filled(stage.folder)
    kept, data = stage.folder / "kept.tar.gz", stage.folder / "data"
    backups.backup(_settings(data), kept)
    usual = ["restore", kept, "--data", data, "--replace"]
    seconds, faults, recovered, lost = _took(*usual), list[str](), 0, 0
    for _ in range(stage.times):
        _killed(stage.random.uniform(0.3, 1.1) * seconds, *usual)
        found = _wrong(data, _FILES) if data.exists() else ["the data folder is gone"]
        lost += bool(found)
        faults += found
        if not _killed(600, *usual) and not found:
            recovered += 1
    return Outcome(stage.times, recovered, lost, 0, tuple(faults))


def _damage(stage: Stage) -> Outcome:
    """Cut short, with bytes changed, or with strange members: refused, with nothing left behind; else as it was."""
    _filled(stage.folder)
    kept, damaged = stage.folder / "kept.tar.gz", stage.folder / "damaged.tar.gz"
    backups.backup(_settings(stage.folder / "data"), kept)
    whole, faults, recovered = kept.read_bytes(), list[str](), 0
    for number in range(stage.times):
        place = stage.random.randrange(len(whole))
        if number % 3 == 0:
            damaged.write_bytes(whole[:place])
        elif number % 3 == 1:
            damaged.write_bytes(whole[:place] + stage.random.randbytes(8) + whole[place + 8 :])
        else:
            _made_hostile(damaged, stage)
        to = stage.folder / f"new{number}"
        try:
            backups.restore(_settings(to), damaged)
            found = _wrong(to, _FILES)  # what was changed means nothing, such as the time in gzip's header
        except BackupError:
            found = [f"{to} was left behind"] if to.exists() else []
        faults += found
        recovered += not found
    return Outcome(stage.times, recovered, 0, 0, tuple(faults))


def _made_hostile(file: Path, stage: Stage) -> None:
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE, tarfile.REGTYPE)
    with tarfile.open(file, "w:gz") as tar:
        for name in stage.random.choices(["manifest.json", "../out", "/tmp/out", "catalogue.sqlite3", "a\\..\\b"], k=3):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = stage.random.choice(kinds), "../../etc/passwd"
            tar.addfile(member)


FAULTS = (
    Fault("backup killed while others write and ask", 20, _kill_backups),
    Fault("restore killed", 20, _kill_restores),
    Fault("backup damaged or hostile", 60, _damage),
)
