import math

import numpy as np
import pytest
from scipy.special import softmax

from nlp.learning.calibration import fit_share, fit_temperature, log_loss

SHARES = (0.0, 0.25, 0.5, 1.0)


def test_the_loss_is_of_the_true_classes() -> None:
    scores = np.log([[1.0, 3.0], [1.0, 1.0]])
    found = log_loss(scores, np.array([1, 0]))
    assert found == pytest.approx(-(math.log(0.75) + math.log(0.5)) / 2)


def test_the_temperature_makes_sureness_what_is_right() -> None:
    # Always as sure as 0.9, right in three of four: log 9 / t must be log 3.
    scores = np.array([[math.log(9), 0.0]] * 4)
    temperature = fit_temperature(scores, np.array([0, 0, 0, 1]))
    assert temperature == pytest.approx(2, abs=0.001)
    np.testing.assert_allclose(softmax(scores / temperature, axis=1)[:, 0], 0.75, atol=0.001)


def test_too_little_sureness_gives_a_temperature_below_one() -> None:
    scores = np.array([[math.log(3), 0.0]] * 10)
    assert fit_temperature(scores, np.array([0] * 9 + [1])) == pytest.approx(0.5, abs=0.001)


@pytest.mark.parametrize("truth", [[0, 0, 0], [1, 1, 1]])
def test_the_temperature_stays_within_reason(truth: list[int]) -> None:
    scores = np.array([[2.0, 0.0]] * 3)
    assert 0.05 <= fit_temperature(scores, np.array(truth)) <= 5


def _drawn(share: float, temperature: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw true classes from a blend of two opinions."""
    random = np.random.default_rng(0)
    words, meaning = random.normal(0, 2, (2, 20_000, 3))
    chances = softmax((words + share * meaning) / temperature, axis=1)
    return words, meaning, (random.random((20_000, 1)) > chances.cumsum(axis=1)).sum(axis=1)


@pytest.mark.parametrize(("share", "temperature"), [(0.0, 1.0), (0.25, 2.0), (0.5, 0.5)])
def test_the_share_and_the_temperature_that_fit_best_are_found(
    share: float, temperature: float
) -> None:
    found_share, found_temperature = fit_share(*_drawn(share, temperature), SHARES)
    assert found_share == share
    assert found_temperature == pytest.approx(temperature, rel=0.05)


def test_no_share_of_those_given_fits_better() -> None:
    words, meaning, truth = _drawn(0.4, 1.0)
    share, temperature = fit_share(words, meaning, truth, SHARES)
    best = log_loss((words + share * meaning) / temperature, truth)
    for other in SHARES:
        scores = words + other * meaning
        assert best <= log_loss(scores / fit_temperature(scores, truth), truth)


def test_embeddings_that_tell_nothing_get_no_share() -> None:
    words = np.array([[math.log(3), 0.0]] * 8)
    truth = np.array([0] * 6 + [1] * 2)
    assert fit_share(words, np.zeros((8, 2)), truth, (0.3, 0.0, 0.1))[0] == 0.0
