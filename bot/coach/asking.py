"""Answer one question outside a conversation."""

from dataclasses import dataclass

from bot.coach.answering import Answering
from bot.coach.explaining import Explaining
from bot.coach.messages import Message
from bot.coach.state import Memory, State
from bot.coach.voice import Voice
from content.values import Topic
from nlp.decision import Decision
from nlp.place import Place
from nlp.understanding import Understanding


@dataclass(frozen=True)
class Told:
    """Hold what a question was taken for, and the answer."""

    decision: str
    topic: Topic | None
    step: int | str | None
    messages: list[Message]


class Asking:
    """Answer questions of which nothing is known but the step that the person was placed on."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._answering = Answering(voice, Explaining(voice))

    def answer(self, text: str, understanding: Understanding, placed: int | None) -> Told:
        """Answer a question; «decision» is the kind of the answer."""
        reading = understanding.read(text)
        if reading.decision is Decision.OTHER_LANGUAGE:
            return Told("offtopic", None, None, self._voice.say("offtopic", "other_language"))
        question = understanding.ask(reading, Place(own=placed))
        messages = self._answering.answer(
            question, lambda blocks: understanding.nearest(reading, blocks), State(), Memory()
        )
        decision = messages[0].kind
        if decision == "answer":
            return Told(decision, question.topics[0], question.step, messages)
        topic = Topic.OUTSIDE if decision == "unknown" else None
        return Told(decision, topic, None, messages)
