import dataclasses

import pytest

from content.guide import load_guide
from content.values import STEP_NUMBERS, Aspect, Block, Dimension, Item, Role, Source


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
    aspect = Aspect(Dimension.POLITICS, traits, other, other, other, other)
    assert aspect.silent == (source is Source.COACH)
    assert aspect.blocks == (traits, other, other, other, other)


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
    per_step = 7 + 7 * 5
    assert len(ids) == 6 + 7 * 2 + len(STEP_NUMBERS) * per_step + advice + 2 * len(guide.terms)
