import pytest

from bot.coach import Voice
from bot.coach.picking import Picking
from content.cues import load_cues
from content.sentences import units
from content.values import STEP_NUMBERS, Block, Dimension

from .questions import Finding, nothing_near

LONGEST = 450


@pytest.fixture
def picking() -> Picking:
    return Picking()


def blocks(voice: Voice) -> list[Block]:
    return [voice.aspect(step, each).traits for step in STEP_NUMBERS for each in Dimension]


def groups(block: Block) -> list[str]:
    return [" ".join(unit) for unit in units(block.text, load_cues().leaning)]


def is_whole(told: str, block: Block) -> bool:
    return " ".join(told.split()) == " ".join(block.text.split())


def test_block_is_found_by_its_id(voice: Voice) -> None:
    for block in voice.guide.blocks:
        assert voice.block(block.id) == block


def test_short_block_is_told_whole(picking: Picking, voice: Voice) -> None:
    short = [block for block in blocks(voice) if len(block.text) < 300]
    assert short
    for block in short:
        for near in (nothing_near, Finding(block)):
            assert is_whole(picking.told(block, near), block)


def test_of_a_long_block_what_is_nearest_is_told_and_what_leans_on_it(
    picking: Picking, voice: Voice
) -> None:
    long = [block for block in blocks(voice) if len(block.text) > LONGEST]
    assert long
    for block in long:
        for group in groups(block):
            near = [each for each in Finding(block)([block.id]) if each.text in group]
            told = picking.told(block, lambda _, near=near: near)  # type: ignore[misc]
            assert all(sentence in block.text for sentence in told.split(". ")[:1])
            assert len(told) < len(block.text)
            assert len(told) <= LONGEST + max(map(len, groups(block)))
            if len(groups(block)[0]) + len(group) < LONGEST - 30:
                assert group in told


@pytest.mark.parametrize("step", STEP_NUMBERS)
def test_block_knows_its_step(picking: Picking, voice: Voice, step: int) -> None:
    assert picking.step_of(voice.step(step).principle.block.id) == step


@pytest.mark.parametrize("block", ["modellen/raekkefoelgen", "begreber/brobygger/i-modellen", ""])
def test_block_of_the_whole_model_has_no_step(picking: Picking, block: str) -> None:
    assert picking.step_of(block) is None
