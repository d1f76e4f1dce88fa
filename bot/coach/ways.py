"""The ways on that a reply ends with."""

from bot.coach.messages import Button
from bot.coach.state import State
from bot.coach.voice import Voice
from content.values import STEP_NUMBERS

_FIRST = ("describe", "example", "steps")
_OF_PLACEMENT = ("why", "next", "more", "wrong")


def ways_on(voice: Voice, state: State) -> list[Button]:
    """Offer what is open: the question that stands, else the placement, else a beginning."""
    if state.question:
        return [voice.button("ask_again"), voice.button("describe")]
    if state.placement:
        return placement_buttons(voice, state.placement)
    return first_ways(voice)


def ways_back(voice: Voice, state: State) -> list[Button]:
    """Offer the way back from what was asked beside it."""
    if state.placement and not state.question:
        return [voice.button("back"), voice.button("next", state.placement)]
    return ways_on(voice, state)[:2]


def first_ways(voice: Voice) -> list[Button]:
    """Offer a beginning."""
    return [voice.button(name) for name in _FIRST]


def placement_buttons(voice: Voice, placement: int) -> list[Button]:
    """Offer what one can do with a placement."""
    return [voice.button(name, placement) for name in _OF_PLACEMENT]


def neighbours(number: int) -> list[int]:
    """Give the steps below and above one, as far as there are such."""
    return [other for other in (number - 1, number + 1) if other in STEP_NUMBERS]
