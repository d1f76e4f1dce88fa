"""Measure what the product has and its peers have not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from benchmarks.evidence import Quoted, compare
from benchmarks.texts import SETS, Text, kept, kept_messages
from nlp.decision import Decision
from nlp.dialogue import simulate
from nlp.measures import calibration_error
from nlp.understanding import Reading, Understanding


def product_figures(understanding: Understanding) -> dict[str, Any]:
    """Measure decisions, sureness, questions and evidence on the kept texts."""
    sets = {name: kept(name) for name in SETS}
    readings = {
        name: [understanding.read(text.text) for text in texts] for name, texts in sets.items()
    }
    return {
        "messages": messages(understanding),
        "sets": {name: sureness(sets[name], readings[name]) for name in SETS},
        "dialogue": {
            "real": dialogue(sets["real"], understanding),
            "real_agreed": dialogue([text for text in sets["real"] if text.agreed], understanding),
        },
        "evidence": compare(
            _quoted(sets["real"], readings["real"]),
            lambda text, step: _chance(understanding.read(text), step),
        ),
    }


def messages(understanding: Understanding) -> dict[str, dict[str, int]]:
    """Count the decisions by kind of message."""
    return {
        kind: dict(Counter(understanding.read(text).decision.value for text in texts))
        for kind, texts in kept_messages().items()
    }


def sureness(texts: Sequence[Text], readings: Sequence[Reading]) -> dict[str, Any]:
    """Tell how many are placed at once, how many of them right, and how true the sureness is."""
    rows = [
        (placement.step == text.step, max(placement.probabilities), reading.decision)
        for text, reading in zip(texts, readings, strict=True)
        if (placement := reading.placement)
    ]
    said = [right for right, _, decision in rows if decision is Decision.PLACE]
    return {
        "n": len(texts),
        "taken_for_description": len(rows) / len(texts),
        "placed": len(said) / len(texts),
        "right_of_placed": sum(said) / len(said) if said else None,
        "calibration_error": calibration_error(
            np.array([right for right, _, _ in rows]), np.array([sure for _, sure, _ in rows])
        )
        if rows
        else None,
    }


def dialogue(texts: Sequence[Text], understanding: Understanding) -> dict[str, Any]:
    """Simulate the coach's questions about the texts."""
    return simulate([text.text for text in texts], [text.step for text in texts], understanding)


def _quoted(texts: Sequence[Text], readings: Sequence[Reading]) -> Iterable[Quoted]:
    for text, reading in zip(texts, readings, strict=True):
        if placement := reading.placement:
            spans = tuple((piece.start, piece.end) for piece in placement.evidence)
            yield Quoted(text.text, spans, placement.step)


def _chance(reading: Reading, step: int) -> float | None:
    return reading.placement.probabilities[step - 1] if reading.placement else None
