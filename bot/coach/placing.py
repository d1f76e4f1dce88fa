"""From a description to a placement, with at most two questions on the way."""

from collections.abc import Sequence
from typing import Any

from bot.coach.advising import given_mark
from bot.coach.messages import Button, Message, Staircase
from bot.coach.state import Memory, State, two_likeliest
from bot.coach.voice import FALLING_BACK, Voice, likeness, quote
from bot.coach.ways import placement_buttons
from content.sentences import sentences
from content.values import STEP_NUMBERS, Dimension
from models import Visit
from nlp.answers import Reliability, after_correction, blend, possible_steps
from nlp.parts import Part
from nlp.placement import MAX_EVIDENCE, Placement, most_likely
from nlp.sureness import Sureness

MAX_QUESTIONS = 2
_MAX_QUOTES = 2
# On the first steps, talk of daily operation is often of tasks that need no co-creation.
_HIGHEST_PLAIN_STEP = 2
_EVEN = [0.2] * 5
# The first sentences say what the model says of setbacks.
_ADVICE_ON_SETBACKS = 2


class Placing:
    """Lead a person from what they wrote to a step."""

    def __init__(self, voice: Voice, sureness: Sureness, reliability: Reliability) -> None:
        self._voice = voice
        self._sureness = sureness
        self._reliability = reliability

    def described(
        self,
        visit: Visit,
        state: State,
        memory: Memory,
        text: str,
        placement: Placement,
        newest: Placement | None = None,
    ) -> list[Message]:
        """Take in what was read of a description, and place it or ask.

        Where something was added, `newest` is the placement of that alone: it counts as much as all
        that was said, for it was said to correct or complete it.
        """
        again = bool(memory.text) and text != memory.text
        before = most_likely(state.probabilities) if state.probabilities else None
        memory.text = text
        read = [newest, placement] if newest else [placement]
        memory.evidence = _evidence(read)
        state.dimensions = list(
            dict.fromkeys(dimension.value for each in read for dimension in each.dimensions)
        )
        state.probabilities = list(placement.probabilities)
        if newest:
            state.probabilities = blend(state.probabilities, newest.probabilities)
        if state.side and before:
            state.probabilities = after_correction(
                state.probabilities, before, higher=state.side == "higher"
            )
        state.expecting = ""
        return self._place_or_ask(visit, state, memory, again=again)

    def vague(self, state: State, memory: Memory, text: str) -> list[Message]:
        """Ask for an example; what was written counts together with it."""
        memory.text = text
        state.expecting = "detail"
        buttons = [self._voice.button("example"), self._voice.button("ask_me")]
        return self._voice.say("clarify", "vague", buttons)

    def ask_me(self, state: State) -> list[Message]:
        """Ask with ready answers where a person would rather choose than write."""
        state.expecting = ""
        state.probabilities = state.probabilities or list(_EVEN)
        return self.ask_again(state) if state.question else self._ask(state)

    def ask_again(self, state: State) -> list[Message]:
        """Show the open question."""
        low, high = sorted(two_likeliest(state.probabilities))
        return self._voice.say(
            "clarify",
            "clarify_open" if state.probabilities == _EVEN else "clarify",
            self.answers(state),
            low=self._voice.step(low),
            high=self._voice.step(high),
            second_time=len(state.asked) > 1,
            question=self._voice.guide.views[Dimension(state.question_dimension)].question.text,
        )

    def answers(self, state: State) -> list[Button]:
        """Give the ready answers to the open question."""
        answers = [
            Button(
                self._voice.aspect(step, state.question_dimension).answer.text,
                f"answer:{state.question}:{step}",
            )
            for step in state.question_steps
        ]
        unsure = Button(self._voice.replies.label("unsure"), f"answer:{state.question}:0")
        return [*answers, unsure]

    def placed_area(
        self, visit: Visit, state: State, memory: Memory, part: Part, placement: Placement
    ) -> dict[str, Any]:
        """Place one of several departments without asking; give what is shown of it."""
        memory.text, memory.evidence = part.text, _evidence([placement])
        state.probabilities = list(placement.probabilities)
        state.dimensions = [dimension.value for dimension in placement.dimensions]
        state.last_step = placement.step
        state.placement = visit.journal.add_placement(
            placement.step, state.probabilities, state.dimensions
        )
        return {
            "name": part.said,
            "step": self._voice.step(placement.step),
            "sureness": sureness_line(self._voice, state.probabilities),
            "quotes": quotes_on(memory, state.dimensions[0])[:1],
        }

    def moved(self, state: State) -> list[Message]:
        """Say whether the practice moved since the earlier time that was told of."""
        block = self._voice.block(FALLING_BACK)
        return self._voice.say(
            "answer",
            "moved",
            placement_buttons(self._voice, state.placement),
            placed=state.step,
            sources=[block.id] if state.step and state.earlier > state.step else [],
            earlier=state.earlier,
            now=state.step,
            setback=" ".join(sentences(block.text)[_ADVICE_ON_SETBACKS:]),
        )

    def answered(self, visit: Visit, state: State, memory: Memory, step: int) -> list[Message]:
        """Count the answer to the open question; 0 is «ved ikke»."""
        if step:
            state.probabilities = self._reliability.after_answer(
                state.probabilities, Dimension(state.question_dimension), state.question_steps, step
            )
            answer = self._voice.aspect(step, state.question_dimension).answer.text
            state.answers.append(answer)
        return self._place_or_ask(visit, state, memory, again=False)

    def _place_or_ask(
        self, visit: Visit, state: State, memory: Memory, *, again: bool
    ) -> list[Message]:
        sure = max(state.probabilities) >= self._sureness.enough
        if not sure and len(state.asked) < MAX_QUESTIONS:
            return self._ask(state)
        if state.probabilities == _EVEN:
            state.start_description()
            return self.vague(state, memory, memory.text)
        return self._conclude(visit, state, memory, again=again)

    def _ask(self, state: State) -> list[Message]:
        """Ask what would separate the steps; what was placed before no longer holds."""
        offered = possible_steps(state.probabilities, self._sureness.still_possible)
        dimension = self._reliability.next_question(
            state.probabilities,
            offered,
            [Dimension(key) for key in state.dimensions],
            [Dimension(key) for key in state.asked],
        )
        state.placement = 0
        state.questions_ever += 1
        state.question = state.questions_ever
        state.question_dimension = dimension.value
        state.question_steps = offered
        state.asked.append(dimension.value)
        return self.ask_again(state)

    def _conclude(
        self, visit: Visit, state: State, memory: Memory, *, again: bool
    ) -> list[Message]:
        number, _ = two_likeliest(state.probabilities)
        step = self._voice.step(number)
        state.dimensions = state.dimensions or state.asked[:1]
        topic = state.dimensions[0]
        aspect = self._voice.aspect(number, topic)
        same = again and number == state.last_step
        state.placement = visit.journal.add_placement(number, state.probabilities, state.dimensions)
        state.last_step = number
        state.given = state.given if same else [given_mark(number, topic, 0)]
        state.close_question()
        state.side = ""
        quotes = quotes_on(memory, topic)
        return self._voice.say(
            "placement",
            "placement",
            placement_buttons(self._voice, state.placement),
            sources=[aspect.traits.id, step.principle.block.id, aspect.next_steps.id],
            picture=self._picture(state.probabilities, number),
            placed=number,
            again=again,
            same=same,
            step=step,
            sureness=sureness_line(self._voice, state.probabilities),
            quotes=quotes,
            answers=state.answers,
            topics=self._voice.view_name(topic),
            likeness=likeness(aspect, " ".join(quotes)),
            authority=topic == Dimension.OPERATION and number <= _HIGHEST_PLAIN_STEP,
            principle=step.principle.block.text,
            top=number == STEP_NUMBERS[-1],
            next_step=aspect.next_steps.items[0].text,
        )

    def _picture(self, probabilities: list[float], number: int) -> Staircase:
        return Staircase(
            step=number,
            probabilities=tuple(round(value * 20) / 20 for value in probabilities),
            alternative=self._voice.replies.render("staircase_alt", step=number),
        )


def _evidence(placements: Sequence[Placement]) -> list[dict[str, str]]:
    """Keep what weighed, from the newest words on."""
    quotes = {
        quote(piece.text): piece.dimension.value for each in placements for piece in each.evidence
    }
    return [{"text": text, "dimension": key} for text, key in quotes.items()][:MAX_EVIDENCE]


def quotes_on(memory: Memory, topic: str) -> list[str]:
    """Choose what to quote: what speaks of the topic, else what weighed most."""
    on_topic = [piece["text"] for piece in memory.evidence if piece["dimension"] == topic]
    return (on_topic or [piece["text"] for piece in memory.evidence[:1]])[:_MAX_QUOTES]


def sureness_line(voice: Voice, probabilities: list[float]) -> str:
    """Say how sure a placement is."""
    _, second = two_likeliest(probabilities)
    return voice.replies.render("sureness", tenths=round(max(probabilities) * 10), second=second)
