from datetime import UTC, datetime, timedelta
from functools import partial

from models import IN_HAND, Inbox, Person, Store
from tests.at_once import at_once

from .tables import rows_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BIG = 2**40


def write(store: Store, address: str, *texts: str, channel: str = "test") -> None:
    with store.visit(channel, address, NOW) as visit:
        for text in texts:
            visit.write({"html": text})


def unsent(store: Store, address: str, channel: str = "test") -> list[str]:
    return [message["html"] for _, message in store.unsent(channel, address)]


def drop(store: Store, message_id: int) -> None:
    store.claims("one").sent("test", "ida", message_id)


def take(store: Store, update_id: int) -> bool:
    with store.visit("test", "ida", NOW) as visit:
        return visit.take_update(update_id)


def test_update_kept_twice_is_new_once(store: Store) -> None:
    assert store.keep_update(BIG, {"text": "first"}, NOW)
    assert not store.keep_update(BIG, {"text": "second"}, NOW)
    assert store.waiting_updates() == [{"text": "first"}]


def test_update_kept_twice_at_once_is_new_once(store: Store) -> None:
    kept = at_once(partial(store.keep_update, 1, {"text": str(n)}, NOW) for n in range(6))
    assert sorted(kept) == [False] * 5 + [True]


def test_waiting_updates_come_in_the_order_of_their_numbers(store: Store) -> None:
    for update_id in (30, 10, BIG, 20):
        store.keep_update(update_id, {"number": update_id}, NOW)
    numbers = [payload["number"] for payload in store.waiting_updates()]
    assert numbers == [10, 20, 30, BIG]


def test_update_is_taken_once(store: Store) -> None:
    store.keep_update(1, {"text": "words"}, NOW)
    assert take(store, 1)
    assert not take(store, 1)


def test_update_taken_at_once_is_taken_once(store: Store) -> None:
    store.keep_update(1, {"text": "words"}, NOW)
    taken = at_once([partial(take, store, 1)] * 5)
    assert sorted(taken) == [False] * 4 + [True]


def test_update_that_was_never_kept_cannot_be_taken(store: Store) -> None:
    assert not take(store, 1)


def test_update_that_was_handled_keeps_its_number_and_no_word(store: Store) -> None:
    store.keep_update(1, {"text": "words"}, NOW)
    take(store, 1)
    (row,) = rows_of(store, Inbox)
    assert (row.update_id, row.payload, row.handled_at) == (1, {}, NOW)
    assert store.waiting_updates() == []
    assert not store.keep_update(1, {"text": "words"}, NOW)


def test_update_that_needs_no_answer_is_dropped(store: Store) -> None:
    store.keep_update(1, {"text": "words"}, NOW)
    store.drop_update(1, NOW)
    (row,) = rows_of(store, Inbox)
    assert (row.payload, row.handled_at) == ({}, NOW)
    assert not take(store, 1)


def test_numbers_of_handled_updates_are_forgotten_after_their_time(store: Store) -> None:
    for update_id in (1, 2, 3):
        store.keep_update(update_id, {"text": "words"}, NOW)
    store.drop_update(1, NOW)
    store.drop_update(2, NOW + timedelta(hours=1))
    store.forget_handled_updates(NOW + timedelta(hours=1))
    assert sorted(row.update_id for row in rows_of(store, Inbox)) == [2, 3]


def test_updates_that_wait_are_never_forgotten(store: Store) -> None:
    store.keep_update(1, {"text": "words"}, NOW)
    store.forget_handled_updates(NOW + timedelta(days=400))
    assert store.waiting_updates() == [{"text": "words"}]


def test_messages_go_out_in_the_order_they_were_written(store: Store) -> None:
    write(store, "ida", "one", "two", "three")
    write(store, "bo", "other")
    write(store, "ida", "four")
    assert unsent(store, "ida") == ["one", "two", "three", "four"]


def test_message_that_is_sent_leaves_the_outbox(store: Store) -> None:
    write(store, "ida", "one", "two")
    (first, _), _ = store.unsent("test", "ida")
    drop(store, first)
    assert unsent(store, "ida") == ["two"]
    drop(store, first)
    assert unsent(store, "ida") == ["two"]


def test_number_of_a_message_is_never_given_twice(store: Store) -> None:
    numbers = []
    for _ in range(3):
        write(store, "ida", "one")
        ((number, _),) = store.unsent("test", "ida")
        drop(store, number)
        numbers.append(number)
    assert sorted(set(numbers)) == numbers


def test_addresses_with_messages_are_listed_once_and_by_channel(store: Store) -> None:
    write(store, "ida", "one", "two")
    write(store, "bo", "one")
    write(store, "eva", "one", channel="other")
    assert sorted(store.waiting_addresses("test")) == ["bo", "ida"]
    assert store.waiting_addresses("none") == []


def test_messages_to_somebody_who_cannot_be_reached_are_dropped(store: Store) -> None:
    write(store, "ida", "one", "two")
    write(store, "ida", "elsewhere", channel="other")
    write(store, "bo", "other")
    store.mark_unreachable("test", "ida", NOW)
    assert unsent(store, "ida") == []
    assert unsent(store, "ida", "other") == ["elsewhere"]
    assert unsent(store, "bo") == ["other"]
    marked = [row for row in rows_of(store, Person) if row.unreachable_since]
    assert [(row.channel, row.address) for row in marked] == [("test", "ida")]
    assert marked[0].unreachable_since == NOW


def test_person_who_writes_again_can_be_reached(store: Store) -> None:
    write(store, "ida", "one")
    store.mark_unreachable("test", "ida", NOW)
    write(store, "ida", "two")
    (person,) = rows_of(store, Person)
    assert person.unreachable_since is None
    assert unsent(store, "ida") == ["two"]


def first(store: Store, update_id: int, now: datetime) -> bool:
    with store.visit("test", "ida", now) as visit:
        return visit.is_first(update_id)


def test_an_earlier_update_of_the_chat_comes_first_but_not_for_ever(store: Store) -> None:
    for update_id, address in ((1, "bo"), (2, "ida"), (3, "ida"), (4, None)):
        store.keep_update(update_id, {}, NOW, address)
    assert [first(store, number, NOW) for number in (1, 2, 3, 4)] == [True, True, False, True]
    assert first(store, 3, NOW + IN_HAND)
    store.drop_update(2, NOW)
    assert first(store, 3, NOW)
