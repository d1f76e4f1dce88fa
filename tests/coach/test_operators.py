import pytest

from bot.coach import Coach, Voice
from bot.coach.door import Door
from models import Store
from nlp.understanding import Understanding
from tests.conftest import MovedClock, Talk

from .talking import check, started


@pytest.fixture
def run_by_ida(
    store_of_coach: Store, understanding: Understanding, voice: Voice, clock: MovedClock
) -> Coach:
    door = Door(voice, invited_only=True)
    return Coach(
        store_of_coach, understanding, voice, clock, door=door, operators=frozenset({"ida"})
    )


def let_in(coach: Coach, address: str) -> Talk:
    code = coach._store.invitations.invite(1, coach._clock(), coach._clock().replace(year=2030))
    talk = Talk(coach, address)
    talk.say(f"/start {code}")
    return talk


def test_operator_sees_numbers_and_no_people(run_by_ida: Coach) -> None:
    let_in(run_by_ida, "bo")
    talk = let_in(run_by_ida, "ida")
    talk.say("/status")
    check(talk.shown)
    assert talk.kinds == ["operation"]
    assert "2 personer" in talk.text
    assert "bo" not in talk.text.split()


def test_operator_invites_one_person(run_by_ida: Coach) -> None:
    talk = let_in(run_by_ida, "ida")
    talk.say("/inviter")
    check(talk.shown)
    command = next(line for line in talk.text.splitlines() if line.startswith("/start "))
    guest = Talk(run_by_ida, "bo")
    guest.say(command)
    assert guest.kinds == ["welcome"]


@pytest.mark.parametrize("asked", ["/status", "/inviter"])
def test_to_others_these_commands_are_unknown(coach: Coach, asked: str) -> None:
    talk = started(coach)
    talk.say("/findesikke")
    unknown = talk.text
    talk.say(asked)
    assert talk.text == unknown
    for action in ("status", "invite"):
        talk.do(action)
        assert talk.text == unknown
