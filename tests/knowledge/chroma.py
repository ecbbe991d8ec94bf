"""A real Chroma server on loopback, and what may stand in front of one: a door that wants a token, or nonsense."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLContext
from types import TracebackType
from typing import Any

_COMMAND = Path(sys.executable).with_name("chroma")
_LONG = 60.0  # seconds after which something is wrong, however slow the machine
_COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections"

Response = tuple[int, str, bytes]  # status, content type, body
Door = Callable[[BaseHTTPRequestHandler, bytes], Response]


class ChromaServer:
    """`chroma run` on a folder; may be stopped, killed and started again under the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._process = folder, None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"

    _process: subprocess.Popen[bytes] | None

    def __enter__(self) -> "ChromaServer":
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop(signal.SIGTERM)

    def start(self) -> None:
        arguments = ["run", "--path", self.folder, "--host", "127.0.0.1", "--port", str(self._port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder)}
        self._process = subprocess.Popen([_COMMAND, *arguments], env=env, **quiet)  # type: ignore[call-overload]
        end = time.monotonic() + _LONG
        while not self._beats():
            assert time.monotonic() < end, "chroma run did not start in time"
            assert self._process.poll() is None, "chroma run ended"
            time.sleep(0.05)

    def stop(self, by: signal.Signals = signal.SIGKILL) -> None:
        if self._process:
            self._process.send_signal(by)
            self._process.wait(_LONG)
            self._process = None

    def _beats(self) -> bool:
        try:
            return fetched(f"{self.url}/api/v2/heartbeat")[0] == 200
        except OSError:
            return False

    def collections(self) -> dict[str, int]:
        """The names of all collections, each with the number of its passages."""
        base = f"{self.url}{_COLLECTIONS}"
        every = json.loads(fetched(base)[2])
        return {one["name"]: int(fetched(f"{base}/{one['id']}/count")[2]) for one in every}


def fetched(url: str, method: str = "GET", body: bytes | None = None) -> Response:
    """An answer as it is, be it an error."""
    asked = urllib.request.Request(url, body or None, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=_LONG) as answer:
            return answer.status, answer.headers.get("Content-Type", ""), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get("Content-Type", ""), error.read()


def wants(token: str, header: str, behind: str) -> Door:
    """Lets through to a server whoever brings the header."""

    def door(request: BaseHTTPRequestHandler, body: bytes) -> Response:
        if request.headers.get(header) != token:
            return 401, "text/plain", b"no"
        return fetched(behind + request.path, request.command, body)

    return door


def says(status: int, kind: str, body: bytes) -> Door:
    """Answers everything alike."""
    return lambda *_: (status, kind, body)


@contextmanager
def doored(door: Door, tls: SSLContext | None = None) -> Iterator[str]:
    """Serves a door on loopback; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _answer(self) -> None:
            status, kind, body = door(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - as the library wants them called

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Front(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Whoever does not trust us hangs up in the middle."""

    with Front(("127.0.0.1", 0), Handler) as front:
        if tls:
            front.socket = tls.wrap_socket(front.socket, server_side=True)
        thread = threading.Thread(target=front.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"{'https' if tls else 'http'}://127.0.0.1:{front.server_port}"
        finally:
            front.shutdown()
            thread.join()
