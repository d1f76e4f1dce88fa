"""Train the models from the content, and measure them on texts that they did not see."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold, cross_val_predict
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline, make_pipeline

from content.examples import Example, MessageExample, MessageKind
from content.values import STEP_NUMBERS, Dimension, Guide
from nlp.artefact import Artefact
from nlp.calibration import Calibrated, Probabilities, calibrate, fit_temperature
from nlp.danish import Danish
from nlp.dataset import Placed, placed_texts, sorted_texts
from nlp.decision import ANOTHER_LANGUAGE, ON_SUBJECT, MessageClass
from nlp.features import Columns, Weigher, columns
from nlp.language import LanguageSense, language_model
from nlp.measures import measure

Progress = Callable[[int, int], None]
Labels = np.ndarray[Any, Any]
Model = TypeVar("Model", bound=BaseEstimator)

FOLDS = 5
SEED = 20
PROCESSES = 2
_MANY = 500
WANTED_PRECISION = 0.85
_THRESHOLDS = [percent / 100 for percent in range(40, 96)]
_FITS = 2 * FOLDS + 3


def train(
    guide: Guide,
    examples: Sequence[Example],
    messages: Sequence[MessageExample],
    danish: Danish,
    progress: Progress = lambda done, total: None,
) -> Artefact:
    """Train all models; the same content gives the same artefact."""
    fits = _Counter(progress)
    placed = placed_texts(guide, examples)
    kinds = sorted_texts(examples, messages)
    described = columns([row.text for row in placed], danish)
    messaged = columns([row.text for row in kinds], danish)
    steps = np.array([row.step for row in placed])
    names = np.array([row.label.value for row in kinds])
    views = np.array([[key in row.dimensions for key in Dimension] for row in placed], dtype=int)

    step_scores = _unseen_scores(described, steps, [row.group for row in placed], fits)
    name_scores = _unseen_scores(messaged, names, [row.group for row in kinds], fits)
    step_temperature = fit_temperature(step_scores, steps - STEP_NUMBERS[0])
    name_temperature = fit_temperature(name_scores, np.searchsorted(np.unique(names), names))

    weigher = Weigher().fit(np.vstack([described, messaged]))
    practice, message = weigher.transform(described), weigher.transform(messaged)
    step_model = fits.fit(linear_model(), practice, steps)
    dimension_model = fits.fit(OneVsRestClassifier(linear_model()), practice, views)
    gate = fits.fit(linear_model(), message, names)
    language, measured_language = _train_language(examples, messages, danish)

    unseen = calibrate(step_scores, step_temperature)
    own = np.array([row.source != "guide" for row in placed])
    sure_enough = choose_threshold(unseen[own], steps[own])
    return Artefact(
        weigher=weigher,
        steps=Calibrated(step_model, step_temperature),
        dimensions=dimension_model,
        gate=Calibrated(gate, name_temperature),
        language=language,
        sure_enough=sure_enough,
        measured={
            **_measured(unseen, steps, placed, sure_enough),
            "messages": _measured_gate(calibrate(name_scores, name_temperature), names),
            "language": measured_language,
        },
    )


def linear_model() -> LogisticRegression:
    """Weigh features by (multinomial) logistic regression, each class alike.

    On so many features, Newton's method is some five times as fast as the default.
    """
    return LogisticRegression(
        C=2.0, solver="newton-cg", tol=1e-3, max_iter=500, class_weight="balanced"
    )


def choose_threshold(probabilities: Probabilities, truth: Labels) -> float:
    """Find the lowest sureness at which the share of right placements is what is wanted."""
    sureness = probabilities.max(axis=1)
    right = np.asarray(STEP_NUMBERS)[probabilities.argmax(axis=1)] == truth
    for threshold in _THRESHOLDS:
        kept = sureness >= threshold
        if not kept.any() or right[kept].mean() >= WANTED_PRECISION:
            return threshold
    return _THRESHOLDS[-1]


class _Counter:
    """Fit models and tell how many are done."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0
        progress(0, _FITS)

    def fit(self, model: Model, table: Any, truth: Labels) -> Model:
        model.fit(table, truth)
        self.count()
        return model

    def count(self) -> None:
        self._done += 1
        self._progress(self._done, _FITS)


