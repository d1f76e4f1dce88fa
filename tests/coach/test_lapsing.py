from datetime import timedelta

import pytest

from bot.coach import Coach, Lapsing, Voice
from models import Person
from tests.conftest import MovedClock
from tests.models.tables import rows_of

from .prompted import CALENDAR
from .talking import ONE, check, started

YEAR = timedelta(days=365)


@pytest.fixture
def lapsing(coach: Coach, voice: Voice, clock: MovedClock) -> Lapsing:
    return Lapsing(coach._store, voice, CALENDAR, clock, YEAR)


def written(coach: Coach, address: str) -> list[str]:
    return [message["kind"] for _, message in coach._store.unsent("test", address)]


def test_who_was_away_for_long_is_told_once_and_then_erased(
    coach: Coach, clock: MovedClock, lapsing: Lapsing
) -> None:
    started(coach, "ida").say(ONE)
    clock.advance(days=334)
    assert lapsing.go_on("test") == (0, 0)
    clock.advance(days=1)
    assert lapsing.go_on("test") == (1, 0)
    assert lapsing.go_on("test") == (0, 0)
    ((_, message),) = coach._store.unsent("test", "ida")
    assert "30 dage" in message["html"]
    clock.advance(days=29)
    assert lapsing.go_on("test") == (0, 0)
    clock.advance(days=1)
    assert lapsing.go_on("test") == (0, 1)
    assert rows_of(coach._store, Person) == []
    assert written(coach, "ida") == []


@pytest.mark.parametrize("comes_back", ["stay", "hej"])
def test_who_comes_back_stays(
    coach: Coach, clock: MovedClock, lapsing: Lapsing, comes_back: str
) -> None:
    talk = started(coach, "ida")
    clock.advance(days=340)
    assert lapsing.go_on("test") == (1, 0)
    (talk.do("stay") if comes_back == "stay" else talk.say(comes_back))
    check(talk.shown)
    clock.advance(days=100)
    assert lapsing.go_on("test") == (0, 0)
    assert len(rows_of(coach._store, Person)) == 1


def test_who_blocked_the_coach_is_erased_without_a_word(
    coach: Coach, clock: MovedClock, lapsing: Lapsing
) -> None:
    started(coach, "ida")
    coach._store.mark_unreachable("test", "ida", clock())
    clock.advance(days=364)
    assert lapsing.go_on("test") == (0, 0)
    clock.advance(days=1)
    assert lapsing.go_on("test") == (0, 1)


def test_nobody_is_told_at_night_or_in_another_channel(
    coach: Coach, clock: MovedClock, lapsing: Lapsing
) -> None:
    started(coach, "ida")
    clock.advance(days=340, hours=12)  # 22 in Copenhagen
    assert lapsing.go_on("test") == (0, 0)
    clock.advance(hours=12)
    assert lapsing.go_on("another") == (0, 0)
    assert lapsing.go_on("test") == (1, 0)


def test_more_than_one_batch_is_told(coach: Coach, clock: MovedClock, lapsing: Lapsing) -> None:
    for number in range(61):
        with coach._store.visit("test", str(number), clock()):
            pass
    clock.advance(days=340)
    assert lapsing.go_on("test") == (61, 0)
