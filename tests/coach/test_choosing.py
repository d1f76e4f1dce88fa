from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.coach.choosing import Choosing, Line, Standing
from content.guide import load_guide
from content.values import STEP_NUMBERS, Dimension, PromptKind
from models import PlacementRecord, PromptRecord

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KINDS = tuple(PromptKind)


@pytest.fixture(scope="module")
def choosing() -> Choosing:
    return Choosing(load_guide())


def placement(step: int, *dimensions: Dimension) -> PlacementRecord:
    return PlacementRecord(
        person_id=1, step=step, probabilities=[0.2] * 5, dimensions=list(dimensions), placed_at=NOW
    )


def asked(line: Line) -> PromptRecord:
    return PromptRecord(
        person_id=1,
        source=line.source,
        kind=line.kind,
        step=line.step,
        dimension=line.dimension,
        asked_at=NOW,
    )


def walk(choosing: Choosing, standing: Standing, number: int) -> list[Line]:
    """Ask so often, each kind in its turn."""
    history: list[PromptRecord] = []
    lines: list[Line] = []
    for _ in range(number):
        line = choosing.choose(standing, history, choosing.kind_after(history))
        lines.append(line)
        history.insert(0, asked(line))
    return lines


def test_a_dimension_stands_where_it_was_last_spoken_of() -> None:
    standing = Standing.of(
        [
            placement(3, Dimension.POLITICS),
            placement(2, Dimension.LEADERSHIP, Dimension.POLITICS),
        ],
        0,
    )
    assert list(standing.steps)[:2] == [Dimension.POLITICS, Dimension.LEADERSHIP]
    assert standing.steps[Dimension.POLITICS] == 3
    assert standing.steps[Dimension.LEADERSHIP] == 2
    assert standing.steps[Dimension.ORIGIN] == 3


@pytest.mark.parametrize("step", STEP_NUMBERS)
def test_kinds_take_turns_and_nothing_comes_again_before_all_was_used(
    choosing: Choosing, step: int
) -> None:
    standing = Standing.of([placement(step, Dimension.LEADERSHIP)], 0)
    lines = walk(choosing, standing, 42)
    assert [line.kind for line in lines] == list(KINDS) * 14
    assert len({line.source for line in lines[:21]}) == 21
    assert [line.source for line in lines[21:]] == [line.source for line in lines[:21]]
    assert {line.step for line in lines} == {step}
    assert {line.dimension for line in lines[:3]} == {"ledelse"}


def test_what_was_spoken_of_lately_comes_first(choosing: Choosing) -> None:
    before = Standing.of([placement(2, Dimension.LEADERSHIP)], 0)
    history = [asked(line) for line in reversed(walk(choosing, before, 3))]
    after = Standing.of([placement(2, Dimension.POLITICS), placement(2, Dimension.LEADERSHIP)], 0)
    line = choosing.choose(after, history, PromptKind.LOOK)
    assert line.dimension == "politik"


def test_another_step_brings_its_own_prompts(choosing: Choosing) -> None:
    before = Standing.of([placement(2, Dimension.LEADERSHIP)], 0)
    history = [asked(line) for line in reversed(walk(choosing, before, 5))]
    after = Standing.of([placement(4, Dimension.LEADERSHIP)], 0)
    line = choosing.choose(after, history, choosing.kind_after(history))
    assert (line.step, line.dimension, line.kind) == (4, "ledelse", PromptKind.ACT)


def test_who_was_never_placed_gets_prompts_for_everybody(choosing: Choosing) -> None:
    lines = walk(choosing, Standing.of([], 0), 12)
    assert {line.step for line in lines} == {0}
    assert len({line.source for line in lines[:9]}) == 9
    assert [line.kind for line in lines] == list(KINDS) * 4


def test_what_is_left_out_does_not_come(choosing: Choosing) -> None:
    standing = Standing.of([placement(1, Dimension.OPERATION)], 0)
    first = choosing.choose(standing, [], PromptKind.THINK)
    assert choosing.choose(standing, [], PromptKind.THINK, {first.source}) != first


def test_a_source_leads_back_to_its_line(choosing: Choosing) -> None:
    guide = load_guide()
    block = guide.steps[2].aspects[Dimension.POLITICS].reflection
    line = choosing.line(f"{block.id}#2")
    assert line is not None
    assert (line.text, line.kind) == (block.items[1].text, PromptKind.THINK)
    assert choosing.line("lost#9") is None


def kinds_of(history: Sequence[str]) -> list[PromptRecord]:
    return [
        PromptRecord(person_id=1, source="x", kind=kind, step=0, dimension="", asked_at=NOW)
        for kind in history
    ]


def test_the_turn_goes_on_from_the_last_of_the_three_kinds(choosing: Choosing) -> None:
    assert choosing.kind_after([]) is PromptKind.LOOK
    assert choosing.kind_after(kinds_of(["go_on", "think"])) is PromptKind.ACT
    assert choosing.kind_after(kinds_of(["act"])) is PromptKind.LOOK


def test_where_nothing_is_kept_the_last_step_is_what_is_known() -> None:
    standing = Standing.of([], 4)
    assert set(standing.steps) == set(Dimension)
    assert set(standing.steps.values()) == {4}
    assert Standing.of([], 0).steps == {}
