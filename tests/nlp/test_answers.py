from collections.abc import Iterable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.answers import GivenAnswer
from content.values import STEP_NUMBERS, Dimension
from nlp.answers import Reliability, after_correction, blend, possible_steps

EVEN = [0.2] * 5

many = settings(max_examples=200)
_probabilities = st.lists(st.floats(0.001, 1), min_size=5, max_size=5).map(
    lambda values: [value / sum(values) for value in values]
)
_tables = st.integers(0, 1000).map(
    lambda seed: np.random.default_rng(seed).dirichlet([0.5] * 5, (7, 5)) + 1e-3
)
_dimensions = st.sampled_from(list(Dimension))


def _given(dimension: Dimension, step: int, *answers: int | None) -> list[GivenAnswer]:
    return [GivenAnswer("a", "x", step, dimension, answer) for answer in answers]


def _telling(**own: float) -> Reliability:
    """Make a table in which the answer of the own step is picked so often on each dimension."""
    table = np.full((7, 5, 5), 0.2)
    for name, share in own.items():
        number = list(Dimension).index(Dimension[name])
        table[number] = (1 - share) / 4
        np.fill_diagonal(table[number], share)
    return _knowing(table)


def _knowing(table: np.ndarray) -> Reliability:
    """Let everybody know what to answer."""
    return Reliability(table, np.zeros((7, 2)))


def test_what_nobody_answered_is_all_as_likely() -> None:
    found = Reliability.measure([], {})
    assert found.table.shape == (7, 5, 5)
    np.testing.assert_allclose(found.table, 0.2)
    np.testing.assert_allclose(found.unknown, np.full((7, 2), 0.5))


def test_answers_are_counted_and_steadied_by_those_on_all_dimensions() -> None:
    answers = [
        *_given(Dimension.POLITICS, 2, 2, 2, 2, 1),
        *_given(Dimension.OPERATION, 2, 3, None),
    ]
    table = Reliability.measure(answers, {}).table
    # Of step 2, five answers and half an answer for each cell: 1.5, 3.5, 1.5, 0.5, 0.5 of 7.5.
    common = np.array([1.5, 3.5, 1.5, 0.5, 0.5]) / 7.5
    keys = list(Dimension)
    politics = (np.array([1, 3, 0, 0, 0]) + 12 * common) / 16
    operation = (np.array([0, 0, 1, 0, 0]) + 12 * common) / 13
    np.testing.assert_allclose(table[keys.index(Dimension.POLITICS), 1], politics)
    np.testing.assert_allclose(table[keys.index(Dimension.OPERATION), 1], operation)
    np.testing.assert_allclose(table[keys.index(Dimension.ORIGIN), 1], common)
    np.testing.assert_allclose(table[:, [0, 2, 3, 4]], 0.2)


_answers = st.lists(
    st.builds(
        GivenAnswer,
        st.just("a"),
        st.just("x"),
        st.sampled_from(STEP_NUMBERS),
        _dimensions,
        st.none() | st.sampled_from(STEP_NUMBERS),
    ),
    max_size=30,
)


@many
@given(answers=_answers)
def test_no_answer_is_out_of_the_question(answers: Iterable[GivenAnswer]) -> None:
    found = Reliability.measure(answers, {"x": [Dimension.POLITICS]})
    np.testing.assert_allclose(found.table.sum(axis=2), 1)
    assert (found.table > 0).all()
    assert ((found.unknown > 0) & (found.unknown < 1)).all()


def test_those_who_did_not_know_are_counted_by_whether_they_spoke_of_it() -> None:
    answers = [
        *_given(Dimension.POLITICS, 2, None, None, 1),
        *_given(Dimension.OPERATION, 4, None, 5, 5, 5, 5),
    ]
    found = Reliability.measure(answers, {"x": [Dimension.OPERATION]})
    # Not spoken of: two of three, with half a one for each; spoken of: one of five likewise.
    other, own = 2.5 / 4, 1.5 / 6
    unknown = found.unknown_of
    assert unknown(Dimension.POLITICS, []) == pytest.approx((2 + 12 * other) / 15)
    assert unknown(Dimension.POLITICS, [Dimension.POLITICS]) == pytest.approx(own)
    assert unknown(Dimension.OPERATION, [Dimension.OPERATION]) == pytest.approx((1 + 12 * own) / 17)
    assert unknown(Dimension.ORIGIN, []) == pytest.approx(other)


