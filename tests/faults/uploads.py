"""Files that are made to do harm, and readers of files that are ended in the middle of one."""

import threading
from pathlib import Path

from knowledge import transcripts
from knowledge.apart import Reader
from knowledge.errors import TranscriptError
from tests.faults.fault import Fault, Outcome, Stage
from tests.knowledge.hostile.trying import TABLES, files, tried

_SEEDS = Path(__file__).parents[2] / "seeds"


def _hostile(stage: Stage) -> Outcome:
    """Every hostile file once, and after each table one that is as it should be."""
    done, faults, seed = 0, [], min(_SEEDS.glob("*.txt"))
    wanted = transcripts.opened(seed)
    with Reader() as reader:
        for table in TABLES:
            for name, raw in files(table, quick=stage.times == 1):
                done += 1
                faults += [f"{table}, {name}: {fault}" for fault in tried(reader, raw).faults]
            if reader.opened(seed) != wanted:
                faults.append(f"after those of {table}, a plain file was read otherwise")
    return Outcome(done, done - len(faults), faults=tuple(faults))


def _ended(stage: Stage) -> Outcome:
    """The process is ended at a random point of a file; the file is read whole or refused, and the next is read."""
    recovered, wrong, paths = 0, 0, sorted(_SEEDS.glob("*.txt"))
    wanted = {path: transcripts.opened(path) for path in paths}
    with Reader() as reader:
        for _ in range(stage.times):
            path = stage.random.choice(paths)
            reader.opened(path)
            process = reader._process
            assert process
            timer = threading.Timer(stage.random.uniform(0, 0.01), process.kill)
            timer.start()
            try:
                wrong += reader.opened(path) != wanted[path]
            except TranscriptError as error:
                wrong += error.kind != "broken"
            timer.join()
            process.wait()
            try:
                reader.opened(path)  # which may find that it was ended after the last file
            except TranscriptError as error:
                wrong += error.kind != "broken"
            recovered += reader.opened(path) == wanted[path]
    return Outcome(stage.times, recovered, wrong=wrong)


FAULTS = (Fault("upload: hostile files", 2, _hostile), Fault("upload: reader killed in a file", 50, _ended))
