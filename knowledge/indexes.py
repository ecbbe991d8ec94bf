"""The indexes of a library: the vectors, their windows and the words, written and searched side by side."""

import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from knowledge.encoder import Encoder
from knowledge.folding import folded
from knowledge.lexical import LexicalDocument, LexicalFilter, LexicalIndex, Sense
from knowledge.model import Kind, Source, Speaker, Transcript
from knowledge.passages import Slice
from knowledge.places import EMBEDDED, Place
from knowledge.store import VectorRecord, Vectors, VectorStore, where
from knowledge.surroundings import Surroundings, in_one_script
from knowledge.tokens import latin_words, terms
from knowledge.weighing import scored, together
from knowledge.windows import CloseUp, Nearness, WindowStore, brief, closeup, whole, windows

_VECTORS, _WORDS, _WINDOWS = "vectors", "words", "windows.sqlite3"
_WIDER = 3  # candidates for each one wanted, where the server does not know which words are one thing asked
Scored = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Only:
    """What a search is restricted to; None means any."""

    source: str | None = None
    speaker: str | None = None
    kinds: frozenset[Kind] | None = None


def gone(folder: Path) -> None:
    """Deletes a folder with all that is in it, and what somebody who still had it open has put there meanwhile."""
    for _ in range(5):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)


