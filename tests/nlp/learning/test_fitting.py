from collections.abc import Callable
from itertools import count

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.special import softmax
from sklearn.preprocessing import StandardScaler

import nlp.learning.fitting
from nlp.blend import Blend, Linear, Seen
from nlp.learning.calibration import log_loss
from nlp.learning.fitting import (
    FOLDS,
    SHARES,
    Counted,
    Unseen,
    begin_scoring,
    fit_meaning,
    fit_parts,
    fit_words,
    join,
    linear_model,
    side_by_side,
)

CLASSES = np.array([3, 5, 8])


def _clusters(texts: int = 60, spread: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    """Give texts around a place for each class."""
    random = np.random.default_rng(0)
    truth = CLASSES.repeat(texts // 3)
    middle = np.searchsorted(CLASSES, truth)
    return np.eye(4)[middle] + random.normal(0, spread, (len(truth), 4)), truth


def _groups(groups: int, words_each: int) -> tuple[csr_matrix, np.ndarray, list[str]]:
    """Give texts of which three and three are of one group, and of the same words as no other."""
    rows, truth, names = [], [], []
    for group in range(groups):
        words = np.zeros(groups * words_each)
        words[group * words_each : (group + 1) * words_each] = 1
        rows += [words] * 3
        truth += [CLASSES[group % 3]] * 3
        names += [f"g{group}"] * 3
    return csr_matrix(np.array(rows)), np.array(truth), names


def _counted(counts: csr_matrix, meaning: np.ndarray | None = None) -> Counted:
    return Counted(counts, np.zeros(counts.shape[1], dtype=np.int64), meaning)


def _nothing() -> None:
    return None


def _scored(
    texts: Counted, truth: np.ndarray, groups: list[str], done: Callable[[], object]
) -> Unseen:
    with side_by_side(len(truth)) as spread:
        return begin_scoring(texts, truth, groups, done, spread)()  # type: ignore[arg-type]


def test_rare_classes_weigh_as_much_as_frequent_ones() -> None:
    table = np.zeros((22, 1))
    model = linear_model().fit(table, [0] * 20 + [1] * 2)
    np.testing.assert_allclose(model.predict_proba(table[:1]), [[0.5, 0.5]], atol=0.01)


@pytest.mark.parametrize("classes", [2, 3])
def test_the_scores_by_words_are_those_of_the_model(classes: int) -> None:
    table, truth = _clusters()
    kept = np.isin(truth, CLASSES[:classes])
    model = linear_model().fit(table[kept], truth[kept])
    linear = fit_words(csr_matrix(table[kept]), truth[kept])
    assert linear.weights.shape == (4, classes)
    found = softmax(linear.scores(table[kept]), axis=1)
    np.testing.assert_allclose(found, model.predict_proba(table[kept]), atol=1e-4)


@pytest.mark.parametrize("classes", [2, 3])
def test_embeddings_are_brought_to_one_scale(classes: int) -> None:
    table, truth = _clusters()
    table = table[np.isin(truth, CLASSES[:classes])]
    truth = truth[np.isin(truth, CLASSES[:classes])]
    stretched = table * [0.01, 1, 5, 100] + [7, -2, 0, 300]
    scaled = StandardScaler().fit_transform(table)
    expected = linear_model(nlp.learning.fitting._MEANING_STRENGTH).fit(scaled, truth)
    for each in (table, stretched):
        found = softmax(fit_meaning(each, truth).scores(each), axis=1)
        np.testing.assert_allclose(found, expected.predict_proba(scaled), atol=1e-3)


def test_a_dimension_that_never_changes_says_nothing() -> None:
    table, truth = _clusters()
    table[:, 3] = 5.0
    scores = fit_meaning(table, truth).scores(table)
    assert np.isfinite(scores).all()
    assert (CLASSES[scores.argmax(axis=1)] == truth).mean() > 0.8


def test_texts_are_taken_with_counts_and_embeddings() -> None:
    counted = _counted(csr_matrix(np.diag([1.0, 2.0, 3.0])), np.array([[4.0], [5.0], [6.0]]))
    kept = counted.rows([2, 0])
    np.testing.assert_allclose(kept.counts.toarray(), [[0, 0, 3], [1, 0, 0]])
    assert kept.meaning is not None
    np.testing.assert_allclose(kept.meaning, [[6], [4]])
    assert kept.part_of is counted.part_of
    assert _counted(counted.counts).rows([0]).meaning is None


def test_texts_are_scored_by_what_others_have_in_common_with_them() -> None:
    random = np.random.default_rng(0)
    truth = CLASSES.repeat(20)
    counts = np.eye(3)[np.searchsorted(CLASSES, truth)] + random.integers(0, 2, (60, 3))
    groups = [str(index) for index in range(60)]
    found = _scored(_counted(csr_matrix(counts)), truth, groups, _nothing)
    assert found.classes.tolist() == CLASSES.tolist()
    assert found.words.shape == (60, 3)
    assert found.meaning is None
    assert (CLASSES[found.words.argmax(axis=1)] == truth).mean() > 0.6


def test_nobody_scores_a_text_whose_group_was_seen() -> None:
    counts, truth, groups = _groups(30, 4)
    told = count()
    meaning = counts.toarray() + np.random.default_rng(0).normal(0, 0.01, counts.shape)
    found = _scored(_counted(counts, meaning), truth, groups, lambda: next(told))
    assert next(told) == FOLDS
    # Each group has words that no other has: only who saw one of it could place another.
    assert found.meaning is not None
    for scores in (found.words, found.meaning):
        assert (CLASSES[scores.argmax(axis=1)] == truth).mean() < 0.5
    seen = fit_words(counts, truth).scores(counts)
    assert (CLASSES[seen.argmax(axis=1)] == truth).all()
    # All of its words being unknown, a text is of each class as likely as of any other.
    np.testing.assert_allclose(found.words, np.zeros((90, 3)), atol=1e-9)


def test_side_by_side_the_scores_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    table, truth = _clusters()
    counts = csr_matrix(np.abs(table).round(1))
    groups = [str(index) for index in range(60)]
    one = _scored(_counted(counts, table), truth, groups, _nothing)
    monkeypatch.setattr(nlp.learning.fitting, "_MANY", 1)
    other = _scored(_counted(counts, table), truth, groups, _nothing)
    np.testing.assert_allclose(one.words, other.words)
    assert one.meaning is not None
    assert other.meaning is not None
    np.testing.assert_allclose(one.meaning, other.meaning)


def test_the_probabilities_of_unseen_texts_are_those_of_the_blend() -> None:
    random = np.random.default_rng(0)
    words, meaning = random.normal(0, 1, (2, 6, 3))
    as_it_is = Linear(np.eye(3), np.zeros(3))
    blend = Blend(CLASSES.tolist(), as_it_is, as_it_is, 0.3, 0.7)
    found = Unseen(CLASSES, words, meaning).probabilities(blend)
    np.testing.assert_allclose(found, blend.probabilities(Seen(csr_matrix(words), meaning)))
    alone = Unseen(CLASSES, words, None).probabilities(blend)
    np.testing.assert_allclose(alone, blend.probabilities(Seen(csr_matrix(words))))


def test_a_blend_is_fitted_on_all_texts_and_tempered_on_unseen_ones() -> None:
    table, truth = _clusters()
    columns = np.searchsorted(CLASSES, truth)
    unseen = Unseen(CLASSES, np.log(np.eye(3) * 7 + 1)[np.roll(columns, 6)] * 3, None)
    blend = join(fit_parts(Seen(csr_matrix(table), table), truth), truth, unseen)
    assert blend.classes == CLASSES.tolist()
    assert (blend.meaning, blend.share) == (None, 0.0)
    np.testing.assert_allclose(blend.words.weights, fit_words(csr_matrix(table), truth).weights)
    # The unseen scores are wrong in 18 of 60: they are tempered a lot.
    assert blend.temperature > 2
    best = log_loss(unseen.words / blend.temperature, columns)
    for factor in (0.9, 1.1):
        assert best < log_loss(unseen.words / (blend.temperature * factor), columns)


@pytest.mark.parametrize(("telling", "share"), [(1.0, SHARES[-1]), (-1.0, SHARES[0])])
def test_embeddings_have_a_share_where_they_tell_more(telling: float, share: float) -> None:
    table, truth = _clusters()
    meaning = np.eye(3)[np.searchsorted(CLASSES, truth)] * telling
    words = np.random.default_rng(1).normal(0, 1, (60, 3))
    blend = join(
        fit_parts(Seen(csr_matrix(table), table), truth), truth, Unseen(CLASSES, words, meaning)
    )
    assert blend.share == share
    assert blend.meaning is not None
    np.testing.assert_allclose(blend.meaning.weights, fit_meaning(table, truth).weights)
