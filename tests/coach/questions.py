"""Make questions as they are understood, and searches that find what a test says."""

from collections.abc import Iterable, Sequence
from typing import Any

from content.pointing import load_pointing
from content.values import STEP_NUMBERS, Block, Topic
from nlp.place import Place
from nlp.pointing import Pointer
from nlp.questions import Question
from nlp.shelf import Sentence, sentences_of

POINTER = Pointer(load_pointing())
# Topics that are told of at one step.
OF_A_STEP = tuple(
    topic
    for topic in Topic
    if topic.dimension
    or topic in {Topic.PRINCIPLE, Topic.TRAITS, Topic.DURATION, Topic.PITFALLS, Topic.SIGNS}
)


def asked(
    *topics: Topic,
    where: str = "",
    own: int | None = None,
    before: tuple[Topic, int] | None = None,
    **more: Any,
) -> Question:
    """Give a question on topics; `where` names steps in words, `own` is where the person stands."""
    topic, step = before or (None, None)
    values = {
        "named": topics, "terms": (), "fields": (), "role": None, "demands": False, "matter": None,
        "block": None, "point": None, "says": None, "probability": 1.0,
        **more,
    }  # fmt: skip
    return Question(
        topics=topics,
        pointing=POINTER.read(where),
        place=Place(own=own, step=step, topic=topic),
        **values,
    )


def heads(topic: Topic, step: int) -> set[str]:
    """Name the steps that an answer rests on: next steps lead to the one above, too."""
    onward = topic is Topic.NEXT_STEP and step < STEP_NUMBERS[-1]
    return {f"trin-{step}"} | ({f"trin-{step + 1}"} if onward else set())


def nothing_near(blocks: Iterable[str] | None) -> list[Sentence]:
    """Find nothing."""
    return []


class Finding:
    """Find the sentences of one block, and only where that block is looked at."""

    def __init__(self, block: Block, likeness: float = 0.9) -> None:
        self._found: Sequence[Sentence] = [
            Sentence(block.id, text, likeness) for text in sentences_of(block)
        ]

    def __call__(self, blocks: Iterable[str] | None) -> list[Sentence]:
        wanted = None if blocks is None else set(blocks)
        return [each for each in self._found if wanted is None or each.block in wanted]
