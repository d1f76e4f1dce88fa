"""One message of one person, while it is answered."""

from bot.coach.messages import Message
from bot.coach.state import Memory, State
from models import Visit
from nlp.place import Place
from nlp.questions import Question
from nlp.understanding import Reading


class Turn:
    """Hold a person's state and memory while one message is answered."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.now = visit.now
        self.state = State.from_dict(visit.conversation.state)
        self.memory = Memory.from_dict(visit.conversation.memory)
        # What was last understood of a text, at which place of the conversation.
        self.asked: tuple[Reading, Place, Question] | None = None
        # Whether something came up that is worth little where it is soon forgotten.
        self.adds_to_history = False
        self._erased = False

    def erase(self) -> None:
        """Delete all that is known of the person."""
        self.visit.forget_person()
        self.state.arranging = {}
        self._erased = True

    def keep(self, answer: list[Message]) -> None:
        """Write down what follows from the answer."""
        if self._erased:
            return
        if answer:
            self.state.offer(answer[-1].buttons)
            self.state.said = answer[-1].kind
        self.visit.remember(self.state.to_dict(), self.memory.to_dict())
