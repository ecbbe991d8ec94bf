"""Every fault that is done, in order."""

from tests.faults import chroma_server, gateway, kills, postgresql, rest
from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = (*gateway.FAULTS, *rest.FAULTS, *kills.FAULTS, *chroma_server.FAULTS, *postgresql.FAULTS)
