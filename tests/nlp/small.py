"""Cut from the content what can be learnt from in a second, and widen what was made narrow."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from content.answers import load_answers
from content.examples import Example, load_examples, load_messages
from content.guide import load_guide
from nlp.features import Compact, Vocabulary
from nlp.training import Lessons
from tests.content.small_guide import small_guide, written

_EXAMPLES_A_STEP, _MESSAGES_A_KIND, _ANSWERS = 6, 6, 100
Row = TypeVar("Row")


def small_content(folder: Path) -> Lessons:
    """Take the shortest descriptions of each step, each of a practice and page of its own."""
    return Lessons(
        load_guide(written(folder, small_guide())),
        tuple(_shortest(_apart(load_examples()), lambda row: row.step, _EXAMPLES_A_STEP)),
        tuple(_shortest(load_messages(), lambda row: row.kind, _MESSAGES_A_KIND)),
        load_answers()[:_ANSWERS],
    )


def whole_rows(few: Compact, known: Vocabulary) -> np.ndarray:
    """Give a few rows with all columns."""
    rows = np.zeros((len(few.values), len(known)))
    rows[:, few.columns] = few.values
    return rows


def _apart(examples: Sequence[Example]) -> list[Example]:
    seen: set[str | None] = {None}
    kept = []
    for example in examples:
        if example.practice not in seen and example.url not in seen - {None}:
            kept.append(example)
            seen |= {example.practice, example.url}
    return kept


def _shortest(rows: Sequence[Row], key: Callable[[Row], Hashable], count: int) -> list[Row]:
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda each: len(each.text)):  # type: ignore[attr-defined]
        groups[key(row)].append(row)
    return [row for group in groups.values() for row in group[:count]]
