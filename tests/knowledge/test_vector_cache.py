"""No text is encoded twice, and what is kept goes with its source."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from knowledge.library import Library
from knowledge.vector_cache import CACHE, VectorCache
from tests.knowledge.conftest import CountingEncoder, OtherEncoder
from tests.knowledge.ingesting import TALK, ZEBRAS


@pytest.fixture
def counting() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "talk.txt").write_text(TALK)
    (tmp_path / "in" / "zebras.txt").write_text(ZEBRAS)
    return tmp_path


def rows(room: Path) -> int:
    with closing(sqlite3.connect(room / "data" / CACHE)) as db:
        return int(db.execute("SELECT count(*) FROM vector").fetchone()[0])


def test_a_reindex_with_the_same_model_encodes_nothing_and_finds_the_same(
    room: Path, counting: CountingEncoder
) -> None:
    with closing(Library(room / "data", counting)) as library:
        list(library.ingest([room / "in"]))
        before = library.ask("zebras")
        counting.passages.clear()
        library.reindex()
        assert counting.passages == []
        assert library.ask("zebras") == before


def test_a_file_that_has_grown_has_only_what_is_new_and_what_stands_beside_it_encoded(
    room: Path, counting: CountingEncoder
) -> None:
    with closing(Library(room / "data", counting)) as library:
        long = f"{TALK}Cid: {' '.join(['Zebras gallop over the savannah.'] * 5)}\n"
        (room / "in" / "talk.txt").write_text(long)
        list(library.ingest([room / "in"]))
        counting.passages.clear()
        (room / "in" / "talk.txt").write_text(f"{long}Ada: Giraffes are taller than zebras.\n")
        list(library.ingest([room / "in"]))
        told = "\n".join(counting.passages)
        assert "Giraffes" in told
        assert "What is a licence?" not in told


def test_a_change_that_is_taken_back_encodes_nothing(room: Path, counting: CountingEncoder) -> None:
    with closing(Library(room / "data", counting)) as library:
        list(library.ingest([room / "in"]))
        library.rename_speaker(library.speakers()[0].id, "Grace Hopper")
        counting.passages.clear()
        library.undo(next(source.id for source in library.sources() if len(library.history(source.id)) > 1))
        assert counting.passages == []


def test_an_ingest_that_was_broken_off_goes_on_where_it_was(tmp_path: Path) -> None:
    class Stopping(CountingEncoder):
        def encode_passages(self, texts, advance=lambda _: None):  # type: ignore[no-untyped-def]
            if self.passages:
                raise KeyboardInterrupt
            return super().encode_passages(texts, advance)

    stopping, counting = Stopping(), CountingEncoder()
    (tmp_path / "long.txt").write_text(
        "".join(f"Ada: This is what I say for the {i}th time today.\n" for i in range(700))
    )
    with closing(Library(tmp_path / "data", stopping)) as library, pytest.raises(KeyboardInterrupt):
        list(library.ingest([tmp_path / "long.txt"]))
    with closing(Library(tmp_path / "data", counting)) as library:
        list(library.ingest([tmp_path / "long.txt"]))
    assert len(stopping.passages) == 512
    assert len(counting.passages) == 700 - 512


def test_a_source_that_is_removed_takes_its_vectors_along(room: Path, counting: CountingEncoder) -> None:
    with closing(Library(room / "data", counting)) as library:
        list(library.ingest([room / "in"]))
        library.remove("talk")
        left = rows(room)
        library.remove("zebras")
    assert left > 0
    assert rows(room) == 0


def test_another_model_is_given_no_vector_of_the_one_before_and_drops_them(
    room: Path, counting: CountingEncoder
) -> None:
    with closing(Library(room / "data", counting)) as library:
        list(library.ingest([room / "in"]))
    kept = rows(room)
    with closing(Library(room / "data", OtherEncoder())) as library:
        library.reindex()
    assert rows(room) == kept
    with closing(sqlite3.connect(room / "data" / CACHE)) as db:
        assert db.execute("SELECT fingerprint FROM model").fetchall() == [(OtherEncoder.fingerprint,)]


def test_a_vector_is_the_same_whether_or_not_it_was_there_and_each_text_has_its_own(tmp_path: Path) -> None:
    encoder, texts = CountingEncoder(), ["zebras", "giraffes", "zebras", "lions and zebras"]
    with closing(VectorCache(tmp_path / CACHE)) as cache:
        steps: list[int] = []
        first = cache.before(encoder, "talk").encode_passages(texts, steps.append)
        again = cache.before(encoder, "talk").encode_passages(texts, steps.append)
    np.testing.assert_array_equal(first, again)
    np.testing.assert_allclose(first, encoder.encode_questions(texts), atol=1e-3)
    assert encoder.passages == ["zebras", "giraffes", "lions and zebras"]
    assert sum(steps) == 8


def test_the_texts_themselves_are_not_in_the_cache(room: Path, counting: CountingEncoder) -> None:
    with closing(Library(room / "data", counting)) as library:
        list(library.ingest([room / "in"]))
    assert b"allop" not in (room / "data" / CACHE).read_bytes()


def test_a_cache_that_is_damaged_begins_anew(tmp_path: Path) -> None:
    (tmp_path / CACHE).write_bytes(b"nothing of the kind" * 100)
    with closing(VectorCache(tmp_path / CACHE)) as cache:
        assert cache.known("any", [b"any"]) == {}
