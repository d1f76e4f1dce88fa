import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import count, product
from typing import Any

import numpy as np
import pytest

from content.answers import GivenAnswer
from content.examples import Example
from content.values import STEP_NUMBERS, Act, Dimension
from nlp.answers import Reliability
from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.decision import MessageClass
from nlp.learning.fitting import SHARES
from nlp.learning.training import Lessons, train
from nlp.rhythms.acts import NO_ACT
from tests.nlp.encoders import WIDTH, Oracle, StandIn


@pytest.fixture(scope="module")
def with_encoder(small: Lessons, rules: Danish) -> Artefact:
    return train(small, rules, StandIn())


def _differences(one: Any, other: Any, at: str = "") -> list[str]:
    """Name the parts in which two packed artefacts differ."""
    if isinstance(one, dict):
        assert one.keys() == other.keys()
        return [found for key in one for found in _differences(one[key], other[key], f"{at}/{key}")]
    if hasattr(one, "predict_proba"):
        marks = np.random.default_rng(1).normal(size=(5, 5))
        one, other = one.predict_proba(marks), other.predict_proba(marks)
    return [] if np.array_equal(one, other) else [at]


@pytest.mark.parametrize("encoder", [None, StandIn()])
def test_the_same_content_gives_the_same_artefact(
    small: Lessons, rules: Danish, encoder: StandIn | None, request: pytest.FixtureRequest
) -> None:
    before: Artefact = request.getfixturevalue("with_encoder" if encoder else "small_artefact")
    assert _differences(before.pack(), train(small, rules, encoder).pack()) == []


def test_what_is_trained_knows_all_steps_dimensions_and_classes(small_artefact: Artefact) -> None:
    terms = len(small_artefact.vocabulary)
    assert small_artefact.steps.classes == list(STEP_NUMBERS)
    assert small_artefact.steps.words.weights.shape == (terms, len(STEP_NUMBERS))
    assert small_artefact.gate.classes == sorted(MessageClass)
    assert small_artefact.acts.classes == sorted([*Act, NO_ACT])
    assert small_artefact.dimensions.weights.shape == (terms, len(Dimension))
    assert 0.4 <= small_artefact.sureness.enough <= 0.95
    assert 0 <= small_artefact.sureness.still_possible < 0.5


def test_answers_are_learnt_from(small: Lessons, small_artefact: Artefact) -> None:
    spoken_of = {each.id: each.dimensions for each in small.examples}
    expected, found = Reliability.measure(small.answers, spoken_of), small_artefact.reliability
    assert np.array_equal(found.table, expected.table)
    assert np.array_equal(found.unknown, expected.unknown)


def test_what_an_example_speaks_of_tells_who_knew(small: Lessons, rules: Danish) -> None:
    example = small.examples[0]
    own = example.dimensions[0]
    answers = [GivenAnswer("a", example.id, example.step, own, None)] * 4
    found = train(replace(small, answers=answers), rules).reliability
    assert found.unknown_of(own, [own]) > found.unknown_of(own, [])


def test_what_was_measured_is_of_the_examples_alone(
    small: Lessons, small_artefact: Artefact
) -> None:
    for name in ("steps", "words_alone"):
        measured = small_artefact.measured[name]
        assert measured["all"]["n"] == len(small.examples)
        for group, found in {
            "kinds": {example.kind.value for example in small.examples},
            "fields": {example.field for example in small.examples},
            "sources": {example.source for example in small.examples},
        }.items():
            assert set(measured[group]) == found
            assert sum(row["n"] for row in measured[group].values()) == len(small.examples)
        assert sum(row["n"] for row in measured["curve"]) == len(small.examples)


def test_what_was_measured_are_shares_and_fits_json(small_artefact: Artefact) -> None:
    measured = small_artefact.measured
    assert json.loads(json.dumps(measured)) == measured
    assert measured["steps"]["sure_enough"] == small_artefact.sureness.enough
    assert measured["steps"]["still_possible"] == small_artefact.sureness.still_possible
    assert 0 <= measured["steps"]["said"]["all"]["share"] <= 1
    assert set(measured["messages"]) == set(MessageClass)
    for shares in measured["messages"].values():
        assert sum(shares.values()) == pytest.approx(1, abs=0.001)
    assert 0 <= measured["language"]["other_languages_found"] <= 1
    assert 0 <= measured["language"]["danish_taken_for_other"] <= 1


