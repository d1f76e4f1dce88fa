"""Find the short answer to a precise question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.features import PARTS, Compact, Matrix, pack_matrix, unpack_matrix

# How much it counts against an answer that a question sounds like the general ones on a topic.
_GENERAL = 0.5


@dataclass(frozen=True)
class Near:
    """Hold the id of a short answer and how well it fits a question: likeness of at most 1."""

    point: str
    fit: float


@dataclass(frozen=True)
class PointModel:
    """Know the short answers by the middle of what asks for each (Rocchio, 1971).

    `answers` has shape (points, terms), `general` holds the middle of the questions on each topic
    or block that ask for nothing so precise. All rows are of length one.
    """

    names: list[str]
    answers: Matrix
    general: Matrix

    def nearest(self, text: Compact, possible: Callable[[str], bool]) -> list[Near]:
        """List the answers that are possible, the one that fits a text best first."""
        general = self._likeness(self.general, text).max(initial=0.0)
        likeness = self._likeness(self.answers, text) - _GENERAL * general
        found = [
            Near(name, float(fit))
            for name, fit in zip(self.names, likeness, strict=True)
            if possible(name)
        ]
        return sorted(found, key=lambda near: -near.fit)

    @staticmethod
    def _likeness(middles: Matrix, text: Compact) -> Any:
        return middles[:, text.columns] @ text.values[0] / np.sqrt(len(PARTS))

    def pack(self) -> dict[str, Any]:
        """Give all of it as plain values."""
        matrices = {"answers": pack_matrix(self.answers), "general": pack_matrix(self.general)}
        return {"names": self.names, **matrices}

    @classmethod
    def unpack(cls, packed: dict[str, Any], width: int) -> "PointModel":
        """Take up what `pack` gave; the matrices are of this width."""
        answers, general = (unpack_matrix(packed[name], width) for name in ("answers", "general"))
        return cls(packed["names"], answers, general)
