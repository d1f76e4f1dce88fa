"""What the rest of the house knows of an encoder."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# What the graph calls its input and output.
INPUT, OUTPUT = "embedded", "hidden"


class Encoder(Protocol):
    """Turn texts into vectors."""

    def embed(self, texts: Iterable[str]) -> Floats:
        """Give the mean hidden state of each text: shape (n, width)."""

    def sums(self, parts: Sequence[str]) -> tuple[Floats, npt.NDArray[Any]]:
        """Read the parts of one text together, and sum the hidden states of each.

        Gives the sums, shape (n + 1, width), and how many pieces each is of; the first row is of
        what the network itself puts around a text. Parts must be cut where a word begins.
        """
