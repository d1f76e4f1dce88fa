"""Tell what a message wants of the coach's rhythm, in whatever words; days are read elsewhere."""

from collections.abc import Sequence
from typing import NamedTuple

from content.messages import MessageExample, MessageKind
from content.values import Act, Topic
from nlp.blend import Blend, Seen

NO_ACT = "none"
# A rhythm is only proposed, and a skip undone with one press; what ends or begins all must be sure.
SURE_ENOUGH = dict.fromkeys(Act, 0.85) | {
    Act.SET: 0.6,
    Act.SKIP: 0.65,
    Act.SHOW: 0.7,
    Act.PAUSE: 0.75,
}
# What can be told apart from wishes by its subject alone teaches nothing here.
_FAR = frozenset({MessageKind.OTHER_LANGUAGE, MessageKind.HOSTILE, MessageKind.QUESTION})


def near_wishes(messages: Sequence[MessageExample]) -> list[MessageExample]:
    """Keep the wishes and what they might be taken for."""
    return [each for each in messages if each.kind not in _FAR or each.topic is Topic.OUTSIDE]


def act_of(message: MessageExample) -> str:
    """Name what a message wants, or that it wants nothing of the kind."""
    return NO_ACT if message.act is None else message.act.value


class Learnt(NamedTuple):
    """Hold what a text wants where that is sure enough, and what it wants most likely."""

    act: Act | None
    likely: Act | None


NOTHING = Learnt(None, None)


class Acts:
    """Hold the trained model."""

    def __init__(self, model: Blend) -> None:
        self._model = model

    def of(self, seen: Seen) -> Learnt:
        """Tell what one text wants."""
        odds = self._model.probabilities(seen)[0]
        likely = odds.argmax()
        name = self._model.classes[likely]
        if name == NO_ACT:
            return NOTHING
        act = Act(name)
        return Learnt(act if odds[likely] >= SURE_ENOUGH[act] else None, act)