def _unseen_scores(
    table: Columns, truth: Labels, groups: Sequence[str], fits: _Counter
) -> Probabilities:
    """Score each text by a model, features included, that saw no text of its group."""
    scores = np.zeros((len(truth), len(np.unique(truth))))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    splits = list(folds.split(table, truth, np.array(groups)))
    tasks = [(table[known], truth[known], table[new]) for known, new in splits]
    with _side_by_side(len(truth)) as spread:
        for (_, new), fold in zip(
            splits, spread(_score_fold, *zip(*tasks, strict=True)), strict=True
        ):
            scores[new] = fold
            fits.count()
    return scores


@contextmanager
def _side_by_side(texts: int) -> Iterator[Callable[..., Iterable[Any]]]:
    """Give a `map` that spreads work over processes, where there is enough of it to pay."""
    if texts < _MANY:
        yield map
        return
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        yield pool.map


def _score_fold(known: Columns, truth: Labels, new: Columns) -> Probabilities:
    model = make_pipeline(Weigher(), linear_model()).fit(known, truth)
    return np.asarray(model.decision_function(new))


def _measured(
    probabilities: Probabilities,
    truth: Labels,
    placed_rows: Sequence[Placed],
    sure_enough: float,
) -> dict[str, Any]:
    """Measure all examples together (without the step descriptions), by source and by kind."""
    rows: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(placed_rows):
        if row.source != "guide":
            for name in ("all", row.source, row.kind):
                rows[name].append(index)
    examples = np.array(rows["all"])
    placed = examples[probabilities[examples].max(axis=1) >= sure_enough]
    right = np.asarray(STEP_NUMBERS)[probabilities.argmax(axis=1)] == truth
    return {
        "steps": {
            kind: measure(truth[indices].tolist(), probabilities[indices])
            for kind, indices in rows.items()
        },
        "sure_enough": sure_enough,
        "placed": round(len(placed) / len(examples), 4),
        "right_of_placed": round(float(right[placed].mean()), 4) if len(placed) else None,
    }


def _measured_gate(probabilities: Probabilities, truth: Labels) -> dict[str, Any]:
    """Tell what share of each class is taken for what, by the rule that `decide` follows."""
    names = np.unique(truth)
    on = np.array([MessageClass(name) in ON_SUBJECT for name in names])
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row, true_name in zip(probabilities, truth, strict=True):
        allowed = on if row[on].sum() >= 0.5 else ~on
        found[str(true_name)][str(names[np.argmax(np.where(allowed, row, -1.0))])] += 1
    return {
        name: {other: round(count / sum(counts.values()), 4) for other, count in counts.items()}
        for name, counts in sorted(found.items())
    }


def _train_language(
    examples: Sequence[Example], messages: Sequence[MessageExample], danish: Danish
) -> tuple[Pipeline, dict[str, Any]]:
    foreign = [message.kind is MessageKind.OTHER_LANGUAGE for message in messages]
    truth = np.array(foreign + [False] * len(examples), dtype=int)
    texts = [message.text for message in messages] + [example.text for example in examples]
    marks = LanguageSense(danish).marks(texts)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    unseen = cross_val_predict(language_model(), marks, truth, cv=folds, method="predict_proba")
    taken = unseen[:, 1] >= ANOTHER_LANGUAGE
    measured = {
        "other_languages_found": round(float(taken[truth == 1].mean()), 4),
        "danish_taken_for_other": round(float(taken[truth == 0].mean()), 4),
    }
    return language_model().fit(marks, truth), measured
