import numpy as np
import pytest

from content.messages import MessageExample, MessageKind, load_messages
from content.values import Act, Topic
from nlp.blend import Blend, Linear, Seen
from nlp.features import Compact
from nlp.rhythms.acts import NO_ACT, NOTHING, Acts, Learnt, act_of, near_wishes


def _acts(**scores: float) -> Learnt:
    """Let a model give one text these scores."""
    words = Linear(np.zeros((1, len(scores))), np.array(list(scores.values())))
    seen = Seen(Compact(np.zeros((1, 0)), np.zeros(0, int)))
    return Acts(Blend(list(scores), words, None, 0.0, 1.0)).of(seen)


def test_what_is_likely_enough_is_wanted() -> None:
    assert _acts(none=0, pause=5, skip=0) == Learnt(Act.PAUSE, Act.PAUSE)


def test_what_is_only_likelier_is_not_known_but_something() -> None:
    assert _acts(none=0, pause=1, skip=0.9) == Learnt(None, Act.PAUSE)


def test_most_texts_want_nothing_of_the_rhythm() -> None:
    assert _acts(none=5, pause=0) == NOTHING


def test_wishes_are_learnt_beside_what_they_might_be_taken_for() -> None:
    wish = MessageExample("a", "stop", MessageKind.PROMPTS, act=Act.STOP)
    told = MessageExample("b", "vi stoppede", MessageKind.PRACTICE)
    outside = MessageExample("c", "hvad koster det", MessageKind.QUESTION, Topic.OUTSIDE)
    far = MessageExample("d", "hvad er trin 2", MessageKind.QUESTION, Topic.TRAITS)
    english = MessageExample("e", "please stop", MessageKind.OTHER_LANGUAGE)
    assert near_wishes([wish, told, outside, far, english]) == [wish, told, outside]
    assert [act_of(wish), act_of(told)] == ["stop", NO_ACT]


@pytest.mark.parametrize("act", Act)
def test_every_act_is_said_in_many_ways(act: Act) -> None:
    said = [each.text for each in load_messages() if each.act is act]
    assert len(said) >= 60
