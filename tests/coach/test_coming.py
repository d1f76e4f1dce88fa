import logging
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from bot.coach import Due, Message
from bot.coach.turn import Turn
from models import Outbox, RhythmRecord, Store
from tests.at_once import at_once
from tests.conftest import MovedClock
from tests.models.tables import rows_of

from .prompted import CALENDAR


class Asks:
    """Ask everybody the same, but for those who make it fail."""

    def __init__(self) -> None:
        self.fails_for: set[str] = set()
        self.asked: list[str] = []

    def prompt(self, turn: Turn) -> tuple[int, list[Message]] | None:
        address = turn.visit.person.address
        if address in self.fails_for:
            raise RuntimeError("broken")
        number = turn.visit.schedule.add_prompt(
            source="x#1", kind="look", step=1, dimension="drift"
        )
        turn.state.open_prompt(number)
        self.asked.append(address)
        return number, [Message("prompt", "hello"), Message("prompt", f"to {address}")]


@pytest.fixture
def asks() -> Asks:
    return Asks()


@pytest.fixture
def due(store: Store, asks: Asks, clock: MovedClock) -> Due:
    clock.now = datetime(2026, 3, 5, 7, 30, tzinfo=UTC)  # a Thursday, half past eight
    return Due(store, asks, CALENDAR, clock)


def agree(
    store: Store, address: str, due_at: datetime, *, at: time = time(8, 30), weekday: int = 3
) -> None:
    with store.visit("test", address, due_at - timedelta(days=3)) as visit:
        visit.schedule.set_rhythm(frequency="weekly", weekday=weekday, at=at, due_at=due_at)


def due_at(store: Store) -> dict[int, datetime | None]:
    return {row.person_id: row.due_at for row in rows_of(store, RhythmRecord)}


def test_who_is_due_is_asked_once(store: Store, due: Due, clock: MovedClock) -> None:
    for address in ("ida", "bo"):
        agree(store, address, clock())
    agree(store, "later", clock() + timedelta(seconds=1))
    assert due.ask("test", 10) == (2, ["ida", "bo"])
    assert due.ask("test", 10) == (0, [])
    rows = rows_of(store, Outbox)
    assert [row.message["html"] for row in rows] == ["hello", "to ida", "hello", "to bo"]
    assert [row.prompt_id is None for row in rows] == [True, False, True, False]
    next_week = clock() + timedelta(days=7)
    assert sorted(map(str, due_at(store).values())) == sorted(
        map(str, [next_week, next_week, clock() + timedelta(seconds=1)])
    )
    with store.visit("test", "ida", clock()) as visit:
        assert visit.conversation.state["prompt"] == rows[1].prompt_id


def test_other_channels_and_the_unreachable_are_left(
    store: Store, due: Due, clock: MovedClock
) -> None:
    agree(store, "ida", clock())
    store.mark_unreachable("test", "ida", clock())
    assert due.ask("test", 10) == (0, [])
    agree(store, "bo", clock())
    assert due.ask("other", 10) == (0, [])


def test_several_processes_ask_nobody_twice(
    store: Store, due: Due, asks: Asks, clock: MovedClock, database_url: str
) -> None:
    stores = [Store.open(database_url) for _ in range(3)]
    for number in range(60):
        agree(store, f"person {number}", clock())
    others = [Due(each, asks, CALENDAR, clock) for each in stores]

    def work(one: Due) -> int:
        number = 0
        while taken := one.ask("test", 7)[0]:
            number += taken
        return number

    shares = at_once(partial(work, each) for each in (due, *others))
    assert sum(shares) == 60
    assert len(set(asks.asked)) == 60
    assert len(rows_of(store, Outbox)) == 120
    for each in stores:
        each.close()


def test_one_who_fails_stops_nobody_else_and_is_tried_in_an_hour(
    store: Store, due: Due, asks: Asks, clock: MovedClock, caplog: pytest.LogCaptureFixture
) -> None:
    asks.fails_for = {"bo"}
    for address in ("ida", "bo", "ane"):
        agree(store, address, clock())
    with caplog.at_level(logging.ERROR):
        for _ in range(4):
            due.ask("test", 10)
    assert sorted(set(asks.asked)) == ["ane", "ida"]
    assert sorted(row.message["html"] for row in rows_of(store, Outbox)) == [
        "hello", "hello", "to ane", "to ida",
    ]  # fmt: skip
    assert len(caplog.records) == 1
    clock.advance(minutes=61)
    asks.fails_for = set()
    assert due.ask("test", 10) == (1, ["bo"])


def test_after_a_day_without_power_each_is_asked_once(
    store: Store, due: Due, asks: Asks, clock: MovedClock
) -> None:
    agree(store, "ida", clock())
    clock.advance(days=18)  # a Monday, three prompts later
    assert due.ask("test", 10) == (1, ["ida"])
    assert due.ask("test", 10) == (0, [])
    assert list(due_at(store).values()) == [CALENDAR.at(date(2026, 3, 26), time(8, 30))]


@pytest.mark.parametrize(
    ("now", "comes"),
    [
        ((date(2026, 3, 6), time(2, 0)), (date(2026, 3, 6), time(8, 30))),
        ((date(2026, 3, 6), time(21, 0)), (date(2026, 3, 9), time(8, 30))),
        ((date(2026, 3, 7), time(12, 0)), (date(2026, 3, 9), time(8, 30))),
        ((date(2026, 4, 3), time(12, 0)), (date(2026, 4, 7), time(8, 30))),
    ],
)
def test_what_is_late_waits_for_daytime_and_a_working_day(
    store: Store,
    due: Due,
    asks: Asks,
    clock: MovedClock,
    now: tuple[date, time],
    comes: tuple[date, time],
) -> None:
    agree(store, "ida", clock())
    clock.now = CALENDAR.at(*now)
    due.ask("test", 10)
    assert asks.asked == []
    assert list(due_at(store).values()) == [CALENDAR.at(*comes)]
    clock.now = CALENDAR.at(*comes)
    assert due.ask("test", 10) == (1, ["ida"])


def test_who_asked_for_the_evening_is_asked_in_the_evening(
    store: Store, due: Due, clock: MovedClock
) -> None:
    evening = CALENDAR.at(date(2026, 3, 5), time(21, 30))
    agree(store, "ida", evening, at=time(21, 30))
    clock.now = evening + timedelta(hours=2)
    assert due.ask("test", 10) == (1, ["ida"])


def test_a_dry_run_lists_what_comes_and_changes_nothing(
    store: Store, due: Due, clock: MovedClock
) -> None:
    agree(store, "ida", clock() + timedelta(days=7))
    with store.visit("test", "ida", clock()) as visit:
        visit.schedule.add_pause(date(2026, 3, 19), date(2026, 3, 20))
    agree(store, "bo", clock() + timedelta(days=1), weekday=4)
    before = due_at(store)
    coming = due.within("test", timedelta(days=18))
    assert [CALENDAR.today(each.at).isoformat() for each in coming] == [
        "2026-03-06",
        "2026-03-12",
        "2026-03-13",
        "2026-03-20",
        "2026-03-23",
    ]
    assert due_at(store) == before
    assert rows_of(store, Outbox) == []


def test_the_next_moment_is_known(store: Store, due: Due, clock: MovedClock) -> None:
    assert due.next_moment("test") is None
    agree(store, "ida", clock() + timedelta(days=7))
    agree(store, "bo", clock() + timedelta(days=1))
    assert due.next_moment("test") == clock() + timedelta(days=1)
