import numpy as np
import pytest

from content.examples import load_examples
from nlp.decision import Decision
from nlp.evaluation import evaluate
from nlp.measures import measure
from nlp.understanding import Understanding

KEYS = {"n", "unplaced", "accuracy", "mae", "within_one", "kappa", "ece", "confusion"}
EXAMPLES = load_examples()[::160]
OFF = ["Hvordan bager man en lagkage?", "hej med dig"]


@pytest.fixture(scope="module")
def placed(understanding: Understanding) -> tuple[list[str], list[int]]:
    """Take descriptions that the classifier takes for such."""
    kept = [each for each in EXAMPLES if understanding.read(each.text).placement]
    assert len(kept) > 5
    return [each.text for each in kept], [each.step for each in kept]


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
    understanding: Understanding, placed: tuple[list[str], list[int]]
) -> None:
    texts, steps = placed
    alone = evaluate(texts, steps, understanding)
    found = evaluate([*texts, *OFF], [*steps, 1, 2], understanding)
    assert {understanding.read(text).placement for text in OFF} == {None}
    assert found["n"] == len(texts) + 2
    assert found["unplaced"] == 2
    share = len(texts) / (len(texts) + 2)
    assert found["accuracy"] == pytest.approx(alone["accuracy"] * share, abs=1e-4)
    assert found["within_one"] == pytest.approx(alone["within_one"] * share, abs=1e-4)
    assert found["confusion"] == alone["confusion"]


@pytest.mark.parametrize("texts", [OFF, []])
def test_where_nothing_is_placed_all_measures_are_there(
    understanding: Understanding, texts: list[str]
) -> None:
    found = evaluate(texts, [3] * len(texts), understanding)
    assert set(found) == KEYS
    assert found["n"] == found["unplaced"] == len(texts)
    assert found["accuracy"] == found["within_one"] == 0
    assert found["mae"] is found["kappa"] is found["ece"] is None
    assert found["confusion"] == [[0] * 5] * 5


def test_the_texts_off_the_subject_are_just_that(understanding: Understanding) -> None:
    assert [understanding.read(text).decision for text in OFF] == [
        Decision.OFFTOPIC,
        Decision.SMALLTALK,
    ]
