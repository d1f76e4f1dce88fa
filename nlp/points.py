"""Find the short answer to a precise question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from nlp.features import PARTS, Compact, Matrix, pack_matrix, unpack_matrix

Names = npt.NDArray[np.str_]

# How much the answer itself counts beside one wording of a question that it answers.
_ANSWER = 2.0
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

    @classmethod
    def fit(
        cls, names: Sequence[str], told: Matrix, asked: Matrix, points: Names, others: Names
    ) -> "PointModel":
        """Learn from the answers, shape (points, terms), and from questions, shape (n, terms).

        `points` names the answer of each question, and is empty where there is none; `others` names
        what the others are about.
        """
        wanted, general = points != "", points == ""
        answers = _sums(asked[wanted], points[wanted], names) + _ANSWER * told
        middles = _sums(asked[general], others[general], np.unique(others[general]).tolist())
        return cls(list(names), _of_length_one(csr_matrix(answers)), _of_length_one(middles))

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


def _sums(rows: Matrix, names: Names, wanted: Sequence[str]) -> Matrix:
    """Add up the rows of each name: shape (names wanted, terms)."""
    place = {name: number for number, name in enumerate(wanted)}
    homes = [place[name] for name in names]
    belongs = (np.ones(len(homes)), (homes, np.arange(len(homes))))
    return csr_matrix(csr_matrix(belongs, shape=(len(wanted), len(homes))) @ rows)


def _of_length_one(rows: Matrix) -> Matrix:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return csr_matrix(rows.multiply(1 / np.maximum(lengths, 1e-9)[:, None]))
