"""Measure models on texts that they did not see, by kind, source and field."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from content.values import STEP_NUMBERS, Act
from nlp.blend import Floats
from nlp.decision import MessageClass, taken_for
from nlp.learning.dataset import GUIDE, Placed
from nlp.learning.fitting import Labels
from nlp.measures import measure, reliability_curve
from nlp.rhythms.acts import NO_ACT, SURE_ENOUGH
from nlp.sureness import Sureness

Figures: TypeAlias = dict[str, Any]

_KEYS = {"kinds": "kind", "fields": "field", "sources": "source"}


def measured_steps(
    probabilities: Floats, truth: Labels, placed: Sequence[Placed], sureness: Sureness
) -> Figures:
    """Measure all examples together (without the step descriptions) and in groups."""
    own = np.array([index for index, row in enumerate(placed) if row.source != GUIDE])
    groups: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in _KEYS}
    for index in own:
        for name, key in _KEYS.items():
            groups[name][getattr(placed[index], key)].append(index)

    def figures(rows: Any) -> Figures:
        return measure(truth[rows].tolist(), probabilities[rows])

    sure = probabilities.max(axis=1) >= sureness.enough
    right = np.asarray(STEP_NUMBERS)[probabilities.argmax(axis=1)] == truth
    return {
        "all": figures(own),
        **{
            name: {value: figures(rows) for value, rows in sorted(found.items())}
            for name, found in groups.items()
        },
        "curve": reliability_curve(right[own], probabilities[own].max(axis=1)),
        "sure_enough": sureness.enough,
        "still_possible": sureness.still_possible,
        "said": {
            value: _said(sure[rows], right[rows])
            for value, rows in (("all", own), *groups["sources"].items())
        },
    }


def _said(sure: Labels, right: Labels) -> Figures:
    """Tell how many get a step at once, and how many of those the right one."""
    return {
        "share": round(float(sure.mean()), 4),
        "right": round(float(right[sure].mean()), 4) if sure.any() else None,
    }


def measured_messages(probabilities: Floats, truth: Labels) -> Figures:
    """Tell what share of each class is taken for what, by the rule that `taken_for` follows."""
    names = [MessageClass(name) for name in np.unique(truth)]
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row, true_name in zip(probabilities, truth, strict=True):
        likely = taken_for(dict(zip(names, map(float, row), strict=True)))
        found[str(true_name)][likely.value] += 1
    return {
        name: {other: round(count / sum(counts.values()), 4) for other, count in counts.items()}
        for name, counts in sorted(found.items())
    }


def measured_acts(probabilities: Floats, truth: Labels) -> Figures:
    """Tell of each wish how often it is seen for sure, and how often it is taken for another."""
    names = np.unique(truth)
    found = names[probabilities.argmax(axis=1)]
    enough = np.array([1.1 if name == NO_ACT else SURE_ENOUGH[Act(name)] for name in found])
    sure = probabilities.max(axis=1) >= enough
    return {
        str(name): {
            "seen": round(float((sure & (found == name))[truth == name].mean()), 4),
            "mistaken": round(float((sure & (found != name))[truth == name].mean()), 4),
        }
        for name in names
    }
