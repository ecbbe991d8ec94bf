"""Files that nobody means well with: each is read, and a good one after it by the same process or a new one."""

import time

from knowledge.errors import TranscriptError
from knowledge.transcripts import opened
from tests.faults.fault import Fault, Outcome, Stage
from tests.knowledge.hostile.files import HOSTILE

_GOOD = "Ada: Tea is better than coffee.\nBob: Coffee is better than tea.\n"


def _read(stage: Stage) -> Outcome:
    """`recovered` counts good files that were read word for word after a hostile one."""
    good = stage.folder / "good.txt"
    good.write_text(_GOOD, encoding="utf-8")
    faults: list[str] = []
    expected, recovered, wrong = opened(good), 0, 0
    chosen = list(HOSTILE.items())[: stage.times]
    for name, (file_name, content) in chosen:
        file = stage.folder / file_name
        file.write_bytes(content)
        since = time.monotonic()
        try:
            file_read = opened(file).transcript
            wrong += any(not 0 <= turn.start <= turn.end <= len(file_read.text) for turn in file_read.turns)
            became = f"{len(file_read.turns)} turns"
        except TranscriptError as error:
            became = str(error)
        except Exception as error:
            became, faults = "", [*faults, f"{name}: {error!r}"]
        print(f"    {name}: {became} ({time.monotonic() - since:.1f} s)")  # noqa: T201 - the table of what became of each
        recovered += opened(good) == expected
    return Outcome(len(chosen), recovered, wrong=wrong, faults=tuple(faults))


FAULTS = (Fault("uploads: hostile files", len(HOSTILE), _read),)
