import dataclasses

import pytest

from content.guide import IN_SHORT, OVERVIEW, load_guide
from content.values import STEP_NUMBERS, Aspect, Block, Dimension, Item, Role, Source, Topic

TOPICS = (
    "princip kendetegn afsaet organisation ledelse inddragelse medarbejdere politik drift varighed "
    "faldgruber tegn naeste_skridt eksempel begreb sammenligning hvorfor_placering hele_modellen "
    "uden_for"
)


def test_the_topics_are_the_contracts() -> None:
    assert " ".join(Topic) == TOPICS


def test_the_dimensions_are_the_contracts_in_its_order() -> None:
    assert " ".join(Dimension) == (
        "afsaet organisation ledelse inddragelse medarbejdere politik drift"
    )


def test_a_block_joins_paragraphs_and_items_as_text() -> None:
    block = Block("a", "A", Source.MODEL, ("Et.", "To."), (Item("tre", Role.LEADER), Item("fire")))
    assert block.text == "Et.\n\nTo.\n\ntre\n\nfire"


@pytest.mark.parametrize("source", list(Source))
def test_an_aspect_is_silent_where_the_coach_speaks_for_the_model(source: Source) -> None:
    traits = Block("a", "A", source, ("Et.",))
    other = Block("b", "B", Source.COACH, ("To.",))
    aspect = Aspect(Dimension.POLITICS, traits, other, None, other, other, other, other)
    assert aspect.silent == (source is Source.COACH)


def test_an_aspect_lists_its_blocks_in_the_order_of_the_file() -> None:
    traits, short, news, example, steps, reflection, answer = (
        Block(name, name, Source.COACH, (name,)) for name in "abcdefg"
    )
    aspect = Aspect(Dimension.POLITICS, traits, short, news, example, steps, reflection, answer)
    assert aspect.blocks == (traits, short, news, example, steps, reflection, answer)
    first = dataclasses.replace(aspect, news=None)
    assert first.blocks == (traits, short, example, steps, reflection, answer)


def test_the_topics_that_are_dimensions_give_them() -> None:
    found = {topic: topic.dimension for topic in Topic if topic.dimension}
    assert list(found.values()) == list(Dimension)
    assert [topic.value for topic in found] == [each.value for each in Dimension]
    assert Topic.NEXT_STEP.dimension is None


def test_values_are_frozen() -> None:
    guide = load_guide()
    with pytest.raises(dataclasses.FrozenInstanceError):
        guide.steps[1].name = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        guide.steps[1] = guide.steps[2]  # type: ignore[index]
    with pytest.raises(TypeError):
        del guide.steps[1].aspects[Dimension.POLITICS]  # type: ignore[attr-defined]


def test_a_step_lists_its_passages_in_the_order_of_the_file() -> None:
    step = load_guide().steps[1]
    assert [passage.block.title for passage in step.passages] == [
        "Princip",
        "Billede",
        "Inspiration",
        "Varighed",
        "Det kræver",
        "Faldgruber",
        "Tegn",
    ]


def test_the_guide_yields_every_block_once() -> None:
    guide = load_guide()
    ids = [block.id for block in guide.blocks]
    assert len(ids) == len(set(ids))
    advice = sum(
        passage.advice is not None for step in guide.steps.values() for passage in step.passages
    )
    # Nothing leads to the first step; it has no news, neither as a whole nor in a dimension.
    news = (len(STEP_NUMBERS) - 1) * (2 + 7)
    examples = sum(len(step.examples) for step in guide.steps.values())
    # Each dimension and some passages are summed up in a line.
    short = len(STEP_NUMBERS) * (7 + len(IN_SHORT))
    steps = len(STEP_NUMBERS) * (7 + 7 * 5) + advice + news + examples + short
    assert len(ids) == len(OVERVIEW) + len(guide.points) + 7 * 2 + steps + 2 * len(guide.terms)
