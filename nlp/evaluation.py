"""Measure the placements of texts whose steps are known."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from content.values import STEP_NUMBERS
from nlp.measures import measure
from nlp.understanding import Understanding


def evaluate(
    texts: Sequence[str], steps: Sequence[int], understanding: Understanding
) -> dict[str, Any]:
    """Measure as the contract says.

    A text that is not taken for a description counts as wrong in `accuracy` and `within_one`; the
    other measures are of the placed texts, None where there are none.
    """
    readings = [understanding.read(text, evidence=False) for text in texts]
    placed = [(reading.placement, step) for reading, step in zip(readings, steps, strict=True)]
    known = [(placement, step) for placement, step in placed if placement]
    if not known:
        return {
            "n": len(texts),
            "unplaced": len(texts),
            "accuracy": 0.0,
            "within_one": 0.0,
            "mae": None,
            "kappa": None,
            "ece": None,
            "confusion": [[0] * len(STEP_NUMBERS) for _ in STEP_NUMBERS],
        }
    measured = measure(
        [step for _, step in known],
        np.array([placement.probabilities for placement, _ in known]),
    )
    share = len(known) / len(texts)
    return {
        **measured,
        "n": len(texts),
        "unplaced": len(texts) - len(known),
        "accuracy": round(measured["accuracy"] * share, 4),
        "within_one": round(measured["within_one"] * share, 4),
    }
