"""People of three servers do everything they can think of, in any order; see `tests.isolation`."""

import subprocess
import sys

from tests.faults.fault import Fault, Outcome, Stage

_STEPS = 40
_RUN = """
import sys
from tests.isolation.machine import Isolation, run
try:
    run(int(sys.argv[1]), int(sys.argv[2]))
finally:
    print(f"\\n{Isolation.sequences} sequences, {Isolation.steps} steps")
"""


def sequences(stage: Stage) -> Outcome:
    """Random sequences, in a process of their own; each is recovered in which nothing was shown to the wrong people."""
    command = [sys.executable, "-W", "ignore", "-c", _RUN, str(stage.times), str(_STEPS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = done.stdout.strip().splitlines()[-1:] or ["nothing was run"]
    ran = int(told[0].split()[0]) if told[0][0].isdigit() else 0
    if done.returncode:
        return Outcome(ran, ran - 1, wrong=1, faults=(f"{told[0]}: {done.stderr.strip()[-2000:]}",))
    return Outcome(ran, ran, told=told[0])


FAULTS = (Fault("isolation of servers", 100, sequences),)
