"""Classify by words and, where there are any, by sentence embeddings, with calibrated odds."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp.features import Compact, Matrix

Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Seen:
    """Hold texts as models read them: weighed terms (n, terms), embeddings (n, width) or None."""

    weights: Matrix | Compact
    meaning: Floats | None = None

    def __getitem__(self, rows: Any) -> "Seen":
        """Take some of the texts."""
        return Seen(self.weights[rows], None if self.meaning is None else self.meaning[rows])


@dataclass(frozen=True)
class Linear:
    """Score texts by weighted sums: weights (features, classes), offset (classes,)."""

    weights: Floats
    offset: Floats

    def scores(self, table: Matrix | Compact | Floats) -> Floats:
        """Give the scores: shape (n, classes)."""
        return np.asarray(table @ self.weights) + self.offset


@dataclass(frozen=True)
class Blend:
    """Add the scores by words and a share of those by embeddings; divide by a temperature.

    The temperature makes probabilities mean what they say (Guo et al., 2017).
    """

    classes: list[Any]
    words: Linear
    meaning: Linear | None
    share: float
    temperature: float

    def scores(self, seen: Seen) -> Floats:
        """Give the scores: shape (n, classes)."""
        scores = self.words.scores(seen.weights)
        if self.meaning is not None and seen.meaning is not None:
            scores = scores + self.share * self.meaning.scores(seen.meaning)
        return scores / self.temperature

    def probabilities(self, seen: Seen) -> Floats:
        """Give the calibrated probabilities of classes that exclude each other: (n, classes)."""
        # SciPy's own softmax takes longer to find out what it is given than to compute.
        scores = self.scores(seen)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    def pack(self) -> dict[str, Any]:
        """Give all of it as plain values."""
        return asdict(self)

    @classmethod
    def unpack(cls, packed: dict[str, Any]) -> "Blend":
        """Take up what `pack` gave."""
        words, meaning = Linear(**packed["words"]), packed["meaning"]
        return cls(**{**packed, "words": words, "meaning": meaning and Linear(**meaning)})
