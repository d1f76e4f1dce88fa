import numpy as np
import pytest
from scipy.sparse import csr_matrix

from nlp.blend import Blend, Linear, Seen
from nlp.decision import Decision, Gate, MessageClass, decide
from nlp.placement import Placement

SURE = Placement((0.1, 0.1, 0.6, 0.1, 0.1), (), ())
UNSURE = Placement((0.1, 0.2, 0.4, 0.2, 0.1), (), ())
SURE_ENOUGH = 0.6


def _classes(**shares: float) -> dict[MessageClass, float]:
    return {name: shares.get(name.value, 0.0) for name in MessageClass}


@pytest.mark.parametrize(
    ("foreign", "classes", "placement", "decision"),
    [
        (0.0, _classes(description=1), SURE, Decision.PLACE),
        (0.0, _classes(description=1), UNSURE, Decision.CLARIFY),
        (0.0, _classes(vague=1), SURE, Decision.CLARIFY),
        (0.0, _classes(question=1), SURE, Decision.CLARIFY),
        (0.0, _classes(offtopic=1), SURE, Decision.OFFTOPIC),
        (0.0, _classes(smalltalk=1), SURE, Decision.SMALLTALK),
        (0.5, _classes(description=1), SURE, Decision.OTHER_LANGUAGE),
        (1.0, _classes(smalltalk=1), UNSURE, Decision.OTHER_LANGUAGE),
        (0.49, _classes(description=1), SURE, Decision.PLACE),
    ],
)
def test_a_message_is_decided_on(
    foreign: float,
    classes: dict[MessageClass, float],
    placement: Placement,
    decision: Decision,
) -> None:
    assert decide(foreign, classes, placement, SURE_ENOUGH) is decision


def test_all_that_is_on_the_subject_counts_together() -> None:
    classes = _classes(description=0.25, vague=0.15, question=0.12, offtopic=0.48)
    assert decide(0, classes, SURE, SURE_ENOUGH) is Decision.PLACE


def test_what_is_off_the_subject_is_the_likelier_of_the_two() -> None:
    classes = _classes(description=0.36, offtopic=0.24, smalltalk=0.4)
    assert decide(0, classes, SURE, SURE_ENOUGH) is Decision.SMALLTALK


def test_less_than_half_on_the_subject_is_enough() -> None:
    classes = _classes(description=0.41, offtopic=0.59)
    assert decide(0, classes, SURE, SURE_ENOUGH) is Decision.PLACE


def test_the_decisions_are_those_of_the_contract() -> None:
    assert list(Decision) == ["place", "clarify", "offtopic", "smalltalk", "other_language"]


def test_the_gate_names_the_classes_of_its_model() -> None:
    names = [name.value for name in MessageClass]
    words = Linear(np.eye(5), np.zeros(5))
    gate = Gate(Blend(names, words, None, 0.0, 1.0))
    for row, name in enumerate(names):
        found = gate.probabilities(Seen(csr_matrix(np.eye(5)[row:])))
        assert max(found, key=lambda each: found[each]) == name
        assert sum(found.values()) == pytest.approx(1)


def test_a_model_that_knows_another_class_is_no_gate() -> None:
    words = Linear(np.eye(2), np.zeros(2))
    with pytest.raises(ValueError, match="other_language"):
        Gate(Blend(["vague", "other_language"], words, None, 0.0, 1.0))
