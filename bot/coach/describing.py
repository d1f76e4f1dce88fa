"""Take in descriptions: of one thing, of several departments, of earlier and of now."""

from bot.coach.areas import keep_area, profile
from bot.coach.messages import Message
from bot.coach.placing import Placing
from bot.coach.turn import Turn
from bot.coach.voice import Voice
from nlp.decision import MessageClass
from nlp.parts import Part
from nlp.understanding import Reading, Understanding

MAX_TEXT = 4000
MIN_WORDS = 3
# So many words are taken for practice, whatever they look like.
WORDS_OF_PRACTICE = 15


class Describing:
    """Lead what a person told of their practice to placements."""

    def __init__(self, understanding: Understanding, voice: Voice, placing: Placing) -> None:
        self._understanding = understanding
        self._voice = voice
        self._placing = placing

    def described(self, turn: Turn, text: str, reading: Reading, *, edited: bool) -> list[Message]:
        """Take in a description: together with what was said before where that was asked for."""
        state, memory = turn.state, turn.memory
        state.role = self._understanding.role(text) or state.role
        adds_to_more = bool(memory.text and (state.expecting or state.question)) and not edited
        # What says nothing of practice may complete what was said, but not outweigh it.
        newest = reading.placement if reading.likely_class is MessageClass.DESCRIPTION else None
        if not adds_to_more:
            if len(text.split()) < MIN_WORDS:
                return self._voice.say("clarify", "too_short", [self._voice.button("example")])
            parts = self._understanding.areas(reading)
            messages = self._areas(turn, parts) if parts else None
            if messages:
                return messages
            keep_area(state, memory)
            if state.step and reading.placement and self._understanding.is_of_earlier(reading):
                state.earlier = reading.placement.step
                return self._placing.moved(state)
            state.start_description()
            state.area, memory.area_said = self._understanding.area(text) or ("", "")
            memory.text, memory.evidence = "", []
            times = self._understanding.times(reading)
            if times:
                return self._earlier_and_now(turn, *times)
        else:
            text = f"{memory.text}\n{text}"[-MAX_TEXT:]
            reading = self._read(text)
        placement = reading.placement
        if placement is None or (not adds_to_more and _says_little(reading, text)):
            return self._placing.vague(state, memory, text)
        messages = self._placing.described(
            turn.visit, state, memory, text, placement, newest if adds_to_more else None
        )
        return self._with_profile(turn, messages)

    def _areas(self, turn: Turn, parts: list[Part]) -> list[Message] | None:
        """Place each department by itself, where two can be; the last is spoken of from then on."""
        placed = [
            (part, placement) for part in parts if (placement := self._read(part.text).placement)
        ]
        if len(placed) < 2:
            return None
        shown = []
        for part, placement in placed:
            keep_area(turn.state, turn.memory)
            turn.state.start_description()
            turn.state.area, turn.memory.area_said = part.name, part.said
            shown.append(
                self._placing.placed_area(turn.visit, turn.state, turn.memory, part, placement)
            )
        keep_area(turn.state, turn.memory)
        buttons = [self._voice.button("area", part.name, name=part.said) for part, _ in placed]
        return self._voice.say("placement", "areas", buttons, areas=shown, placed=turn.state.step)

    def _earlier_and_now(self, turn: Turn, earlier: str, now: str) -> list[Message]:
        """Place what is done now, and say what moved since."""
        before, today = self._read(earlier), self._read(now)
        state, memory = turn.state, turn.memory
        if today.placement is None:
            return self._placing.vague(state, memory, now)
        messages = self._placing.described(turn.visit, state, memory, now, today.placement)
        if before.placement is None or state.step is None:
            return messages
        state.earlier = before.placement.step
        moved = self._placing.moved(state)
        return [*[each.without_buttons() for each in messages], *_keeping(moved, messages[-1])]

    def _with_profile(self, turn: Turn, messages: list[Message]) -> list[Message]:
        """Add where the departments stand, once there are two."""
        keep_area(turn.state, turn.memory)
        if len(turn.memory.areas) < 2 or not turn.state.area or not turn.state.placement:
            return messages
        line = self._voice.say("placement", "profile_line", areas=profile(turn.memory))
        return [*[each.without_buttons() for each in messages], *_keeping(line, messages[-1])]

    def _read(self, text: str) -> Reading:
        return self._understanding.read(text)


def _says_little(reading: Reading, text: str) -> bool:
    """Tell whether a text is too vague, or a few words that describe nothing."""
    likely = reading.likely_class
    few = len(text.split()) < WORDS_OF_PRACTICE
    return likely is MessageClass.VAGUE or (few and likely is not MessageClass.DESCRIPTION)


def _keeping(added: list[Message], last: Message) -> list[Message]:
    """Give what was added the buttons of the message that it follows."""
    return [*added[:-1], added[-1].with_buttons(last.buttons)]
