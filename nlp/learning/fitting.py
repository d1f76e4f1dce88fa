"""Fit blends, and score each text by models that saw nothing of its group."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from nlp.blend import Blend, Floats, Linear, Seen
from nlp.features import Matrix, Numbers, Weigher
from nlp.learning.calibration import fit_share, fit_temperature

Labels = npt.NDArray[Any]
Spread: TypeAlias = Callable[..., Iterable[Any]]

FOLDS = 5
# What tells kinds of message and topics apart is calibrated well enough by fewer folds.
FEW_FOLDS = 3
SEED = 20
PROCESSES = 2
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
_MANY = 500
_MEANING_STRENGTH = 0.003


class Counted(NamedTuple):
    """Hold texts to learn from: counted terms, the part of each term, and embeddings or None."""

    counts: Matrix
    part_of: Numbers
    meaning: Floats | None

    def rows(self, rows: Any) -> "Counted":
        """Take some of the texts."""
        meaning = None if self.meaning is None else self.meaning[rows]
        return Counted(self.counts[rows], self.part_of, meaning)


class Unseen(NamedTuple):
    """Hold the scores of texts by models that did not see them, by words and by embeddings."""

    classes: Labels
    words: Floats
    meaning: Floats | None

    def probabilities(self, blend: Blend) -> Floats:
        """Give what a blend makes of the scores: shape (n, classes)."""
        scores = self.words
        if self.meaning is not None:
            scores = scores + blend.share * self.meaning
        return np.asarray(softmax(scores / blend.temperature, axis=1))


def linear_model(strength: float = 4.0) -> LogisticRegression:
    """Weigh features by (multinomial) logistic regression, each class alike.

    On so many features, Newton's method is some five times as fast as the default.
    """
    return LogisticRegression(
        C=strength, solver="newton-cg", tol=1e-3, max_iter=500, class_weight="balanced"
    )


def fit_words(weights: Matrix, truth: Labels) -> Linear:
    """Fit the scores by words."""
    return _linear(linear_model().fit(weights, truth))


def fit_meaning(meaning: Floats, truth: Labels) -> Linear:
    """Fit the scores by embeddings; each dimension of them is brought to one scale first."""
    middle, spread = meaning.mean(axis=0), meaning.std(axis=0) + 1e-6
    linear = _linear(linear_model(_MEANING_STRENGTH).fit((meaning - middle) / spread, truth))
    weights = linear.weights / spread[:, None]
    return Linear(weights, linear.offset - middle @ weights)


def fit_parts(seen: Seen, truth: Labels) -> tuple[Linear, Linear | None]:
    """Fit the scores by words and, where there are any, by embeddings."""
    meaning = None if seen.meaning is None else fit_meaning(seen.meaning, truth)
    return fit_words(seen.weights, truth), meaning


def join(parts: tuple[Linear, Linear | None], truth: Labels, unseen: Unseen) -> Blend:
    """Join both parts; their share and the temperature come from unseen scores."""
    columns = np.searchsorted(unseen.classes, truth)
    words, meaning = parts
    if meaning is None or unseen.meaning is None:
        temperature = fit_temperature(unseen.words, columns)
        return Blend(unseen.classes.tolist(), words, None, 0.0, temperature)
    share, temperature = fit_share(unseen.words, unseen.meaning, columns, SHARES)
    return Blend(unseen.classes.tolist(), words, meaning, share, temperature)


def begin_scoring(
    texts: Counted,
    truth: Labels,
    groups: Sequence[str],
    done: Callable[[], None],
    spread: Spread,
    folds: int = FOLDS,
) -> Callable[[], Unseen]:
    """Begin to score each text by models, features included, that saw no text of its group.

    What is given waits for the scores: other work can go on beside.
    """
    classes = np.unique(truth)
    words = np.zeros((len(truth), len(classes)))
    meaning = None if texts.meaning is None else np.zeros_like(words)
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=SEED)
    splits = list(splitter.split(words, truth, np.array(groups)))
    tasks = [(texts.rows(known), truth[known], texts.rows(new)) for known, new in splits]
    found = spread(_score_fold, *zip(*tasks, strict=True))

    def wait() -> Unseen:
        for (_, new), (by_words, by_meaning) in zip(splits, found, strict=True):
            words[new] = by_words
            if meaning is not None:
                meaning[new] = by_meaning
            done()
        return Unseen(classes, words, meaning)

    return wait


def _score_fold(known: Counted, truth: Labels, new: Counted) -> tuple[Floats, Floats | None]:
    weigher = Weigher.fit(known.counts, known.part_of)
    words = fit_words(weigher.transform(known.counts), truth)
    by_words = words.scores(weigher.transform(new.counts))
    if known.meaning is None or new.meaning is None:
        return by_words, None
    return by_words, fit_meaning(known.meaning, truth).scores(new.meaning)


def _linear(model: LogisticRegression) -> Linear:
    """Take the weights out; of two classes scikit-learn keeps the second one's only."""
    weights, offset = model.coef_.T, model.intercept_
    if weights.shape[1] == 1:
        weights, offset = np.hstack([-weights, weights]) / 2, np.array([-offset[0], offset[0]]) / 2
    return Linear(np.ascontiguousarray(weights, dtype=np.float32), offset)


@contextmanager
def side_by_side(texts: int) -> Iterator[Spread]:
    """Give a `map` that spreads work over processes, where there is enough of it to pay."""
    if texts < _MANY:
        yield map
        return
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        yield pool.map
