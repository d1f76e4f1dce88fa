from datetime import timedelta

import pytest

from bot.coach import Coach, Incoming, Message, Voice
from bot.coach.door import Door
from models import Person, Store
from nlp.understanding import Understanding
from tests.conftest import MovedClock, Talk
from tests.models.tables import rows_of

from .talking import ONE


@pytest.fixture
def by_invitation(
    store_of_coach: Store, understanding: Understanding, voice: Voice, clock: MovedClock
) -> Coach:
    door = Door(voice, invited_only=True, always_open=frozenset({"terminal"}))
    return Coach(store_of_coach, understanding, voice, clock, door=door)


def invited(coach: Coach, clock: MovedClock, people: int = 1) -> str:
    return coach._store.invitations.invite(people, clock(), clock() + timedelta(days=2))


def test_stranger_is_told_how_to_get_in_and_nothing_is_kept_of_them(
    by_invitation: Coach,
) -> None:
    talk = Talk(by_invitation)
    for words in (ONE, "/start", "/start guessed", "/minedata", "/start " + "x" * 4000):
        talk.say(words)
        assert talk.kinds == ["error"]
        assert "inviteret" in talk.text
        assert rows_of(by_invitation._store, Person) == []
    talk.do("steps")
    assert talk.kinds == ["error"]


def test_refusal_to_a_stranger_goes_out_and_their_update_is_done_with(
    by_invitation: Coach,
) -> None:
    store = by_invitation._store
    update = {"update_id": 5}
    store.keep_update(5, update, by_invitation._clock())
    shown = by_invitation.handle(Incoming("test", "ida", text=ONE, update_id=5))
    ((_, written),) = store.unsent("test", "ida")
    assert [Message.from_dict(written)] == shown
    assert store.waiting_updates() == []


def test_link_lets_one_person_in_for_good_and_no_second_one(
    by_invitation: Coach, clock: MovedClock
) -> None:
    code = invited(by_invitation, clock)
    ida, bo = Talk(by_invitation, "ida"), Talk(by_invitation, "bo")
    ida.say(f"/start {code}")
    assert ida.kinds == ["welcome"]
    bo.say(f"/start {code}")
    assert bo.kinds == ["error"]
    clock.advance(days=30)
    ida.say(ONE)
    assert "placement" in ida.kinds


def test_invitation_ends_with_its_time_or_when_it_is_revoked(
    by_invitation: Coach, clock: MovedClock
) -> None:
    late, revoked = [invited(by_invitation, clock) for _ in range(2)]
    assert by_invitation._store.invitations.revoke(revoked)
    talk = Talk(by_invitation)
    talk.say(f"/start {revoked}")
    assert talk.kinds == ["error"]
    clock.advance(days=2)
    talk.say(f"/start {late}")
    assert talk.kinds == ["error"]


def test_who_was_erased_needs_another_invitation(by_invitation: Coach, clock: MovedClock) -> None:
    code = invited(by_invitation, clock)
    talk = Talk(by_invitation)
    talk.say(f"/start {code}")
    talk.do("erase_yes")
    talk.say("/start")
    assert talk.kinds == ["error"]


def test_who_came_while_the_door_was_open_stays_in(coach: Coach, by_invitation: Coach) -> None:
    Talk(coach).say("/start")
    talk = Talk(by_invitation)
    talk.say("/hjaelp")
    assert talk.kinds == ["answer"]


def test_terminal_is_always_open(by_invitation: Coach) -> None:
    shown = by_invitation.handle(Incoming("terminal", "local", text="/start"))
    assert shown[0].kind == "welcome"
