import pytest

from bot.coach import Voice
from bot.coach.illustrating import Illustrating
from bot.coach.messages import labelled
from bot.coach.state import State
from content.values import STEP_NUMBERS, Block, Dimension

from .people import placed
from .questions import Finding, nothing_near
from .talking import check


@pytest.fixture
def illustrating(voice: Voice) -> Illustrating:
    return Illustrating(voice)


def examples(voice: Voice, number: int) -> list[Block]:
    step = voice.step(number)
    return [*step.examples, *(aspect.example for aspect in step.aspects.values())]


@pytest.mark.parametrize("number", STEP_NUMBERS)
def test_every_field_that_a_step_has_an_example_of_is_found(
    illustrating: Illustrating, voice: Voice, number: int
) -> None:
    fields = {block.field for block in examples(voice, number)}
    assert len(fields) > 10
    for field in fields:
        assert field
        shown = illustrating.example(number, (field,), (), nothing_near, State())
        check(shown)
        (source,) = shown[0].sources
        block = next(block for block in examples(voice, number) if block.id == source)
        assert block.field == field
        assert " ".join(block.text.split()) in " ".join(
            " ".join(message.text for message in shown).split()
        )


@pytest.mark.parametrize("number", STEP_NUMBERS)
@pytest.mark.parametrize("dimension", Dimension)
def test_example_is_of_the_dimension_asked_of(
    illustrating: Illustrating, voice: Voice, number: int, dimension: Dimension
) -> None:
    shown = illustrating.example(number, (), (dimension,), nothing_near, State())
    assert shown[0].sources == (voice.aspect(number, dimension).example.id,)


def test_example_is_the_nearest_where_nothing_is_named(
    illustrating: Illustrating, voice: Voice
) -> None:
    for block in examples(voice, 3):
        shown = illustrating.example(3, (), (), Finding(block), State())
        assert shown[0].sources == (block.id,)


@pytest.mark.parametrize("number", STEP_NUMBERS)
def test_examples_do_not_repeat_until_all_are_given(
    illustrating: Illustrating, voice: Voice, number: int
) -> None:
    state = State()
    there = {block.id for block in examples(voice, number)}
    given = [illustrating.example(number, (), (), nothing_near, state)[0].sources[0] for _ in there]
    assert set(given) == there
    again = illustrating.example(number, (), (), nothing_near, state)
    check(again)
    assert again[0].sources[0] in there


def test_field_without_an_example_is_named_and_another_given(
    illustrating: Illustrating, voice: Voice
) -> None:
    shown = illustrating.example(2, ("rumfart",), (), nothing_near, State())
    check(shown)
    assert "rumfart" in shown[0].text
    assert shown[0].sources[0].startswith("trin-2/")
    found = illustrating.example(2, ("ældre",), (), nothing_near, State())
    assert "ikke" not in found[0].text.splitlines()[0]


def test_field_named_before_still_counts(illustrating: Illustrating, voice: Voice) -> None:
    state = State(fields=["bibliotek"])
    (source,) = illustrating.example(2, (), (), nothing_near, state)[0].sources
    assert next(b.field for b in examples(voice, 2) if b.id == source) == "bibliotek"


@pytest.mark.parametrize("fields", [(), ("skole",)])
def test_an_example_of_each_step_is_given(
    illustrating: Illustrating, voice: Voice, fields: tuple[str, ...]
) -> None:
    shown = illustrating.at_all_steps(fields, nothing_near)
    check(shown)
    assert [source.split("/")[0] for source in shown[0].sources] == [
        f"trin-{step}" for step in STEP_NUMBERS
    ]
    if fields:
        of = {block.id: block.field for step in STEP_NUMBERS for block in examples(voice, step)}
        assert {of[source] for source in shown[0].sources} == {"skole"}


def test_way_on_leads_to_another_step_and_back_to_the_person_s_own(
    illustrating: Illustrating,
) -> None:
    state = placed(3)
    actions = list(labelled(illustrating.example(5, (), (), nothing_near, state)).values())
    assert actions == ["another_example:eksempel:5", "about:eksempel:4", "back"]
    assert state.about == 5
