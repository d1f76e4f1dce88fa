"""Place a description on the five steps, tell which dimensions it speaks of, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.base import ClassifierMixin

from content.values import STEP_NUMBERS, Dimension
from nlp.calibration import Calibrated, Probabilities
from nlp.danish import Span
from nlp.features import Matrix

MAX_EVIDENCE = 3
DIMENSION_THRESHOLD = 0.4
_SHARE_OF_STRONGEST = 0.25
_MIN_WORDS = 4


@dataclass(frozen=True)
class Evidence:
    """Quote the person's own words that weighed for a step."""

    start: int
    end: int
    text: str
    step: int
    dimension: Dimension


@dataclass(frozen=True)
class Placement:
    """Hold the calibrated probability of each step, in order, and what it rests on."""

    probabilities: tuple[float, ...]
    dimensions: tuple[Dimension, ...]
    evidence: tuple[Evidence, ...]

    @property
    def step(self) -> int:
        """Give the most likely step."""
        return most_likely(self.probabilities)


def most_likely(probabilities: Sequence[float]) -> int:
    """Give the step with the highest probability."""
    return STEP_NUMBERS[int(np.argmax(probabilities))]


class Placer:
    """Join the two trained models: steps (one of five) and dimensions (any of seven)."""

    def __init__(self, steps: Calibrated, dimensions: ClassifierMixin) -> None:
        self._steps = steps
        self._dimensions = dimensions

    def place(self, text: str, spans: Sequence[Span], weights: Matrix) -> Placement:
        """Place one description.

        The rows of `weights` are those of `variants`. Evidence is found by leaving out: the clauses
        without which the step loses most.
        """
        count = len(spans)
        steps = self._steps.probabilities(weights[: 1 + count])
        views = np.asarray(self._dimensions.predict_proba(weights))
        whole = steps[0]
        best = int(np.argmax(whole))
        losses = _log_odds(whole[best]) - _log_odds(steps[1:, best])
        return Placement(
            probabilities=tuple(float(value) for value in whole),
            dimensions=_spoken_of(views[0]),
            evidence=_strongest(text, spans, losses, best, views[1 + count :]),
        )


def variants(text: str, spans: Sequence[Span]) -> list[str]:
    """List the text, the text without each clause, and each clause alone."""
    without = (f"{text[: span.start]} {text[span.end :]}" for span in spans)
    return [text, *without, *(span.of(text) for span in spans)]


def _spoken_of(views: Probabilities) -> tuple[Dimension, ...]:
    """List the dimensions above the threshold, most prominent first, and at least one."""
    order = np.argsort(-views, kind="stable")
    keys = tuple(Dimension)
    chosen = [index for index in order if views[index] >= DIMENSION_THRESHOLD]
    return tuple(keys[index] for index in chosen or order[:1])


def _strongest(
    text: str, spans: Sequence[Span], losses: Probabilities, best: int, views: Probabilities
) -> tuple[Evidence, ...]:
    """Pick the clauses that weigh most, in the order of the text; neighbours become one quote."""
    ranked = [int(index) for index in np.argsort(-losses, kind="stable")]
    telling = [index for index in ranked if len(spans[index].of(text).split()) >= _MIN_WORDS]
    order = (telling or ranked)[:MAX_EVIDENCE]
    enough = max(0.0, losses[order[0]] * _SHARE_OF_STRONGEST) if order else 0.0
    chosen = sorted(order[:1] + [index for index in order[1:] if losses[index] > enough])
    keys = tuple(Dimension)
    evidence = []
    for run in _runs(text, spans, chosen):
        whole = Span(spans[run[0]].start, spans[run[-1]].end)
        evidence.append(
            Evidence(
                start=whole.start,
                end=whole.end,
                text=whole.of(text),
                step=STEP_NUMBERS[best],
                dimension=keys[int(np.argmax(views[run].sum(axis=0)))],
            )
        )
    return tuple(evidence)


def _runs(text: str, spans: Sequence[Span], chosen: Sequence[int]) -> list[list[int]]:
    """Group clauses that follow each other with nothing but a comma between."""
    runs: list[list[int]] = []
    for index in chosen:
        last = runs[-1][-1] if runs else None
        if last == index - 1 and not text[spans[last].end : spans[index].start].strip(" ,"):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _log_odds(probability: Probabilities) -> Probabilities:
    """Stretch probabilities so that a loss still counts where all are near one."""
    kept = np.clip(probability, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(kept / (1 - kept)))
