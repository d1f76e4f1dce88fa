import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.values import STEP_NUMBERS, Dimension
from nlp.answers import after_answer, after_correction, blend, next_question, possible_steps

EVEN = [0.2] * 5

many = settings(max_examples=200)
_probabilities = st.lists(st.floats(0.001, 1), min_size=5, max_size=5).map(
    lambda values: [value / sum(values) for value in values]
)


def test_an_answer_counts_by_bayes_rule() -> None:
    # At step s an answer is picked by how far off it is: 0.66, 0.26, 0.06, 0.015, 0.005.
    likelihood = [0.26 / 0.32, 0.66 / 0.92, 0.26 / 0.92, 0.06 / 0.32, 0.015 / 0.075]
    total = sum(likelihood)
    found = after_answer(EVEN, [2, 3], 2)
    assert found == pytest.approx([value / total for value in likelihood])


def test_what_was_known_counts_as_much_as_the_answer() -> None:
    before = [0.1, 0.2, 0.4, 0.2, 0.1]
    even = after_answer(EVEN, [2, 3, 4], 4)
    weighed = [prior * value for prior, value in zip(before, even, strict=True)]
    assert after_answer(before, [2, 3, 4], 4) == pytest.approx(
        [value / sum(weighed) for value in weighed]
    )


@many
@given(probabilities=_probabilities, answer=st.integers(0, 3))
def test_an_answer_makes_its_step_likelier_and_all_sums_to_one(
    probabilities: list[float], answer: int
) -> None:
    offered = possible_steps(probabilities)
    step = offered[answer % len(offered)]
    found = after_answer(probabilities, offered, step)
    assert sum(found) == pytest.approx(1)
    assert found[step - 1] > probabilities[step - 1]


@many
@given(probabilities=_probabilities)
def test_two_to_four_steps_are_possible_the_likeliest_among_them(
    probabilities: list[float],
) -> None:
    found = possible_steps(probabilities)
    assert found == sorted(set(found))
    assert 2 <= len(found) <= 4
    left = [step for step in STEP_NUMBERS if step not in found]
    lowest = min(probabilities[step - 1] for step in found)
    assert all(probabilities[step - 1] <= lowest for step in left)


@pytest.mark.parametrize(
    ("probabilities", "found"),
    [
        ([0.96, 0.01, 0.01, 0.01, 0.01], [1, 2]),
        ([0.05, 0.45, 0.05, 0.4, 0.05], [2, 4]),
        ([0.02, 0.02, 0.3, 0.3, 0.36], [3, 4, 5]),
        (EVEN, [1, 2, 3, 4]),
    ],
)
def test_possible_steps(probabilities: list[float], found: list[int]) -> None:
    assert possible_steps(probabilities) == found


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


@pytest.mark.parametrize(
    ("spoken_of", "asked", "question"),
    [
        ([Dimension.POLITICS, Dimension.ORIGIN], [], Dimension.POLITICS),
        ([Dimension.POLITICS, Dimension.ORIGIN], [Dimension.POLITICS], Dimension.ORIGIN),
        ([Dimension.POLITICS], [Dimension.POLITICS], Dimension.INVOLVEMENT),
        ([], [Dimension.INVOLVEMENT], Dimension.LEADERSHIP),
        ([], [], Dimension.INVOLVEMENT),
    ],
)
def test_the_next_question_is_about_what_was_spoken_of_first(
    spoken_of: list[Dimension], asked: list[Dimension], question: Dimension
) -> None:
    assert next_question(spoken_of, asked) is question


def test_questions_go_round_all_dimensions() -> None:
    asked: list[Dimension] = []
    for _ in Dimension:
        asked.append(next_question([], asked))
    assert set(asked) == set(Dimension)
    assert next_question([], asked) in Dimension
