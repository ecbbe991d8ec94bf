"""Every fault that is done, in order."""

from tests.faults import backups, disks, library
from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = (*library.FAULTS, *disks.FAULTS, *backups.FAULTS)
