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


async def state_of(talk: Talk) -> dict[str, Any]:
    async with talk.coach._store.visit("test", talk.address, talk.coach._clock()) as visit:
        return dict(visit.conversation.state)


async def placed_on(talk: Talk) -> int | None:
    """Answer what is asked until there is a placement; give its step."""
    while talk.kinds == ["clarify"]:
        await talk.press("Ved ikke")
    return talk.shown[0].step


async def test_new_description_takes_the_place_of_the_one_before(coach: Coach) -> None:
    talk = await started(coach)
    await talk.say(ONE)
    await talk.say(FOUR)
    assert talk.shown[0].step == 4
    memory = await memory_of(talk)
    assert "brobyggere" in memory
    assert "Ingen spurgte dem" not in memory


async def test_what_was_too_vague_is_completed_by_what_comes_next(coach: Coach) -> None:
    talk = await started(coach)
    await talk.say(VAGUE)
    assert (await state_of(talk))["expecting"] == "detail"
    await talk.say(THREE)
    assert "expecting" not in await state_of(talk)
    memory = await memory_of(talk)
    assert VAGUE in memory
    assert "Direktionen har sat mål" in memory


@pytest.mark.parametrize("words", ["borgermøde holdt", "samarbejde", "to møder"])
async def test_description_of_a_word_or_two_is_too_short_and_changes_nothing(
    coach: Coach, words: str
) -> None:
    talk = await started(coach)
    await talk.say(words)
    check(talk.shown)
    assert "placement" not in talk.kinds
    assert "probabilities" not in await state_of(talk)
    assert await memory_of(talk) == "{}"


async def test_earlier_told_after_now_is_compared_and_leaves_now_as_it_was(coach: Coach) -> None:
    talk = await started(coach)
    await talk.say(NOW_TWO)
    now = await placed_on(talk)
    assert now == 2
    await talk.say(THEN_ONE)
    check(talk.shown)
    assert "trin 1" in talk.text
    assert "trin 2" in talk.text
    assert talk.shown[-1].step == 2
    await talk.say("hvad har flyttet sig?")
    assert "trin 1" in talk.text
    (why, *_) = await talk.say("hvorfor")
    assert why.step == 2
    assert "eget løb" not in talk.text


async def test_earlier_and_now_in_one_message_place_what_is_now(coach: Coach) -> None:
    talk = await started(coach)
    await talk.say(f"{THEN_ONE} {NOW_TWO}")
    check(talk.shown)
    assert talk.shown[0].step == 2
    assert "eget løb" not in await memory_of(talk)


async def test_what_moved_is_not_told_of_another_description(coach: Coach) -> None:
    talk = await started(coach)
    await talk.say(NOW_TWO)
    await placed_on(talk)
    await talk.say(THEN_ONE)
    await talk.say(FOUR)
    await talk.do("moved")
    check(talk.shown)
    assert "trin 1" not in talk.text


async def test_role_that_is_told_is_remembered_until_another_is(coach: Coach) -> None:
    talk = await started(coach)
    await talk.say(f"Jeg er leder i en hjemmepleje. {ONE}")
    assert (await state_of(talk))["role"] == "leder"
    await talk.say(THREE)
    assert (await state_of(talk))["role"] == "leder"
    await talk.say(f"Jeg er medarbejder i en hjemmepleje. {ONE}")
    assert (await state_of(talk))["role"] == "medarbejder"


async def test_one_department_gets_no_profile_and_the_second_does(coach: Coach) -> None:
    talk = await started(coach)
    await talk.say(f"På skolerne er det sådan: {FOUR}")
    assert "profil" not in talk.text
    alone = len(talk.shown)
    await talk.say(f"I vej og park er det sådan: {ONE}")
    check(talk.shown)
    assert len(talk.shown) > alone
    assert "skolerne" in talk.shown[-1].text.lower()
    assert "vej og park" in talk.shown[-1].text.lower()
