"""Ask what would separate the steps that are left, and count the answer, by Bayes' rule."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from content.answers import GivenAnswer
from content.values import STEP_NUMBERS, Dimension

Table = npt.NDArray[np.float64]

# How many answers on all dimensions together count as much as those on one.
_COMMON = 12.0
# How many answers nobody gave count for each cell.
_NEVER_SEEN = 0.5
# How much expected sureness may be given up to ask about what the person spoke of.
_KNOWN_BEST = 0.03
# How much likelier a person says «we are further» when the true step is on that side.
_SAYS_SIDE = 4.0


class Reliability:
    """Hold how likely a person at each step gives each answer: shape (7, 5 steps, 5 answers)."""

    def __init__(self, table: Table) -> None:
        self.table = table

    @classmethod
    def measure(cls, answers: Iterable[GivenAnswer]) -> "Reliability":
        """Count given answers; what is seen on all dimensions steadies what is seen on one."""
        keys = list(Dimension)
        counts = np.zeros((len(keys), len(STEP_NUMBERS), len(STEP_NUMBERS)))
        for answer in answers:
            if answer.answer:
                counts[keys.index(answer.dimension), answer.step - 1, answer.answer - 1] += 1
        common = counts.sum(axis=0) + _NEVER_SEEN
        common /= common.sum(axis=1, keepdims=True)
        steadied = counts + _COMMON * common
        return cls(steadied / steadied.sum(axis=2, keepdims=True))

    def after_answer(
        self,
        probabilities: Sequence[float],
        dimension: Dimension,
        offered: Sequence[int],
        answer: int,
    ) -> list[float]:
        """Update with the step whose answer was picked among those offered."""
        picked = self._picked(dimension, offered)
        return _normalised(np.asarray(probabilities) * picked[:, list(offered).index(answer)])

    def next_question(
        self,
        probabilities: Sequence[float],
        offered: Sequence[int],
        spoken_of: Sequence[Dimension],
        asked: Sequence[Dimension] = (),
    ) -> Dimension:
        """Pick the dimension whose answer is expected to leave the surest placement.

        What the person spoke of comes first where it separates nearly as well: it is what they know
        most about.
        """
        left = [dimension for dimension in Dimension if dimension not in asked] or list(Dimension)
        gains = {
            dimension: self.expected_sureness(probabilities, dimension, offered)
            + (_KNOWN_BEST if dimension in spoken_of else 0.0)
            for dimension in left
        }
        return max(left, key=lambda dimension: gains[dimension])

    def expected_sureness(
        self, probabilities: Sequence[float], dimension: Dimension, offered: Sequence[int]
    ) -> float:
        """Give how often the likeliest step will be right after an answer on a dimension."""
        joint = np.asarray(probabilities)[:, None] * self._picked(dimension, offered)
        return float(joint.max(axis=0).sum())

    def answers_of(self, step: int, dimension: Dimension, offered: Sequence[int]) -> list[float]:
        """Give how likely a person at a step picks each of the answers offered."""
        return [float(share) for share in self._picked(dimension, offered)[step - 1]]

    def _picked(self, dimension: Dimension, offered: Sequence[int]) -> Table:
        """Give how likely each of the answers offered is picked: shape (5 steps, offered)."""
        table = self.table[list(Dimension).index(dimension)]
        picked = table[:, [step - 1 for step in offered]]
        return np.asarray(picked / picked.sum(axis=1, keepdims=True))


def possible_steps(probabilities: Sequence[float], still_possible: float) -> list[int]:
    """List the steps that an answer should be offered for, at least two, in order.

    A conformal prediction set (Vovk et al., 2005): `still_possible` is the probability that the
    true step of unseen descriptions falls below as rarely as was wanted.
    """
    ranked = sorted(STEP_NUMBERS, key=lambda step: -probabilities[step - 1])
    likely = [step for step in ranked if probabilities[step - 1] >= still_possible]
    return sorted(likely if len(likely) >= 2 else ranked[:2])


def blend(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """Give two opinions the same weight, by their geometric mean."""
    return _normalised(np.sqrt(np.asarray(one) * np.asarray(other)))


def after_correction(probabilities: Sequence[float], step: int, *, higher: bool) -> list[float]:
    """Update with a person's word that the step is higher or lower than the one given."""
    says = [
        _SAYS_SIDE if (other > step) == higher and other != step else 1.0 for other in STEP_NUMBERS
    ]
    return _normalised(np.asarray(probabilities) * says)


def _normalised(values: Table) -> list[float]:
    return [float(value) for value in values / values.sum()]
