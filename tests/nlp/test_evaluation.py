import numpy as np
import pytest

from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.evaluation import evaluate
from nlp.learning.training import Lessons
from nlp.measures import measure
from nlp.understanding import Understanding

KEYS = {"n", "unplaced", "accuracy", "mae", "within_one", "kappa", "ece", "confusion"}


@pytest.fixture(scope="module")
def understanding(small: Lessons, small_artefact: Artefact, rules: Danish) -> Understanding:
    return Understanding(small_artefact, small.guide, rules)


@pytest.fixture(scope="module")
def placed(understanding: Understanding, small: Lessons) -> tuple[list[str], list[int]]:
    """Take descriptions that the classifier takes for such."""
    kept = [each for each in small.examples if understanding.read(each.text).placement]
    assert len(kept) > 5
    # One of them is measured against a step that is not its own.
    return [each.text for each in kept], [each.step for each in kept[:-1]] + [6 - kept[-1].step]


@pytest.fixture(scope="module")
def off(understanding: Understanding, small: Lessons) -> list[str]:
    """Take two messages that are not placed."""
    texts = [each.text for each in small.messages]
    kept = [text for text in texts if understanding.read(text).placement is None]
    return kept[:2]


def test_placed_texts_are_measured(
    understanding: Understanding, placed: tuple[list[str], list[int]]
) -> None:
    texts, steps = placed
    found = evaluate(texts, steps, understanding)
    readings = [understanding.read(text).placement for text in texts]
    probabilities = [reading.probabilities for reading in readings if reading]
    assert set(found) == KEYS
    assert found["n"] == len(texts)
    assert found["unplaced"] == 0
    right = [reading.step == step for reading, step in zip(readings, steps, strict=True) if reading]
    assert found["accuracy"] == pytest.approx(sum(right) / len(right), abs=1e-4)
    expected = measure(steps, np.array(probabilities))
    assert {key: found[key] for key in expected} == expected


def test_a_text_that_is_not_taken_for_a_description_counts_as_wrong(
    understanding: Understanding, placed: tuple[list[str], list[int]], off: list[str]
) -> None:
    texts, steps = placed
    alone = evaluate(texts, steps, understanding)
    found = evaluate([*texts, *off], [*steps, 1, 2], understanding)
    assert found["n"] == len(texts) + 2
    assert found["unplaced"] == 2
    share = len(texts) / (len(texts) + 2)
    assert found["accuracy"] == pytest.approx(alone["accuracy"] * share, abs=1e-4)
    assert found["within_one"] == pytest.approx(alone["within_one"] * share, abs=1e-4)
    assert found["confusion"] == alone["confusion"]


@pytest.mark.parametrize("count", [2, 0])
def test_where_nothing_is_placed_all_measures_are_there(
    understanding: Understanding, off: list[str], count: int
) -> None:
    found = evaluate(off[:count], [3] * count, understanding)
    assert set(found) == KEYS
    assert found["n"] == found["unplaced"] == count
    assert found["accuracy"] == found["within_one"] == 0
    assert found["mae"] is found["kappa"] is found["ece"] is None
    assert found["confusion"] == [[0] * 5] * 5
