import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.measures import calibration_error, measure, reliability_curve


def _sure(*placed: int, sureness: float = 0.6) -> np.ndarray:
    """Give probabilities that place each text on its step."""
    rest = (1 - sureness) / 4
    return np.array(
        [[sureness if step == each else rest for step in range(1, 6)] for each in placed]
    )


def test_measures_of_placements_that_were_counted_by_hand() -> None:
    measured = measure([1, 1, 5, 5], _sure(1, 2, 5, 3))
    assert measured["n"] == 4
    assert measured["accuracy"] == 0.5
    assert measured["mae"] == 0.75
    assert measured["within_one"] == 0.75
    assert measured["ece"] == pytest.approx(0.1)
    assert measured["confusion"] == [
        [1, 1, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 1, 0, 1],
    ]


def test_kappa_is_weighted_by_squared_distance() -> None:
    # Seen: one text four off, 16. By chance: 2 of (1, 5) in 4 texts, 2·3/4 + 2·1/4 = 2, so 32.
    assert measure([1, 1, 5, 5], _sure(1, 5, 5, 5))["kappa"] == 0.5
    # Seen: one off, 1. By chance: (2·21 + 9 + 29) / 4 = 20.
    assert measure([1, 1, 3, 5], _sure(1, 2, 3, 5))["kappa"] == 0.95
    assert measure([1, 2, 3], _sure(1, 2, 3))["kappa"] == 1
    assert measure([1, 5], _sure(5, 1))["kappa"] == -1


@pytest.mark.parametrize("n", [1, 3])
def test_kappa_of_one_and_the_same_step_is_one(n: int) -> None:
    assert measure([3] * n, _sure(*[3] * n))["kappa"] == 1


def test_kappa_of_a_single_mistake_is_nought() -> None:
    assert measure([3], _sure(2))["kappa"] == 0


def test_the_calibration_error_weighs_bins_by_their_texts() -> None:
    right = np.array([True, False, True, True, True])
    sureness = np.array([0.95, 0.91, 0.55, 0.51, 1.0])
    # 0.9 to 1: three texts, 2/3 right, sure as 0.9533; 0.5 to 0.6: two, all right, sure as 0.53.
    expected = 3 / 5 * (2.86 / 3 - 2 / 3) + 2 / 5 * (1 - 0.53)
    assert calibration_error(right, sureness) == pytest.approx(expected)


def test_full_sureness_is_in_the_last_bin() -> None:
    error = calibration_error(np.array([True, False]), np.array([0.91, 1.0]))
    assert error == pytest.approx(0.955 - 0.5)


@pytest.mark.parametrize(("right", "error"), [([True, True], 0), ([False, False], 1)])
def test_full_sureness_is_as_wrong_as_the_texts_are(right: list[bool], error: float) -> None:
    assert calibration_error(np.array(right), np.array([1.0, 1.0])) == error


def test_the_curve_sets_sureness_and_share_right_side_by_side() -> None:
    right = np.array([True, False, True, True, True])
    sureness = np.array([0.95, 0.91, 0.55, 0.51, 1.0])
    assert reliability_curve(right, sureness) == [
        {"n": 2, "sureness": 0.53, "right": 1.0},
        {"n": 3, "sureness": 0.9533, "right": 0.6667},
    ]


def test_the_curve_of_nothing_is_empty() -> None:
    assert reliability_curve(np.array([], dtype=bool), np.array([])) == []


@settings(max_examples=100)
@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=30))
def test_the_curve_holds_all_texts_and_their_calibration_error(
    texts: list[tuple[bool, float]],
) -> None:
    right = np.array([each for each, _ in texts])
    sureness = np.array([each for _, each in texts])
    curve = reliability_curve(right, sureness)
    assert sum(each["n"] for each in curve) == len(texts)
    assert [each["sureness"] for each in curve] == sorted(each["sureness"] for each in curve)
    error = sum(each["n"] * abs(each["sureness"] - each["right"]) for each in curve)
    assert error / len(texts) == pytest.approx(calibration_error(right, sureness), abs=2e-4)
