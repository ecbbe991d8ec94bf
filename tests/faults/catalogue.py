"""Every fault that is done, in order."""

from tests.faults import backups
from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = backups.FAULTS
