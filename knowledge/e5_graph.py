"""multilingual-e5-small as an ONNX graph in 8-bit whole numbers. The only file that knows onnx.

A linear layer's weights are whole numbers with a scale a column, made once; what goes into it is rounded
while it runs, with a scale of its own for each token, so that the vector of a text does not depend on which
other texts are in its batch (as it would with ONNX Runtime's own dynamic quantisation, a scale a batch).
"""

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from knowledge.e5_weights import HIDDEN, TOKENIZER, Checkpoint, tokenizer

GRAPH = "model.onnx"  # the file that is written
_LAYERS, _HEADS, _BLOCK = 12, 12, 32
_EPSILON = 1e-12
# Of weights; one bit less than there are, for on processors without VNNI sums of two products saturate.
_LARGEST = 63
_CENTRE, _REACH = 128, 127  # of a token's numbers, which are unsigned
_MICROSOFT = "com.microsoft"  # ONNX Runtime's own operators
Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def write(checkpoint: Checkpoint, folder: Path) -> None:
    """Writes the graph and its tokenizer.

    The graph takes `ids` and `mask` of (texts, tokens), and gives `tokens`, what each token is where it stands,
    (texts, tokens, 384), and `vectors`, unit vectors of (texts, 384).
    """
    folder.mkdir(parents=True)
    tokenizer(checkpoint.pieces).save(str(folder / TOKENIZER), pretty=False)
    onnx.save(_Graph(checkpoint.tensors).model(), folder / GRAPH)


