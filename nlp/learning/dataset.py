"""Arrange the content as what the models learn from."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.examples import Example
from content.messages import MessageExample, MessageKind
from content.values import Dimension, Guide
from nlp.decision import MessageClass

GUIDE = "guide"

_MESSAGE_CLASSES = {
    MessageKind.SMALLTALK: MessageClass.SMALLTALK,
    MessageKind.OFFTOPIC: MessageClass.OFFTOPIC,
    MessageKind.OFFTOPIC_NEAR: MessageClass.OFFTOPIC,
    MessageKind.HOSTILE: MessageClass.OFFTOPIC,
    MessageKind.VAGUE: MessageClass.VAGUE,
    MessageKind.QUESTION: MessageClass.QUESTION,
    MessageKind.CORRECTION: MessageClass.CORRECTION,
    MessageKind.COMMITMENT: MessageClass.COMMITMENT,
    MessageKind.PROMPTS: MessageClass.PROMPTS,
    MessageKind.HISTORY: MessageClass.HISTORY,
    MessageKind.SUMMARY: MessageClass.SUMMARY,
    MessageKind.DATA: MessageClass.DATA,
    MessageKind.AGREEMENT: MessageClass.AGREEMENT,
    MessageKind.REFUSAL: MessageClass.REFUSAL,
    MessageKind.PRACTICE: MessageClass.DESCRIPTION,
}


@dataclass(frozen=True)
class Placed:
    """Hold a text with its step and dimensions; texts of one group never stand on both sides."""

    text: str
    step: int
    dimensions: tuple[Dimension, ...]
    group: str
    kind: str
    source: str
    field: str


@dataclass(frozen=True)
class Sorted:
    """Hold a text with the class of message that it is."""

    text: str
    label: MessageClass
    group: str


def placed_texts(guide: Guide, examples: Sequence[Example]) -> list[Placed]:
    """Join the examples and, after them, the step descriptions (kind «guide»)."""
    groups = _linked(examples)
    rows = [
        Placed(
            example.text,
            example.step,
            example.dimensions,
            groups[example.practice],
            example.kind.value,
            example.source,
            example.field,
        )
        for example in examples
    ]
    for step in guide.steps.values():
        whole = "\n".join(step.picture.block.paragraphs)
        rows.append(_described(whole, step.number, tuple(Dimension), f"guide-{step.number}"))
        for aspect in step.aspects.values():
            group = f"guide-{step.number}-{aspect.dimension}"
            for block in (aspect.traits, aspect.example, aspect.answer):
                text = "\n".join(block.paragraphs)
                rows.append(_described(text, step.number, (aspect.dimension,), group))
    return rows


def _described(text: str, step: int, dimensions: tuple[Dimension, ...], group: str) -> Placed:
    return Placed(text, step, dimensions, group, GUIDE, GUIDE, GUIDE)


def _linked(examples: Sequence[Example]) -> dict[str, str]:
    """Give each practice a group; practices told of on the same page share theirs."""
    group = {example.practice: example.practice for example in examples}
    first_on_page: dict[str, str] = {}

    def root(practice: str) -> str:
        while group[practice] != practice:
            practice = group[practice]
        return practice

    for example in examples:
        if example.url:
            other = first_on_page.setdefault(example.url, example.practice)
            group[root(example.practice)] = root(other)
    return {practice: root(practice) for practice in group}


def sorted_texts(examples: Sequence[Example], messages: Sequence[MessageExample]) -> list[Sorted]:
    """Join descriptions and the other messages in Danish; wordings of one question are a group."""
    rows = [
        Sorted(example.text, MessageClass.DESCRIPTION, example.practice) for example in examples
    ]
    rows += [
        Sorted(message.text, _MESSAGE_CLASSES[message.kind], message.group or message.id)
        for message in messages
        if message.kind in _MESSAGE_CLASSES
    ]
    return rows
