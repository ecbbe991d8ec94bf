"""The nearest passages of a part of a library, against all of its passages compared one by one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from knowledge.encoder import Vectors
from knowledge.excerpts import Excerpt, one_by_one
from knowledge.holdings import Holdings
from knowledge.indexes import Only
from knowledge.library import Library
from knowledge.model import Kind
from knowledge.parts import Parts
from tests.knowledge.conftest import labelled

OWN = frozenset({Kind.SPEECH, Kind.QUOTE})
RESTRICTED = [
    Only(speaker="ann-lee"),
    Only(speaker="bob-wu"),
    Only(source="talk-1"),
    Only(source="talk-0", speaker="ann-lee"),
    Only(source="talk-0", kinds=OWN),
    Only(kinds=OWN),
    Only(kinds=frozenset({Kind.NARRATION})),
]


class DrawingEncoder:
    """Draws a vector for every text."""

    fingerprint = "drawing-32"

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        drawn = np.stack([np.random.default_rng(crc32(text.encode())).normal(size=32) for text in texts])
        unit: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        return self.encode_questions(texts)

    def encode_excerpts(self, excerpts: Sequence[Excerpt], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        return self.encode_passages(one_by_one(excerpts), advance)


def talk(turns: int, number: int = 0) -> str:
    """Mostly Ann, one time in five Bob, one in seven a narrator."""
    who = ["narration" if i % 7 == 3 else "bob-wu" if i % 5 == 2 else "ann-lee" for i in range(turns)]
    return labelled("".join(f"[[{one}]] Sentence {i} of {number}.\n" for i, one in enumerate(who)))


def bring_in(library: Library, folder: Path, text: str, number: int) -> None:
    file = folder / f"talk-{number}.txt"
    file.write_text(text)
    (report,) = library.ingest([file])
    assert report.error is None


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Holdings]:
    """Three talks of forty turns each."""
    with closing(Library(tmp_path / "data", DrawingEncoder())) as library:
        for number in range(3):
            bring_in(library, tmp_path, talk(40, number), number)
    with closing(Holdings(tmp_path / "data")) as opened:
        opened.refresh()
        yield opened


def exact(held: Holdings, vector: Vectors, limit: int, only: Only) -> list[str]:
    kinds = held.catalogue.kinds_of(speaker=only.speaker, source=only.source)
    vectors = held.indexes.vectors([id for id, kind in kinds.items() if only.kinds is None or kind in only.kinds])
    return sorted(vectors, key=lambda id: float(-vectors[id] @ vector[0]))[:limit]


def nearest(held: Holdings, vector: Vectors, limit: int, only: Only) -> list[str]:
    return [id for id, _ in held.parts.dense(vector, limit, only).result()]


@pytest.mark.parametrize("only", RESTRICTED)
def test_a_small_part_is_compared_exactly(held: Holdings, only: Only) -> None:
    for vector in DrawingEncoder().encode_questions(["one", "two", "three"])[:, np.newaxis]:
        assert nearest(held, vector, 9, only) == exact(held, vector, 9, only)


@pytest.mark.parametrize("only", RESTRICTED)
@pytest.mark.parametrize("widest", [8192, 30, 0])
def test_a_large_part_is_found_among_the_nearest_of_all_or_by_the_index(
    held: Holdings, only: Only, widest: int
) -> None:
    large = Parts(held.catalogue, held.indexes, exact=0, widest=widest)
    for vector in DrawingEncoder().encode_questions(["one", "two", "three"])[:, np.newaxis]:
        assert [id for id, _ in large.nearest(vector, 9, only)] == exact(held, vector, 9, only)


def test_scores_are_cosine_similarities_whichever_way_they_were_found(held: Holdings) -> None:
    vector, only = DrawingEncoder().encode_questions(["one"]), Only(speaker="ann-lee")
    compared = Parts(held.catalogue, held.indexes).nearest(vector, 5, only)
    found = Parts(held.catalogue, held.indexes, exact=0).nearest(vector, 5, only)
    assert dict(found) == pytest.approx(dict(compared), abs=2e-3)


def test_a_part_of_nothing_is_empty(held: Holdings) -> None:
    vector = DrawingEncoder().encode_questions(["one"])
    assert nearest(held, vector, 9, Only(speaker="nobody")) == []
    assert nearest(held, vector, 9, Only(speaker="ann-lee", kinds=frozenset({Kind.NARRATION}))) == []


def test_what_was_said_since_is_found_and_what_was_taken_out_is_not(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "data", DrawingEncoder())) as library, closing(Holdings(tmp_path / "data")) as held:
        vector, ann = DrawingEncoder().encode_questions(["one"]), Only(speaker="ann-lee")
        bring_in(library, tmp_path, talk(4), 0)
        held.refresh()
        assert len(nearest(held, vector, 100, ann)) == 2
        bring_in(library, tmp_path, talk(8, 1), 1)
        held.refresh()
        assert nearest(held, vector, 100, ann) == exact(held, vector, 100, ann)
        assert len(nearest(held, vector, 100, ann)) == 7
        library.remove("talk-1")
        held.refresh()
        assert len(nearest(held, vector, 100, ann)) == 2


def test_the_parts_asked_for_last_are_kept_and_no_more(held: Holdings) -> None:
    kept, vector = Parts(held.catalogue, held.indexes, keep=60), DrawingEncoder().encode_questions(["one"])
    for source in ("talk-0", "talk-1", "talk-2", "talk-2"):
        kept.nearest(vector, 1, Only(source=source))
    assert [key[-1] for key in kept._kept] == ["talk-2"]
