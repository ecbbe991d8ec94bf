"""Every fault that is done, in order."""

from tests.faults import uploads
from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = (*uploads.FAULTS,)
