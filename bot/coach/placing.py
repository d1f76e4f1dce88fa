"""From a description to a placement, with at most two questions on the way."""

from bot.coach.messages import Button, Message, Picture
from bot.coach.state import Memory, State
from bot.coach.voice import Voice, likeness, quote
from content.values import Dimension, Role
from models import Visit
from nlp.answers import after_answer, after_correction, blend, next_question, possible_steps
from nlp.placement import Placement, most_likely

MAX_QUESTIONS = 2
_MAX_QUOTES = 2
_EVEN = [0.2] * 5


class Placing:
    """Lead a person from what they wrote to a step."""

    def __init__(self, voice: Voice, sure_enough: float) -> None:
        self._voice = voice
        self._sure_enough = sure_enough

    async def described(
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
        memory.evidence = [
            {"text": quote(piece.text), "dimension": piece.dimension.value}
            for piece in placement.evidence
        ]
        state.dimensions = [dimension.value for dimension in placement.dimensions]
        state.probabilities = list(placement.probabilities)
        if newest:
            state.probabilities = blend(state.probabilities, newest.probabilities)
        if state.side and before:
            state.probabilities = after_correction(
                state.probabilities, before, higher=state.side == "higher"
            )
        state.expecting = ""
        return await self._place_or_ask(visit, state, memory, again=again)

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
        return self._ask(state, "clarify_open")

    async def answered(
        self, visit: Visit, state: State, memory: Memory, step: int
    ) -> list[Message]:
        """Count the answer to the open question; 0 is «ved ikke»."""
        if step:
            state.probabilities = after_answer(state.probabilities, state.question_steps, step)
        return await self._place_or_ask(visit, state, memory, again=False)

    async def _place_or_ask(
        self, visit: Visit, state: State, memory: Memory, *, again: bool
    ) -> list[Message]:
        sure = max(state.probabilities) >= self._sure_enough
        if sure or len(state.asked) >= MAX_QUESTIONS:
            return await self._conclude(visit, state, memory, again=again)
        return self._ask(state, "clarify")

    def _ask(self, state: State, template: str) -> list[Message]:
        dimension = next_question(
            [Dimension(key) for key in state.dimensions], [Dimension(key) for key in state.asked]
        )
        state.questions_ever += 1
        state.question = state.questions_ever
        state.question_dimension = dimension.value
        state.question_steps = possible_steps(state.probabilities)
        state.asked.append(dimension.value)
        low, high = sorted(_two_likeliest(state.probabilities))
        answers = [
            Button(
                self._voice.aspect(step, dimension).answer.text, f"answer:{state.question}:{step}"
            )
            for step in state.question_steps
        ]
        unsure = Button(self._voice.replies.label("unsure"), f"answer:{state.question}:0")
        return self._voice.say(
            "clarify",
            template,
            [*answers, unsure],
            low=self._voice.step(low),
            high=self._voice.step(high),
            second_time=len(state.asked) > 1,
            question=self._voice.guide.views[dimension].question.text,
        )

    async def _conclude(
        self, visit: Visit, state: State, memory: Memory, *, again: bool
    ) -> list[Message]:
        number, second = _two_likeliest(state.probabilities)
        step = self._voice.step(number)
        topic = (state.dimensions or [Dimension.INVOLVEMENT.value])[0]
        state.dimensions = state.dimensions or [topic]
        aspect = self._voice.aspect(number, topic)
        index = next(
            place for place, item in enumerate(aspect.next_steps.items) if item.role is Role.ANYONE
        )
        state.placement = await visit.add_placement(number, state.probabilities, state.dimensions)
        state.given = [f"{topic}:{index}"]
        state.close_question()
        state.side = ""
        picture = Picture(
            step=number,
            probabilities=tuple(round(value * 20) / 20 for value in state.probabilities),
            alternative=self._voice.replies.render("staircase_alt", step=number),
        )
        return self._voice.say(
            "placement",
            "placement",
            placement_buttons(self._voice, state.placement),
            picture=picture,
            placed=number,
            again=again,
            step=step,
            sureness=self._voice.replies.render(
                "sureness", tenths=round(max(state.probabilities) * 10), second=second
            ),
            quotes=[
                piece
                for piece in memory.evidence
                if piece["dimension"] == topic or len(memory.evidence) == 1
            ][:_MAX_QUOTES]
            or memory.evidence[:1],
            topics=self._voice.view_name(topic),
            likeness=likeness(aspect),
            principle=step.principle.block.text,
            top=number == 5,
            next_step=aspect.next_steps.items[index].text,
        )


def placement_buttons(voice: Voice, placement: int) -> list[Button]:
    """Offer what one can do with a placement."""
    return [voice.button(name, placement) for name in ("why", "next", "more", "wrong")]


def _two_likeliest(probabilities: list[float]) -> tuple[int, int]:
    first, second, *_ = sorted(range(1, 6), key=lambda step: -probabilities[step - 1])
    return first, second