class Indexes:
    """Opened on a library's folder. Holds ids and scores only: what a passage says is the catalogue's to tell."""

    def __init__(self, folder: Path, vectors: Place = EMBEDDED) -> None:
        """`vectors` is where those lie; words and windows are always in the folder."""
        self.words = LexicalIndex(folder / _WORDS)
        self._vectors = VectorStore(folder / _VECTORS, vectors)
        self.kept = self.name(folder, vectors) or ""
        try:
            self._windows = WindowStore(folder / _WINDOWS)
        except BaseException:
            self._vectors.close()
            raise

    def close(self) -> None:
        self._vectors.close()
        self._windows.close()

    def reopen(self) -> None:
        """Reads again from disk what another process has written."""
        self.words.reopen()
        self._vectors.reopen()
        self._windows.reopen()

    @staticmethod
    def name(folder: Path, vectors: Place) -> str | None:
        """What tells vectors that lie elsewhere apart; None where there are none yet."""
        return VectorStore.name(folder / _VECTORS, vectors)

    @property
    def collection(self) -> str:
        """Which vectors are open; others after they were lost, empty while none are."""
        return self._vectors.collection

    @staticmethod
    def erase(folder: Path, vectors: Place = EMBEDDED) -> None:
        """Deletes all indexes of a library, whatever state they are in; none may be open. Raises VectorsAway."""
        VectorStore.erase(folder / _VECTORS, vectors)
        for name in (_VECTORS, _WORDS):
            gone(folder / name)
        for file in folder.glob(f"{_WINDOWS}*"):
            file.unlink()

    def __len__(self) -> int:
        """How many passages the emptiest index holds."""
        return min(len(self._vectors), len(self._windows), len(self.words))

    def put(self, source: str, transcript: Transcript, close: Mapping[Slice, CloseUp]) -> None:
        """Adds passages with their windows, or replaces those of the same id."""
        slices = list(close)
        documents = [worded(source, transcript, cut) for cut in slices]
        self._windows.put((cut.id, close[cut]) for cut in slices)
        self._vectors.put(
            [VectorRecord(found.id, source, found.speaker, found.kind, found.body) for found in documents],
            np.concatenate([whole(close[cut]) for cut in slices]),
        )
        self.words.replace([cut.id for cut in slices], documents)

    def remove(self, ids: Iterable[str]) -> None:
        gone = list(ids)
        if gone:
            self.words.replace(gone, [])
            self._vectors.remove(gone)
            self._windows.remove(gone)

    def ids(self) -> set[str]:
        """Passages that every index holds."""
        return self._vectors.ids() & self._windows.ids() & self.words.ids()

    def every_id(self) -> set[str]:
        """Passages that any index holds."""
        return self._vectors.ids() | self._windows.ids() | self.words.ids()

    def ids_by_index(self) -> dict[str, set[str]]:
        """The passages that each index holds, by what it is called."""
        return {"vectors": self._vectors.ids(), "windows": self._windows.ids(), "words": self.words.ids()}

    def told(self, ids: Sequence[str]) -> dict[str, tuple[str, str, str]]:
        """Source, speaker and kind that the vectors know of those of these passages that are here."""
        return self._vectors.told(ids)

    @staticmethod
    def files(folder: Path, vectors: Place) -> list[Path]:
        """The files of SQLite that the indexes in a folder lie in."""
        chroma = [folder / _VECTORS / "chroma.sqlite3"] if vectors == EMBEDDED else []
        return [folder / _WINDOWS, *chroma]

    def dense(self, vector: Vectors, limit: int, only: Only) -> Future[Scored]:
        """Searched beside whatever its caller does until it wants the result."""
        restricted = where(source=only.source, speaker=only.speaker, kinds=only.kinds)
        return self._vectors.soon(vector, limit, restricted)

    def wholes(self, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """Those of these passages that are here, and the unit vectors of each as a whole, (passages, dimensions)."""
        return self._windows.wholes(ids)

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those of these passages that are here, each (dimensions,)."""
        return self._vectors.vectors(ids)

    def lexical(self, asked: Sequence[Sense], limit: int, only: Only) -> Scored:
        """Ids of the passages that hold most of what is asked, with their BM25 scores, best first.

        Searched where the vectors are, if words can be: the scores are then of passages of a fixed average length.
        """
        if not self._vectors.searches_words:
            return self.words.search(asked, limit, _words_of(only))
        wordings = list(map(self.words.weights, asked))
        restricted = where(source=only.source, speaker=only.speaker, kinds=only.kinds)
        found = self._vectors.sparse_search(together(wordings), _WIDER * limit, restricted)
        return scored(found, wordings, limit)

    def said(self, asked: Sequence[Sense], only: Only) -> float:
        """The part of what is asked, from 0 to 1, that some passage says in any wording."""
        return self.words.said(asked, _words_of(only))

    def nearness(self, ids: Sequence[str], vector: Vectors) -> dict[str, Nearness]:
        """How near those of these passages that are here are to a question, window by window."""
        return self._windows.nearness(ids, vector)


def _words_of(only: Only) -> LexicalFilter:
    return LexicalFilter(only.source, only.speaker, sorted(only.kinds) if only.kinds is not None else None)


def worded(source: str, transcript: Transcript, cut: Slice) -> LexicalDocument:
    """What the words of a passage are found by."""
    text = transcript.text[cut.start : cut.end]
    names = terms(about(transcript, cut, transcript.title))
    return LexicalDocument(cut.id, source, cut.speaker, cut.kind, terms(text), names, latin_words(folded(text)))


def forget_words(folder: Path, documents: Callable[[], Iterable[LexicalDocument]]) -> None:
    """Rids the words of the indexes in a folder of those of passages that are gone, if it still has any.

    `documents` are all that shall be there. For whoever holds the library's lock. Raises LibraryError.
    """
    if (folder / _WORDS).is_dir():
        index = LexicalIndex(folder / _WORDS)
        if index.remembers():
            index.rewrite(documents())


def encoded(
    transcript: Transcript,
    slices: Sequence[Slice],
    encoder: Encoder,
    advance: Callable[[int, int], None] = lambda *_: None,
) -> dict[Slice, CloseUp]:
    """The windows of passages, each as it reads with who speaks and where, and what is said around it.

    Only the words are ever quoted. `advance` is told how many windows of how many are done.
    """
    around, title = Surroundings(transcript), brief(transcript.title)
    cuts = {cut: list(around.excerpts(cut, about(transcript, cut, title))) for cut in slices}
    total = sum(len(excerpt.spans) for excerpts in cuts.values() for excerpt in excerpts)
    if not total:
        return {}
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        advance(done, total)

    vectors = iter(
        encoder.encode_excerpts([in_one_script(one) for excerpts in cuts.values() for one in excerpts], more)
    )
    return {
        cut: closeup(spans, np.stack(list(islice(vectors, len(spans)))))
        for cut in cuts
        for spans in [windows(transcript.text[cut.start : cut.end])]
    }


def about(transcript: Transcript | Source, cut: Slice, title: str) -> str:
    """The speaker in both scripts and the title: what a question names that the passage itself does not."""
    speaker = next((person for person in transcript.speakers if person.id == cut.speaker), None)
    told = [title] if _tells(transcript.title) else []
    return " · ".join([*(_two_names(speaker) if speaker else ()), *told])


def _tells(title: str) -> bool:
    """Whether a title says what a source is about, as the bare number or code of a file does not."""
    words = [word for word in title.split() if not any(char.isdigit() for char in word)]
    return any(not word.isascii() for word in words) or len([word for word in words if len(word) > 2]) > 1


def _two_names(speaker: Speaker) -> list[str]:
    """The display name and the first alias in the other kind of script."""
    other = (alias for alias in speaker.aliases if alias.isascii() != speaker.name.isascii())
    return [speaker.name, *list(other)[:1]]
