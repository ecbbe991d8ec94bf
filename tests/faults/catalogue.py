"""Every fault that is done, in order."""

from tests.faults import (
    backups,
    chroma_server,
    community,
    disks,
    gateway,
    isolation,
    kills,
    library,
    postgresql,
    processes,
    rest,
    uploads,
)
from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = (
    *library.FAULTS,
    *disks.FAULTS,
    *backups.FAULTS,
    *uploads.FAULTS,
    *isolation.FAULTS,
    *gateway.FAULTS,
    *rest.FAULTS,
    *community.FAULTS,
    *kills.FAULTS,
    *chroma_server.FAULTS,
    *postgresql.FAULTS,
    *processes.FAULTS,
)
