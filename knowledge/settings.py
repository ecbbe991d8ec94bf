"""The library's settings, from a mapping such as the environment; nothing is read at import."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge import e5_weights, folders
from knowledge.dictionary import Dictionary
from knowledge.encoder import DEFAULT_MODEL, CrossReranker, Encoder, Prompts, SentenceEncoder
from knowledge.errors import SettingsError
from knowledge.onnx_encoder import OnnxEncoder

_RESTORED = "models"  # what packages ship, laid out for use


class Runtime(StrEnum):
    """What computes the default model; any other is sentence-transformers' to run."""

    ONNX = "onnx"
    TORCH = "torch"


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """Where the library is and how its text is encoded."""

    data: Path
    model: str
    prompts: Prompts
    reranker_model: str | None = None
    runtime: Runtime = Runtime.ONNX

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, data: Path | None = None) -> "LibrarySettings":
        """Reads VERBATIM_DATA, EMBEDDING_MODEL and its like, RERANKER_MODEL. Raises SettingsError."""
        runtime = env.get("EMBEDDING_RUNTIME") or Runtime.ONNX
        if runtime not in set(Runtime):
            raise SettingsError([f"EMBEDDING_RUNTIME is “{runtime}”, but must be onnx or torch"])
        return cls(
            data=data or Path(env.get("VERBATIM_DATA") or "data"),
            model=env.get("EMBEDDING_MODEL") or DEFAULT_MODEL,
            prompts=Prompts(env.get("EMBEDDING_QUERY_PROMPT"), env.get("EMBEDDING_PASSAGE_PROMPT")),
            reranker_model=env.get("RERANKER_MODEL") or None,
            runtime=Runtime(runtime),
        )

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
