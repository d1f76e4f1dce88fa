"""Understand questions at their place in the conversation, and have them answered."""

from bot.coach.answering import Answering, with_last_buttons
from bot.coach.areas import turn_to_area
from bot.coach.messages import Message
from bot.coach.picking import Nearest
from bot.coach.turn import Turn
from content.values import Topic
from nlp.place import Place
from nlp.questions import Question
from nlp.understanding import Reading, Understanding

_MOST_QUESTIONS = 3


class Questioning:
    """Answer what a text asks, from where the person stands and what was spoken of."""

    def __init__(self, understanding: Understanding, answering: Answering) -> None:
        self._understanding = understanding
        self._answering = answering

    def nearest(self, reading: Reading | None) -> Nearest:
        """Give the search for what the content says nearest to a text; of none, nothing is near."""
        if reading is None:
            return lambda blocks: []
        return lambda blocks: self._understanding.nearest(reading, blocks)

    def answered(self, turn: Turn, reading: Reading) -> list[Message]:
        """Answer a question; one that is made of several is answered part by part."""
        parts = self._understanding.questions(reading)
        if len(parts) == 1:
            return self._answer(turn, reading)
        messages: list[Message] = []
        for part in parts[:_MOST_QUESTIONS]:
            messages += self._answer(turn, self.read(part))
        return with_last_buttons(messages)

    def _answer(self, turn: Turn, reading: Reading) -> list[Message]:
        state = turn.state
        question = self.asked(turn, reading)
        named = [field for field in question.fields if field in turn.memory.areas]
        if named and named[0] != state.area:
            topic = state.topic
            turn_to_area(state, turn.memory, named[0])
            state.topic = topic
            question = self.asked(turn, reading)
        return self._answering.answer(question, self.nearest(reading), state, turn.memory)

    def read(self, text: str) -> Reading:
        """Read a text."""
        return self._understanding.read(text)

    def asked(self, turn: Turn, reading: Reading) -> Question:
        """Understand what is asked; several look at it before it is answered."""
        place = self._place(turn)
        if turn.asked is None or turn.asked[:2] != (reading, place):
            turn.asked = reading, place, self._understanding.ask(reading, place)
        return turn.asked[2]

    @staticmethod
    def _place(turn: Turn) -> Place:
        state = turn.state
        return Place(
            own=state.step,
            step=state.about or None,
            topic=Topic(state.topic) if state.topic else None,
        )
