import json
from dataclasses import replace
from itertools import count, product

import numpy as np
import pytest

from content.examples import Example, MessageExample
from content.values import STEP_NUMBERS, Dimension
from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.decision import MessageClass
from nlp.features import columns
from nlp.training import WANTED_PRECISION, choose_threshold, linear_model, train
from tests.nlp.small import SmallContent

TEXTS = ["Vi spørger borgerne, før vi bygger.", "Hvad er klokken?", ""]


def _probabilities(*sureness: float) -> np.ndarray:
    """Give probabilities that place each text on step 1."""
    return np.array([[sure, *[(1 - sure) / 4] * 4] for sure in sureness])


def test_the_same_content_gives_the_same_artefact(
    small: SmallContent, small_artefact: Artefact, rules: Danish
) -> None:
    again = train(small.guide, small.examples, small.messages, rules)
    assert again.sure_enough == small_artefact.sure_enough
    assert again.measured == small_artefact.measured
    table = columns(TEXTS, rules)
    for name in ("steps", "gate"):
        found = [
            getattr(each, name).probabilities(each.weigher.transform(table))
            for each in (small_artefact, again)
        ]
        assert np.array_equal(*found)


def test_what_is_trained_knows_all_steps_dimensions_and_classes(small_artefact: Artefact) -> None:
    assert small_artefact.steps.classes == list(STEP_NUMBERS)
    assert sorted(small_artefact.gate.classes) == sorted(MessageClass)
    assert len(small_artefact.dimensions.classes_) == len(Dimension)
    assert 0.4 <= small_artefact.sure_enough <= 0.95


def test_what_was_measured_is_of_the_examples_alone(
    small: SmallContent, small_artefact: Artefact
) -> None:
    measured = small_artefact.measured
    assert measured["steps"]["all"]["n"] == len(small.examples)
    by_source = {example.source for example in small.examples}
    assert sum(measured["steps"][source]["n"] for source in by_source) == len(small.examples)
    by_kind = {example.kind.value for example in small.examples}
    assert sum(measured["steps"][kind]["n"] for kind in by_kind) == len(small.examples)
    assert "guide" not in measured["steps"]


def test_what_was_measured_are_shares_and_fits_json(small_artefact: Artefact) -> None:
    measured = small_artefact.measured
    assert json.loads(json.dumps(measured)) == measured
    assert 0 <= measured["placed"] <= 1
    assert set(measured["messages"]) == set(MessageClass)
    for shares in measured["messages"].values():
        assert sum(shares.values()) == pytest.approx(1, abs=0.001)
    assert 0 <= measured["language"]["other_languages_found"] <= 1


def test_training_tells_how_far_it_is_and_no_practice_stands_on_both_sides(
    small: SmallContent, rules: Danish
) -> None:
    told: list[tuple[int, int]] = []
    # Each practice is told of twice in the same words, which tell of no other practice: only who
    # saw one of the two could place the other.
    numbers = count()
    examples: list[Example] = []
    for step, practice in product(STEP_NUMBERS, range(12)):
        text = f"{_odd_word(practice * 5 + step)} {_odd_word(100 + practice * 5 + step)}"
        one = replace(
            small.examples[0], text=text, step=step, second=None, practice=f"p{step}-{practice}"
        )
        examples += [replace(one, id=f"t{next(numbers)}") for _ in range(2)]
    artefact = train(
        small.guide, examples, small.messages, rules, lambda done, total: told.append((done, total))
    )
    total = told[0][1]
    assert told == [(done, total) for done in range(total + 1)]
    assert artefact.measured["steps"]["all"]["accuracy"] < 0.5
    seen = artefact.weigher.transform(columns([each.text for each in examples], rules))
    placed = np.argmax(artefact.steps.probabilities(seen), axis=1) + 1
    assert np.mean(placed == [example.step for example in examples]) > 0.95


def _odd_word(number: int) -> str:
    consonants, vowels = "bdfgklmnprstvz", "aeiouy"
    first, second, third = number % 14, number // 14 % 14, number * 5 % 14
    return "".join(
        consonants[index] + vowels[(number + place) % 6]
        for place, index in enumerate((first, second, third))
    )


@pytest.mark.parametrize(
    ("sureness", "right", "threshold"),
    [
        ([0.5, 0.6, 0.9], [True, True, True], 0.4),
        ([0.45, 0.6, 0.9], [False, True, True], 0.46),
        ([0.45, 0.7, 0.705, 0.9], [True, False, False, True], 0.71),
        ([0.9] * 7 + [0.5] * 3, [True] * 7 + [True, True, False], 0.4),
        ([0.9] * 7 + [0.5] * 3, [True] * 7 + [True, False, False], 0.51),
    ],
)
def test_the_threshold_is_the_lowest_sureness_that_is_right_often_enough(
    sureness: list[float], right: list[bool], threshold: float
) -> None:
    truth = np.array([1 if each else 2 for each in right])
    found = choose_threshold(_probabilities(*sureness), truth)
    assert found == pytest.approx(threshold)
    kept = np.array(sureness) >= found
    assert np.mean(np.array(right)[kept]) >= WANTED_PRECISION


def test_where_nothing_is_right_nothing_is_sure_enough() -> None:
    probabilities = _probabilities(0.5, 0.8)
    found = choose_threshold(probabilities, np.array([3, 3]))
    assert found > probabilities.max()


def test_rare_classes_weigh_as_much_as_frequent_ones() -> None:
    table = np.zeros((22, 1))
    model = linear_model().fit(table, [0] * 20 + [1] * 2)
    np.testing.assert_allclose(model.predict_proba(table[:1]), [[0.5, 0.5]], atol=0.01)


def test_messages_in_other_languages_are_no_class(
    small: SmallContent, small_artefact: Artefact
) -> None:
    foreign: list[MessageExample] = [
        message for message in small.messages if message.kind.value == "other_language"
    ]
    assert foreign
    assert "other_language" not in small_artefact.gate.classes
