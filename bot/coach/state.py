"""Where a person is in the conversation, and what they said in it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from bot.coach.messages import Button
from content.values import STEP_NUMBERS


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
    # Whether they were told that identifiers are taken out.
    told_of_identifiers: bool = False
    # Whether they were asked if their history may be kept.
    asked_for_history: bool = False
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
    # What was last spoken of: a topic of questions, and a step where it was not the person's own.
    topic: str = ""
    about: int = 0
    # Who the person said to be, and the fields of work they asked for.
    role: str = ""
    fields: list[str] = field(default_factory=list)
    # The department spoken of, by its field of work.
    area: str = ""
    # The two steps last compared, and the step that an earlier time was placed on.
    compared: list[int] = field(default_factory=list)
    compared_view: str = ""
    earlier: int = 0
    # The rhythm that is spoken of and not agreed yet (see `draft.py`); drafts are numbered, too.
    arranging: dict[str, Any] = field(default_factory=dict)
    drafts_ever: int = 0
    # The prompt that can be answered, and the answer that was kept last.
    prompt: int = 0
    reflection: int = 0
    # What kind the last reply was of.
    said: str = ""
    # Ids of the examples that were given.
    shown: list[str] = field(default_factory=list)

    @property
    def step(self) -> int | None:
        """Give the step of the placement spoken of, or None."""
        if not self.placement:
            return None
        return self.probabilities.index(max(self.probabilities)) + 1

    def offer(self, buttons: tuple[Button, ...]) -> None:
        """Remember what the person can press, so that they can type it too."""
        self.offered = [[button.label, button.action] for button in buttons]

    def open_prompt(self, number: int) -> None:
        """Wait for the answer to a prompt; what was waited for before is left."""
        self.prompt, self.reflection = number, 0
        self.expecting = ""
        self.close_question()

    def start_description(self) -> None:
        """Forget all that belongs to the description before; buttons of it become stale."""
        self.expecting = ""
        self.placement = 0
        self.probabilities = []
        self.dimensions = []
        self.close_question()
        self.asked = []
        self.given = []
        self.topic = ""
        self.about = 0
        self.compared = []
        self.area = ""
        self.earlier = 0
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
    # How the person calls the department spoken of.
    area_said: str = ""
    # What was said of departments, by their names: text, evidence and what the state held of them.
    areas: dict[str, dict[str, Any]] = field(default_factory=dict)

    def forget(self) -> None:
        """Forget all of it."""
        self.text, self.evidence, self.area_said = "", [], ""
        self.areas = {}


def two_likeliest(probabilities: Sequence[float]) -> tuple[int, int]:
    """Give the likeliest step and the next."""
    first, second, *_ = sorted(STEP_NUMBERS, key=lambda step: -probabilities[step - 1])
    return first, second
