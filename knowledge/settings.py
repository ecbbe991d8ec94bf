"""The library's settings, from a mapping such as the environment; nothing is read at import."""

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from knowledge import e5_weights, folders
from knowledge.dictionary import Dictionary
from knowledge.encoder import DEFAULT_MODEL, CrossReranker, Encoder, Prompts, SentenceEncoder
from knowledge.errors import SettingsError
from knowledge.onnx_encoder import OnnxEncoder
from knowledge.places import EMBEDDED, TOKEN_HEADERS, Place, Server
from knowledge.records.addresses import problem

_RESTORED = "models"  # what packages ship, laid out for use
_SCHEMES = ("http", "https")
_OF_A_TOKEN = set(string.ascii_letters + string.digits + string.punctuation)  # what Chroma takes for one


class Runtime(StrEnum):
    """What computes the default model; any other is sentence-transformers' to run."""

    ONNX = "onnx"
    TORCH = "torch"


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """Where the library and its vectors are, and how its text is encoded; records are in `database`, else in files."""

    data: Path
    model: str
    prompts: Prompts
    reranker_model: str | None = None
    runtime: Runtime = Runtime.ONNX
    vectors: Place = EMBEDDED
    database: str | None = field(default=None, repr=False)  # there may be a password in it

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, data: Path | None = None) -> "LibrarySettings":
        """Reads the lines of `.env.example` that are the library's. Raises SettingsError."""
        problems: list[str] = []
        runtime = env.get("EMBEDDING_RUNTIME") or Runtime.ONNX
        if runtime not in set(Runtime):
            problems.append(f"EMBEDDING_RUNTIME is “{runtime}”, but must be onnx or torch")
        database = env.get("DATABASE_URL", "").strip() or None
        if database and (wrong := problem(database)):
            problems.append(wrong)
        vectors = _vectors(env, problems)
        if problems:
            raise SettingsError(problems)
        return cls(
            data=data or Path(env.get("VERBATIM_DATA") or "data"),
            model=env.get("EMBEDDING_MODEL") or DEFAULT_MODEL,
            prompts=Prompts(env.get("EMBEDDING_QUERY_PROMPT"), env.get("EMBEDDING_PASSAGE_PROMPT")),
            reranker_model=env.get("RERANKER_MODEL") or None,
            runtime=Runtime(runtime),
            vectors=vectors,
            database=database,
        )

    def records(self, file: str) -> Path | str:
        """Where records are kept: in the database, else in a file of this name in the folder of the library for all."""
        return self.database or folders.home(self.data) / file

    def encoder(self, told: Callable[[int], None] = lambda _: None) -> Encoder:
        """`told` is given the number of texts that are encoded at once."""
        folder = folders.home(self.data) / _RESTORED
        if self.model == DEFAULT_MODEL and self.runtime is Runtime.ONNX and e5_weights.available():
            return OnnxEncoder(folder, self.prompts, told)
        return SentenceEncoder(folder, self.model, self.prompts, told)

    def reranker(self) -> CrossReranker | None:
        """None where no model is set: reranking is off."""
        return CrossReranker(self.reranker_model) if self.reranker_model else None

    def dictionary(self) -> Dictionary:
        return Dictionary(folders.home(self.data) / _RESTORED)


def _vectors(env: Mapping[str, str], problems: list[str]) -> Place:
    """Where vectors lie; what is wrong is added to the problems, which repeat neither the address nor the token."""
    if not (url := env.get("CHROMA_URL", "").strip().rstrip("/")):
        return EMBEDDED
    token, header = env.get("CHROMA_TOKEN", "").strip() or None, env.get("CHROMA_AUTH_HEADER") or TOKEN_HEADERS[0]
    ca = Path(env["CHROMA_CA"]) if env.get("CHROMA_CA") else None
    if not _is_address(url):
        problems.append("CHROMA_URL must be http:// or https://, a host and a port, and nothing else")
    if token and not set(token) <= _OF_A_TOKEN:
        problems.append("CHROMA_TOKEN has a character that no token has")
    if header not in TOKEN_HEADERS:
        problems.append(f"CHROMA_AUTH_HEADER is “{header}”, but must be {' or '.join(TOKEN_HEADERS)}")
    if ca and not ca.is_file():
        problems.append(f"CHROMA_CA is “{ca}”, where there is no file")
    of = Server("http://127.0.0.1:8000")
    tenant, database = env.get("CHROMA_TENANT") or of.tenant, env.get("CHROMA_DATABASE") or of.database
    return Server(url, token, header, ca, tenant, database)


def _is_address(url: str) -> bool:
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError:  # a port that is no number
        return False
    if parts.scheme not in _SCHEMES or not parts.hostname or not port or "@" in parts.netloc:
        return False
    return url == f"{parts.scheme}://{parts.netloc}"
