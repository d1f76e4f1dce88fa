from collections import Counter

from content.answers import load_answers
from content.examples import load_examples
from content.values import STEP_NUMBERS, Dimension

ANSWERS = load_answers()


def test_ids_are_unique() -> None:
    assert len({answer.id for answer in ANSWERS}) == len(ANSWERS)


def test_there_are_enough_answers_on_each_dimension() -> None:
    counts = Counter(answer.dimension for answer in ANSWERS)
    assert set(counts) == set(Dimension)
    assert min(counts.values()) >= 50


def test_there_are_enough_answers_at_each_step() -> None:
    counts = Counter(answer.step for answer in ANSWERS)
    assert set(counts) == set(STEP_NUMBERS)
    assert min(counts.values()) >= 100


def test_every_answer_was_picked_and_some_did_not_know() -> None:
    counts = Counter(answer.answer for answer in ANSWERS)
    assert set(counts) == {*STEP_NUMBERS, None}
    assert counts[None] < len(ANSWERS) / 4


def test_nobody_was_asked_twice_about_the_same() -> None:
    counts = Counter((answer.example, answer.dimension) for answer in ANSWERS)
    assert [asked for asked, count in counts.items() if count > 1] == []


def test_answers_agree_with_the_descriptions_on_the_step() -> None:
    steps = {example.id: example.step for example in load_examples()}
    known = [answer for answer in ANSWERS if answer.example in steps]
    assert len(known) > len(ANSWERS) / 2
    assert [each.id for each in known if each.step != steps[each.example]] == []


def test_answers_to_one_description_are_at_one_step() -> None:
    pairs = {(answer.example, answer.step) for answer in ANSWERS}
    assert len(pairs) == len({answer.example for answer in ANSWERS})
