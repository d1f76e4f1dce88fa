"""Find the temperature, and the share of the embeddings, under which blends fit unseen texts."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

from nlp.blend import Floats

_TEMPERATURES = (0.05, 5.0)


def fit_temperature(scores: Floats, truth: npt.NDArray[np.int64]) -> float:
    """Find the temperature under which the true classes (as columns) are most likely.

    The scores must come from models that did not see the texts.
    """
    result = minimize_scalar(
        lambda temperature: log_loss(scores / temperature, truth),
        bounds=_TEMPERATURES,
        method="bounded",
    )
    return float(result.x)


def fit_share(
    words: Floats, meaning: Floats, truth: npt.NDArray[np.int64], shares: Sequence[float]
) -> tuple[float, float]:
    """Find the share of the embeddings, and the temperature with it, that fit unseen texts best."""
    fits = []
    for share in shares:
        scores = words + share * meaning
        temperature = fit_temperature(scores, truth)
        fits.append((log_loss(scores / temperature, truth), share, temperature))
    _, share, temperature = min(fits)
    return share, temperature


def log_loss(scores: Floats, truth: npt.NDArray[np.int64]) -> float:
    """Measure how unlikely the true classes (as columns) are under scores."""
    return float(-log_softmax(scores, axis=1)[np.arange(len(truth)), truth].mean())
