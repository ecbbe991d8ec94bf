"""A PostgreSQL server of the tests' own, on this machine only, from the programs that are installed."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

USER, PASSWORD, ENCODED = "verbatim", "s3cret/@word", "s3cret%2F%40word"
_SETTINGS = "-c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60 -c unix_socket_directories=''"


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, of the newest version; None where they are not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    path = found[-1] if found else shutil.which("initdb")
    return Path(path).parent if path else None


class PostgreSQL:
    """A running server; it can be stopped and started again, with what it holds, at the same address."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder, self._programs, self._made = folder, programs, count(1)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        (folder / "password").write_text(PASSWORD)
        # It refuses to run as root, so then it runs as somebody who owns this folder and nothing else in it.
        self._user = _somebody() if os.geteuid() == 0 else None
        if self._user:
            for path in (folder, folder / "password"):
                shutil.chown(path, self._user)
        access = ["--auth", "scram-sha-256", "--username", USER, "--pwfile", str(folder / "password")]
        self._run("initdb", "-D", str(folder / "data"), "--no-sync", "--encoding", "UTF8", "--locale", "C", *access)

    def start(self) -> None:
        log, options = str(self._folder / "log"), f"{_SETTINGS} -p {self.port}"
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-l", log, "-o", options, "-w", "-t", "300", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "-w", "-t", "300", "stop")

    @property
    def process(self) -> int:
        """The number of the process from which all others of the server come."""
        return int((self._folder / "data" / "postmaster.pid").read_text().partition("\n")[0])

    def database(self) -> str:
        """The address of a new and empty database."""
        name = f"verbatim_{next(self._made)}"
        self.sql("postgres", f"CREATE DATABASE {name}")
        return f"postgresql://{USER}:{ENCODED}@127.0.0.1:{self.port}/{name}"

    def schema(self) -> str:
        """The address of a new and empty schema, which is made in less time than a database."""
        name = f"schema_{next(self._made)}"
        self.sql("postgres", f"CREATE SCHEMA {name}")
        return f"postgresql://{USER}:{ENCODED}@127.0.0.1:{self.port}/postgres?options=-csearch_path%3D{name}"

    def sql(self, database: str, statement: str) -> str:
        """What a statement gives to somebody who is not the bot."""
        reached = ["-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "-d", database]
        return self._run("psql", *reached, "-v", "ON_ERROR_STOP=1", "-Atqc", statement)

    def _run(self, program: str, *arguments: str) -> str:
        # Into a file, for the server goes on holding what the program that starts it was given to write to.
        with tempfile.TemporaryFile() as said:
            subprocess.run(
                [self._programs / program, *arguments],
                cwd=self._folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C", "PGPASSWORD": PASSWORD},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                user=self._user,
                extra_groups=[] if self._user else None,
                check=True,
            )
            said.seek(0)
            return said.read().decode().strip()


@contextmanager
def running() -> Iterator[PostgreSQL | None]:
    """A server as long as the context lasts; None where PostgreSQL is not installed."""
    found = programs()
    if not found:
        yield None
        return
    # Not under pytest's folder, which nobody but its owner may enter.
    with tempfile.TemporaryDirectory(prefix="verbatim-postgresql-") as folder:
        server = PostgreSQL(Path(folder), found)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def rows(place: Path | str, sql: str) -> list[tuple[Any, ...]]:
    """What a database of either kind gives to somebody who is not the bot."""
    kept = create_engine(f"sqlite:///{place}" if isinstance(place, Path) else place)
    try:
        with kept.connect() as connection:
            return [tuple(row) for row in connection.execute(text(sql))]
    finally:
        kept.dispose()


def _somebody() -> str:
    names = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)
