"""People at some point of a conversation."""

from bot.coach.state import Memory, State
from content.values import Dimension

WORDS = "Vi spørger altid beboerne, før vi tegner en ny vej"


def placed(step: int, *dimensions: Dimension, placement: int = 1) -> State:
    """Give the state of somebody who was placed on a step for some dimensions."""
    probabilities = [0.05] * 5
    probabilities[step - 1] = 0.8
    keys = [dimension.value for dimension in dimensions or (Dimension.INVOLVEMENT,)]
    return State(
        greeted=True, placement=placement, last_step=step, probabilities=probabilities,
        dimensions=keys,
    )  # fmt: skip


def told(*dimensions: Dimension, words: str = WORDS) -> Memory:
    """Give the memory of what somebody said, one piece for each dimension."""
    pieces = [{"text": words, "dimension": each.value} for each in dimensions]
    return Memory(text=words, evidence=pieces)
