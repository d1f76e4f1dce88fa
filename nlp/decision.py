"""Tell what a message is before it is placed: a description, too vague, or something else."""

from enum import StrEnum

from nlp.blend import Blend, Seen
from nlp.placement import Placement


class MessageClass(StrEnum):
    """Name what a message can be, as the gate is trained to see it."""

    DESCRIPTION = "description"
    VAGUE = "vague"
    QUESTION = "question"
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
ENOUGH_ON_SUBJECT = 0.4
ON_SUBJECT = frozenset({MessageClass.DESCRIPTION, MessageClass.VAGUE, MessageClass.QUESTION})


class Gate:
    """Hold the trained model that sorts messages."""

    def __init__(self, model: Blend) -> None:
        self._model = model
        self._classes = [MessageClass(name) for name in model.classes]

    def probabilities(self, seen: Seen) -> dict[MessageClass, float]:
        """Give the probability of each class for one text."""
        row = self._model.probabilities(seen)[0]
        return dict(zip(self._classes, map(float, row), strict=True))


def decide(
    foreign: float, classes: dict[MessageClass, float], placement: Placement, sure_enough: float
) -> Decision:
    """Decide what to do with a message, given the chance that its language is another.

    A message is taken for off the subject only where all that is on it is too unlikely together.
    """
    if foreign >= ANOTHER_LANGUAGE:
        return Decision.OTHER_LANGUAGE
    on_subject = sum(classes[name] for name in ON_SUBJECT)
    if on_subject < ENOUGH_ON_SUBJECT:
        others = {name: value for name, value in classes.items() if name not in ON_SUBJECT}
        return Decision(max(others, key=lambda name: others[name]))
    likely = max(ON_SUBJECT, key=lambda name: classes[name])
    if likely is MessageClass.DESCRIPTION and max(placement.probabilities) >= sure_enough:
        return Decision.PLACE
    return Decision.CLARIFY
