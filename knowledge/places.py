"""Where the vectors of a library lie: values made from settings. `knowledge.store` goes there."""

from dataclasses import dataclass, field
from pathlib import Path

TOKEN_HEADERS = ("Authorization", "X-Chroma-Token")


@dataclass(frozen=True, slots=True)
class Embedded:
    """In the library's own folder, opened by this process itself."""


@dataclass(frozen=True, slots=True)
class Server:
    """On a Chroma server, which several processes may use at once.

    `url` is scheme, host and port alone; `ca` is a file of certificates that are trusted in place of the
    public ones. The token goes into one header of each request, and nowhere else.
    """

    url: str
    token: str | None = field(default=None, repr=False)
    header: str = TOKEN_HEADERS[0]
    ca: Path | None = None
    tenant: str = "default_tenant"
    database: str = "default_database"


Place = Embedded | Server
EMBEDDED = Embedded()
