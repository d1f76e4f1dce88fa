"""Give next steps: by the dimension spoken of and the person's role, none of them twice."""

from collections.abc import Iterable, Sequence

from bot.coach.messages import Button, Message
from bot.coach.state import State
from bot.coach.voice import Voice
from content.sentences import sentences
from content.values import STEP_NUMBERS, Dimension, Item, Role, Topic
from nlp.place import above

_MOST = 2
# Where a role acts first, as long as nobody said what the matter is about.
_HOMES = {
    Role.LEADER: Dimension.LEADERSHIP,
    Role.EMPLOYEE: Dimension.EMPLOYEES,
    Role.POLITICIAN: Dimension.POLITICS,
}


class Advising:
    """Know the coach's next steps."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def onward(self, start: int, dimensions: Sequence[Dimension], state: State) -> list[Message]:
        """Give steps that lead from a step to the one above; on the last they keep one there."""
        goal = above(start)
        begins = not (dimensions or state.dimensions or state.topic in set(Dimension))
        again = any(mark.startswith(f"{start}:") for mark in state.given)
        state.about = 0
        for dimension in self._order(dimensions, state):
            fresh = self._fresh(start, dimension, state)
            if not fresh:
                continue
            chosen, left = fresh[:_MOST], fresh[_MOST:]
            state.given += [given_mark(start, dimension, index) for index, _ in chosen]
            lead, led_by = self._lead(start, goal, None if begins and not again else dimension)
            return self._voice.say(
                "answer",
                "next",
                self._buttons(start, state),
                sources=[self._voice.aspect(start, dimension).next_steps.id, led_by],
                placed=start if state.placement else None,
                lead=lead,
                begins=begins,
                goal=goal,
                stay=start == STEP_NUMBERS[-1],
                view=self._voice.view_name(dimension),
                items=[item for _, item in chosen],
                more=bool(left),
            )
        buttons = [self._voice.button("describe"), self._voice.button("steps")]
        return self._voice.say("answer", "next_none", buttons)

    def _lead(self, start: int, goal: int, dimension: Dimension | None) -> tuple[str, str]:
        """Give what the model has on the way to a step, or on a dimension there, and its block."""
        step = self._voice.step(goal)
        news = step.aspects[dimension].news if dimension else None
        if goal > start and news:
            return sentences(news.text)[-1], news.id
        block = step.path if goal > start and step.path else step.demands.block
        return block.text, block.id

    def at_all_steps(self, dimensions: Sequence[Dimension], state: State) -> list[Message]:
        """Give one step from each of the five, for the person's role where it is known."""
        dimension = self._order(dimensions, state)[0]
        blocks = [self._voice.aspect(number, dimension).next_steps for number in STEP_NUMBERS]
        return self._voice.say(
            "answer",
            "next_all",
            [self._voice.button("describe"), self._voice.button("steps")],
            sources=[block.id for block in blocks],
            view=self._voice.view_name(dimension),
            items=[_fitting(enumerate(block.items), state.role)[0][1] for block in blocks],
        )

    @staticmethod
    def _order(dimensions: Sequence[Dimension], state: State) -> list[Dimension]:
        asked = [Dimension(state.topic)] if state.topic in set(Dimension) else []
        spoken_of = [Dimension(key) for key in state.dimensions]
        home = _HOMES.get(Role(state.role)) if state.role else None
        rest = [] if dimensions or asked or spoken_of else [home or Dimension.INVOLVEMENT]
        return list(dict.fromkeys([*dimensions, *spoken_of, *asked, *rest]))

    def _fresh(self, start: int, dimension: Dimension, state: State) -> list[tuple[int, Item]]:
        """List what was not given yet, what fits the person's role first."""
        items = self._voice.aspect(start, dimension).next_steps.items
        fresh = [
            (index, item)
            for index, item in enumerate(items)
            if given_mark(start, dimension, index) not in state.given
        ]
        return _fitting(fresh, state.role)

    def _buttons(self, start: int, state: State) -> list[Button]:
        if state.placement:
            again = self._voice.button("next_more", state.placement)
            more = self._voice.button("more", state.placement)
            return [again, more, self._describe(), self._voice.button("rhythm")]
        again = self._voice.button("more_advice", Topic.NEXT_STEP, start)
        return [again, self._describe()]

    def _describe(self) -> Button:
        return self._voice.button("describe")


def _fitting(items: Iterable[tuple[int, Item]], role: str) -> list[tuple[int, Item]]:
    """Keep what fits a role, its own first; all of it where no role is known."""
    if not role:
        return list(items)
    order = [Role(role), Role.ANYONE]
    fitting = [each for each in items if each[1].role in order]
    return sorted(fitting, key=lambda each: order.index(each[1].role))


def given_mark(step: int, dimension: Dimension | str, index: int) -> str:
    """Name a next step, so that it is not given twice."""
    return f"{step}:{dimension}:{index}"
