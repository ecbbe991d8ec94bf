"""The bench: made-up passages, real indexes."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.dictionary import Dictionary
from knowledge.evaluation.bench import RandomEncoder, bench

TALK = "".join(f"Ann: 这是第{number}句话,它说的是开源软件和芯片,以及谁来为它们付钱这件事。\n" for number in range(30))


def test_every_text_has_a_unit_vector_of_its_own_which_stays_the_same() -> None:
    one, other, again = RandomEncoder().encode_passages(["one", "other", "one"])
    np.testing.assert_allclose([one @ one, other @ other], 1.0, rtol=1e-5)
    np.testing.assert_array_equal(one, again)
    assert 0.6 < one @ other < 0.95  # as near to each other as those of a sentence encoder


def test_a_library_of_the_size_asked_for_is_filled_and_measured(tmp_path: Path, dictionary: Dictionary) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "talk.txt").write_text(TALK, encoding="utf-8")
    row = bench(100, tmp_path / "words", tmp_path / "room", dictionary)
    assert row.pop("set") == "100 passages"
    assert row["search / dense alone"] == pytest.approx(float(row["search ms"]) / float(row["dense alone ms"]))
    assert row["search / BM25 alone"] == pytest.approx(float(row["search ms"]) / float(row["BM25 alone ms"]))
    assert all(float(value) > 0 for name, value in row.items() if name.endswith(("ms", " s")))
    assert not list((tmp_path / "room" / "transcripts").iterdir())