def test_an_answer_counts_by_bayes_rule() -> None:
    reliability = _telling(POLITICS=0.6)
    found = reliability.after_answer(
        [0.4, 0.3, 0.2, 0.1, 0.0], Dimension.POLITICS, offered=[2, 3], answer=3
    )
    # Of two answers, the own is picked in 6 of 7, any other in half.
    weights = [0.4 / 2, 0.3 / 7, 0.2 * 6 / 7, 0.1 / 2, 0.0]
    assert found == pytest.approx([weight / sum(weights) for weight in weights])


def test_an_answer_on_what_tells_nothing_changes_nothing() -> None:
    before = [0.4, 0.3, 0.2, 0.1, 0.0]
    found = _telling(POLITICS=0.6).after_answer(before, Dimension.ORIGIN, [1, 2, 3], 2)
    assert found == pytest.approx(before)


def test_the_order_in_which_answers_are_offered_makes_no_difference() -> None:
    reliability = _knowing(np.random.default_rng(0).random((7, 5, 5)) + 0.1)
    for answer in (2, 4, 5):
        one, other = (
            reliability.after_answer(EVEN, Dimension.ORIGIN, offered, answer)
            for offered in ([2, 4, 5], [5, 2, 4])
        )
        assert one == pytest.approx(other)


@many
@given(probabilities=_probabilities, dimension=_dimensions, share=st.floats(0.3, 0.99))
def test_an_answer_makes_its_step_likelier_and_all_sums_to_one(
    probabilities: list[float], dimension: Dimension, share: float
) -> None:
    reliability = _telling(**{dimension.name: share})
    offered = possible_steps(probabilities, 0.1)
    for step in offered:
        found = reliability.after_answer(probabilities, dimension, offered, step)
        assert sum(found) == pytest.approx(1)
        assert found[step - 1] > probabilities[step - 1]


@many
@given(table=_tables, step=st.sampled_from(STEP_NUMBERS), dimension=_dimensions)
def test_each_person_picks_one_of_the_answers_offered(
    table: np.ndarray, step: int, dimension: Dimension
) -> None:
    shares = _knowing(table).answers_of(step, dimension, [1, 4, 5])
    assert sum(shares) == pytest.approx(1)
    row = table[list(Dimension).index(dimension), step - 1]
    assert shares == pytest.approx(row[[0, 3, 4]] / row[[0, 3, 4]].sum())


@many
@given(
    table=_tables,
    probabilities=_probabilities,
    dimension=_dimensions,
    unknown=st.floats(0, 1),
)
def test_the_sureness_expected_is_the_mean_of_what_the_answers_leave(
    table: np.ndarray, probabilities: list[float], dimension: Dimension, unknown: float
) -> None:
    reliability, offered = Reliability(table, np.full((7, 2), unknown)), [1, 2, 5]
    expected = unknown * max(probabilities)
    for index, answer in enumerate(offered):
        chance = sum(
            prior * reliability.answers_of(step, dimension, offered)[index]
            for step, prior in zip(STEP_NUMBERS, probabilities, strict=True)
        )
        after = reliability.after_answer(probabilities, dimension, offered, answer)
        expected += (1 - unknown) * chance * max(after)
    found = reliability.expected_sureness(probabilities, dimension, offered, [])
    assert found == pytest.approx(expected)
    # To ask makes nobody less sure.
    assert max(probabilities) - 1e-9 <= found <= 1 + 1e-9


@pytest.mark.parametrize(
    ("telling", "spoken_of", "asked", "question"),
    [
        ({"POLITICS": 0.6, "ORIGIN": 0.8}, [], [], "ORIGIN"),
        ({"POLITICS": 0.6, "ORIGIN": 0.8}, [], ["ORIGIN"], "POLITICS"),
        # What was spoken of is asked about where it tells nearly as much, and only there.
        ({"POLITICS": 0.79, "ORIGIN": 0.8}, ["POLITICS"], [], "POLITICS"),
        ({"POLITICS": 0.6, "ORIGIN": 0.8}, ["POLITICS"], [], "ORIGIN"),
        ({"POLITICS": 0.79, "ORIGIN": 0.8}, ["POLITICS"], ["POLITICS"], "ORIGIN"),
        ({}, ["OPERATION", "POLITICS"], [], "OPERATION"),
        ({}, ["OPERATION", "POLITICS"], ["OPERATION"], "POLITICS"),
        ({"OPERATION": 0.5}, [], [each.name for each in Dimension], "OPERATION"),
    ],
)
def test_the_next_question_is_the_one_that_is_expected_to_tell_most(
    telling: dict[str, float], spoken_of: list[str], asked: list[str], question: str
) -> None:
    unknown = np.tile([0.25, 0.05], (7, 1))
    found = Reliability(_telling(**telling).table, unknown).next_question(
        [0.1, 0.3, 0.3, 0.2, 0.1],
        [2, 3, 4],
        [Dimension[name] for name in spoken_of],
        [Dimension[name] for name in asked],
    )
    assert found is Dimension[question]


