import pytest

from bot.coach import Voice
from bot.coach.state import State
from bot.coach.ways import first_ways, placement_buttons, ways_back, ways_on

from .people import placed
from .talking import FIRST_LABELS, PLACEMENT_LABELS


def asking() -> State:
    return State(question=4, question_dimension="drift", question_steps=[1, 2])


def test_beginning_is_offered_where_nothing_was_said(voice: Voice) -> None:
    assert [button.label for button in first_ways(voice)] == FIRST_LABELS
    assert ways_on(voice, State()) == first_ways(voice)


@pytest.mark.parametrize("placement", [1, 7])
def test_placement_is_offered_with_its_own_number(voice: Voice, placement: int) -> None:
    buttons = placement_buttons(voice, placement)
    assert [button.label for button in buttons] == PLACEMENT_LABELS
    assert {button.action.split(":")[1] for button in buttons} == {str(placement)}
    assert ways_on(voice, placed(3, placement=placement)) == buttons


def test_open_question_comes_before_a_placement(voice: Voice) -> None:
    state = placed(3)
    state.question = 4
    for given in (ways_on(voice, state), ways_back(voice, state)):
        assert [button.action for button in given] == ["ask_again", "describe"]


@pytest.mark.parametrize("state", [State(), asking(), placed(2)])
def test_way_back_is_short(voice: Voice, state: State) -> None:
    assert 1 <= len(ways_back(voice, state)) <= 2


def test_way_back_leads_to_where_the_person_stands(voice: Voice) -> None:
    assert [button.action for button in ways_back(voice, placed(2, placement=9))] == [
        "back", "next:9"
    ]  # fmt: skip
    assert ways_back(voice, State()) == first_ways(voice)[:2]
