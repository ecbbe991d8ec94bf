"""The library's settings, from a mapping such as the environment; nothing is read at import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge import folders
from knowledge.dictionary import Dictionary
from knowledge.encoder import DEFAULT_MODEL, CrossReranker, Prompts, SentenceEncoder
from knowledge.errors import SettingsError
from knowledge.records.addresses import problem

_RESTORED = "models"  # what packages ship, laid out for use


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """Where the library is and how its text is encoded; `database` keeps the records, else files do."""

    data: Path
    model: str
    prompts: Prompts
    reranker_model: str | None = None
    database: str | None = field(default=None, repr=False)  # there may be a password in it

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, data: Path | None = None) -> "LibrarySettings":
        """Reads the lines of `.env.example` that are the library's. Raises SettingsError."""
        database = env.get("DATABASE_URL", "").strip() or None
        if database and (wrong := problem(database)):
            raise SettingsError([wrong])
        return cls(
            data=data or Path(env.get("VERBATIM_DATA") or "data"),
            model=env.get("EMBEDDING_MODEL") or DEFAULT_MODEL,
            prompts=Prompts(env.get("EMBEDDING_QUERY_PROMPT"), env.get("EMBEDDING_PASSAGE_PROMPT")),
            reranker_model=env.get("RERANKER_MODEL") or None,
            database=database,
        )

    def records(self, file: str) -> Path | str:
        """Where records are kept: in the database, else in a file of this name in the folder of the library for all."""
        return self.database or folders.home(self.data) / file

    def encoder(self) -> SentenceEncoder:
        return SentenceEncoder(folders.home(self.data) / _RESTORED, self.model, self.prompts)

    def reranker(self) -> CrossReranker | None:
        """None where no model is set: reranking is off."""
        return CrossReranker(self.reranker_model) if self.reranker_model else None

    def dictionary(self) -> Dictionary:
        return Dictionary(folders.home(self.data) / _RESTORED)