class _Graph:
    """The graph while it is put together: every method adds nodes and gives back the name of what they make."""

    def __init__(self, tensors: Mapping[str, Array]) -> None:
        self._tensors = tensors
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._numbers = count()

    def model(self) -> onnx.ModelProto:
        tokens = self._embedded()
        for layer in range(_LAYERS):
            tokens = self._layer(tokens, f"encoder.layer.{layer}.")
        self._nodes.append(helper.make_node("Identity", [tokens], ["tokens"]))
        self._pooled(tokens)
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [
                helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"]),
                helper.make_tensor_value_info("mask", TensorProto.INT32, ["texts", "tokens"]),
            ],
            [
                helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", HIDDEN]),
                helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["texts", "tokens", HIDDEN]),
            ],
            list(self._constants.values()),
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)

    def _embedded(self) -> str:
        """What each token is before it is read in its context: its word, its place, and that there is one text."""
        place = "embeddings."
        words, scales = _blocks_of_whole_numbers(self._tensors[place + "word_embeddings.weight"])
        rows = self._node("Cast", self._node("Gather", self._constant("words", words), "ids"), to=TensorProto.FLOAT)
        scale = self._node("Gather", self._constant("word.scales", scales), "ids")
        blocks = self._node("Reshape", rows, self._whole(0, 0, -1, _BLOCK))
        scaled = self._node("Mul", blocks, self._node("Unsqueeze", scale, self._whole(3)))
        word = self._node("Reshape", scaled, self._whole(0, 0, HIDDEN))
        places = (
            self._tensors[place + "position_embeddings.weight"]
            + self._tensors[place + "token_type_embeddings.weight"][0]
        )
        length = self._node("Slice", self._node("Shape", "ids"), self._whole(1), self._whole(2))
        inside = self._node("Slice", self._constant("places", places), self._whole(0), length, self._whole(0))
        norm = place + "LayerNorm"
        return self._node(
            "LayerNormalization",
            self._node("Add", word, inside),
            self._tensor(norm + ".weight"),
            self._tensor(norm + ".bias"),
            axis=-1,
            epsilon=_EPSILON,
        )

    def _layer(self, tokens: str, layer: str) -> str:
        parts = [f"{layer}attention.self.{part}" for part in ("query", "key", "value")]
        asked = self._node("Split", self._product(tokens, *parts), outputs=3, axis=-1, num_outputs=3).split()
        heard = self._node(
            "MultiHeadAttention", *asked, self._biases(*parts), "mask", domain=_MICROSOFT, num_heads=_HEADS
        )
        read = self._added(tokens, heard, layer + "attention.output")
        widened = self._product(read, layer + "intermediate.dense")
        bent = self._node("BiasGelu", widened, self._biases(layer + "intermediate.dense"), domain=_MICROSOFT)
        return self._added(read, bent, layer + "output")

    def _added(self, tokens: str, more: str, part: str) -> str:
        """What a part makes of `more`, added to the tokens and normalised."""
        return self._node(
            "SkipLayerNormalization",
            tokens,
            self._product(more, part + ".dense"),
            self._tensor(part + ".LayerNorm.weight"),
            self._tensor(part + ".LayerNorm.bias"),
            self._biases(part + ".dense"),
            domain=_MICROSOFT,
            epsilon=_EPSILON,
        )

    def _product(self, tokens: str, *parts: str) -> str:
        """Tokens times the weights of some parts side by side, in whole numbers; without their biases."""
        weights = np.concatenate([self._tensors[part + ".weight"] for part in parts]).T
        scales = np.maximum(np.abs(weights).max(axis=0) / _LARGEST, 1e-9).astype(np.float32)
        columns = np.rint(weights / scales).astype(np.int8)
        largest = self._node("ReduceMax", self._node("Abs", tokens), self._whole(-1), keepdims=1)
        scale = self._node("Max", self._node("Mul", largest, self._number(1 / _REACH)), self._number(1e-9))
        one, centre = self._number(1.0), self._constant("centre", np.array(_CENTRE, np.uint8))
        whole = self._node("QuantizeLinear", self._node("Div", tokens, scale), one, centre)
        product = self._node(
            "MatMulIntegerToFloat",
            whole,
            self._constant(parts[0] + ".whole", columns),
            one,
            self._constant(parts[0] + ".scales", scales),
            centre,
            self._constant(f"zeros.{len(scales)}", np.zeros(len(scales), np.int8)),
            domain=_MICROSOFT,
        )
        return self._node("Mul", product, scale)

    def _pooled(self, tokens: str) -> None:
        """The mean of a text's tokens, of length one; the sum has the same direction."""
        kept = self._node("Cast", "mask", to=TensorProto.FLOAT)
        inside = self._node("Mul", tokens, self._node("Unsqueeze", kept, self._whole(2)))
        total = self._node("ReduceSum", inside, self._whole(1), keepdims=0)
        self._nodes.append(helper.make_node("LpNormalization", [total], ["vectors"], axis=-1, p=2))

    def _tensor(self, name: str) -> str:
        return self._constant(name, self._tensors[name])

    def _biases(self, *parts: str) -> str:
        return self._constant(parts[0] + ".biases", np.concatenate([self._tensors[part + ".bias"] for part in parts]))

    def _whole(self, *numbers: int) -> str:
        return self._constant(f"whole.{numbers}", np.array(numbers, np.int64))

    def _number(self, number: float) -> str:
        return self._constant(f"number.{number}", np.array(number, np.float32))

    def _constant(self, name: str, values: np.ndarray) -> str:
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def _node(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: Any) -> str:
        made = [f"{kind}.{next(self._numbers)}" for _ in range(outputs)]
        self._nodes.append(helper.make_node(kind, inputs, made, domain=domain, **attributes))
        return " ".join(made)


def _blocks_of_whole_numbers(values: Array) -> tuple[np.ndarray, Array]:
    """Rows in 8-bit whole numbers with a scale for each block of 32, as the 4-bit weights have: nothing is lost."""
    blocks = values.reshape(len(values), -1, _BLOCK)
    scales = np.maximum(np.abs(blocks).max(axis=-1) / _REACH, 1e-9).astype(np.float32)
    return np.rint(blocks / scales[..., None]).astype(np.int8).reshape(values.shape), scales
