"""Chroma as a server: a collection for each folder, whose random name is kept in it."""

import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from chromadb.api.fastapi import FastAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings, System
from chromadb.errors import ChromaError, NotFoundError

from knowledge.errors import LibraryBusy, LibraryUnwritable, VectorsAway, VerbatimError
from knowledge.places import Server
from knowledge.store.records import HNSW
from knowledge.store.wire import PatientClient, not_chroma

_NAME = "collection"  # the file with the name of a folder's collection
_BATCH = 1000  # passages: 2 MB a request at 384 dimensions
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Absence:
    """When the server was last found away, and how."""

    seen: float
    sentence: str


class _Api(FastAPI):  # type: ignore[misc] # chromadb is not typed here
    """Chroma's own client over HTTP, which else would wait for ever."""

    _session: Any

    def __init__(self, system: System, server: Server) -> None:
        super().__init__(system)
        headers = self.get_request_headers()
        self._session.close()
        self._session = PatientClient(server.url, headers, server.ca, self.http_limits)

    def hang_up(self) -> None:
        self._session.close()


def _connected(server: Server) -> _Api:
    """Asks nothing yet."""
    auth = "chromadb.auth.token_authn.TokenAuthClientProvider"
    settings = Settings(
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=server.url,
        chroma_server_http_port=0,  # must be there, and does not count beside a whole address
        chroma_server_ssl_verify=False,  # of the session that _Api replaces: it need not load certificates
        chroma_client_auth_provider=auth if server.token else None,
        chroma_client_auth_credentials=server.token,
        chroma_auth_token_transport_header=server.header,
        anonymized_telemetry=False,
    )
    return _Api(System(settings), server)


class ServedChroma:
    """The collection of a folder that exists; found, or made, when it is first used. Raises VectorsAway."""

    threads = 8

    def __init__(self, folder: Path, server: Server) -> None:
        self._name, self._server = _named(folder), server
        self._opening = threading.Lock()
        self._api: _Api | None = None
        self._collection: Collection | None = None
        self._absence: _Absence | None = None

    @staticmethod
    def name(folder: Path) -> str | None:
        file = folder / _NAME
        return file.read_text(encoding="ascii") if file.exists() else None

    @staticmethod
    def erase(folder: Path, server: Server) -> None:
        """Deletes the folder's collection, if it has one. Raises VectorsAway."""
        name = ServedChroma.name(folder)
        if not name:
            return
        api = _connected(server)
        try:
            with _translated(server):
                api.delete_collection(name, server.tenant, server.database)
        except NotFoundError:
            pass
        finally:
            api.hang_up()
        (folder / _NAME).unlink(missing_ok=True)

    def reopen(self) -> None:
        """Nothing to do: what another process writes is seen at once."""

    def close(self) -> None:
        if self._api:
            self._api.hang_up()

    @property
    def collection(self) -> str:
        return str(self._collection.id) if self._collection else ""

    def batch(self) -> int:
        return _BATCH

    def reading(self, ask: Callable[[Any], Answer], asked: float) -> Answer:
        """Raises LibraryBusy where the collection is gone: it was replaced, or lost, which the next question tells."""
        try:
            with self._noticed(asked):
                return ask(self._opened(asked))
        except NotFoundError as error:
            raise self._lost() from error

    def writing(self, change: Callable[[Any], object]) -> None:
        asked = time.monotonic()
        try:
            with self._noticed(asked):
                change(self._opened(asked))
        except NotFoundError as error:
            raise self._lost() from error
        except ChromaError as error:
            raise LibraryUnwritable(f"The vector index cannot be written: {error}.") from error

    @contextmanager
    def _noticed(self, asked: float) -> Iterator[None]:
        """Who waited while another one found the server away is told so at once, and does not wait as long again."""
        self._heed(asked)
        try:
            with _translated(self._server):
                yield
        except VectorsAway as error:
            self._absence = _Absence(time.monotonic(), str(error))
            raise

    def _heed(self, asked: float) -> None:
        if self._absence and asked < self._absence.seen:
            raise VectorsAway(self._absence.sentence)

    def _opened(self, asked: float) -> Collection:
        if self._collection:
            return self._collection
        with self._opening:
            self._heed(asked)
            if self._collection is None:
                self._collection = self._found()
            return self._collection

    def _found(self) -> Collection:
        self._api = self._api or _connected(self._server)
        try:
            model = self._api.get_or_create_collection(
                self._name,
                configuration={"hnsw": HNSW},
                tenant=self._server.tenant,
                database=self._server.database,
            )
        except ChromaError as error:
            raise VectorsAway(
                f"The Chroma server at {self._server.url} has no database {self._server.database} of the tenant"
                f" {self._server.tenant}, or does not let Verbatim use it; look at CHROMA_TENANT and CHROMA_DATABASE."
            ) from error
        return Collection(client=self._api, model=model, embedding_function=None)

    def _lost(self) -> LibraryBusy:
        self._collection = None
        return LibraryBusy("The library's vectors were replaced while they were looked at; please ask again.")


@contextmanager
def _translated(server: Server) -> Iterator[None]:
    try:
        yield
    except (VerbatimError, ChromaError):
        raise
    except Exception as error:  # chromadb takes an answer apart without looking whether it is one
        raise not_chroma(server.url) from error


def _named(folder: Path) -> str:
    """The name of a folder's collection, which is thought up once; two processes come to the same."""
    if not (folder / _NAME).exists():
        draft = folder / f"{_NAME}.{secrets.token_hex(4)}"
        draft.write_text(f"verbatim-{secrets.token_hex(16)}", encoding="ascii")
        try:
            os.link(draft, folder / _NAME)  # whole or not at all, and never over another's
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return (folder / _NAME).read_text(encoding="ascii")
