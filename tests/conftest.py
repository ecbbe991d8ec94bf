"""What many tests share: a small real encoder that is deterministic and needs no model, and real databases."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from knowledge.encoder import Vectors
from knowledge.excerpts import Excerpt, one_by_one
from knowledge.library import Library
from knowledge.tokens import terms
from tests.knowledge.chroma import ChromaServer
from tests.postgresql import PostgreSQL, running

# What `make coverage` tells the processes that tests start with an environment of their own.
MEASURED = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}


class HashingEncoder:
    """Bags of index terms, hashed into 256 dimensions: texts that share words are near each other."""

    fingerprint = "hashing-256"

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        advance(len(texts))
        return self.encode_questions(texts)

    def encode_excerpts(self, excerpts: Sequence[Excerpt], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        return self.encode_passages(one_by_one(excerpts), advance)

    def _vector(self, text: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        vector = np.full(256, 1e-3, dtype=np.float32)
        for term in terms(text):
            vector[crc32(term.encode()) % 256] += 1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def library(tmp_path: Path, encoder: HashingEncoder) -> Iterator[Library]:
    """An empty library."""
    opened = Library(tmp_path / "data", encoder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A Chroma server that nobody stops in between; each library has a collection of its own there."""
    with ChromaServer(tmp_path_factory.mktemp("chroma")) as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL | None]:
    """Started once, when the first test wants it; None where it is not installed."""
    with running() as server:
        yield server


@pytest.fixture
def postgresql(postgresql_server: PostgreSQL | None) -> PostgreSQL:
    if postgresql_server is None:
        pytest.skip("PostgreSQL is not installed (initdb was not found)")
    return postgresql_server


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where records are kept: the test runs with a file, and with new tables on a server."""
    if request.param == "sqlite":
        return tmp_path / "records.sqlite3"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.schema()
