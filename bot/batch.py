"""Answer single lines of JSON with what is understood of them."""

from dataclasses import asdict
from typing import Any

from bot.coach import Asking
from bot.jsonl import LineError, text_of
from content.rows import is_step
from nlp.understanding import Understanding


def classify_row(row: dict[str, Any], understanding: Understanding) -> dict[str, Any]:
    """Place the text of a row, as the contract has it."""
    reading = understanding.read(text_of(row))
    placement = reading.placement
    return {
        "decision": reading.decision.value,
        "step": placement.step if placement else None,
        "probabilities": [round(value, 4) for value in placement.probabilities]
        if placement
        else None,
        "dimensions": [key.value for key in placement.dimensions] if placement else [],
        "evidence": [asdict(piece) for piece in placement.evidence] if placement else [],
    }


def ask_row(row: dict[str, Any], understanding: Understanding, asking: Asking) -> dict[str, Any]:
    """Answer the question of a row, as the contract has it."""
    placed = row.get("context_step")
    if placed is not None and not is_step(placed):
        raise LineError("«context_step» must be a whole number from 1 to 5, or left out")
    told = asking.answer(text_of(row), understanding, placed)
    return {
        "decision": told.decision,
        "topic": told.topic.value if told.topic else None,
        "step": told.step,
        "answer": "\n\n".join(message.text for message in told.messages),
        "sources": list(
            dict.fromkeys(each for message in told.messages for each in message.sources)
        ),
    }
