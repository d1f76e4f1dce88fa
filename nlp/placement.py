"""Place a description on the five steps, tell which dimensions it speaks of, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from content.values import STEP_NUMBERS, Dimension
from nlp.blend import Blend, Floats, Linear
from nlp.danish import Span
from nlp.variants import Variants

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

    def __init__(self, steps: Blend, dimensions: Linear) -> None:
        self._steps = steps
        self._dimensions = dimensions

    def place(self, variants: Variants) -> Placement:
        """Place one description.

        Evidence is found by leaving out: the clauses without which the step loses most.
        """
        steps = self._steps.probabilities(variants.kept)
        views = expit(self._dimensions.scores(variants.whole.weights))[0]
        whole = steps[0]
        best = int(np.argmax(whole))
        losses = _log_odds(whole[best]) - _log_odds(steps[1:, best])
        return Placement(
            probabilities=tuple(float(value) for value in whole),
            dimensions=_spoken_of(views),
            evidence=self._strongest(variants, losses, STEP_NUMBERS[best]),
        )

    def _strongest(self, variants: Variants, losses: Floats, step: int) -> tuple[Evidence, ...]:
        """Quote the clauses that weigh most, in the order of the text; neighbours as one."""
        text, spans = variants.analysis.text, variants.spans
        chosen = _weightiest([span.of(text) for span in spans], losses)
        views = expit(self._dimensions.scores(variants.alone))
        keys = tuple(Dimension)
        evidence = []
        for run in _runs(text, spans, chosen):
            typed = variants.analysis.typed(Span(spans[run[0]].start, spans[run[-1]].end))
            evidence.append(
                Evidence(
                    start=typed.start,
                    end=typed.end,
                    text=typed.of(variants.analysis.original),
                    step=step,
                    dimension=keys[int(np.argmax(views[run].sum(axis=0)))],
                )
            )
        return tuple(evidence)


def _spoken_of(views: Floats) -> tuple[Dimension, ...]:
    """List the dimensions above the threshold, most prominent first, and at least one."""
    order = np.argsort(-views, kind="stable")
    keys = tuple(Dimension)
    chosen = [index for index in order if views[index] >= DIMENSION_THRESHOLD]
    return tuple(keys[index] for index in chosen or order[:1])


def _weightiest(clauses: Sequence[str], losses: Floats) -> list[int]:
    """Choose the clauses that weigh most; a few words tell only where there is nothing else."""
    ranked = [int(index) for index in np.argsort(-losses, kind="stable")]
    telling = [index for index in ranked if len(clauses[index].split()) >= _MIN_WORDS]
    order = (telling or ranked)[:MAX_EVIDENCE]
    enough = max(0.0, losses[order[0]] * _SHARE_OF_STRONGEST) if order else 0.0
    return sorted(order[:1] + [index for index in order[1:] if losses[index] > enough])


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


def _log_odds(probability: Floats) -> Floats:
    """Stretch probabilities so that a loss still counts where all are near one."""
    kept = np.clip(probability, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(kept / (1 - kept)))
