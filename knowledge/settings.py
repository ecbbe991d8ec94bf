"""The library's settings, from a mapping such as the environment; nothing is read at import."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge import folders
from knowledge.dictionary import Dictionary
from knowledge.encoder import DEFAULT_MODEL, CrossReranker, Prompts, SentenceEncoder

_RESTORED = "models"  # what packages ship, laid out for use


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """Where the library is and how its text is encoded."""

    data: Path
    model: str
    prompts: Prompts
    reranker_model: str | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, data: Path | None = None) -> "LibrarySettings":
        """Reads VERBATIM_DATA, EMBEDDING_MODEL, EMBEDDING_QUERY_PROMPT, EMBEDDING_PASSAGE_PROMPT, RERANKER_MODEL."""
        return cls(
            data=data or Path(env.get("VERBATIM_DATA") or "data"),
            model=env.get("EMBEDDING_MODEL") or DEFAULT_MODEL,
            prompts=Prompts(env.get("EMBEDDING_QUERY_PROMPT"), env.get("EMBEDDING_PASSAGE_PROMPT")),
            reranker_model=env.get("RERANKER_MODEL") or None,
        )

    def encoder(self) -> SentenceEncoder:
        return SentenceEncoder(folders.home(self.data) / _RESTORED, self.model, self.prompts)

    def reranker(self) -> CrossReranker | None:
        """None where no model is set: reranking is off."""
        return CrossReranker(self.reranker_model) if self.reranker_model else None

    def dictionary(self) -> Dictionary:
        return Dictionary(folders.home(self.data) / _RESTORED)
