from dataclasses import replace

import pytest

from content.examples import Example, Kind
from content.guide import load_guide
from content.messages import MessageExample, MessageKind
from content.values import Dimension, Guide
from nlp.decision import MessageClass
from nlp.learning.dataset import GUIDE, placed_texts, sorted_texts

EXAMPLE = Example(
    id="x-1",
    text="Vi spørger.",
    step=2,
    second=None,
    dimensions=(Dimension.INVOLVEMENT,),
    field="byplan",
    practice="a",
    kind=Kind.SHORT,
    source="written",
    url=None,
)


# Kinds of messages that are classes of their own.
SAME_NAME = [
    "vague",
    "question",
    "correction",
    "prompts",
    "data",
    "history",
    "agreement",
    "refusal",
    "commitment",
    "summary",
]


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide()


def _example(practice: str, url: str | None = None) -> Example:
    return replace(EXAMPLE, practice=practice, url=url, source="real" if url else "written")


def _groups(*examples: Example) -> list[str]:
    return [row.group for row in placed_texts(load_guide(), examples) if row.source != "guide"]


def _message(kind: MessageKind) -> MessageExample:
    return MessageExample(f"m-{kind}", f"En {kind}", kind)


def test_the_examples_and_the_step_descriptions_are_joined(guide: Guide) -> None:
    example, *own = placed_texts(guide, [EXAMPLE])
    assert (example.text, example.step, example.dimensions) == (
        "Vi spørger.",
        2,
        (Dimension.INVOLVEMENT,),
    )
    assert (example.group, example.kind, example.source) == ("a", "short", "written")
    assert example.field == "byplan"
    assert len(own) == 5 * (1 + 7 * 3)
    assert {(row.kind, row.source, row.field) for row in own} == {(GUIDE, GUIDE, GUIDE)}
    assert all(row.text.strip() for row in own)


def test_step_descriptions_are_in_no_group_of_an_example(guide: Guide) -> None:
    example, *own = placed_texts(guide, [EXAMPLE])
    assert example.group not in {row.group for row in own}
    # All that is said of a dimension at a step is a group, and each whole step.
    assert len({row.group for row in own}) == 5 * (1 + 7)
    assert len({(row.group, row.step) for row in own}) == 5 * (1 + 7)


def test_a_step_is_learnt_as_a_whole_and_by_dimension(guide: Guide) -> None:
    rows = [row for row in placed_texts(guide, []) if row.step == 4]
    texts = {row.text: row.dimensions for row in rows}
    step = guide.steps[4]
    assert texts["\n".join(step.picture.block.paragraphs)] == tuple(Dimension)
    aspect = step.aspects[Dimension.POLITICS]
    for block in (aspect.traits, aspect.example, aspect.answer):
        assert texts["\n".join(block.paragraphs)] == (Dimension.POLITICS,)
    assert len({row.group for row in rows if row.dimensions == (Dimension.POLITICS,)}) == 1


def test_no_next_step_is_taken_for_practice(guide: Guide) -> None:
    learnt = "\n".join(row.text for row in placed_texts(guide, []))
    for step in guide.steps.values():
        for aspect in step.aspects.values():
            assert aspect.next_steps.items[0].text not in learnt


def test_descriptions_of_a_practice_are_a_group() -> None:
    one, two, other = _groups(_example("a"), _example("a", "u1"), _example("b"))
    assert one == two != other


def test_practices_of_one_page_are_a_group() -> None:
    one, two, other = _groups(_example("a", "u1"), _example("b", "u1"), _example("c", "u2"))
    assert one == two != other


def test_groups_are_linked_through_each_other() -> None:
    found = _groups(
        _example("a", "u1"),
        _example("b", "u2"),
        _example("c", "u3"),
        _example("d"),
        _example("b", "u1"),
        _example("c", "u2"),
    )
    assert len({found[index] for index in (0, 1, 2, 4, 5)}) == 1
    assert found[3] != found[0]


def test_a_practice_on_two_pages_links_both() -> None:
    found = _groups(
        _example("a", "u1"), _example("c", "u2"), _example("b", "u1"), _example("b", "u2")
    )
    assert len(set(found)) == 1


def test_the_order_of_the_descriptions_links_the_same() -> None:
    examples = [_example("a", "u1"), _example("b", "u2"), _example("b", "u1"), _example("c")]
    forwards, backwards = _groups(*examples), _groups(*reversed(examples))[::-1]
    for groups in (forwards, backwards):
        assert groups[0] == groups[1] == groups[2] != groups[3]


def test_messages_are_sorted_into_classes() -> None:
    rows = sorted_texts([EXAMPLE], [_message(kind) for kind in MessageKind])
    assert {row.text: row.label for row in rows} == {
        "Vi spørger.": MessageClass.DESCRIPTION,
        "En smalltalk": MessageClass.SMALLTALK,
        "En offtopic": MessageClass.OFFTOPIC,
        "En offtopic_near": MessageClass.OFFTOPIC,
        "En hostile": MessageClass.OFFTOPIC,
        "En practice": MessageClass.DESCRIPTION,
        **{f"En {name}": MessageClass(name) for name in SAME_NAME},
    }


def test_each_message_is_a_group_and_each_practice() -> None:
    messages = [_message(MessageKind.VAGUE), _message(MessageKind.SMALLTALK)]
    rows = sorted_texts([EXAMPLE, EXAMPLE], messages)
    assert [row.group for row in rows] == ["a", "a", "m-vague", "m-smalltalk"]


def test_wordings_of_one_question_are_a_group() -> None:
    question = replace(_message(MessageKind.QUESTION), group="trin-3")
    rows = sorted_texts([], [question, replace(question, id="m-2", text="Trin 3?")])
    assert [row.group for row in rows] == ["trin-3", "trin-3"]
