"""Ask what would separate the steps that are left, and count the answer, by Bayes' rule."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from content.answers import GivenAnswer
from content.values import STEP_NUMBERS, Dimension

Table = npt.NDArray[np.float64]

_KEYS = tuple(Dimension)

# How many answers on all dimensions together count as much as those on one.
_COMMON = 12.0
# How many answers nobody gave count for each cell.
_NEVER_SEEN = 0.5
# How much likelier a person says «we are further» when the true step is on that side.
_SAYS_SIDE = 4.0


@dataclass(frozen=True)
class Reliability:
    """Hold what people answer, by dimension.

    `table`: how likely a person at each step gives each answer, shape (7, 5 steps, 5 answers).
    `unknown`: how likely they do not know, shape (7, 2): about what they did not speak of, and did.
    """

    table: Table
    unknown: Table

    @classmethod
    def measure(
        cls, answers: Iterable[GivenAnswer], spoken_of: Mapping[str, Collection[Dimension]]
    ) -> "Reliability":
        """Count given answers; what is seen on all dimensions steadies what is seen on one.

        `spoken_of` tells the dimensions of the examples that were answered about.
        """
        counts = np.zeros((len(_KEYS), len(STEP_NUMBERS), len(STEP_NUMBERS)))
        known = np.zeros((len(_KEYS), 2, 2))
        for answer in answers:
            number, spoken = _where(answer.dimension, spoken_of.get(answer.example, ()))
            known[number, spoken, int(answer.answer is None)] += 1
            if answer.answer:
                counts[number, answer.step - 1, answer.answer - 1] += 1
        return cls(_steadied(counts), _steadied(known)[:, :, 1])

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
        """Pick the dimension that is expected to leave the surest placement when asked about.

        What the person spoke of comes first where it separates nearly as well: they know more often
        what to answer. Of what is as good, it is what they spoke of most.
        """
        order = [*spoken_of, *(dimension for dimension in Dimension if dimension not in spoken_of)]
        return max(
            [dimension for dimension in order if dimension not in asked] or order,
            key=lambda each: self.expected_sureness(probabilities, each, offered, spoken_of),
        )

    def expected_sureness(
        self,
        probabilities: Sequence[float],
        dimension: Dimension,
        offered: Sequence[int],
        spoken_of: Collection[Dimension],
    ) -> float:
        """Give how often the likeliest step will be right after asking about a dimension."""
        unknown = self.unknown_of(dimension, spoken_of)
        joint = np.asarray(probabilities)[:, None] * self._picked(dimension, offered)
        return float((1 - unknown) * joint.max(axis=0).sum() + unknown * max(probabilities))

    def unknown_of(self, dimension: Dimension, spoken_of: Collection[Dimension]) -> float:
        """Give how likely a person does not know what to answer."""
        return float(self.unknown[_where(dimension, spoken_of)])

    def answers_of(self, step: int, dimension: Dimension, offered: Sequence[int]) -> list[float]:
        """Give how likely a person at a step, who knows, picks each of the answers offered."""
        return [float(share) for share in self._picked(dimension, offered)[step - 1]]

    def _picked(self, dimension: Dimension, offered: Sequence[int]) -> Table:
        """Give how likely each of the answers offered is picked: shape (5 steps, offered)."""
        table = self.table[_KEYS.index(dimension)]
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


def _where(dimension: Dimension, spoken_of: Collection[Dimension]) -> tuple[int, int]:
    return _KEYS.index(dimension), int(dimension in spoken_of)


def _steadied(counts: Table) -> Table:
    """Turn counts, shape (7, n, answers), into shares steadied by those of all dimensions."""
    common = counts.sum(axis=0) + _NEVER_SEEN
    steadied = counts + _COMMON * common / common.sum(axis=1, keepdims=True)
    return np.asarray(steadied / steadied.sum(axis=2, keepdims=True))


def _normalised(values: Table) -> list[float]:
    return [float(value) for value in values / values.sum()]
