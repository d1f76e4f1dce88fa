"""Answer questions about the model, from the content."""

from collections.abc import Callable, Sequence

from bot.coach.advising import Advising
from bot.coach.comparing import Comparing
from bot.coach.explaining import Explaining
from bot.coach.illustrating import Illustrating
from bot.coach.messages import Button, Message
from bot.coach.picking import Nearest, Picking
from bot.coach.state import Memory, State
from bot.coach.voice import BEYOND, THE_STEPS, Voice
from bot.coach.ways import neighbours, ways_back
from content.cues import load_cues
from content.values import (
    STEP_NUMBERS,
    Block,
    Passage,
    Point,
    Says,
    Source,
    Step,
    Topic,
)
from nlp.place import WHOLE
from nlp.questions import Question
from nlp.shelf import Sentence

# Below this, what the model says is too far from a question to be worth telling.
_NEAR_ENOUGH = 0.3
_PASSAGES: dict[Topic, Callable[[Step], Passage]] = {
    Topic.PRINCIPLE: lambda step: step.principle,
    Topic.DURATION: lambda step: step.duration,
    Topic.PITFALLS: lambda step: step.pitfalls,
    Topic.SIGNS: lambda step: step.signs,
}


class Answering:
    """Know where in the content the answer to a question stands, and how to tell it."""

    def __init__(self, voice: Voice, explaining: Explaining) -> None:
        self._voice = voice
        self._explaining = explaining
        self._picking = Picking()
        self._advising = Advising(voice)
        self._illustrating = Illustrating(voice)
        self._comparing = Comparing(voice)
        self._leaning = load_cues().leaning
        self._told_by_model = [
            block.id
            for block in voice.guide.blocks
            if block.source is Source.MODEL and not block.id.startswith("begreber")
        ]

    def answer(
        self, question: Question, nearest: Nearest, state: State, memory: Memory
    ) -> list[Message]:
        """Answer all that is asked; what the model doesn't say is said to be unsaid."""
        if not question.topics:
            return self._voice.say("offtopic", "offtopic", ways_back(self._voice, state))
        if question.point:
            return self._point(question.point, question.says, state)
        messages: list[Message] = []
        for topic in question.topics:
            step = question.step_for(topic)
            # Who asks what a «proceskonsulent» does wants no tour of the employees on five steps.
            explained = topic.dimension and question.topics[0] is Topic.TERM
            if explained and not isinstance(step, int):
                continue
            told = self._about(topic, step, question, nearest, state, memory)
            if told[0].kind == "answer":
                state.topic = topic.value
            if topic is not question.topics[0] and told[0].kind == "unknown":
                continue
            messages += told
        return with_last_buttons(messages)

    def about(self, topic: Topic, step: int, nearest: Nearest, state: State) -> list[Message]:
        """Tell of a topic at a step, as a button asks for it."""
        if topic is Topic.NEXT_STEP:
            return self._advising.onward(step, (), state)
        if topic is Topic.EXAMPLE:
            return self._illustrating.example(step, (), (), nearest, state)
        return self._of_step(topic, step, nearest, state)

    def next_steps(self, number: int, state: State) -> list[Message]:
        """Give next steps from where the person stands."""
        return self._advising.onward(number, (), state)

    def _about(
        self,
        topic: Topic,
        step: int | str | None,
        question: Question,
        nearest: Nearest,
        state: State,
        memory: Memory,
    ) -> list[Message]:
        if question.pointing.beyond:
            return self._explaining.step(0)
        if topic is Topic.TERM:
            return self._terms(question, nearest, state)
        if topic is Topic.OUTSIDE:
            return self.unknown(question.matter, nearest, state)
        if topic is Topic.WHOLE_MODEL:
            return self._whole_model(question.block or THE_STEPS, state)
        if topic is Topic.WHY:
            return self._explaining.why(state, memory, question.pointing.steps, question.place.own)
        if topic is Topic.COMPARISON:
            return self._compared(question, nearest, state)
        if topic is Topic.NEXT_STEP:
            return self._next_steps(question, state)
        if topic is Topic.EXAMPLE:
            return self._example(step, question, nearest, state)
        if not isinstance(step, int):
            return self._of_all(topic, state)
        if topic is Topic.TRAITS and question.demands:
            return self._demands(self._voice.step(step), self._from_step(topic, step, state))
        return self._of_step(topic, step, nearest, state)

    def _point(self, point: Point, says: Says | None, state: State) -> list[Message]:
        """Give a short answer, with yes or no before it where that is asked for."""
        state.topic, state.about = point.topic.value, point.step or state.about
        ways = ways_back(self._voice, state)
        if point.step and point.topic is not Topic.TERM:
            ways = self._from_step(point.topic, point.step, state)
        return self._voice.say(
            "answer", "point", ways, sources=[point.block.id], says=says, text=point.block.text
        )

    def unknown(self, matter: str | None, nearest: Nearest, state: State) -> list[Message]:
        """Say that the model doesn't tell, and whom to ask, or what it tells that is nearest."""
        lines = [item.text for item in self._voice.block(BEYOND).items]
        told = next((line for line in lines if matter and line.startswith(matter)), "")
        near = None if told else self._near(nearest)
        return self._voice.say(
            "unknown",
            "unknown",
            ways_back(self._voice, state),
            sources=[near.block if near else BEYOND],
            near=near.text if near else "",
            where=self._picking.step_of(near.block) if near else None,
            matter=told,
        )

    def _near(self, nearest: Nearest) -> Sentence | None:
        """Give what the model says nearest to a question, where it is near and stands alone."""
        found = [each for each in nearest(self._told_by_model) if not self._leans(each.text)]
        return found[0] if found and found[0].likeness >= _NEAR_ENOUGH else None

    def _leans(self, sentence: str) -> bool:
        """Tell whether a sentence can't stand alone."""
        return sentence.split()[0].rstrip(",") in self._leaning

    def _terms(self, question: Question, nearest: Nearest, state: State) -> list[Message]:
        names = [name for name in question.terms if self._explaining.knows([name])]
        if not names:
            return self.unknown(question.matter, nearest, state)
        messages: list[Message] = []
        for name in names[:2]:
            messages += self._explaining.term(name)
        return with_last_buttons(messages)

    def _whole_model(self, block_id: str, state: State) -> list[Message]:
        if block_id == THE_STEPS:
            return self._explaining.steps()
        block = self._voice.block(block_id)
        return self._voice.say(
            "answer",
            "whole_model",
            ways_back(self._voice, state),
            sources=[block.id],
            title=block.title,
            text=block.text,
        )

    def _of_step(self, topic: Topic, number: int, nearest: Nearest, state: State) -> list[Message]:
        state.topic, state.about = topic.value, number
        step = self._voice.step(number)
        buttons = self._from_step(topic, number, state)
        if topic.dimension:
            aspect = self._voice.aspect(number, topic.dimension)
            return self._voice.say(
                "answer",
                "at_step",
                buttons,
                sources=[aspect.traits.id],
                heading=self._heading("at_step", topic, number),
                text=self._picking.told(aspect.traits, nearest),
                items=(),
                advice=(),
                own="",
            )
        if topic in _PASSAGES:
            passage = _PASSAGES[topic](step)
            advice = passage.advice
            return self._voice.say(
                "answer",
                "at_step",
                buttons,
                sources=[passage.block.id, *([advice.id] if advice else [])],
                heading=self._heading("at_step", topic, number),
                text="\n\n".join(passage.block.paragraphs),
                items=passage.block.items,
                advice=(*advice.paragraphs, *(item.text for item in advice.items))
                if advice
                else (),
                own=self._voice.replies.heading("own", topic),
            )
        return self._explaining.step(number)

    def _demands(self, step: Step, buttons: Sequence[Button]) -> list[Message]:
        advice = step.demands.advice
        return self._voice.say(
            "answer",
            "demands",
            buttons,
            sources=[step.demands.block.id, *([advice.id] if advice else [])],
            step=step,
            text=step.demands.block.text,
            advice=advice.paragraphs if advice else (),
        )

    def _of_all(self, topic: Topic, state: State) -> list[Message]:
        """Tell of all five steps in a line each."""
        if topic is Topic.TRAITS:
            return self._explaining.steps()
        state.topic = topic.value
        blocks = [self._in_short(topic, step) for step in self._voice.guide.steps.values()]
        buttons = [
            self._voice.button("about", topic.value, number, number=number)
            for number in STEP_NUMBERS
        ]
        return self._voice.say(
            "answer",
            "at_all_steps",
            buttons,
            sources=[block.id for block in blocks],
            heading=self._heading("at_all_steps", topic),
            lines=[block.text for block in blocks],
        )

    def _in_short(self, topic: Topic, step: Step) -> Block:
        """Give the line that sums a topic up at a step."""
        if topic.dimension:
            return step.aspects[topic.dimension].short
        passage = _PASSAGES[topic](step)
        return passage.short or passage.block

    def _heading(self, place: str, topic: Topic, number: int | None = None) -> str:
        return self._voice.replies.heading(place, topic, number=number) or ""

    def _compared(self, question: Question, nearest: Nearest, state: State) -> list[Message]:
        messages = self._comparing.compare(question, state)
        if messages:
            return messages
        if len(question.terms) > 1:
            return self._terms(question, nearest, state)
        return self._explaining.steps()

    def _next_steps(self, question: Question, state: State) -> list[Message]:
        if question.role:
            state.role = question.role.value
        if question.step_for(Topic.NEXT_STEP) == WHOLE or question.start is None:
            return self._advising.at_all_steps(question.dimensions, state)
        return self._advising.onward(question.start, question.dimensions, state)

    def _example(
        self, step: int | str | None, question: Question, nearest: Nearest, state: State
    ) -> list[Message]:
        if question.fields:
            state.fields = list(question.fields)
        if not isinstance(step, int):
            return self._illustrating.at_all_steps(question.fields, nearest)
        return self._illustrating.example(
            step, question.fields, question.dimensions, nearest, state
        )

    def _from_step(self, topic: Topic, number: int, state: State) -> list[Button]:
        """Offer the same at the neighbours, and a way back to the person's own."""
        buttons = [
            self._voice.button("about", topic.value, other, number=other)
            for other in neighbours(number)
        ]
        buttons.append(self._voice.button("an_example", Topic.EXAMPLE, number))
        return [*buttons, *ways_back(self._voice, state)[:1]]


def with_last_buttons(messages: list[Message]) -> list[Message]:
    """Keep the buttons of the last message only."""
    return [message.without_buttons() for message in messages[:-1]] + messages[-1:]
