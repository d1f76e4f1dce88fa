"""Write the encoder as an ONNX graph in eight bits.

One text at a time: no padding. Matrices are quantised per column, activations as they come
(DynamicQuantizeMatMul of ONNX Runtime).
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from nlp.e5.protocol import INPUT, OUTPUT, Floats
from nlp.e5.weights import Weights

# Half of the layers: they place as well as nine or twelve, in half the time (docs/placement.md).
LAYERS = 6
_OWN = "com.microsoft"
# Seven bits, for two products of eight overflow where the processor sums them in sixteen.
_LARGEST = 63


def build(weights: Weights, layers: int = LAYERS) -> bytes:
    """Give the first layers: from embedded pieces (1, n, width) to hidden states of that shape."""
    graph = _Graph(weights)
    state = graph.start(INPUT)
    for layer in range(layers):
        state = graph.layer(layer, state, OUTPUT if layer == layers - 1 else f"state{layer}")
    shape: list[str | int | None] = [1, "pieces", weights.shape.width]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "e5",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, shape)],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_OWN, 1)],
        ir_version=9,
    )
    return bytes(model.SerializeToString())


class _Graph:
    """Collect nodes and constants."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._shape = weights.shape
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def start(self, state: str) -> str:
        """Bring the embedded pieces to mean 0 and variance 1."""
        self._normal("emb.ln", state, "state")
        return "state"

    def layer(self, number: int, state: str, out: str) -> str:
        """Add one layer of a BERT encoder: attention, then the inner network."""
        at, width, inner = f"l{number}", self._shape.width, self._shape.inner
        parts = [f"{at}.{part}" for part in "qkv"]
        self._product(state, [f"{part}.w" for part in parts], width, f"{at}.qkv")
        self._node("Split", [f"{at}.qkv"], parts, axis=2, num_outputs=3)
        bias = np.concatenate([self._weights.vector(f"{part}.b") for part in parts])
        self._own(
            "MultiHeadAttention",
            [*parts, self._constant(f"{at}.bias", bias)],
            [f"{at}.context"],
            num_heads=self._shape.heads,
        )
        self._product(f"{at}.context", [f"{at}.ao.w"], width, f"{at}.attended", f"{at}.ao.b")
        self._node("Add", [f"{at}.attended", state], [f"{at}.more"])
        self._normal(f"{at}.aln", f"{at}.more", f"{at}.between")
        self._product(f"{at}.between", [f"{at}.fi.w"], width, f"{at}.wide")
        self._own("BiasGelu", [f"{at}.wide", self._vector(f"{at}.fi.b")], [f"{at}.active"])
        self._product(f"{at}.active", [f"{at}.fo.w"], inner, f"{at}.narrow", f"{at}.fo.b")
        self._node("Add", [f"{at}.narrow", f"{at}.between"], [f"{at}.most"])
        self._normal(f"{at}.oln", f"{at}.most", out)
        return out

    def _normal(self, name: str, value: str, out: str) -> None:
        """Bring to mean 0 and variance 1.

        SkipLayerNormalization would add as well, but takes four times as long as both.
        """
        inputs = [value, self._vector(f"{name}.w"), self._vector(f"{name}.b")]
        self._node("LayerNormalization", inputs, [out], epsilon=self._shape.epsilon)

    def _product(self, value: str, names: list[str], width: int, out: str, *biases: str) -> None:
        rows = [self._weights.matrix(name, width) for name in names]
        matrix, scales = _quantised(np.concatenate(rows).T)
        zeros = np.zeros(matrix.shape[1], np.int8)
        constants = [
            self._constant(f"{out}.{kind}", each)
            for kind, each in (("matrix", matrix), ("scales", scales), ("zeros", zeros))
        ]
        self._own("DynamicQuantizeMatMul", [value, *constants, *map(self._vector, biases)], [out])

    def _vector(self, name: str) -> str:
        return self._constant(name, self._weights.vector(name))

    def _constant(self, name: str, value: "npt.NDArray[np.generic]") -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _own(self, kind: str, inputs: list[str], outputs: list[str], **settings: Any) -> None:
        """Add an operator that ONNX Runtime has beside the standard's."""
        self._node(kind, inputs, outputs, domain=_OWN, **settings)

    def _node(self, kind: str, inputs: list[str], outputs: list[str], **settings: Any) -> None:
        self.nodes.append(helper.make_node(kind, inputs, outputs, **settings))


def _quantised(matrix: Floats) -> tuple["npt.NDArray[np.int8]", Floats]:
    """Round a matrix (inputs, outputs) to whole numbers with one scale a column."""
    scales = np.abs(matrix).max(axis=0) / _LARGEST
    whole = np.round(matrix / np.where(scales > 0, scales, 1)).astype(np.int8)
    return whole, scales.astype(np.float32)
