from datetime import timedelta

import pytest

from bot.coach import Button, Coach, Delivery, Incoming, Voice
from models import Store
from nlp.understanding import Understanding
from tests.conftest import MovedClock

from .talking import ONE


@pytest.fixture
def delivery(store: Store, clock: MovedClock) -> Delivery:
    return Delivery(store, "test", clock)


@pytest.fixture
def keeping(store: Store, understanding: Understanding, voice: Voice, clock: MovedClock) -> Coach:
    """Give a coach that shares its store with the delivery."""
    return Coach(store, understanding, voice, clock)


def test_answer_waits_as_the_messages_it_is_until_it_is_sent(
    delivery: Delivery, keeping: Coach
) -> None:
    assert delivery.keep_update(1, {"text": ONE})
    shown = keeping.handle(Incoming("test", "ida", text=ONE, update_id=1))
    waiting = delivery.unsent("ida")
    assert [letter.message for letter in waiting] == shown
    assert isinstance(waiting[-1].message.buttons[0], Button)
    assert delivery.waiting_addresses() == ["ida"]
    for sent, letter in enumerate(waiting, start=1):
        left = delivery.sent("ida", letter)
        assert [letter.message for letter in left] == shown[sent:]
        assert [letter.message for letter in delivery.unsent("ida")] == shown[sent:]
    assert delivery.waiting_addresses() == []


def test_answer_to_nothing_from_the_inbox_waits_for_nobody(
    delivery: Delivery, keeping: Coach
) -> None:
    keeping.handle(Incoming("test", "ida", text="hej"))
    assert delivery.unsent("ida") == []


def test_update_waits_until_it_is_handled_or_dropped(delivery: Delivery, keeping: Coach) -> None:
    for update_id in (2, 1, 3):
        assert delivery.keep_update(update_id, {"number": update_id})
    assert not delivery.keep_update(2, {"number": 2})
    assert delivery.waiting_updates() == [{"number": 1}, {"number": 2}, {"number": 3}]
    delivery.drop_update(1)
    keeping.handle(Incoming("test", "ida", text="hej", update_id=3))
    assert delivery.waiting_updates() == [{"number": 2}]


def test_what_waits_for_somebody_who_cannot_be_reached_is_let_go(
    delivery: Delivery, keeping: Coach
) -> None:
    for update_id, address in ((1, "ida"), (2, "bo")):
        delivery.keep_update(update_id, {})
        keeping.handle(Incoming("test", address, text="hej", update_id=update_id))
    delivery.unreachable("ida")
    assert delivery.waiting_addresses() == ["bo"]


def test_tidying_empties_old_memories_and_tells_how_many(
    delivery: Delivery, keeping: Coach, clock: MovedClock
) -> None:
    keeping.handle(Incoming("test", "ida", text=ONE))
    clock.advance(days=4)
    keeping.handle(Incoming("test", "bo", text=ONE))
    assert delivery.tidy() == 0
    clock.advance(days=3)
    assert delivery.tidy() == 1
    assert delivery.tidy() == 0


def test_update_is_known_for_as_long_as_it_may_come_again(
    delivery: Delivery, clock: MovedClock
) -> None:
    delivery.keep_update(1, {})
    delivery.drop_update(1)
    clock.now += timedelta(hours=25)
    delivery.tidy()
    assert not delivery.keep_update(1, {})
    clock.now += timedelta(hours=24)
    delivery.tidy()
    assert delivery.keep_update(1, {})
