"""How well people do: each reader against the others and the label."""

from collections.abc import Sequence
from statistics import median_low
from typing import Any

from benchmarks.texts import Text


def readers_ceiling(texts: Sequence[Text]) -> dict[str, Any]:
    """Average, over the readers, how often each gives the step that the others give.

    Of three votes the middle one is that of the majority, and where all three differ it is the one
    that is nearest to all.
    """
    distances = [
        abs(own - middle(text, index)) for text in texts for index, own in enumerate(text.readers)
    ]
    return {
        "n": len(texts),
        "right": sum(distance == 0 for distance in distances) / len(distances),
        "within_one": sum(distance <= 1 for distance in distances) / len(distances),
    }


def middle(text: Text, left_out: int) -> int:
    """Give the middle of the label and the readers but one."""
    others = [step for index, step in enumerate(text.readers) if index != left_out]
    return median_low([*others, text.step])
