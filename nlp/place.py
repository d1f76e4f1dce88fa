"""Tell which step is meant, from where a conversation stands."""

from dataclasses import dataclass

from content.values import STEP_NUMBERS, Topic
from nlp.pointing import Pointing

WHOLE = "all"


@dataclass(frozen=True)
class Place:
    """Hold where the conversation stands: the step placed on, and what was last spoken of."""

    own: int | None = None
    step: int | None = None
    topic: Topic | None = None

    @property
    def spoken_of(self) -> int | None:
        """Give the step that «der» means."""
        return self.step or self.own


def compared(pointing: Pointing, place: Place) -> tuple[int, ...]:
    """Give the two steps that are compared, the lower first; fewer where fewer are known."""
    steps, placed = list(pointing.steps[:2]), place.own or place.step
    if len(steps) < 2 and placed:
        if pointing.above and above(placed) not in steps:
            steps.append(above(placed))
        if pointing.below and below(placed) not in steps:
            steps.append(below(placed))
        if len(steps) < 2 and placed not in steps:
            steps.append(placed)
    return tuple(sorted(steps[:2]))


def step_of(topic: Topic | None, pointing: Pointing, place: Place) -> int | str | None:
    """Give the step that the answer is about: a number, «all», or None."""
    if topic in (None, Topic.TERM, Topic.OUTSIDE):
        return None
    if topic is Topic.WHOLE_MODEL:
        return WHOLE
    if topic is Topic.WHY:
        return place.own or (pointing.steps[0] if pointing.steps else WHOLE)
    if topic is Topic.COMPARISON:
        steps = compared(pointing, place)
        return steps[-1] if steps else WHOLE
    if _is_whole(pointing):
        return WHOLE
    if topic is Topic.NEXT_STEP:
        start = start_of(pointing, place)
        return above(start) if start else WHOLE
    if pointing.steps:
        return pointing.steps[0]
    placed = place.own if pointing.own and place.own else place.spoken_of
    if placed is None:
        return WHOLE
    if pointing.above:
        return above(placed)
    if pointing.below:
        return below(placed)
    return WHOLE if pointing.model and not pointing.own else placed


def start_of(pointing: Pointing, place: Place) -> int | None:
    """Give the step from which next steps lead: where one stands, or below the one to be reached.

    Of two steps, the higher is to be reached; one that is named is where somebody stands, unless it
    is said to be a goal or is the next above the person's own.
    """
    steps = pointing.steps
    if not steps:
        return place.own
    highest = max(steps)
    is_goal = len(steps) > 1 or pointing.goal or highest - 1 == place.own
    return max(STEP_NUMBERS[0], highest - 1) if is_goal else highest


def is_of_two(pointing: Pointing) -> bool:
    """Tell whether just two steps are named, and none to be reached."""
    return len(pointing.steps) == 2 and not (pointing.goal or _is_whole(pointing))


def _is_whole(pointing: Pointing) -> bool:
    steps = pointing.steps
    ends = {STEP_NUMBERS[0], STEP_NUMBERS[-1]} <= set(steps)
    return ends or len(steps) > 3 or (pointing.whole and not steps)


def above(step: int) -> int:
    """Give the step above; above the last there is none."""
    return min(STEP_NUMBERS[-1], step + 1)


def below(step: int) -> int:
    """Give the step below; below the first there is none."""
    return max(STEP_NUMBERS[0], step - 1)
