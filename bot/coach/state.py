"""Where a person is in the conversation, and what they said in it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from bot.coach.messages import Button


@dataclass
class _Row:
    def to_dict(self) -> dict[str, Any]:
        """Turn into what the database keeps: only what differs from nothing."""
        return {key: value for key, value in asdict(self).items() if value}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Read what the database kept; what an older version wrote and nobody knows is left out."""
        known = {each.name for each in fields(cls)}
        return cls(**{key: value for key, value in row.items() if key in known})


@dataclass
class State(_Row):
    """Hold what is expected next and where the person was placed; no word of theirs."""

    # Whether the person was told what is kept.
    greeted: bool = False
    # "" for anything, "detail" after a vague description, "correction" after «passer ikke».
    expecting: str = ""
    placement: int = 0
    # The step last placed on, also while another description is spoken of; 0 for none.
    last_step: int = 0
    probabilities: list[float] = field(default_factory=list)
    dimensions: list[str] = field(default_factory=list)
    # The open clarifying question, numbered so that an old button can be told from a new one.
    question: int = 0
    question_dimension: str = ""
    question_steps: list[int] = field(default_factory=list)
    questions_ever: int = 0
    asked: list[str] = field(default_factory=list)
    # Ids of the next steps that were given, as «dimension:index».
    given: list[str] = field(default_factory=list)
    # "", "higher" or "lower": which side the person said they are on.
    side: str = ""
    # The ready answers that the person picked, in the coach's words.
    answers: list[str] = field(default_factory=list)
    offered: list[list[str]] = field(default_factory=list)

    def offer(self, buttons: tuple[Button, ...]) -> None:
        """Remember what the person can press, so that they can type it too."""
        self.offered = [[button.label, button.action] for button in buttons]

    def start_description(self) -> None:
        """Forget all that belongs to the description before; buttons of it become stale."""
        self.expecting = ""
        self.placement = 0
        self.probabilities = []
        self.dimensions = []
        self.close_question()
        self.asked = []
        self.given = []
        self.side = ""
        self.answers = []

    def close_question(self) -> None:
        """Take the clarifying question back."""
        self.question = 0
        self.question_dimension = ""
        self.question_steps = []


@dataclass
class Memory(_Row):
    """Hold the person's own words, for as long as the conversation about them needs it."""

    text: str = ""
    # Each {"text": …, "dimension": …}.
    evidence: list[dict[str, str]] = field(default_factory=list)
