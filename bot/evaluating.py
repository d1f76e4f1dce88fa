"""Measure lines of JSON whose steps are known."""

from collections.abc import Iterable
from typing import Any

from bot.jsonl import LineError, read_lines, text_of
from content.rows import is_step
from nlp.dialogue import simulate
from nlp.evaluation import evaluate
from nlp.understanding import Understanding


def evaluate_lines(
    stream: Iterable[str], understanding: Understanding, *, dialogue: bool = False
) -> tuple[dict[str, Any] | None, list[str]]:
    """Measure the good lines, or simulate talks about them; tell what is wrong with the others."""
    texts: list[str] = []
    steps: list[int] = []
    errors: list[str] = []
    for line in read_lines(stream):
        try:
            if line.error:
                raise LineError(line.error)
            step = line.row.get("step")
            if not is_step(step) or step is None:
                raise LineError("«step» must be a whole number from 1 to 5")
            texts.append(text_of(line.row))
            steps.append(step)
        except LineError as error:
            errors.append(f"line {line.number}: {error}")
    if not texts:
        return None, errors or ["no lines to measure; give lines with «text» and «step»"]
    measure = simulate if dialogue else evaluate
    return measure(texts, steps, understanding), errors
