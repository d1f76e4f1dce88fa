"""Speak of what was said and placed before: a way back, a summary to send, the history."""

from bot.coach.areas import profile
from bot.coach.messages import Message
from bot.coach.placing import quotes_on, sureness_line
from bot.coach.state import Memory, State
from bot.coach.turn import Turn
from bot.coach.voice import Voice, quote
from bot.coach.ways import first_ways, placement_buttons, ways_on
from content.values import STEP_NUMBERS


class Recalling:
    """Tell what the coach remembers."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def back(self, number: int, state: State, memory: Memory) -> list[Message]:
        """Go back to the person's own placement."""
        state.about, state.topic = 0, ""
        buttons = [*placement_buttons(self._voice, state.placement), self._voice.button("summary")]
        return self._voice.say(
            "answer",
            "back",
            buttons,
            placed=number,
            step=self._voice.step(number),
            quotes=quotes_on(memory, state.dimensions[0]),
        )

    def summary(self, number: int, state: State, memory: Memory) -> list[Message]:
        """Write a short text that can be sent on, and ask whether it fits."""
        step, topic = self._voice.step(number), state.dimensions[0]
        aspect = self._voice.aspect(number, topic)
        text = self._voice.say(
            "summary",
            "summary",
            placed=number,
            sources=[step.principle.block.id, aspect.next_steps.id],
            step=step,
            sureness=sureness_line(self._voice, state.probabilities),
            quotes=quotes_on(memory, topic),
            principle=step.principle.block.text,
            top=number == STEP_NUMBERS[-1],
            next_step=aspect.next_steps.items[0].text,
        )
        buttons = placement_buttons(self._voice, state.placement)
        return [*text, *self._voice.say("answer", "summary_after", buttons[:3])]

    def profile(self, state: State, memory: Memory) -> list[Message]:
        """Say where the departments stand that were spoken of."""
        areas = profile(memory)
        if not areas:
            return self._voice.say("answer", "no_profile", ways_on(self._voice, state))
        highest = max(area["step"] for area in areas)
        furthest = [area["name"] for area in areas if area["step"] == highest]
        return self._voice.say(
            "answer",
            "profile",
            ways_on(self._voice, state),
            areas=areas,
            furthest=furthest if len(furthest) < len(areas) else [],
        )

    def no_summary(self) -> list[Message]:
        """Say that there is nothing to sum up yet."""
        return self._voice.say("answer", "no_summary", first_ways(self._voice))

    def committed(self, turn: Turn, text: str) -> list[Message]:
        """Keep what the person agreed with themselves."""
        turn.visit.journal.add_agreement(text)
        turn.adds_to_history = True
        rhythm = turn.visit.schedule.rhythm()
        buttons = ways_on(self._voice, turn.state)
        return self._voice.say(
            "receipt", "committed", buttons, quote=text, will_ask=rhythm is not None
        )

    def welcome_back(self, turn: Turn) -> list[Message]:
        """Greet again: with the last placement, and the last agreement where there is one."""
        state = turn.state
        step = self._voice.step(state.last_step) if state.last_step else None
        agreements = turn.visit.journal.agreements(1)
        agreed = quote(agreements[0].text) if agreements else ""
        return self._voice.say(
            "welcome", "welcome_back", ways_on(self._voice, state), step=step, agreed=agreed
        )
