"""Make probabilities mean what they say, by one temperature (Guo et al., 2017)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from nlp.features import Matrix

Probabilities = npt.NDArray[np.float64]

_RANGE = (0.05, 5.0)


@dataclass(frozen=True)
class Calibrated:
    """Pair a linear classifier with the temperature that its scores are divided by."""

    model: Any
    temperature: float

    @property
    def classes(self) -> list[Any]:
        """List the classes in the order of the columns of `probabilities`."""
        return list(self.model.classes_)

    def probabilities(self, weights: Matrix) -> Probabilities:
        """Give calibrated probabilities: shape (n, classes)."""
        return calibrate(self.model.decision_function(weights), self.temperature)


def calibrate(scores: Probabilities, temperature: float) -> Probabilities:
    """Turn scores into probabilities: shape (n, classes)."""
    return np.asarray(softmax(scores / temperature, axis=1))


def fit_temperature(scores: Probabilities, truth: npt.NDArray[np.int64]) -> float:
    """Find the temperature under which the true classes (as columns) are most likely.

    The scores must come from models that did not see the texts.
    """

    def loss(temperature: float) -> float:
        likely = log_softmax(scores / temperature, axis=1)
        return float(-likely[np.arange(len(truth)), truth].mean())

    return float(minimize_scalar(loss, bounds=_RANGE, method="bounded").x)
