import pytest

from bot.coach import Message, Voice
from bot.coach.advising import Advising, given_mark
from bot.coach.messages import labelled
from bot.coach.state import State
from content.values import STEP_NUMBERS, Dimension, Role, Topic

from .people import placed
from .talking import check


@pytest.fixture
def advising(voice: Voice) -> Advising:
    return Advising(voice)


def bullets(shown: list[Message]) -> list[str]:
    text = "\n".join(message.text for message in shown)
    return [line.removeprefix("• ") for line in text.splitlines() if line.startswith("• ")]


def all_given(
    advising: Advising, step: int, state: State, *dimensions: Dimension
) -> list[list[str]]:
    """Ask again and again until the coach has no more; give what came each time."""
    rounds: list[list[str]] = []
    while found := bullets(shown := advising.onward(step, dimensions, state)):
        check(shown)
        rounds.append(found)
        assert len(rounds) < 30
    check(shown)
    assert bullets(advising.onward(step, dimensions, state)) == []
    return rounds


def items(voice: Voice, step: int, *dimensions: Dimension) -> dict[str, Role]:
    return {
        item.text: item.role
        for each in dimensions
        for item in voice.aspect(step, each).next_steps.items
    }


def bare(line: str) -> str:
    return line.split(": ", 1)[-1] if line.startswith("Som ") else line


@pytest.mark.parametrize("step", STEP_NUMBERS)
@pytest.mark.parametrize("dimension", Dimension)
def test_next_steps_are_given_once_each_until_none_are_left(
    advising: Advising, voice: Voice, step: int, dimension: Dimension
) -> None:
    rounds = all_given(advising, step, placed(step, dimension))
    assert all(1 <= len(each) <= 2 for each in rounds)
    given = [bare(line) for each in rounds for line in each]
    assert sorted(given) == sorted(items(voice, step, dimension))


def test_one_dimension_comes_after_the_other(advising: Advising, voice: Voice) -> None:
    dimensions = (Dimension.LEADERSHIP, Dimension.POLITICS)
    rounds = all_given(advising, 2, placed(2, *dimensions))
    given = [bare(line) for each in rounds for line in each]
    assert given == list(items(voice, 2, *dimensions))


@pytest.mark.parametrize("step", STEP_NUMBERS)
@pytest.mark.parametrize("dimension", Dimension)
@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.LEADER, Role.POLITICIAN])
def test_who_said_their_role_gets_what_fits_it_first_and_nothing_of_others(
    advising: Advising, voice: Voice, step: int, dimension: Dimension, role: Role
) -> None:
    state = placed(step, dimension)
    state.role = role.value
    roles = items(voice, step, dimension)
    rounds = all_given(advising, step, state)
    given = [roles[bare(line)] for each in rounds for line in each]
    own = [each for each in roles.values() if each is role]
    anyone = [each for each in roles.values() if each is Role.ANYONE]
    assert given == [*own, *anyone]


def test_next_steps_name_the_role_they_are_for(advising: Advising, voice: Voice) -> None:
    roles = items(voice, 2, Dimension.INVOLVEMENT)
    assert set(roles.values()) - {Role.ANYONE}
    for each in all_given(advising, 2, placed(2, Dimension.INVOLVEMENT)):
        for line in each:
            role = roles[bare(line)]
            assert line.startswith(f"Som {role}: ") == (role is not Role.ANYONE)


def test_what_the_placement_gave_already_is_not_given_again(
    advising: Advising, voice: Voice
) -> None:
    state = placed(3, Dimension.OPERATION)
    state.given = [given_mark(3, Dimension.OPERATION, 0)]
    first, *_ = items(voice, 3, Dimension.OPERATION)
    given = [bare(line) for each in all_given(advising, 3, state) for line in each]
    assert first not in given
    assert given


@pytest.mark.parametrize(
    ("asked", "spoken_of", "topic", "first"),
    [
        ((Dimension.POLITICS,), (Dimension.OPERATION,), "ledelse", Dimension.POLITICS),
        ((), (Dimension.OPERATION,), "varighed", Dimension.OPERATION),
        ((), (), "ledelse", Dimension.LEADERSHIP),
        ((), (), "", Dimension.INVOLVEMENT),
        ((), (), "varighed", Dimension.INVOLVEMENT),
    ],
)
def test_dimension_is_the_one_asked_of_else_the_one_spoken_of(
    advising: Advising,
    asked: tuple[Dimension, ...],
    spoken_of: tuple[Dimension, ...],
    topic: str,
    first: Dimension,
) -> None:
    state = State(topic=topic, dimensions=[each.value for each in spoken_of])
    shown = advising.onward(2, asked, state)
    assert shown[0].sources[0] == f"trin-2/{first}/naeste-skridt"


@pytest.mark.parametrize("step", STEP_NUMBERS)
def test_next_steps_lead_to_the_step_above_and_on_the_last_keep_one_there(
    advising: Advising, step: int
) -> None:
    shown = advising.onward(step, (), placed(step))
    goal = min(5, step + 1)
    assert f"trin {goal}" in shown[0].text.splitlines()[0].lower()
    assert {message.step for message in shown} == {step}
    assert {source.split("/")[0] for source in shown[0].sources} <= {f"trin-{step}", f"trin-{goal}"}


def test_where_nobody_was_placed_more_is_offered_from_the_step_asked_of(
    advising: Advising,
) -> None:
    shown = advising.onward(4, (), State())
    check(shown)
    assert shown[0].step is None
    assert f"more_advice:{Topic.NEXT_STEP}:4" in labelled(shown).values()


def test_one_step_from_each_of_the_five_can_be_given(advising: Advising, voice: Voice) -> None:
    shown = advising.at_all_steps((), State())
    check(shown)
    assert [source.split("/")[0] for source in shown[0].sources] == [
        f"trin-{step}" for step in STEP_NUMBERS
    ]
    text = "\n".join(message.text for message in shown)
    for source in shown[0].sources:
        block = next(block for block in voice.guide.blocks if block.id == source)
        assert any(item.text in text for item in block.items)


@pytest.mark.parametrize(
    ("role", "dimension"),
    [("leder", "ledelse"), ("medarbejder", "medarbejdere"), ("politiker", "politik")],
)
def test_steps_from_each_of_the_five_fit_the_role(
    advising: Advising, voice: Voice, role: str, dimension: str
) -> None:
    shown = advising.at_all_steps((), State(role=role))
    check(shown)
    assert {source.split("/")[1] for source in shown[0].sources} == {dimension}
    text = "\n".join(message.text for message in shown)
    own = [
        item.text
        for step in STEP_NUMBERS
        for item in voice.aspect(step, dimension).next_steps.items
        if item.role == role
    ]
    assert sum(each in text for each in own) >= 3


def test_steps_from_each_of_the_five_are_about_what_was_asked(advising: Advising) -> None:
    shown = advising.at_all_steps([Dimension.POLITICS], State(role="leder"))
    assert {source.split("/")[1] for source in shown[0].sources} == {"politik"}


@pytest.mark.parametrize("step", STEP_NUMBERS[:-1])
def test_the_way_to_a_step_is_told_until_it_is_known_what_the_matter_is(
    advising: Advising, voice: Voice, step: int
) -> None:
    path = voice.step(step + 1).path
    assert path is not None
    shown = advising.onward(step, (), State())
    assert path.text in shown[0].text
    assert path.id in shown[0].sources
    assert path.text not in advising.onward(step, (Dimension.POLITICS,), State())[0].text
