from typing import Any

import pytest

from bot.coach import Coach
from tests.conftest import Talk

from .talking import FOUR, ONE, THREE, VAGUE, check, memory_of, started

NOW_TWO = (
    "I dag tager vi beboerne med fra starten, når vi planlægger i boligområdet. "
    "Vi har lagt en plan for tre møder, og lederen går forrest."
)
THEN_ONE = (
    "For to år siden spurgte vi kun beboerne, når alt var besluttet, "
    "og hver forvaltning kørte sit eget løb."
)


def state_of(talk: Talk) -> dict[str, Any]:
    with talk.coach._store.visit("test", talk.address, talk.coach._clock()) as visit:
        return dict(visit.conversation.state)


def placed_on(talk: Talk) -> int | None:
    """Answer what is asked until there is a placement; give its step."""
    while talk.kinds == ["clarify"]:
        talk.press("Ved ikke")
    return talk.shown[0].step


def test_new_description_takes_the_place_of_the_one_before(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    talk.say(FOUR)
    assert talk.shown[0].step == 4
    memory = memory_of(talk)
    assert "brobyggere" in memory
    assert "Ingen spurgte dem" not in memory


def test_what_was_too_vague_is_completed_by_what_comes_next(coach: Coach) -> None:
    talk = started(coach)
    talk.say(VAGUE)
    assert state_of(talk)["expecting"] == "detail"
    talk.say(THREE)
    assert "expecting" not in state_of(talk)
    memory = memory_of(talk)
    assert VAGUE in memory
    assert "Direktionen har sat mål" in memory


@pytest.mark.parametrize("words", ["borgermøde holdt", "samarbejde", "to møder"])
def test_description_of_a_word_or_two_is_too_short_and_changes_nothing(
    coach: Coach, words: str
) -> None:
    talk = started(coach)
    talk.say(words)
    check(talk.shown)
    assert "placement" not in talk.kinds
    assert "probabilities" not in state_of(talk)
    assert memory_of(talk) == "{}"


def test_earlier_told_after_now_is_compared_and_leaves_now_as_it_was(coach: Coach) -> None:
    talk = started(coach)
    talk.say(NOW_TWO)
    now = placed_on(talk)
    assert now == 2
    talk.say(THEN_ONE)
    check(talk.shown)
    assert "trin 1" in talk.text
    assert "trin 2" in talk.text
    assert talk.shown[-1].step == 2
    talk.say("hvad har flyttet sig?")
    assert "trin 1" in talk.text
    (why, *_) = talk.say("hvorfor")
    assert why.step == 2
    assert "eget løb" not in talk.text


def test_earlier_and_now_in_one_message_place_what_is_now(coach: Coach) -> None:
    talk = started(coach)
    talk.say(f"{THEN_ONE} {NOW_TWO}")
    check(talk.shown)
    assert talk.shown[0].step == 2
    assert "eget løb" not in memory_of(talk)


def test_what_moved_is_not_told_of_another_description(coach: Coach) -> None:
    talk = started(coach)
    talk.say(NOW_TWO)
    placed_on(talk)
    talk.say(THEN_ONE)
    talk.say(FOUR)
    talk.do("moved")
    check(talk.shown)
    assert "trin 1" not in talk.text


def test_role_that_is_told_is_remembered_until_another_is(coach: Coach) -> None:
    talk = started(coach)
    talk.say(f"Jeg er leder i en hjemmepleje. {ONE}")
    assert state_of(talk)["role"] == "leder"
    talk.say(THREE)
    assert state_of(talk)["role"] == "leder"
    talk.say(f"Jeg er medarbejder i en hjemmepleje. {ONE}")
    assert state_of(talk)["role"] == "medarbejder"


def test_one_department_gets_no_profile_and_the_second_does(coach: Coach) -> None:
    talk = started(coach)
    talk.say(f"På skolerne er det sådan: {FOUR}")
    assert "profil" not in talk.text
    alone = len(talk.shown)
    talk.say(f"I vej og park er det sådan: {ONE}")
    check(talk.shown)
    assert len(talk.shown) > alone
    assert "skolerne" in talk.shown[-1].text.lower()
    assert "vej og park" in talk.shown[-1].text.lower()
