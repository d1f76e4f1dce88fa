"""Answer what a person asks after a placement, and about the steps and terms of the model."""

from collections.abc import Sequence
from typing import Any

from bot.coach.messages import Button, Message
from bot.coach.state import Memory, State, two_likeliest
from bot.coach.voice import PLACING, THE_STEPS, Voice, likeness
from bot.coach.ways import first_ways, neighbours, placement_buttons
from content.sentences import sentences
from content.values import STEP_NUMBERS, Dimension
from nlp.placement import most_likely


class Explaining:
    """Explain placements, steps and terms from the content."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._terms = {term.name: term for term in voice.guide.terms}

    def help(self) -> list[Message]:
        """Say what one can do here."""
        buttons = [*first_ways(self._voice), self._voice.button("rhythm")]
        return self._voice.say("answer", "help", buttons)

    def why(
        self,
        state: State,
        memory: Memory,
        asked_of: Sequence[int] = (),
        placed: int | None = None,
    ) -> list[Message]:
        """Say what a placement rests on, what spoke for others, and what would make it another.

        Asked of a step («hvorfor ikke 4?»), that one is compared.
        """
        number = state.step
        if number is None:
            return self._why_any(state, placed, asked_of)
        ranked = sorted(STEP_NUMBERS, key=lambda step: -state.probabilities[step - 1])
        other = next((step for step in asked_of if step != number), None)
        above = other or (number + 1 if number < STEP_NUMBERS[-1] else None)
        topic = state.dimensions[0]
        aspect = self._voice.aspect(number, topic)
        points = self._points(number, state, memory)
        return self._voice.say(
            "answer",
            "why",
            [*placement_buttons(self._voice, state.placement)[1:], self._voice.button("summary")],
            placed=number,
            sources=[
                aspect.traits.id,
                *([self._voice.aspect(above, topic).answer.id] if above else []),
            ],
            step=self._voice.step(number),
            second=self._voice.step(ranked[1]),
            above=self._voice.step(above) if above else None,
            higher=bool(above and above > number),
            question=self._voice.guide.views[Dimension(topic)].question.text,
            anchor=self._voice.aspect(above, topic).answer.text if above else "",
            seen=self._seen(above, topic) if above else "",
            points=points,
            answers=state.answers,
        )

    def _points(self, number: int, state: State, memory: Memory) -> list[dict[str, Any]]:
        quotes: dict[str, list[str]] = {}
        for piece in memory.evidence:
            quotes.setdefault(piece["dimension"], []).append(piece["text"])
        return [
            {
                "quotes": quotes.get(key, []),
                "view": self._voice.guide.views[Dimension(key)].name,
                "likeness": likeness(
                    self._voice.aspect(number, key), " ".join(quotes.get(key, []))
                ),
            }
            for key in quotes or state.dimensions[:1]
        ]

    def _seen(self, step: int, topic: str) -> str:
        """Say what one would see on a step: what is new there, else what is typical."""
        aspect = self._voice.aspect(step, topic)
        return sentences((aspect.news or aspect.traits).text)[-1]

    def _why_any(self, state: State, placed: int | None, asked_of: Sequence[int]) -> list[Message]:
        """Say how placing works where no placement is at hand, and what speaks for a step.

        While a question is open, say also how likely the steps are that it is to separate.
        """
        block = self._voice.block(PLACING)
        number = placed or next(iter(asked_of), None)
        step = self._voice.step(number) if number else None
        other = next((each for each in asked_of if each != number), None)
        if step and other is None and step.number < STEP_NUMBERS[-1]:
            other = step.number + 1
        news = self._voice.step(other).news if other else None
        return self._voice.say(
            "answer",
            "why_any",
            self._ways(state),
            sources=[block.id, *([step.picture.block.id] if step else [])],
            text=block.text,
            likely=self._likely(state),
            step=step,
            traits=self._voice.short_steps()[step.number] if step else "",
            other=other,
            seen=sentences(news.text)[-1] if news else "",
        )

    def _ways(self, state: State) -> list[Button]:
        first = "ask_again" if state.question else "steps"
        return [self._voice.button(first), self._voice.button("describe")]

    def is_in_doubt(self, state: State) -> bool:
        """Tell whether a question is open because two steps are likely."""
        likely = self._likely(state)
        return bool(likely) and likely[1]["tenths"] > 0

    def _likely(self, state: State) -> list[dict[str, Any]]:
        """List the two steps that an open question is to separate, the likelier first."""
        if not state.question or len(set(state.probabilities)) == 1:
            return []
        return [
            {
                "step": self._voice.step(number),
                "tenths": round(state.probabilities[number - 1] * 10),
            }
            for number in two_likeliest(state.probabilities)
        ]

    def wrong(self, state: State) -> list[Message]:
        """Ask what the coach did not see."""
        state.expecting = "correction"
        number = most_likely(state.probabilities)
        buttons = [self._voice.button("keep")]
        if number > STEP_NUMBERS[0]:
            buttons.insert(0, self._voice.button("lower"))
        if number < STEP_NUMBERS[-1]:
            buttons.insert(0, self._voice.button("higher"))
        return self._voice.say("clarify", "wrong", buttons)

    def wrong_way(self, state: State, *, higher: bool) -> list[Message]:
        """Ask for what shows that the person is further, or less far, than the coach said."""
        state.expecting = "correction"
        state.side = "higher" if higher else "lower"
        toward = most_likely(state.probabilities) + (1 if higher else -1)
        possible = toward in STEP_NUMBERS
        return self._voice.say(
            "clarify",
            "wrong_way",
            [self._voice.button("example"), self._voice.button("keep")],
            higher=higher,
            toward=toward,
            question=self._voice.guide.views[Dimension(state.dimensions[0])].question.text,
            anchor=self._voice.aspect(toward, state.dimensions[0]).answer.text if possible else "",
        )

    def steps(self) -> list[Message]:
        """Show the five steps."""
        steps = self._voice.guide.steps
        buttons = [self._voice.button("step", number, number=number) for number in steps]
        return self._voice.say(
            "answer",
            "steps",
            buttons,
            sources=[THE_STEPS],
            steps=steps.values(),
            short=self._voice.short_steps(),
        )

    def step(self, number: int) -> list[Message]:
        """Show one step; there are only five."""
        if number not in self._voice.guide.steps:
            buttons = [self._voice.button("steps")]
            return self._voice.say("answer", "no_such_step", buttons, sources=[THE_STEPS])
        buttons = [self._voice.button("step", other, number=other) for other in neighbours(number)]
        buttons += [self._voice.button("steps"), self._voice.button("describe")]
        step = self._voice.step(number)
        sources = [step.picture.block.id, step.principle.block.id]
        return self._voice.say("answer", "step", buttons, sources=sources, step=step)

    def term(self, name: str) -> list[Message]:
        """Explain a term."""
        buttons = [self._voice.button("steps"), self._voice.button("describe")]
        term = self._terms[name]
        sources = [term.model.id, term.general.id]
        return self._voice.say("answer", "term", buttons, sources=sources, term=term)

    def knows(self, names: Sequence[str]) -> bool:
        """Tell whether the first of some names is a term's; old buttons may carry anything."""
        return bool(names) and names[0] in self._terms
