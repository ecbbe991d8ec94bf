"""Chroma in this process, on a folder of its own."""

import logging
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import chromadb
from chromadb.config import Settings
from chromadb.errors import ChromaError, InternalError

from knowledge.errors import IndexDamaged, LibraryUnwritable
from knowledge.memory import never_pass_on
from knowledge.store import graph
from knowledge.store.records import HNSW

_ROOM = 2**20  # bytes that opening an index needs at the least
_PAUSES = (0.1, 0.4, 1.5)  # seconds before it is tried again to open one
_COLLECTION = "passages"
Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


class EmbeddedChroma:
    """Opened on a folder that exists, until it is closed. Raises IndexDamaged, LibraryUnwritable."""

    threads = 1  # it answers one search at a time
    searches_words = False

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, threading.RLock()
        self._open()

    def reopen(self) -> None:
        with self._lock:
            self._client.close()
            self._open()

    def close(self) -> None:
        self._client.close()

    @property
    def collection(self) -> str:
        return str(self._collection.id)

    def batch(self) -> int:
        with self._lock:
            return int(self._client.get_max_batch_size())

    def reading(self, ask: Callable[[Any], Answer], asked: float) -> Answer:  # noqa: ARG002 - nothing keeps it waiting
        with self._lock:
            try:
                return ask(self._collection)
            except InternalError:
                # Another process is in the middle of a write, or has just finished one.
                self.reopen()
                return ask(self._collection)

    def writing(self, change: Callable[[Any], object]) -> None:
        with self._lock:
            try:
                change(self._collection)
            except ChromaError as error:
                raise LibraryUnwritable(f"The vector index cannot be written: {error}.") from error

    def _open(self) -> None:
        never_pass_on()
        for pause in (*_PAUSES, None):
            try:
                self._open_once()
            except (
                Exception
            ) as error:  # chromadb raises its own, sqlite's and Rust's errors here, without a common root
                if shutil.disk_usage(self._folder).free < _ROOM:
                    raise LibraryUnwritable("The disk that holds the library is full.") from error
                if pause is None:
                    log.warning("the vector index in %s cannot be opened: %s", self._folder, error)
                    raise IndexDamaged(
                        "The vector index cannot be opened; make it anew with `python -m knowledge reindex`."
                    ) from error
                time.sleep(pause)  # another process may be in the middle of a write
            else:
                return

    def _open_once(self) -> None:
        if wrong := "; ".join(graph.faults(self._folder)):
            raise IndexDamaged(f"The vector graph is damaged: {wrong}.")
        self._client = chromadb.PersistentClient(str(self._folder), Settings(anonymized_telemetry=False))
        try:
            self._collection = self._client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": HNSW}
            )
            self._collection.get(limit=1, include=[])  # a damaged one fails here rather than at a question
        except BaseException:
            self._client.close()
            raise
