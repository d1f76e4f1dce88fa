import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from nlp.calibration import Calibrated, calibrate, fit_temperature

_scores = st.lists(
    st.lists(st.floats(-50, 50), min_size=5, max_size=5), min_size=1, max_size=6
).map(np.array)


def test_scores_become_probabilities_by_softmax() -> None:
    found = calibrate(np.array([[0.0, math.log(3)], [math.log(9), 0.0]]), 1.0)
    np.testing.assert_allclose(found, [[0.25, 0.75], [0.9, 0.1]])


def test_scores_are_divided_by_the_temperature() -> None:
    found = calibrate(np.array([[0.0, math.log(9)]]), 2.0)
    np.testing.assert_allclose(found, [[0.25, 0.75]])


@settings(max_examples=100)
@given(scores=_scores, temperature=st.floats(0.05, 5))
def test_probabilities_sum_to_one_and_keep_the_likeliest(
    scores: np.ndarray, temperature: float
) -> None:
    found = calibrate(scores, temperature)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    best = scores.argmax(axis=1)
    assert (found[np.arange(len(best)), best] == found.max(axis=1)).all()


def test_the_temperature_makes_sureness_what_is_right() -> None:
    # Always as sure as 0.9, right in three of four: log 9 / t must be log 3.
    scores = np.array([[math.log(9), 0.0]] * 4)
    truth = np.array([0, 0, 0, 1])
    temperature = fit_temperature(scores, truth)
    assert temperature == pytest.approx(2, abs=0.001)
    np.testing.assert_allclose(calibrate(scores, temperature)[:, 0], 0.75, atol=0.001)


def test_too_little_sureness_gives_a_temperature_below_one() -> None:
    scores = np.array([[math.log(3), 0.0]] * 10)
    truth = np.array([0] * 9 + [1])
    assert fit_temperature(scores, truth) == pytest.approx(0.5, abs=0.001)


@pytest.mark.parametrize("truth", [[0, 0, 0], [1, 1, 1]])
def test_the_temperature_stays_within_reason(truth: list[int]) -> None:
    scores = np.array([[2.0, 0.0]] * 3)
    assert 0.05 <= fit_temperature(scores, np.array(truth)) <= 5


def test_a_classifier_gives_its_own_probabilities_at_temperature_one() -> None:
    table = np.eye(3).repeat(4, axis=0)
    model = LogisticRegression().fit(table, np.repeat([7, 8, 9], 4))
    calibrated = Calibrated(model, 1.0)
    assert calibrated.classes == [7, 8, 9]
    np.testing.assert_allclose(calibrated.probabilities(table), model.predict_proba(table))
    cooler = Calibrated(model, 0.5).probabilities(table)
    assert (cooler.max(axis=1) > calibrated.probabilities(table).max(axis=1)).all()
