"""Give examples of a step, from the field that the person named where there is one."""

from collections.abc import Sequence

from bot.coach.messages import Button, Message
from bot.coach.picking import Nearest
from bot.coach.state import State
from bot.coach.voice import Voice
from bot.coach.ways import neighbours
from content.values import Block, Dimension, Step, Topic


class Illustrating:
    """Know the examples of each step."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def example(
        self,
        number: int,
        fields: Sequence[str],
        dimensions: Sequence[Dimension],
        nearest: Nearest,
        state: State,
    ) -> list[Message]:
        """Give one example that was not given yet: of the field, the dimension, or the nearest."""
        step = self._voice.step(number)
        state.about = number
        wanted = list(fields) or state.fields
        blocks = _examples(step)
        fresh = [block for block in blocks if block.id not in state.shown] or blocks
        block = self._choose(step, fresh, wanted, dimensions, nearest)
        state.shown.append(block.id)
        missed = bool(fields) and block.field not in fields
        return self._voice.say(
            "answer",
            "example_of_step",
            self._buttons(number, state),
            sources=[block.id],
            step=step,
            field=block.field,
            missed=fields[0] if missed else "",
            text=block.text,
        )

    def at_all_steps(
        self,
        fields: Sequence[str],
        nearest: Nearest,
    ) -> list[Message]:
        """Give an example of each step."""
        chosen = [
            self._choose(step, _examples(step), fields, (), nearest)
            for step in self._voice.guide.steps.values()
        ]
        return self._voice.say(
            "answer",
            "examples_of_all",
            [self._voice.button("describe"), self._voice.button("steps")],
            sources=[block.id for block in chosen],
            examples=chosen,
        )

    @staticmethod
    def _choose(
        step: Step,
        blocks: Sequence[Block],
        fields: Sequence[str],
        dimensions: Sequence[Dimension],
        nearest: Nearest,
    ) -> Block:
        for field in fields:
            for block in blocks:
                if block.field == field:
                    return block
        for dimension in dimensions:
            if step.aspects[dimension].example in blocks:
                return step.aspects[dimension].example
        found = nearest([block.id for block in blocks])
        by_id = {block.id: block for block in blocks}
        return by_id[found[0].block] if found and found[0].likeness > 0 else blocks[0]

    def _buttons(self, number: int, state: State) -> list[Button]:
        another = self._voice.button("another_example", Topic.EXAMPLE, number)
        other = neighbours(number)[-1]
        step = self._voice.button("about", Topic.EXAMPLE, other, number=other)
        on = self._voice.button("back" if state.placement else "describe")
        return [another, step, on]


def _examples(step: Step) -> list[Block]:
    return [*step.examples, *(aspect.example for aspect in step.aspects.values())]
