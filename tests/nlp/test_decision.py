import numpy as np
import pytest
from scipy.sparse import csr_matrix

from nlp.blend import Blend, Linear, Seen
from nlp.decision import (
    ENOUGH_ON_SUBJECT,
    TOLD_OR_ASKED,
    Decision,
    Gate,
    MessageClass,
    decide,
    taken_for,
)
from nlp.placement import Placement

SURE = Placement((0.1, 0.1, 0.6, 0.1, 0.1), (), ())
UNSURE = Placement((0.1, 0.2, 0.4, 0.2, 0.1), (), ())
SURE_ENOUGH = 0.6


def _classes(**shares: float) -> dict[MessageClass, float]:
    return {name: shares.get(name.value, 0.0) for name in MessageClass}


@pytest.mark.parametrize(
    ("foreign", "likely", "placement", "decision"),
    [
        (0.0, "description", SURE, Decision.PLACE),
        (0.0, "description", UNSURE, Decision.CLARIFY),
        (0.0, "vague", SURE, Decision.CLARIFY),
        (0.0, "question", SURE, Decision.CLARIFY),
        *(
            (0.0, name, SURE, Decision.CLARIFY)
            for name in ("correction", "commitment", "prompts", "history", "summary", "data")
        ),
        (0.0, "offtopic", SURE, Decision.OFFTOPIC),
        (0.0, "smalltalk", SURE, Decision.SMALLTALK),
        # A plain yes or no tells nothing of practice, and is answered as small talk.
        (0.0, "agreement", SURE, Decision.SMALLTALK),
        (0.0, "refusal", UNSURE, Decision.SMALLTALK),
        (0.5, "description", SURE, Decision.OTHER_LANGUAGE),
        (1.0, "smalltalk", UNSURE, Decision.OTHER_LANGUAGE),
        (0.49, "description", SURE, Decision.PLACE),
    ],
)
def test_a_message_is_decided_on(
    foreign: float, likely: str, placement: Placement, decision: Decision
) -> None:
    assert decide(foreign, MessageClass(likely), placement, SURE_ENOUGH) is decision


@pytest.mark.parametrize(
    ("shares", "likely"),
    [
        # What tells or asks of practice counts together, and less than half of all is enough.
        ({"description": 0.25, "vague": 0.15, "question": 0.12, "offtopic": 0.48}, "description"),
        ({"description": 0.46, "offtopic": 0.54}, "description"),
        ({"question": 0.3, "vague": 0.16, "smalltalk": 0.54}, "question"),
        # Else it is the likeliest of the others.
        ({"description": 0.36, "offtopic": 0.24, "smalltalk": 0.4}, "smalltalk"),
        ({"description": 0.36, "offtopic": 0.3, "smalltalk": 0.2, "agreement": 0.14}, "offtopic"),
        ({"description": 0.44, "correction": 0.3, "offtopic": 0.26}, "correction"),
        ({"data": 0.5, "question": 0.44, "offtopic": 0.06}, "data"),
    ],
)
def test_a_message_is_taken_for_a_class(shares: dict[str, float], likely: str) -> None:
    assert taken_for(_classes(**shares)) == likely


def test_a_gate_of_few_classes_takes_what_it_has() -> None:
    assert taken_for({MessageClass.VAGUE: 0.2, MessageClass.QUESTION: 0.1}) is MessageClass.VAGUE


def test_what_tells_or_asks_is_worth_less_than_half() -> None:
    assert {"description", "vague", "question"} == TOLD_OR_ASKED
    assert 0 < ENOUGH_ON_SUBJECT < 0.5


def test_the_decisions_are_those_of_the_contract() -> None:
    assert list(Decision) == ["place", "clarify", "offtopic", "smalltalk", "other_language"]


def test_the_gate_names_the_classes_of_its_model() -> None:
    names = [name.value for name in MessageClass]
    words = Linear(np.eye(len(names)), np.zeros(len(names)))
    gate = Gate(Blend(names, words, None, 0.0, 1.0))
    for row, name in enumerate(names):
        found = gate.probabilities(Seen(csr_matrix(np.eye(len(names))[row:])))
        assert max(found, key=lambda each: found[each]) == name
        assert sum(found.values()) == pytest.approx(1)


def test_a_model_that_knows_another_class_is_no_gate() -> None:
    words = Linear(np.eye(2), np.zeros(2))
    with pytest.raises(ValueError, match="other_language"):
        Gate(Blend(["vague", "other_language"], words, None, 0.0, 1.0))
