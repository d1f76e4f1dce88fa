import asyncio
from datetime import UTC, datetime, timedelta

from models import IN_HAND, Inbox, Person, Store

from .tables import rows_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BIG = 2**40


async def write(store: Store, address: str, *texts: str, channel: str = "test") -> None:
    async with store.visit(channel, address, NOW) as visit:
        for text in texts:
            await visit.write({"html": text})


async def unsent(store: Store, address: str, channel: str = "test") -> list[str]:
    return [message["html"] for _, message in await store.unsent(channel, address)]


async def drop(store: Store, message_id: int) -> None:
    await store.claims("one").sent("test", "ida", message_id)


async def take(store: Store, update_id: int) -> bool:
    async with store.visit("test", "ida", NOW) as visit:
        return await visit.take_update(update_id)


async def test_update_kept_twice_is_new_once(store: Store) -> None:
    assert await store.keep_update(BIG, {"text": "first"}, NOW)
    assert not await store.keep_update(BIG, {"text": "second"}, NOW)
    assert await store.waiting_updates() == [{"text": "first"}]


async def test_update_kept_twice_at_once_is_new_once(store: Store) -> None:
    kept = await asyncio.gather(*(store.keep_update(1, {"text": str(n)}, NOW) for n in range(6)))
    assert sorted(kept) == [False] * 5 + [True]


async def test_waiting_updates_come_in_the_order_of_their_numbers(store: Store) -> None:
    for update_id in (30, 10, BIG, 20):
        await store.keep_update(update_id, {"number": update_id}, NOW)
    numbers = [payload["number"] for payload in await store.waiting_updates()]
    assert numbers == [10, 20, 30, BIG]


async def test_update_is_taken_once(store: Store) -> None:
    await store.keep_update(1, {"text": "words"}, NOW)
    assert await take(store, 1)
    assert not await take(store, 1)


async def test_update_taken_at_once_is_taken_once(store: Store) -> None:
    await store.keep_update(1, {"text": "words"}, NOW)
    taken = await asyncio.gather(*(take(store, 1) for _ in range(5)))
    assert sorted(taken) == [False] * 4 + [True]


async def test_update_that_was_never_kept_cannot_be_taken(store: Store) -> None:
    assert not await take(store, 1)


async def test_update_that_was_handled_keeps_its_number_and_no_word(store: Store) -> None:
    await store.keep_update(1, {"text": "words"}, NOW)
    await take(store, 1)
    (row,) = await rows_of(store, Inbox)
    assert (row.update_id, row.payload, row.handled_at) == (1, {}, NOW)
    assert await store.waiting_updates() == []
    assert not await store.keep_update(1, {"text": "words"}, NOW)


async def test_update_that_needs_no_answer_is_dropped(store: Store) -> None:
    await store.keep_update(1, {"text": "words"}, NOW)
    await store.drop_update(1, NOW)
    (row,) = await rows_of(store, Inbox)
    assert (row.payload, row.handled_at) == ({}, NOW)
    assert not await take(store, 1)


async def test_numbers_of_handled_updates_are_forgotten_after_their_time(store: Store) -> None:
    for update_id in (1, 2, 3):
        await store.keep_update(update_id, {"text": "words"}, NOW)
    await store.drop_update(1, NOW)
    await store.drop_update(2, NOW + timedelta(hours=1))
    await store.forget_handled_updates(NOW + timedelta(hours=1))
    assert sorted(row.update_id for row in await rows_of(store, Inbox)) == [2, 3]


async def test_updates_that_wait_are_never_forgotten(store: Store) -> None:
    await store.keep_update(1, {"text": "words"}, NOW)
    await store.forget_handled_updates(NOW + timedelta(days=400))
    assert await store.waiting_updates() == [{"text": "words"}]


async def test_messages_go_out_in_the_order_they_were_written(store: Store) -> None:
    await write(store, "ida", "one", "two", "three")
    await write(store, "bo", "other")
    await write(store, "ida", "four")
    assert await unsent(store, "ida") == ["one", "two", "three", "four"]


async def test_message_that_is_sent_leaves_the_outbox(store: Store) -> None:
    await write(store, "ida", "one", "two")
    (first, _), _ = await store.unsent("test", "ida")
    await drop(store, first)
    assert await unsent(store, "ida") == ["two"]
    await drop(store, first)
    assert await unsent(store, "ida") == ["two"]


async def test_number_of_a_message_is_never_given_twice(store: Store) -> None:
    numbers = []
    for _ in range(3):
        await write(store, "ida", "one")
        ((number, _),) = await store.unsent("test", "ida")
        await drop(store, number)
        numbers.append(number)
    assert sorted(set(numbers)) == numbers


async def test_addresses_with_messages_are_listed_once_and_by_channel(store: Store) -> None:
    await write(store, "ida", "one", "two")
    await write(store, "bo", "one")
    await write(store, "eva", "one", channel="other")
    assert sorted(await store.waiting_addresses("test")) == ["bo", "ida"]
    assert await store.waiting_addresses("none") == []


async def test_messages_to_somebody_who_cannot_be_reached_are_dropped(store: Store) -> None:
    await write(store, "ida", "one", "two")
    await write(store, "ida", "elsewhere", channel="other")
    await write(store, "bo", "other")
    await store.mark_unreachable("test", "ida", NOW)
    assert await unsent(store, "ida") == []
    assert await unsent(store, "ida", "other") == ["elsewhere"]
    assert await unsent(store, "bo") == ["other"]
    marked = [row for row in await rows_of(store, Person) if row.unreachable_since]
    assert [(row.channel, row.address) for row in marked] == [("test", "ida")]
    assert marked[0].unreachable_since == NOW


async def test_person_who_writes_again_can_be_reached(store: Store) -> None:
    await write(store, "ida", "one")
    await store.mark_unreachable("test", "ida", NOW)
    await write(store, "ida", "two")
    (person,) = await rows_of(store, Person)
    assert person.unreachable_since is None
    assert await unsent(store, "ida") == ["two"]


async def first(store: Store, update_id: int, now: datetime) -> bool:
    async with store.visit("test", "ida", now) as visit:
        return await visit.is_first(update_id)


async def test_an_earlier_update_of_the_chat_comes_first_but_not_for_ever(store: Store) -> None:
    for update_id, address in ((1, "bo"), (2, "ida"), (3, "ida"), (4, None)):
        await store.keep_update(update_id, {}, NOW, address)
    assert [await first(store, number, NOW) for number in (1, 2, 3, 4)] == [True, True, False, True]
    assert await first(store, 3, NOW + IN_HAND)
    await store.drop_update(2, NOW)
    assert await first(store, 3, NOW)
