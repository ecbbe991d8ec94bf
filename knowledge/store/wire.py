"""HTTP with bounded patience: every request ends in time, is repeated where that may help, and fails in a sentence.

All that is asked of a vector store may be repeated without harm: it reads, or puts or deletes by id or name.
"""

import random
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from knowledge.errors import VectorsAway

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 1.0  # seconds before a repetition
_REFUSED = (401, 403)
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class _Patience:
    """Seconds after which a request is given up, and for how many of them it is repeated."""

    whole: float
    repeating: float


_SOMEBODY_WAITS = _Patience(5, 5)
_BULK = {"get": _Patience(30, 5), "upsert": _Patience(60, 30), "delete": _Patience(60, 30)}  # by the end of a path


class PatientClient(httpx.Client):
    """Open until it is closed; safe to use from several threads. Raises VectorsAway where no answer can be had.

    `address` is what its sentences call the server. No sentence repeats what a server says or was sent.
    """

    def __init__(self, address: str, headers: Mapping[str, str], ca: Path | None, limits: httpx.Limits) -> None:
        """Raises VectorsAway if the certificates in `ca` cannot be read."""
        self._address = address
        try:
            trust = ssl.create_default_context(cafile=ca)
        except OSError as error:  # ssl.SSLError is one
            raise VectorsAway(f"The certificates in {ca} (CHROMA_CA) cannot be read.") from error
        super().__init__(headers=dict(headers), verify=trust, limits=limits)

    def request(self, method: str, url: httpx.URL | str, **more: Any) -> httpx.Response:
        """Like httpx's, within the time that what is asked for may take."""
        began, pause = time.monotonic(), _FIRST_PAUSE
        patience = _BULK.get(str(url).rpartition("/")[2], _SOMEBODY_WAITS)
        while True:
            try:
                left = patience.whole - (time.monotonic() - began)
                response = super().request(method, url, **(more | {"timeout": max(0.1, left)}))
                if not _may_pass(response):
                    return self._understood(response)
                fault, cause = f"it answers with status {response.status_code}", None
            except httpx.TransportError as error:
                if "[SSL" in str(error):
                    raise VectorsAway(
                        f"No trusted connection to the Chroma server at {self._address} can be made;"
                        " look at its certificate and at CHROMA_CA."
                    ) from error
                fault, cause = _told(error), error
            if time.monotonic() - began + pause >= patience.repeating:
                raise VectorsAway(f"The Chroma server at {self._address} is away: {fault}.") from cause
            time.sleep(pause * random.uniform(0.5, 1))
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _understood(self, response: httpx.Response) -> httpx.Response:
        if response.status_code in _REFUSED:
            raise VectorsAway(
                f"The Chroma server at {self._address} lets nobody in with this token;"
                " correct CHROMA_TOKEN or CHROMA_AUTH_HEADER."
            )
        if response.is_redirect or not response.headers.get("content-type", "").startswith("application/json"):
            raise not_chroma(self._address)
        return response


def not_chroma(address: str) -> VectorsAway:
    """For an answer that makes no sense."""
    return VectorsAway(f"What answers at {address} is no Chroma server that Verbatim understands; look at CHROMA_URL.")


def _may_pass(response: httpx.Response) -> bool:
    """Whether a fault is the server's own, and perhaps not there a moment later."""
    return response.status_code == _TOO_MANY or response.is_server_error


def _told(error: httpx.TransportError) -> str:
    return "it does not answer in time" if isinstance(error, httpx.TimeoutException) else "it cannot be reached"
