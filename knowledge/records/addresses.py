"""DATABASE_URL: what is wrong with one, and what it is called where people read it. Never a password."""

import re
from pathlib import Path
from urllib.parse import urlsplit

_POSTGRESQL = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
_HOST = re.compile(r"[\w.:-]*")
_WANTED = "must be one such as postgresql://user:password@host/database or sqlite:///folder/file.sqlite3"


def problem(url: str) -> str | None:
    """Why a DATABASE_URL cannot be used; does not repeat it, as any part of it may be of the password."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:  # a port that is no number, mostly the rest of a password
        return f"DATABASE_URL cannot be read, but {_WANTED}; in a password, write what is no letter or digit as %2F"
    if parts.scheme == "sqlite":
        return None if not parts.netloc and _file(url) not in {"", ":memory:"} else f"DATABASE_URL {_WANTED}"
    if parts.scheme not in _POSTGRESQL or not parts.path.strip("/"):
        return f"DATABASE_URL {_WANTED}"
    if parts.fragment or parts.netloc.count("@") > 1 or not _HOST.fullmatch(host):
        return "DATABASE_URL has a password in which @, / and the like must be written as %40, %2F"
    return None


def shown(place: Path | str) -> str:
    """Where records are, for a sentence: the file, or the database and its host."""
    if isinstance(place, Path):
        return str(place)
    parts = urlsplit(place)
    if parts.scheme == "sqlite":
        return _file(place)
    return f"the database {parts.path.strip('/')} at {parts.hostname or 'this machine'}"


def _file(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
