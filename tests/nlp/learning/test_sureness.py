import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.learning.sureness import (
    WANTED_COVERED,
    WANTED_RIGHT,
    choose_sureness,
    choose_threshold,
    lowest_possible,
)
from nlp.sureness import Sureness


def _probabilities(*sureness: float) -> np.ndarray:
    """Give probabilities that place each text on step 1."""
    return np.array([[sure, *[(1 - sure) / 4] * 4] for sure in sureness])


def _truth(*right: bool) -> np.ndarray:
    return np.array([1 if each else 2 for each in right])


def _drawn(random: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw texts whose sureness is what it says, between a fifth and one."""
    sureness = random.uniform(0.25, 1, count)
    return _probabilities(*sureness), _truth(*(random.random(count) < sureness))


@pytest.mark.parametrize(
    ("right", "wrong", "threshold"),
    [
        # With none wrong, 0.1 ** (1 / n) is at least 0.88 from 19 texts on.
        (19, 0, 0.4),
        (18, 0, 0.95),
        # With one wrong it takes 31 texts.
        (30, 1, 0.4),
        (29, 1, 0.95),
        (0, 3, 0.95),
    ],
)
def test_few_texts_must_be_right_more_often_than_is_wanted(
    right: int, wrong: int, threshold: float
) -> None:
    probabilities = _probabilities(*[0.7] * (right + wrong))
    truth = _truth(*[True] * right, *[False] * wrong)
    assert choose_threshold(probabilities, truth) == threshold


def test_the_threshold_is_the_lowest_that_is_enough() -> None:
    probabilities = _probabilities(*[0.5] * 10, *[0.705] * 10, *[0.9] * 20)
    truth = _truth(*[True] * 10, *[False] * 10, *[True] * 20)
    assert choose_threshold(probabilities, truth) == 0.71


def test_where_nothing_is_right_nothing_is_sure_enough() -> None:
    probabilities = _probabilities(0.5, 0.8)
    assert choose_threshold(probabilities, np.array([3, 3])) > probabilities.max()


def test_nine_times_in_ten_texts_to_come_are_right_as_often_as_is_wanted() -> None:
    random = np.random.default_rng(0)
    thresholds = [choose_threshold(*_drawn(random, 300)) for _ in range(300)]
    # Of texts drawn so, those above a threshold are right as often as the middle above it says.
    kept = [(threshold + 1) / 2 >= WANTED_RIGHT for threshold in thresholds]
    assert np.mean(kept) >= 0.9
    # Nor is much more asked than that.
    assert np.mean(thresholds) < 0.88


@pytest.mark.parametrize("count", [40, 250])
def test_the_true_step_stays_possible_as_often_as_is_wanted(count: int) -> None:
    random = np.random.default_rng(0)
    covered = []
    for _ in range(300):
        probabilities = random.dirichlet([0.6] * 5, count + 200)
        truth = np.array([random.choice(5, p=row) + 1 for row in probabilities])
        bound = lowest_possible(probabilities[:count], truth[:count])
        of_truth = probabilities[np.arange(count, count + 200), truth[count:] - 1]
        covered.append(np.mean(of_truth >= bound))
    assert WANTED_COVERED - 0.005 <= np.mean(covered) < WANTED_COVERED + 0.03


def test_what_stays_possible_is_counted_among_the_texts() -> None:
    probabilities = np.array([[each / 100, *[(1 - each / 100) / 4] * 4] for each in range(1, 60)])
    truth = np.ones(59, dtype=int)
    # Of 60 with the one to come, three may fall below: the third lowest is the bound.
    assert lowest_possible(probabilities, truth) == 0.03
    assert lowest_possible(probabilities[::-1], truth) == 0.03


@pytest.mark.parametrize(("count", "bound"), [(18, 0.0), (19, 0.6)])
def test_of_too_few_texts_every_step_stays_possible(count: int, bound: float) -> None:
    assert lowest_possible(_probabilities(*[0.6] * count), _truth(*[True] * count)) == bound


@settings(max_examples=100)
@given(
    sureness=st.lists(st.floats(0.2, 1), min_size=1, max_size=60),
    right=st.lists(st.booleans(), min_size=60, max_size=60),
)
def test_any_texts_give_bounds_that_keep_their_word(
    sureness: list[float], right: list[bool]
) -> None:
    probabilities, truth = _probabilities(*sureness), _truth(*right[: len(sureness)])
    found = choose_sureness(probabilities, truth, np.zeros(len(truth), dtype=bool))
    assert 0.4 <= found.enough <= 0.95
    said = np.array(right[: len(sureness)])[np.array(sureness) >= found.enough]
    assert found.enough == 0.95 or said.mean() >= WANTED_RIGHT
    of_truth = probabilities[np.arange(len(truth)), truth - 1]
    assert (of_truth < found.still_possible).mean() <= 1 - WANTED_COVERED


def test_real_texts_choose_alone_where_there_are_any() -> None:
    probabilities = _probabilities(*[0.5] * 20, *[0.8] * 20)
    truth = _truth(*[False] * 20, *[True] * 20)
    real = np.array([False] * 20 + [True] * 20)
    none = np.zeros(40, dtype=bool)
    assert choose_sureness(probabilities, truth, real) == Sureness(0.4, pytest.approx(0.8))
    assert choose_sureness(probabilities, truth, none) == Sureness(0.51, pytest.approx(0.125))
