"""Combine a text's probabilities with the answer to a clarifying question, by Bayes' rule."""

from collections.abc import Sequence

from content.values import STEP_NUMBERS, Dimension

# How likely a person whose practice is at one step picks the answer that lies 0, 1, 2 … steps off.
# Assumed until it is measured with people.
_OFF_BY = (0.66, 0.26, 0.06, 0.015, 0.005)
# How much likelier a person says «we are further» when the true step is on that side.
_SAYS_SIDE = 4.0
_STILL_POSSIBLE = 0.08
_MAX_ANSWERS = 4


def possible_steps(probabilities: Sequence[float]) -> list[int]:
    """List the two to four steps that an answer should be offered for, in order."""
    ranked = sorted(STEP_NUMBERS, key=lambda step: -probabilities[step - 1])
    likely = [step for step in ranked if probabilities[step - 1] >= _STILL_POSSIBLE]
    return sorted((likely if len(likely) >= 2 else ranked[:2])[:_MAX_ANSWERS])


def after_answer(
    probabilities: Sequence[float], offered: Sequence[int], answer: int
) -> list[float]:
    """Update with the step whose answer was picked among those offered."""
    updated = []
    for step, prior in zip(STEP_NUMBERS, probabilities, strict=True):
        picks = {choice: _OFF_BY[abs(choice - step)] for choice in offered}
        updated.append(prior * picks[answer] / sum(picks.values()))
    return _normalised(updated)


def blend(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """Give two opinions the same weight, by their geometric mean."""
    return _normalised([(a * b) ** 0.5 for a, b in zip(one, other, strict=True)])


def after_correction(probabilities: Sequence[float], step: int, *, higher: bool) -> list[float]:
    """Update with a person's word that the step is higher or lower than the one given."""
    return _normalised(
        [
            prior * (_SAYS_SIDE if (other > step) == higher and other != step else 1.0)
            for other, prior in zip(STEP_NUMBERS, probabilities, strict=True)
        ]
    )


def next_question(spoken_of: Sequence[Dimension], asked: Sequence[Dimension]) -> Dimension:
    """Pick the dimension to ask about: one spoken of, else one that most practice shows in."""
    fallback = (Dimension.INVOLVEMENT, Dimension.LEADERSHIP, Dimension.ORGANISATION)
    order: list[Dimension] = [*spoken_of, *fallback, *Dimension]
    return next((dimension for dimension in order if dimension not in asked), fallback[0])


def _normalised(values: Sequence[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]
