"""Every fault that is done, in order."""

from tests.faults import disks, library
from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = (*library.FAULTS, *disks.FAULTS)
