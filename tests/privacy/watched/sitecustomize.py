"""Python loads this in every process that has its folder in PYTHONPATH: it notes which addresses are wanted.

Each goes into the file that WATCHED names, one a line: what happened, and the host.
"""

import os
import sys


def _noted(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else "a file"
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else str(host)
    line = f"{event} {host}\n".encode()
    file = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(file, line)
    os.close(file)


if "WATCHED" in os.environ:
    sys.addaudithook(_noted)
