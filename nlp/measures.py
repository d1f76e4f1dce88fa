"""Say how good placements are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.metrics import cohen_kappa_score, confusion_matrix

from content.values import STEP_NUMBERS
from nlp.blend import Floats

_BINS = 10


def measure(truth: Sequence[int], probabilities: Floats) -> dict[str, Any]:
    """Measure placements against the true steps; shape of probabilities (n, 5)."""
    right = np.asarray(truth)
    placed = np.asarray(STEP_NUMBERS)[np.argmax(probabilities, axis=1)]
    distance = np.abs(placed - right)
    return {
        "n": len(right),
        "accuracy": round(float((distance == 0).mean()), 4),
        "mae": round(float(distance.mean()), 4),
        "within_one": round(float((distance <= 1).mean()), 4),
        "kappa": round(_kappa(right, placed), 4),
        "ece": round(calibration_error(distance == 0, probabilities.max(axis=1)), 4),
        "confusion": confusion_matrix(right, placed, labels=list(STEP_NUMBERS)).tolist(),
    }


def _kappa(right: "np.ndarray[Any, Any]", placed: "np.ndarray[Any, Any]") -> float:
    """Measure agreement beyond chance, weighted by squared distance (Cohen, 1968).

    Where both name one and the same step throughout, there is no chance to go beyond: it is 1.
    """
    if len(np.union1d(right, placed)) == 1:
        return 1.0
    labels = list(STEP_NUMBERS)
    return float(cohen_kappa_score(right, placed, labels=labels, weights="quadratic"))


def calibration_error(right: "np.ndarray[Any, Any]", sureness: "np.ndarray[Any, Any]") -> float:
    """Average the distance between sureness and share right over ten equal bins (Naeini, 2015)."""
    bins = np.minimum((sureness * _BINS).astype(int), _BINS - 1)
    error = 0.0
    for index in np.unique(bins):
        inside = bins == index
        error += inside.mean() * abs(right[inside].mean() - sureness[inside].mean())
    return float(error)


def reliability_curve(
    right: "np.ndarray[Any, Any]", sureness: "np.ndarray[Any, Any]"
) -> list[dict[str, float]]:
    """Set sureness and share right side by side in ten equal bins; empty bins are left out."""
    bins = np.minimum((sureness * _BINS).astype(int), _BINS - 1)
    return [
        {
            "n": int((bins == index).sum()),
            "sureness": round(float(sureness[bins == index].mean()), 4),
            "right": round(float(right[bins == index].mean()), 4),
        }
        for index in np.unique(bins)
    ]
