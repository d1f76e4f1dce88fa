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


async def written(coach: Coach, address: str) -> list[str]:
    return [message["kind"] for _, message in await coach._store.unsent("test", address)]


async def test_who_was_away_for_long_is_told_once_and_then_erased(
    coach: Coach, clock: MovedClock, lapsing: Lapsing
) -> None:
    await (await started(coach, "ida")).say(ONE)
    clock.advance(days=334)
    assert await lapsing.go_on("test") == (0, 0)
    clock.advance(days=1)
    assert await lapsing.go_on("test") == (1, 0)
    assert await lapsing.go_on("test") == (0, 0)
    ((_, message),) = await coach._store.unsent("test", "ida")
    assert "30 dage" in message["html"]
    clock.advance(days=29)
    assert await lapsing.go_on("test") == (0, 0)
    clock.advance(days=1)
    assert await lapsing.go_on("test") == (0, 1)
    assert await rows_of(coach._store, Person) == []
    assert await written(coach, "ida") == []


@pytest.mark.parametrize("comes_back", ["stay", "hej"])
async def test_who_comes_back_stays(
    coach: Coach, clock: MovedClock, lapsing: Lapsing, comes_back: str
) -> None:
    talk = await started(coach, "ida")
    clock.advance(days=340)
    assert await lapsing.go_on("test") == (1, 0)
    await (talk.do("stay") if comes_back == "stay" else talk.say(comes_back))
    check(talk.shown)
    clock.advance(days=100)
    assert await lapsing.go_on("test") == (0, 0)
    assert len(await rows_of(coach._store, Person)) == 1


async def test_who_blocked_the_coach_is_erased_without_a_word(
    coach: Coach, clock: MovedClock, lapsing: Lapsing
) -> None:
    await started(coach, "ida")
    await coach._store.mark_unreachable("test", "ida", clock())
    clock.advance(days=364)
    assert await lapsing.go_on("test") == (0, 0)
    clock.advance(days=1)
    assert await lapsing.go_on("test") == (0, 1)


async def test_nobody_is_told_at_night_or_in_another_channel(
    coach: Coach, clock: MovedClock, lapsing: Lapsing
) -> None:
    await started(coach, "ida")
    clock.advance(days=340, hours=12)  # 22 in Copenhagen
    assert await lapsing.go_on("test") == (0, 0)
    clock.advance(hours=12)
    assert await lapsing.go_on("another") == (0, 0)
    assert await lapsing.go_on("test") == (1, 0)


async def test_more_than_one_batch_is_told(
    coach: Coach, clock: MovedClock, lapsing: Lapsing
) -> None:
    for number in range(61):
        async with coach._store.visit("test", str(number), clock()):
            pass
    clock.advance(days=340)
    assert await lapsing.go_on("test") == (61, 0)
