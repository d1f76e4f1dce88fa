"""Cut from the content what can be learnt from in a second, and widen what was made narrow."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from content.answers import load_answers
from content.cues import load_cues
from content.examples import Example, load_examples
from content.guide import load_guide
from content.messages import MessageExample, load_messages
from content.pointing import load_pointing
from nlp.features import Compact, Vocabulary
from nlp.learning.training import Lessons
from tests.content.small_guide import small_guide, written

_EXAMPLES_A_STEP, _MESSAGES_A_CLASS, _ANSWERS = 6, 5, 100
# Of the blocks of the whole model, each a class of questions, some do; so does one short answer.
BLOCKS = {None, "modellen/raekkefoelgen", "modellen/modellens-graenser"}
POINTS = {None, "korte-svar/siloer-paa-trin-2"}
Row = TypeVar("Row")


def small_content(folder: Path) -> Lessons:
    """Take the shortest descriptions of each step, each of a practice and page of its own."""
    return Lessons(
        load_guide(written(folder, small_guide())),
        tuple(_shortest(_apart(load_examples()), lambda row: row.step, _EXAMPLES_A_STEP)),
        tuple(_shortest(_one_wording(load_messages()), _class_of, _MESSAGES_A_CLASS)),
        load_answers()[:_ANSWERS],
        load_cues(),
        load_pointing(),
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


def _one_wording(messages: Sequence[MessageExample]) -> list[MessageExample]:
    """Keep one message of a group: no fold may hold all that there is of a class."""
    kept = {
        each.group or each.id: each
        for each in messages
        if each.block in BLOCKS and each.point in POINTS
    }
    return list(kept.values())


def _class_of(message: MessageExample) -> Hashable:
    return message.block or message.point or message.topic or message.act or message.kind


def _shortest(rows: Sequence[Row], key: Callable[[Row], Hashable], count: int) -> list[Row]:
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda each: len(each.text)):  # type: ignore[attr-defined]
        groups[key(row)].append(row)
    return [row for group in groups.values() for row in group[:count]]
