from bot.coach import Button, Coach, Message
from bot.coach.turn import Turn
from tests.conftest import MovedClock

from .talking import ONE

LAST = Message("placement", "b", (Button("Hvorfor?", "why:1"),))


def test_what_was_kept_is_there_at_the_next_message(coach: Coach, clock: MovedClock) -> None:
    with coach._store.visit("test", "ida", clock()) as visit:
        turn = Turn(visit)
        turn.state.greeted, turn.memory.text = True, ONE
        turn.keep([Message("welcome", "a", (Button("x", "y"),)), LAST])
    with coach._store.visit("test", "ida", clock()) as visit:
        turn = Turn(visit)
    assert turn.state.greeted
    assert turn.memory.text == ONE
    assert (turn.state.said, turn.state.offered) == ("placement", [["Hvorfor?", "why:1"]])


def test_answer_of_nothing_leaves_what_was_offered(coach: Coach, clock: MovedClock) -> None:
    for answer in ([LAST], []):
        with coach._store.visit("test", "ida", clock()) as visit:
            turn = Turn(visit)
            turn.keep(answer)
    assert turn.state.offered == [["Hvorfor?", "why:1"]]


def test_who_is_erased_is_not_written_down_again(coach: Coach, clock: MovedClock) -> None:
    with coach._store.visit("test", "ida", clock()) as visit:
        turn = Turn(visit)
        turn.state.greeted, turn.memory.text = True, ONE
        turn.keep([LAST])
    with coach._store.visit("test", "ida", clock()) as visit:
        turn = Turn(visit)
        turn.erase()
        turn.keep([LAST])
    with coach._store.visit("test", "ida", clock()) as visit:
        turn = Turn(visit)
    assert turn.state.to_dict() == turn.memory.to_dict() == {}