def test_without_an_encoder_words_alone_are_learnt_from(small_artefact: Artefact) -> None:
    for blend in (small_artefact.steps, small_artefact.gate):
        assert blend.meaning is None
        assert blend.share == 0
    assert small_artefact.measured["shares"] == {"steps": 0, "messages": 0}
    assert small_artefact.measured["words_alone"] == small_artefact.measured["steps"]


def test_with_an_encoder_both_are_learnt_from(
    small_artefact: Artefact, with_encoder: Artefact
) -> None:
    for name in ("steps", "gate"):
        blend, alone = getattr(with_encoder, name), getattr(small_artefact, name)
        assert blend.meaning.weights.shape == (WIDTH, len(blend.classes))
        assert np.array_equal(blend.words.weights, alone.words.weights)
    assert with_encoder.measured["words_alone"] == small_artefact.measured["words_alone"]
    assert with_encoder.measured["shares"] == {
        "steps": with_encoder.steps.share,
        "messages": with_encoder.gate.share,
    }


def test_the_encoder_reads_each_text_once_as_the_models_do(small: Lessons, rules: Danish) -> None:
    first = small.examples[0]
    shouted = replace(first, text="BORGERNE KOM TIL MOEDE!", id="loud", practice="loud", url=None)
    encoder = StandIn()
    train(replace(small, examples=(*small.examples, shouted)), rules, encoder)
    assert len(encoder.read) == len(set(encoder.read))
    assert {first.text for first in small.examples} <= set(encoder.read)
    assert "borgerne kom til møde!" in encoder.read
    assert "BORGERNE KOM TIL MOEDE!" not in encoder.read


def test_training_tells_how_far_it_is_and_no_practice_stands_on_both_sides(
    small: Lessons, rules: Danish
) -> None:
    told: list[tuple[int, int]] = []
    examples = _untold_practices(small.examples[0])
    artefact = train(
        replace(small, examples=examples),
        rules,
        progress=lambda done, total: told.append((done, total)),
    )
    total = told[0][1]
    assert told == [(done, total) for done in range(total + 1)]
    assert artefact.measured["steps"]["all"]["accuracy"] < 0.5
    analyses = rules.analyse_all(each.text for each in examples)
    seen = artefact.weigher.transform(artefact.vocabulary.counts(analyses))
    placed = np.argmax(artefact.steps.words.scores(seen), axis=1) + 1
    assert np.mean(placed == [example.step for example in examples]) > 0.95


def test_embeddings_that_tell_more_than_words_count(small: Lessons, rules: Danish) -> None:
    oracle = Oracle({each.text: each.step for each in small.examples})
    artefact = train(small, rules, oracle)
    assert artefact.steps.share == max(SHARES)
    assert artefact.steps.meaning
    scores = artefact.steps.meaning.scores(oracle.embed([each.text for each in small.examples]))
    assert (scores.argmax(axis=1) + 1).tolist() == [each.step for each in small.examples]
    steps, alone = (artefact.measured[name]["all"] for name in ("steps", "words_alone"))
    assert steps != alone


def test_messages_in_other_languages_are_no_class(small: Lessons, small_artefact: Artefact) -> None:
    assert any(message.kind.value == "other_language" for message in small.messages)
    assert "other_language" not in small_artefact.gate.classes


def test_where_no_description_is_real_all_of_them_tell_what_is_sure_enough(
    small: Lessons, rules: Danish
) -> None:
    written = [replace(example, source="written") for example in small.examples]
    artefact = train(replace(small, examples=written), rules)
    assert set(artefact.measured["steps"]["sources"]) == {"written"}
    assert 0.4 <= artefact.sureness.enough <= 0.95


def _untold_practices(one: Example) -> Sequence[Example]:
    """Tell of each practice twice in the same words, which tell of no other practice.

    Only who saw one of the two could place the other.
    """
    numbers = count()
    examples: list[Example] = []
    for step, practice in product(STEP_NUMBERS, range(12)):
        text = f"{_odd_word(practice * 5 + step)} {_odd_word(100 + practice * 5 + step)}"
        told = replace(one, text=text, step=step, second=None, practice=f"p{step}-{practice}")
        examples += [replace(told, url=None, id=f"t{next(numbers)}") for _ in range(2)]
    return examples


def _odd_word(number: int) -> str:
    consonants, vowels = "bdfgklmnprstvz", "aeiouy"
    first, second, third = number % 14, number // 14 % 14, number * 5 % 14
    return "".join(
        consonants[index] + vowels[(number + place) % 6]
        for place, index in enumerate((first, second, third))
    )
