"""Tell what a message wants of the coach's rhythm, in whatever words; days are read elsewhere."""

from collections.abc import Sequence
from typing import NamedTuple

from content.messages import MessageExample, MessageKind
from content.values import Act, Topic
from nlp.blend import Blend, Seen

NO_ACT = "none"
# What is done by mistake can be undone, but a person who is asked once more loses less.
SURE_ENOUGH = 0.85
# What can be told apart from wishes by its subject alone teaches nothing here.
_FAR = frozenset({MessageKind.OTHER_LANGUAGE, MessageKind.HOSTILE, MessageKind.QUESTION})


def near_wishes(messages: Sequence[MessageExample]) -> list[MessageExample]:
    """Keep the wishes and what they might be taken for."""
    return [each for each in messages if each.kind not in _FAR or each.topic is Topic.OUTSIDE]


def act_of(message: MessageExample) -> str:
    """Name what a message wants, or that it wants nothing of the kind."""
    return NO_ACT if message.act is None else message.act.value


class Wanted(NamedTuple):
    """Hold what a text wants, where that is sure enough; `nothing` is what most want."""

    act: Act | None
    nothing: bool


NOTHING = Wanted(None, nothing=True)


class Acts:
    """Hold the trained model."""

    def __init__(self, model: Blend) -> None:
        self._model = model

    def of(self, seen: Seen) -> Wanted:
        """Tell what one text wants."""
        odds = self._model.probabilities(seen)[0]
        likely = odds.argmax()
        name = self._model.classes[likely]
        act = None if name == NO_ACT or odds[likely] < SURE_ENOUGH else Act(name)
        return Wanted(act, nothing=bool(name == NO_ACT))
