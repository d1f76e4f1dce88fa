"""Answer what a person asks after a placement, and about the steps and terms of the model."""

from collections.abc import Sequence

from bot.coach.messages import Message
from bot.coach.placing import placement_buttons
from bot.coach.state import Memory, State
from bot.coach.voice import Voice, likeness
from content.values import STEP_NUMBERS, Dimension
from nlp.placement import most_likely

_MOST_NEXT_STEPS = 2


class Explaining:
    """Explain placements, steps and terms from the content."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._terms = {term.name: term for term in voice.guide.terms}
        self.term_names = {
            name: term.name for term in voice.guide.terms for name in (term.name, *term.variants)
        }

    def why(self, state: State, memory: Memory) -> list[Message]:
        """Say what a placement rests on, and what would make it another."""
        number = most_likely(state.probabilities)
        ranked = sorted(STEP_NUMBERS, key=lambda step: -state.probabilities[step - 1])
        quotes: dict[str, list[str]] = {}
        for piece in memory.evidence:
            quotes.setdefault(piece["dimension"], []).append(piece["text"])
        points = [
            {
                "quotes": quotes.get(key, []),
                "view": self._voice.guide.views[Dimension(key)].name,
                "likeness": likeness(
                    self._voice.aspect(number, key), " ".join(quotes.get(key, []))
                ),
            }
            for key in quotes or state.dimensions[:1]
        ]
        above = number + 1 if number < STEP_NUMBERS[-1] else None
        return self._voice.say(
            "answer",
            "why",
            placement_buttons(self._voice, state.placement)[1:],
            placed=number,
            step=self._voice.step(number),
            second=self._voice.step(ranked[1]),
            above=self._voice.step(above) if above else None,
            question=self._voice.guide.views[Dimension(state.dimensions[0])].question.text,
            anchor=self._voice.aspect(above, state.dimensions[0]).answer.text if above else "",
            points=points,
            answers=state.answers,
        )

    def next_steps(self, state: State) -> list[Message]:
        """Give next steps that were not given yet, from the dimensions spoken of in turn."""
        number = most_likely(state.probabilities)
        for dimension in state.dimensions:
            items = self._voice.aspect(number, dimension).next_steps.items
            fresh = [
                index for index in range(len(items)) if f"{dimension}:{index}" not in state.given
            ]
            if not fresh:
                continue
            chosen, left = fresh[:_MOST_NEXT_STEPS], fresh[_MOST_NEXT_STEPS:]
            state.given += [f"{dimension}:{index}" for index in chosen]
            buttons = placement_buttons(self._voice, state.placement)
            again = self._voice.button("next_more", state.placement)
            return self._voice.say(
                "answer",
                "next",
                [again, buttons[2], self._voice.button("describe")],
                placed=number,
                step=self._voice.step(number),
                view=self._voice.view_name(dimension),
                items=[items[index] for index in chosen],
                more=bool(left),
            )
        buttons = [self._voice.button("describe"), self._voice.button("steps")]
        return self._voice.say("answer", "next_none", buttons, placed=number)

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
            "answer", "steps", buttons, steps=steps.values(), short=self._voice.short_steps()
        )

    def step(self, number: int) -> list[Message]:
        """Show one step; there are only five."""
        if number not in self._voice.guide.steps:
            return self._voice.say("answer", "no_such_step", [self._voice.button("steps")])
        others = [other for other in (number - 1, number + 1) if other in STEP_NUMBERS]
        buttons = [self._voice.button("step", other, number=other) for other in others]
        buttons += [self._voice.button("steps"), self._voice.button("describe")]
        return self._voice.say("answer", "step", buttons, step=self._voice.step(number))

    def term(self, name: str) -> list[Message]:
        """Explain a term."""
        buttons = [self._voice.button("steps"), self._voice.button("describe")]
        return self._voice.say("answer", "term", buttons, term=self._terms[name])

    def knows(self, names: Sequence[str]) -> bool:
        """Tell whether the first of some names is a term's; old buttons may carry anything."""
        return bool(names) and names[0] in self._terms
