"""What a model may bring with it: numbers and words, never code."""

import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from knowledge.encoder import CrossReranker, SentenceEncoder
from knowledge.errors import ModelUnavailable
from knowledge.model_files import folder
from tests.knowledge.test_reranker import built

Use = Callable[[str], object]


def encoded(model: str) -> object:
    return SentenceEncoder(Path(model), model).encode_questions(["open"])


def reranked(model: str) -> object:
    return CrossReranker(model).scores("open", ["closed"])


EVERY = pytest.mark.parametrize("use", [encoded, reranked])


class Planted:
    """What writes a file when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._mark,)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(built(tmp_path / "model", 1))


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "ran"


@EVERY
def test_weights_that_are_pickled_are_not_read(use: Use, model: Path, mark: Path) -> None:
    (model / "model.safetensors").unlink()
    (model / "pytorch_model.bin").write_bytes(pickle.dumps(Planted(mark)))
    with pytest.raises(ModelUnavailable, match=r"pytorch_model\.bin may hold code"):
        use(str(model))
    assert not mark.exists()


@EVERY
def test_harmless_weights_that_are_pickled_are_not_read_either(use: Use, model: Path) -> None:
    (model / "model.safetensors").unlink()
    torch.save({}, model / "pytorch_model.bin")
    with pytest.raises(ModelUnavailable, match="only weights as safetensors are loaded"):
        use(str(model))


@EVERY
def test_pickled_weights_of_a_further_layer_are_not_read(use: Use, model: Path, mark: Path) -> None:
    (model / "2_Dense").mkdir()
    (model / "2_Dense" / "pytorch_model.bin").write_bytes(pickle.dumps(Planted(mark)))
    with pytest.raises(ModelUnavailable, match="may hold code"):
        use(str(model))
    assert not mark.exists()


@EVERY
def test_pickled_weights_beside_safetensors_are_left_alone(use: Use, model: Path, mark: Path) -> None:
    (model / "pytorch_model.bin").write_bytes(pickle.dumps(Planted(mark)))
    assert use(str(model)) is not None
    assert not mark.exists()


@EVERY
def test_code_that_a_model_brings_is_not_run(use: Use, model: Path, mark: Path) -> None:
    planted = f"from pathlib import Path\nPath({str(mark)!r}).touch()\n"
    for name in ("configuration_planted.py", "modeling_planted.py"):
        (model / name).write_text(planted)
    config = json.loads((model / "config.json").read_text())
    config |= {"model_type": "planted", "auto_map": {"AutoConfig": "configuration_planted.PlantedConfig"}}
    (model / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelUnavailable):
        use(str(model))
    assert not mark.exists()


def test_a_layer_of_the_models_own_making_is_not_run(model: Path, mark: Path) -> None:
    (model / "planted.py").write_text(f"from pathlib import Path\nPath({str(mark)!r}).touch()\n")
    (model / "modules.json").write_text(json.dumps([{"idx": 0, "name": "0", "path": "", "type": "planted.Layer"}]))
    with pytest.raises(ModelUnavailable):
        encoded(str(model))
    assert not mark.exists()


@EVERY
def test_a_folder_that_is_not_there_is_named_without_asking_anybody(use: Use, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="there is no folder"):
        use(str(tmp_path / "gone"))


def test_a_model_of_the_hub_is_fetched_without_whatever_may_be_code(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, list[str]]] = []

    def snapshot_download(name: str, *, allow_patterns: list[str], ignore_patterns: list[str]) -> str:
        asked.append((name, allow_patterns))
        return str(model)

    monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot_download)
    assert folder("somebody/a-model") == model
    ((name, patterns),) = asked
    assert name == "somebody/a-model"
    assert not [kind for kind in patterns if kind in ("*", "*.py", "*.bin", "*.pt", "*.pkl")]
