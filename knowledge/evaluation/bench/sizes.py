"""A library of made-up passages of any size: filled, opened in a process of its own, and asked stage by stage."""

import io
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from knowledge.answers import Answers
from knowledge.confidence import Calibration, Confidence, Scale
from knowledge.dictionary import Dictionary
from knowledge.display import print_answer
from knowledge.evaluation.bench.clock import in_turn, memory
from knowledge.evaluation.bench.figures import Aim, Figure, Times
from knowledge.evaluation.bench.made_up import MOST, RARE, RandomEncoder, fill, sentences_of
from knowledge.facing import Facing
from knowledge.holdings import Holdings
from knowledge.indexes import Only
from knowledge.library import Library
from knowledge.model import OWN_WORDS, Answer, Quote, Tier
from knowledge.retrieval import ANSWERS, POOL, Found, Retrieval, Wanted
from knowledge.shelves import Shelves

_ROUNDS = 100  # questions a measurement
_SHOWN = 3  # quotes of an answer
_MOST_TIMES = Aim(2.0, of_ratio=True)  # as much as a search of everything a filtered one may take, at 100,000
_FROM_ASKED, _FROM_FILTERED = 1_000_000, 100_000  # passages from which the aims are aims


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words come from, where the dictionary lies, and where the library is made."""

    words_from: Path
    models: Path
    room: Path

    @property
    def data(self) -> Path:
        return self.room / "data"


def size(passages: int, place: Place, advance: Callable[[int], None]) -> Iterator[Figure]:
    """Fills a library unless it was kept from another time, and measures it."""
    part = f"search, {passages:,} made-up passages"
    yield from _filled(part, passages, place, advance)
    # In a process of its own, which holds nothing but what this needs.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        yield from process.submit(_asked, part, passages, place).result()


def _filled(part: str, passages: int, place: Place, advance: Callable[[int], None]) -> Iterator[Figure]:
    with closing(Holdings(place.data)) as held:
        if held.catalogue.count() >= passages:
            return
    said = sentences_of(place.words_from)
    marks = [(0, time.perf_counter())]
    with closing(Library(place.data, RandomEncoder())) as library:
        for done in fill(library, passages, said, place.room / "transcripts"):
            marks.append((done, time.perf_counter()))
            advance(done)
    for name, (first, last) in {"first": (marks[0], marks[1]), "last": (marks[-2], marks[-1])}.items():
        took = 1000 * (last[1] - first[1]) / (last[0] - first[0])
        yield Figure(part, f"to add a passage, the {name}", took, "ms")


def _asked(part: str, passages: int, place: Place) -> list[Figure]:
    said = sentences_of(place.words_from)
    questions = [sentence[:40] for sentence in random.Random(1).sample(said, min(_ROUNDS, len(said)))]
    million = passages >= _FROM_ASKED
    before, began = memory(), time.perf_counter()
    with closing(Library(place.data, RandomEncoder(), Dictionary(place.models))) as library:
        library.ask(questions[0])
        opened = time.perf_counter() - began
        source = library.sources()[0].id
        whole = in_turn(
            {
                "all": library.ask,
                "a speaker with 29 % of it": partial(library.ask, speaker=MOST),
                "a speaker with 1.4 % of it": partial(library.ask, speaker=RARE),
                "one source": partial(library.ask, source=source),
                "two speakers compared": partial(library.compare, MOST, RARE),
            },
            questions,
        )
        held = memory()
    return [
        Figure(part, "opened and first answered", opened, "s", aim=Aim(10) if million else None),
        whole["all"].figure(part, "question to answer, without the encoder", aim=Aim(60) if million else None),
        *_beside(part, "answer from", whole, _MOST_TIMES if passages >= _FROM_FILTERED else None),
        *_stages(part, place, questions),
        *_filtered(part, place, questions, source),
        Figure(part, "memory beside the program", held - before, "MB"),
        Figure(part, "memory in all", held, "MB", aim=Aim(6144) if million else None),
    ]


def _beside(part: str, name: str, found: dict[str, Times], aim: Aim | None) -> Iterator[Figure]:
    for what, times in found.items():
        if what != "all":
            aimed = aim if "speaker with" in what else None
            yield times.figure(part, f"{name} {what}", found["all"], "from all", aimed)


def _stages(part: str, place: Place, questions: Sequence[str]) -> Iterator[Figure]:
    """What happens between a question and its answer, one after the other; in truth dense and lexical go together."""
    encoder = RandomEncoder()
    no_scale = Calibration(Scale(0.0, 1.0), Scale(0.0, 1.0))
    with closing(Dictionary(place.models)) as dictionary, closing(Holdings(place.data)) as held:
        shelves = Shelves(held)
        shelves.refresh()
        retrieval = Retrieval(shelves, encoder, dictionary)
        answers = Answers(
            shelves,
            encoder=encoder,
            facing=Facing(shelves, encoder),
            confidence=Confidence(encoder),
            scale=no_scale,
            dictionary=dictionary,
            reranker=None,
        )
        wanted: dict[str, Wanted] = {}
        dense: dict[str, list[str]] = {}
        lexical: dict[str, dict[str, float]] = {}
        found: dict[str, Found] = {}
        quotes: dict[str, tuple[Quote, ...]] = {}
        console = Console(file=io.StringIO())

        def read(one: str) -> None:
            wanted[one] = retrieval.wanted(one)

        def search(one: str) -> None:
            dense[one] = [id for id, _ in shelves.dense(wanted[one].vector, POOL, Only())()]

        def look_up(one: str) -> None:
            lexical[one] = dict(shelves.lexical(wanted[one].reading.senses, POOL, Only()))

        def fuse(one: str) -> None:
            found[one] = retrieval.fused(wanted[one], dense[one], lexical[one], ANSWERS)

        def span(one: str) -> None:
            quotes[one] = answers.quotes(found[one], _SHOWN)

        def render(one: str) -> None:
            print_answer(console, Answer(one, quotes[one], 1.0, Tier.ANSWERED))

        stages = {"read": read, "dense": search, "lexical": look_up, "fuse": fuse, "span": span, "render": render}
        for name, times in in_turn(stages, questions).items():
            yield times.figure(part, f"stage: {name}")


def _filtered(part: str, place: Place, questions: Sequence[str], source: str) -> Iterator[Figure]:
    """The dense leg alone, of everything and of parts."""
    restrictions = {
        "all": Only(),
        "a speaker with 29 % of it": Only(speaker=MOST),
        "a speaker with 1.4 % of it": Only(speaker=RARE),
        "one source": Only(source=source),
        "own words": Only(kinds=OWN_WORDS),
    }
    with closing(Holdings(place.data)) as held:
        shelves, encoder = Shelves(held), RandomEncoder()
        shelves.refresh()
        vectors = {question: encoder.encode_questions([question]) for question in questions}

        def search(only: Only, question: str) -> None:
            shelves.dense(vectors[question], POOL, only)()

        found = in_turn({name: partial(search, only) for name, only in restrictions.items()}, questions)
    yield from _beside(part, "dense leg alone on", found, None)
