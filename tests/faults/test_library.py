"""A few of the faults of libraries and disks, done to real processes; `make faults` does all of them."""

from pathlib import Path
from random import Random

import pytest

from tests.faults import disks, library
from tests.faults.fault import Fault, Stage

FAULTS = {fault.name: fault for fault in (*library.FAULTS, *disks.FAULTS)}


@pytest.mark.parametrize(
    "fault", [FAULTS["kill: rename"], FAULTS["power: file cut"], FAULTS["disk: full"]], ids=lambda fault: fault.name
)
def test_a_library_survives(fault: Fault, tmp_path: Path) -> None:
    outcome = fault.do(Stage(tmp_path, 1, Random(0)))
    assert outcome.held, outcome
