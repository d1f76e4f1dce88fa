"""Let the coach tell all that it knows, and note what each reply was filled in with."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

from bot.coach import Message, Voice
from bot.coach.answering import Answering
from bot.coach.explaining import Explaining
from bot.coach.recalling import Recalling
from bot.coach.state import Memory, State
from content.guide import load_guide
from content.replies import Replies
from content.values import STEP_NUMBERS, Dimension, Role, Says, Source, Topic

from .people import placed, told
from .questions import OF_A_STEP, Finding, asked, nothing_near


class Noting(Replies):
    """Note which replies were said, and with which values."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)

    def render(self, name: str, /, **values: object) -> str:
        self.noted[name].append(values)
        return super().render(name, **values)


class _Answers:
    """Ask one thing at a time."""

    def __init__(self, voice: Voice) -> None:
        self._answering = Answering(voice, Explaining(voice))

    def __call__(
        self, *topics: Topic, state: State | None = None, near: Any = nothing_near, **values: Any
    ) -> list[Message]:
        return self._answering.answer(asked(*topics, **values), near, state or State(), Memory())


def answers(voice: Voice) -> Iterator[list[Message]]:
    """Answer questions on every topic at every step, by every role, field and dimension."""
    answer = _Answers(voice)
    yield from _on_the_model(voice, answer)
    for step in STEP_NUMBERS:
        yield from _on_a_step(answer, step)
        for other in STEP_NUMBERS[step:]:
            yield from _comparisons(answer, f"trin {step} og trin {other}")
        for role in Role:
            for dimension in Dimension:
                state, given = placed(step, dimension), None
                while given != state.given:
                    given = list(state.given)
                    yield answer(Topic.NEXT_STEP, state=state, own=step, role=role)


def _on_the_model(voice: Voice, answer: _Answers) -> Iterator[list[Message]]:
    yield answer()
    yield answer(Topic.TRAITS, where="trin 9")
    for topic in (*OF_A_STEP, Topic.NEXT_STEP, Topic.EXAMPLE, Topic.OUTSIDE):
        yield answer(topic)
    for block in voice.guide.blocks:
        if block.source is Source.MODEL and not block.id.startswith("begreber"):
            yield answer(Topic.OUTSIDE, near=Finding(block))
    for block in voice.guide.overview.values():
        yield answer(Topic.WHOLE_MODEL, block=block.id)
        yield answer(Topic.OUTSIDE, near=Finding(block))
    for term in voice.guide.terms:
        yield answer(Topic.TERM, terms=(term.name,))
    for point, says in product(voice.guide.points, (None, *Says)):
        yield answer(point.topic, point=point, says=says)


def _on_a_step(answer: _Answers, step: int) -> Iterator[list[Message]]:
    where = f"trin {step}"
    for topic in (*OF_A_STEP, Topic.WHY, Topic.NEXT_STEP):
        yield answer(topic, where=where)
    yield answer(Topic.TRAITS, where=where, demands=True)
    yield answer(Topic.EXAMPLE, where=where, fields=("ingen kender det",))


def _comparisons(answer: _Answers, where: str) -> Iterator[list[Message]]:
    yield answer(Topic.COMPARISON, where=where)
    for topic in (Topic.PRINCIPLE, *map(Topic, Dimension)):
        yield answer(Topic.COMPARISON, where=where, named=(topic, Topic.COMPARISON))


def explanations(voice: Voice) -> Iterator[list[Message]]:
    """Explain every placement, and be told that it is wrong."""
    explaining, recalling = Explaining(voice), Recalling(voice)
    for step in STEP_NUMBERS:
        for dimension in Dimension:
            for memory in (Memory(), told(dimension)):
                state = placed(step, dimension)
                state.answers = [voice.aspect(step, dimension).answer.text]
                yield explaining.why(state, memory, (min(5, step + 2),))
                yield explaining.why(state, memory)
                yield recalling.summary(step, state, memory)
                yield recalling.back(step, state, memory)
            yield explaining.wrong(state)
            yield explaining.wrong_way(state, higher=True)
            yield explaining.wrong_way(state, higher=False)
    yield recalling.no_summary()
    areas = {
        name: {"said": name, "probabilities": placed(step).probabilities}
        for name, step in (("skole", 2), ("ældre", 4))
    }
    for known in ({}, areas, {"skole": areas["skole"]}):
        yield recalling.profile(State(), Memory(areas=known))


@cache
def noted() -> dict[str, list[dict[str, Any]]]:
    """Give the values that each reply gets when all is told."""
    voice = Voice(replies := Noting(), load_guide())
    for _ in (*answers(voice), *explanations(voice)):
        pass
    return dict(replies.noted)