def test_what_people_often_do_not_know_is_not_asked() -> None:
    table, unknown = _telling(POLITICS=0.7, ORIGIN=0.8).table, np.zeros((7, 2))
    unknown[list(Dimension).index(Dimension.ORIGIN)] = 0.4
    asked = Reliability(table, unknown).next_question([0.1, 0.3, 0.3, 0.2, 0.1], [2, 3, 4], [])
    assert asked is Dimension.POLITICS


def test_what_separates_the_steps_that_are_left_is_asked() -> None:
    table = np.full((7, 5, 5), 0.2)
    keys = list(Dimension)
    # One dimension tells step 1 from 2, another 4 from 5.
    for dimension, (low, high) in {Dimension.ORIGIN: (1, 2), Dimension.POLITICS: (4, 5)}.items():
        for step, answer in product((low, high), repeat=2):
            table[keys.index(dimension), step - 1, answer - 1] = 0.35 if step == answer else 0.05
    reliability = _knowing(table)
    assert reliability.next_question([0.4, 0.4, 0.2, 0, 0], [1, 2], []) is Dimension.ORIGIN
    assert reliability.next_question([0, 0, 0.2, 0.4, 0.4], [4, 5], []) is Dimension.POLITICS


@many
@given(probabilities=_probabilities, bound=st.floats(0, 0.6))
def test_two_steps_or_more_are_possible_the_likeliest_among_them(
    probabilities: list[float], bound: float
) -> None:
    found = possible_steps(probabilities, bound)
    assert found == sorted(set(found))
    assert 2 <= len(found) <= 5
    assert set(found) >= {step for step in STEP_NUMBERS if probabilities[step - 1] >= bound}
    left = [step for step in STEP_NUMBERS if step not in found]
    lowest = min(probabilities[step - 1] for step in found)
    assert all(probabilities[step - 1] <= lowest for step in left)


@pytest.mark.parametrize(
    ("probabilities", "bound", "found"),
    [
        ([0.96, 0.01, 0.01, 0.01, 0.01], 0.05, [1, 2]),
        ([0.05, 0.45, 0.05, 0.4, 0.05], 0.06, [2, 4]),
        ([0.05, 0.45, 0.05, 0.4, 0.05], 0.05, [1, 2, 3, 4, 5]),
        ([0.02, 0.02, 0.3, 0.3, 0.36], 0.1, [3, 4, 5]),
        ([0.02, 0.02, 0.3, 0.3, 0.36], 0.9, [3, 5]),
        (EVEN, 0.0, [1, 2, 3, 4, 5]),
    ],
)
def test_possible_steps(probabilities: list[float], bound: float, found: list[int]) -> None:
    assert possible_steps(probabilities, bound) == found


def test_two_opinions_weigh_the_same() -> None:
    found = blend([0.64, 0.16, 0.1, 0.05, 0.05], [0.16, 0.64, 0.1, 0.05, 0.05])
    total = 0.32 + 0.32 + 0.1 + 0.05 + 0.05
    assert found == pytest.approx([value / total for value in (0.32, 0.32, 0.1, 0.05, 0.05)])


@many
@given(one=_probabilities, other=_probabilities)
def test_blending_is_fair_and_sums_to_one(one: list[float], other: list[float]) -> None:
    assert sum(blend(one, other)) == pytest.approx(1)
    assert blend(one, other) == pytest.approx(blend(other, one))
    assert blend(one, one) == pytest.approx(one)


def test_a_correction_makes_the_steps_on_its_side_four_times_as_likely() -> None:
    before = [0.1, 0.2, 0.4, 0.2, 0.1]
    assert after_correction(before, 3, higher=True) == pytest.approx(
        [value / 1.9 for value in (0.1, 0.2, 0.4, 0.8, 0.4)]
    )
    assert after_correction(before, 3, higher=False) == pytest.approx(
        [value / 1.9 for value in (0.4, 0.8, 0.4, 0.2, 0.1)]
    )


def test_a_correction_beyond_the_ends_changes_nothing() -> None:
    before = [0.1, 0.2, 0.4, 0.2, 0.1]
    assert after_correction(before, 5, higher=True) == pytest.approx(before)
    assert after_correction(before, 1, higher=False) == pytest.approx(before)
