"""What a part of the conversation offers to the one entry point."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

from bot.coach.listening import Request
from bot.coach.messages import Incoming, Message
from bot.coach.turn import Turn
from nlp.understanding import Reading

Action: TypeAlias = Callable[[Turn, Request], list[Message]]


class Part(Protocol):
    """Do some actions by their names, and take in free text that is meant for it."""

    actions: Mapping[str, Action]

    def heard(
        self, turn: Turn, incoming: Incoming, text: str, reading: Reading
    ) -> list[Message] | None:
        """Answer a free text, or None where it is not for this part."""
