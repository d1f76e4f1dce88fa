"""What each contestant must know."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

NO_STEP = 0


class Contestant(ABC):
    """Learn from descriptions of practice, and place new ones on the five steps."""

    def __init__(self, *, anew: bool = False) -> None:
        self.anew = anew  # train also what takes minutes and is on disk already
        self.learnt_here = True

    @abstractmethod
    def train(self) -> None:
        """Learn."""

    @abstractmethod
    def place(self, text: str) -> int:
        """Give the step of a text, `NO_STEP` where it is not placed."""

    def place_all(self, texts: Sequence[str]) -> list[int]:
        """Place many texts, all at once where the contestant can."""
        return [self.place(text) for text in texts]

    def more(self) -> dict[str, Any]:
        """Measure what only this contestant has."""
        return {}
