"""The two indexes of a library, the vectors and the words, written and searched side by side."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.lexical import Alternatives, LexicalDocument, LexicalFilter, LexicalIndex
from knowledge.model import Kind, Speaker, Transcript
from knowledge.passages import Slice
from knowledge.store import VectorRecord, Vectors, VectorStore, where
from knowledge.tokens import terms

_VECTORS, _WORDS = "vectors", "words"
Scored = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Only:
    """What a search is restricted to; None means any."""

    source: str | None = None
    speaker: str | None = None
    kinds: frozenset[Kind] | None = None


class Indexes:
    """Opened on a library's folder. Holds ids and scores only: what a passage says is the catalogue's to tell."""

    def __init__(self, folder: Path) -> None:
        self.words = LexicalIndex(folder / _WORDS)
        self.vectors = VectorStore(folder / _VECTORS)  # last: unlike the words, it must be closed

    def close(self) -> None:
        self.vectors.close()

    @staticmethod
    def erase(folder: Path) -> None:
        """Deletes both indexes of a library, whatever state they are in; none may be open."""
        for name in (_VECTORS, _WORDS):
            shutil.rmtree(folder / name, ignore_errors=True)

    def put(self, source: str, transcript: Transcript, slices: Sequence[Slice], vectors: Vectors) -> None:
        """Adds passages or replaces those of the same id; `vectors` is (len(slices), dimensions)."""
        words = [transcript.text[cut.start : cut.end] for cut in slices]
        self.vectors.put(
            [
                VectorRecord(cut.id, source, cut.speaker, cut.kind, text)
                for cut, text in zip(slices, words, strict=True)
            ],
            vectors,
        )
        documents = [
            LexicalDocument(cut.id, source, cut.speaker, cut.kind, terms(text), terms(about(transcript, cut)))
            for cut, text in zip(slices, words, strict=True)
        ]
        self.words.replace([cut.id for cut in slices], documents)

    def remove(self, ids: Iterable[str]) -> None:
        gone = list(ids)
        if gone:
            self.words.replace(gone, [])
            self.vectors.remove(gone)

    def ids(self) -> set[str]:
        """Passages that both indexes hold."""
        return self.vectors.ids() & self.words.ids()

    def every_id(self) -> set[str]:
        """Passages that either index holds."""
        return self.vectors.ids() | self.words.ids()

    def dense(self, vector: Vectors, limit: int, only: Only) -> Scored:
        return self.vectors.search(vector, limit, where(source=only.source, speaker=only.speaker, kinds=only.kinds))

    def lexical(self, question: Sequence[Alternatives], limit: int, only: Only) -> Scored:
        kinds = sorted(only.kinds) if only.kinds is not None else None
        return self.words.search(question, limit, LexicalFilter(only.source, only.speaker, kinds))


def contextual(transcript: Transcript, cut: Slice) -> str:
    """What is encoded of a passage: who speaks and where, then the words. Only the words are ever quoted."""
    return f"{about(transcript, cut)}\n{transcript.text[cut.start : cut.end]}"


def about(transcript: Transcript, cut: Slice) -> str:
    """The speaker in both scripts and the title: what a question names that the passage itself does not."""
    speaker = next((person for person in transcript.speakers if person.id == cut.speaker), None)
    return " · ".join([*(_two_names(speaker) if speaker else ()), transcript.title])


def _two_names(speaker: Speaker) -> list[str]:
    """The display name and the first alias in the other kind of script."""
    other = (alias for alias in speaker.aliases if alias.isascii() != speaker.name.isascii())
    return [speaker.name, *list(other)[:1]]
