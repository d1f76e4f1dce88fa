"""Keep apart what was said of several departments."""

from typing import Any

from bot.coach.state import Memory, State
from nlp.placement import most_likely

_OF_STATE = ("placement", "probabilities", "dimensions", "given", "answers")


def keep_area(state: State, memory: Memory) -> None:
    """Remember where the department that is spoken of was placed."""
    if state.area and state.placement and memory.text:
        memory.areas[state.area] = {
            "said": memory.area_said,
            "text": memory.text,
            "evidence": list(memory.evidence),
            **{name: getattr(state, name) for name in _OF_STATE},
        }


def turn_to_area(state: State, memory: Memory, name: str) -> bool:
    """Speak of a department again; tell whether it is known."""
    area = memory.areas.get(name)
    if area is None:
        return False
    keep_area(state, memory)
    state.start_description()
    state.area, memory.area_said = name, area["said"]
    memory.text, memory.evidence = area["text"], area["evidence"]
    for each in _OF_STATE:
        setattr(state, each, area[each])
    state.last_step = most_likely(state.probabilities)
    return True


def profile(memory: Memory) -> list[dict[str, Any]]:
    """List the departments with their steps, in the order in which they came."""
    return [
        {"name": area["said"], "step": most_likely(area["probabilities"])}
        for area in memory.areas.values()
    ]
