import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.values import Dimension
from nlp.decision import MessageClass, taken_for
from nlp.learning.dataset import GUIDE, Placed
from nlp.learning.measuring import Figures, measured_messages, measured_steps
from nlp.sureness import Sureness

NAMES = sorted(MessageClass)
# Each with its step, the step it is placed on, and how surely; the last one is no example.
ROWS = [
    (Placed("a", 1, (), "p1", "practice", "real", "skole"), 1, 0.95),
    (Placed("b", 2, (), "p2", "practice", "real", "park"), 4, 0.55),
    (Placed("c", 3, (), "p3", "practice", "written", "skole"), 3, 0.9),
    (Placed("d", 4, (), "p4", "typed", "written", "skole"), 5, 0.92),
    (Placed("e", 5, tuple(Dimension), GUIDE, GUIDE, GUIDE, GUIDE), 1, 0.99),
]


def _measured(enough: float = 0.8) -> Figures:
    probabilities = np.array(
        [
            [sure if step == each else (1 - sure) / 4 for each in range(1, 6)]
            for _, step, sure in ROWS
        ]
    )
    placed = [row for row, _, _ in ROWS]
    truth = np.array([row.step for row in placed])
    return measured_steps(probabilities, truth, placed, Sureness(enough, 0.04))


def test_examples_are_measured_together_without_the_step_descriptions() -> None:
    measured = _measured()["all"]
    assert measured["n"] == 4
    assert measured["accuracy"] == 0.5
    assert measured["within_one"] == 0.75
    assert measured["mae"] == 0.75


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("kinds", {"practice": (3, 0.6667), "typed": (1, 0.0)}),
        ("sources", {"real": (2, 0.5), "written": (2, 0.5)}),
        ("fields", {"park": (1, 0.0), "skole": (3, 0.6667)}),
    ],
)
def test_examples_are_measured_in_groups(
    group: str, expected: dict[str, tuple[int, float]]
) -> None:
    found = {name: (row["n"], row["accuracy"]) for name, row in _measured()[group].items()}
    assert found == expected
    assert list(found) == sorted(found)


def test_the_curve_sets_sureness_and_what_is_right_side_by_side() -> None:
    assert _measured()["curve"] == [
        {"n": 1, "sureness": 0.55, "right": 0.0},
        {"n": 3, "sureness": 0.9233, "right": 0.6667},
    ]


def test_it_is_told_how_many_get_a_step_at_once_and_how_many_the_right_one() -> None:
    assert _measured()["said"] == {
        "all": {"share": 0.75, "right": 0.6667},
        "real": {"share": 0.5, "right": 1.0},
        "written": {"share": 1.0, "right": 0.5},
    }


def test_where_nobody_gets_a_step_none_is_right() -> None:
    assert _measured(0.96)["said"]["all"] == {"share": 0.0, "right": None}


def test_the_bounds_stand_beside_what_they_lead_to_and_all_fits_json() -> None:
    measured = _measured()
    assert (measured["sure_enough"], measured["still_possible"]) == (0.8, 0.04)
    assert json.loads(json.dumps(measured)) == measured


def _row(**shares: float) -> list[float]:
    return [shares.get(name, 0.0) for name in NAMES]


def test_messages_are_counted_by_what_they_are_taken_for() -> None:
    rows = [
        (_row(description=0.9, vague=0.1), "description"),
        (_row(description=0.4, vague=0.6), "description"),
        (_row(question=1.0), "question"),
        (_row(vague=1.0), "vague"),
        (_row(smalltalk=0.3, offtopic=0.7), "smalltalk"),
        # Nearest to «offtopic», yet more on the subject than off it; and the other way round.
        (_row(offtopic=0.4, description=0.35, vague=0.25), "offtopic"),
        (_row(description=0.38, offtopic=0.34, smalltalk=0.28), "offtopic"),
    ]
    others = set(NAMES) - {name for _, name in rows}
    rows += [(_row(**{name: 1.0}), name) for name in others]
    probabilities = np.array([row for row, _ in rows])
    assert measured_messages(probabilities, np.array([name for _, name in rows])) == {
        "description": {"description": 0.5, "vague": 0.5},
        "offtopic": {"description": 0.5, "offtopic": 0.5},
        "question": {"question": 1.0},
        "smalltalk": {"offtopic": 1.0},
        "vague": {"vague": 1.0},
        **{name: {name: 1.0} for name in others},
    }


@settings(max_examples=100)
@given(st.lists(st.integers(0, 100), min_size=len(NAMES), max_size=len(NAMES)).filter(any))
def test_messages_are_taken_for_what_the_coach_takes_them_for(parts: list[int]) -> None:
    row = np.array(parts) / sum(parts)
    # Each class must be there once, else it has no column.
    probabilities = np.array([row, *np.eye(len(NAMES))])
    measured = measured_messages(probabilities, np.array([NAMES[0], *NAMES]))[NAMES[0]]
    (taken,) = {name for name, share in measured.items() if share == 1 or name != NAMES[0]}
    assert taken == taken_for(dict(zip(map(MessageClass, NAMES), row, strict=True)))
