from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from content.values import Dimension
from nlp.answers import Reliability
from nlp.decision import Decision, MessageClass
from nlp.dialogue import MOST_QUESTIONS, simulate
from nlp.placement import Placement
from nlp.sureness import Sureness
from nlp.understanding import Reading, Understanding

# Of two answers offered, the one of the own step is picked in 16 of 17.
OWN = 16 / 17
FIRST, BOTH = pytest.approx(OWN, abs=1e-4), pytest.approx(OWN**2, abs=1e-4)
NEVER_TWICE_WRONG = pytest.approx(1 - (1 / 17) ** 2, abs=1e-4)
# Step 1 is a little likelier than step 2, and nothing else is possible.
NEARLY_EVEN = (0.55, 0.45, 0.0, 0.0, 0.0)


@dataclass
class StandIn:
    """Place each text as it is told to."""

    placed: dict[str, Sequence[float] | None]
    enough: float = 0.9
    telling: Sequence[Dimension] = tuple(Dimension)
    unknown: float = 0.0
    reliability: Reliability = field(init=False)
    sureness: Sureness = field(init=False)

    def __post_init__(self) -> None:
        table = np.full((7, 5, 5), 0.2)
        for number, dimension in enumerate(Dimension):
            if dimension in self.telling:
                table[number] = 0.05
                np.fill_diagonal(table[number], 0.8)
        self.reliability = Reliability(table, np.full((7, 2), self.unknown))
        self.sureness = Sureness(self.enough, 0.2)

    def read(self, text: str, *, evidence: bool) -> Reading:
        assert not evidence
        found = self.placed[text]
        placement = None if found is None else Placement(tuple(found), (Dimension.ORIGIN,), ())
        decision = Decision.OFFTOPIC if placement is None else Decision.CLARIFY
        # What the text looks like to the models is not asked for.
        return Reading(decision, MessageClass.DESCRIPTION, placement, None)  # type: ignore[arg-type]


def _simulated(step: int, stand_in: StandIn) -> dict[str, object]:
    understanding: Understanding = stand_in  # type: ignore[assignment]
    return simulate(list(stand_in.placed), [step] * len(stand_in.placed), understanding)


@pytest.mark.parametrize(
    ("step", "always", "by_rule"),
    [
        # One answer makes sure enough, either way: the rule asks no second question.
        (1, [1.0, FIRST, NEVER_TWICE_WRONG], [1.0, FIRST, FIRST]),
        (2, [0.0, FIRST, BOTH], [0.0, FIRST, FIRST]),
    ],
)
def test_all_answers_are_followed_with_their_likelihood(
    step: int, always: list[float], by_rule: list[float]
) -> None:
    found = _simulated(step, StandIn({"x": NEARLY_EVEN}))
    assert found == {"n": 1, "asked": 1.0, "by_rule": by_rule, "always": always}


def test_a_person_who_picks_among_strange_answers_picks_any() -> None:
    found = _simulated(3, StandIn({"x": NEARLY_EVEN}))
    assert found["always"] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("step", "second"), [(1, NEVER_TWICE_WRONG), (2, BOTH)])
def test_the_rule_asks_again_where_an_answer_leaves_it_unsure(step: int, second: float) -> None:
    # After «1» step 1 is as sure as 0.951, after «2» step 2 as 0.929.
    found = _simulated(step, StandIn({"x": NEARLY_EVEN}, enough=0.94))
    assert found["by_rule"] == [float(step == 1), FIRST, second]


def test_where_the_placement_is_sure_only_always_asks() -> None:
    found = _simulated(2, StandIn({"x": (0.95, 0.05, 0.0, 0.0, 0.0)}, enough=0.95))
    assert found["asked"] == 0.0
    assert found["by_rule"] == [0.0, 0.0, 0.0]
    # One answer is too little against 19 to 1, two are enough.
    assert found["always"] == [0.0, 0.0, BOTH]


def test_nobody_is_asked_the_same_twice() -> None:
    found = _simulated(2, StandIn({"x": NEARLY_EVEN}, telling=[Dimension.POLITICS]))
    # What is asked second tells nothing.
    assert found["always"] == [0.0, FIRST, FIRST]


def test_who_does_not_know_is_asked_about_something_else() -> None:
    found = _simulated(2, StandIn({"x": NEARLY_EVEN}, unknown=0.25))
    # Known and right; of two questions the first, the second, or both are answered.
    one = pytest.approx(0.75 * OWN, abs=1e-4)
    two = pytest.approx(2 * 0.75 * 0.25 * OWN + 0.75**2 * OWN**2, abs=1e-4)
    assert found["always"] == [0.0, one, two]
    # The rule asks again only who did not know.
    rule = pytest.approx(0.75 * OWN + 0.25 * 0.75 * OWN, abs=1e-4)
    assert found["by_rule"] == [0.0, one, rule]


def test_a_text_that_is_not_placed_is_asked_nothing_and_is_wrong() -> None:
    found = _simulated(1, StandIn({"x": NEARLY_EVEN, "y": None}))
    half = pytest.approx(OWN / 2, abs=1e-4)
    assert (found["n"], found["asked"]) == (2, 0.5)
    assert found["by_rule"] == [0.5, half, half]
    assert _simulated(1, StandIn({"y": None}))["always"] == [0.0, 0.0, 0.0]


def test_no_texts_are_measured_too() -> None:
    nought = [0.0] * (MOST_QUESTIONS + 1)
    assert _simulated(1, StandIn({})) == {
        "n": 0,
        "asked": 0.0,
        "by_rule": nought,
        "always": nought,
    }
