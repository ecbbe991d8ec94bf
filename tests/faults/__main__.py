"""`python -m tests.faults [NAME …]`: does every fault, or those whose names begin so, and prints what came of it."""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random

from tests.faults import catalogue
from tests.faults.fault import Fault, Outcome, Stage


def main() -> int:
    """Whether every fault was survived, as an exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", nargs="*", help="how the names of the faults begin; all without")
    parser.add_argument("--times", type=int, help="how often each is done, instead of its own number")
    parser.add_argument("--seed", type=int, default=0, help="the source of the random points")
    parser.add_argument("--seconds", type=float, default=3600, help="no fault is begun after so long")
    parser.add_argument("--json", type=Path, help="a file to which the outcomes are written")
    given = parser.parse_args()
    rows = []
    print(f"{'fault':44}{'done':>6}{'recovered':>11}{'lost':>6}{'wrong':>7}{'seconds':>9}")
    for fault, outcome, seconds in _outcomes(_chosen(given.names), given.times, given.seed, given.seconds):
        rows.append({"fault": fault.name, "seconds": round(seconds, 1), "held": outcome.held, **asdict(outcome)})
        print(f"{fault.name:44}{outcome.done:6}{outcome.recovered:11}{outcome.lost:6}{outcome.wrong:7}{seconds:9.1f}")
        for sentence in (outcome.skipped, outcome.told, *outcome.faults):
            if sentence:
                print(f"    {sentence}")
        sys.stdout.flush()
    if given.json:
        given.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if rows and all(row["held"] for row in rows) else 1


def _chosen(names: list[str]) -> list[Fault]:
    return [fault for fault in catalogue.FAULTS if not names or fault.name.startswith(tuple(names))]


def _outcomes(
    faults: list[Fault], times: int | None, seed: int, seconds: float
) -> Iterator[tuple[Fault, Outcome, float]]:
    began = time.monotonic()
    for fault in faults:
        if time.monotonic() - began > seconds:
            yield fault, Outcome(0, 0, skipped="there was no time left for it"), 0.0
            continue
        since = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            outcome = fault.do(Stage(Path(folder), times or fault.times, Random(f"{seed} {fault.name}")))
        yield fault, outcome, time.monotonic() - since


if __name__ == "__main__":
    sys.exit(main())
