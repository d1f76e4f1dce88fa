"""Choose from how high a probability a step is said, and down to how low a one it stays possible.

Both bounds are chosen on descriptions that the models did not see, the real ones alone: they are
harder than written ones, and what people will write is real.
"""

import numpy as np
from scipy.stats import beta

from content.values import STEP_NUMBERS
from nlp.blend import Floats
from nlp.learning.fitting import Labels
from nlp.sureness import Sureness

WANTED_RIGHT = 0.88
_CONFIDENCE = 0.9
WANTED_COVERED = 0.95
_THRESHOLDS = [percent / 100 for percent in range(40, 96)]


def choose_sureness(probabilities: Floats, truth: Labels, real: Labels) -> Sureness:
    """Choose both on the real descriptions, on all where there are none."""
    kept = real if real.any() else np.ones(len(truth), dtype=bool)
    return Sureness(
        choose_threshold(probabilities[kept], truth[kept]),
        lowest_possible(probabilities[kept], truth[kept]),
    )


def choose_threshold(probabilities: Floats, truth: Labels) -> float:
    """Find the lowest sureness at which placements are right as often as is wanted.

    Selection by risk (Geifman and El-Yaniv, 2017): a threshold is good enough where, nine times in
    ten, the share right among descriptions to come is what is wanted (Clopper and Pearson, 1934).
    Each threshold is judged by itself; nothing is added for having tried several.
    """
    sureness = probabilities.max(axis=1)
    right = np.asarray(STEP_NUMBERS)[probabilities.argmax(axis=1)] == truth
    for threshold in _THRESHOLDS:
        kept = right[sureness >= threshold]
        if _at_least(int(kept.sum()), len(kept)) >= WANTED_RIGHT:
            return threshold
    return _THRESHOLDS[-1]


def lowest_possible(probabilities: Floats, truth: Labels) -> float:
    """Find the probability that the true step falls below only as often as is allowed.

    The quantile of split conformal prediction (Vovk, Gammerman and Shafer, 2005).
    """
    of_truth = np.sort(probabilities[np.arange(len(truth)), truth - STEP_NUMBERS[0]])
    allowed = int(np.floor((1 - WANTED_COVERED) * (len(truth) + 1)))
    return float(of_truth[max(0, allowed - 1)]) if allowed else 0.0


def _at_least(right: int, count: int) -> float:
    """Give the share right that is exceeded with the confidence wanted, having seen so many."""
    return float(beta.ppf(1 - _CONFIDENCE, right, count - right + 1)) if right else 0.0
