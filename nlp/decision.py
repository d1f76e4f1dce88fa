"""Tell what a message is before it is placed: a description, too vague, or something else."""

from collections.abc import Mapping
from enum import StrEnum

from nlp.blend import Blend, Seen
from nlp.placement import Placement


class MessageClass(StrEnum):
    """Name what a message can be, as the gate is trained to see it."""

    DESCRIPTION = "description"
    VAGUE = "vague"
    QUESTION = "question"
    CORRECTION = "correction"
    COMMITMENT = "commitment"
    PROMPTS = "prompts"
    HISTORY = "history"
    SUMMARY = "summary"
    DATA = "data"
    AGREEMENT = "agreement"
    REFUSAL = "refusal"
    OFFTOPIC = "offtopic"
    SMALLTALK = "smalltalk"


class Decision(StrEnum):
    """Name what the coach can do with a message, as the contract promises it."""

    PLACE = "place"
    CLARIFY = "clarify"
    OFFTOPIC = "offtopic"
    SMALLTALK = "smalltalk"
    OTHER_LANGUAGE = "other_language"


ANOTHER_LANGUAGE = 0.5
# To send somebody away who told of their work is worse than to ask about what is none.
ENOUGH_ON_SUBJECT = 0.45
TOLD_OR_ASKED = frozenset({MessageClass.DESCRIPTION, MessageClass.VAGUE, MessageClass.QUESTION})
_OFF_SUBJECT = {
    MessageClass.OFFTOPIC: Decision.OFFTOPIC,
    MessageClass.SMALLTALK: Decision.SMALLTALK,
    # A plain yes or no says nothing of practice.
    MessageClass.AGREEMENT: Decision.SMALLTALK,
    MessageClass.REFUSAL: Decision.SMALLTALK,
}


class Gate:
    """Hold the trained model that sorts messages."""

    def __init__(self, model: Blend) -> None:
        self._model = model
        self._classes = [MessageClass(name) for name in model.classes]

    def probabilities(self, seen: Seen) -> dict[MessageClass, float]:
        """Give the probability of each class for one text."""
        row = self._model.probabilities(seen)[0]
        return dict(zip(self._classes, map(float, row), strict=True))


def taken_for(classes: Mapping[MessageClass, float]) -> MessageClass:
    """Choose the class: of what tells or asks of practice, where that is likely enough together."""
    on_subject = sum(classes.get(name, 0.0) for name in TOLD_OR_ASKED) >= ENOUGH_ON_SUBJECT
    among = [name for name in classes if (name in TOLD_OR_ASKED) == on_subject]
    return max(among or classes, key=lambda name: classes[name])


def decide(
    foreign: float, likely: MessageClass, placement: Placement, sure_enough: float
) -> Decision:
    """Decide what to do with a message of a class, given how likely its language is another."""
    if foreign >= ANOTHER_LANGUAGE:
        return Decision.OTHER_LANGUAGE
    if likely in _OFF_SUBJECT:
        return _OFF_SUBJECT[likely]
    if likely is MessageClass.DESCRIPTION and max(placement.probabilities) >= sure_enough:
        return Decision.PLACE
    return Decision.CLARIFY
