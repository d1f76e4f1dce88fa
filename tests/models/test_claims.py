import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from models import Claims, Outbox, PromptRecord, Store, Waiting
from models.claims import DEAD_AFTER, SILENT_AFTER

from .tables import rows_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
async def one(store: Store) -> Claims:
    claims = store.claims("one")
    await claims.beat(NOW)
    return claims


@pytest.fixture
async def two(store: Store) -> Claims:
    claims = store.claims("two")
    await claims.beat(NOW)
    return claims


async def write(store: Store, address: str, *texts: str, prompt: bool = False) -> list[int]:
    """Put messages in the outbox, as prompts or as answers; give the ids of the prompts."""
    made = []
    async with store.visit("test", address, NOW) as visit:
        for text in texts:
            number = None
            if prompt:
                number = await visit.schedule.add_prompt(
                    source="x#1", kind="look", step=1, dimension="drift"
                )
                made.append(number)
            await visit.write({"html": text}, number)
    return made


def texts(waiting: list[Waiting] | None) -> list[str] | None:
    return None if waiting is None else [each.message["html"] for each in waiting]


async def test_an_address_is_claimed_by_one_process(store: Store, one: Claims, two: Claims) -> None:
    await write(store, "ida", "a", "b")
    assert texts(await one.claim("test", "ida")) == ["a", "b"]
    assert await two.claim("test", "ida") is None
    assert await store.waiting_addresses("test") == []
    assert texts(await two.claim("other", "ida")) == []


async def test_many_processes_that_claim_at_once_share_the_addresses(
    store: Store, database_url: str
) -> None:
    stores = [await Store.open(database_url) for _ in range(3)]
    for number in range(12):
        await write(store, f"person {number}", "a")
    got = await asyncio.gather(
        *(
            each.claims(str(place)).claim("test", f"person {number}")
            for number in range(12)
            for place, each in enumerate(stores)
        )
    )
    assert sum(waiting is not None for waiting in got) == 12
    for each in stores:
        await each.close()


async def test_what_comes_meanwhile_is_given_and_then_the_address_is_free(
    store: Store, one: Claims, two: Claims
) -> None:
    await write(store, "ida", "a")
    (first,) = await one.claim("test", "ida") or []
    await write(store, "ida", "b")
    (second,) = await one.sent("test", "ida", first.id)
    assert second.message == {"html": "b"}
    assert await one.sent("test", "ida", second.id) == []
    assert await two.claim("test", "ida") == []


async def test_what_is_given_back_waits_for_others(store: Store, one: Claims, two: Claims) -> None:
    await write(store, "ida", "a", prompt=True)
    (waiting,) = await one.claim("test", "ida") or []
    await one.begin(waiting.id, NOW)
    await one.give_back("test", "ida")
    assert [row.begun_at for row in await rows_of(store, Outbox)] == [None]
    assert await store.waiting_addresses("test") == ["ida"]
    assert texts(await two.claim("test", "ida")) == ["a"]


async def test_who_leaves_gives_all_back(store: Store, one: Claims, two: Claims) -> None:
    for address in ("ida", "bo"):
        await write(store, address, "a", prompt=True)
        await one.claim("test", address)
    await one.leave()
    assert sorted(await store.waiting_addresses("test")) == ["bo", "ida"]
    assert await two.beat(NOW) == 1
    assert await two.drop_dead() == []


async def test_those_heard_of_are_counted(one: Claims, two: Claims) -> None:
    assert await one.beat(NOW) == 2
    later = NOW + SILENT_AFTER
    assert await one.beat(later) == 2
    assert await one.beat(later + timedelta(seconds=1)) == 1
    assert await two.beat(later + timedelta(seconds=1)) == 2


async def test_who_is_silent_for_a_while_keeps_what_it_claimed(
    store: Store, one: Claims, two: Claims
) -> None:
    await write(store, "ida", "answer")
    await one.claim("test", "ida")
    assert await two.beat(NOW + DEAD_AFTER) == 1
    assert await two.drop_dead() == []
    assert await two.claim("test", "ida") is None


async def test_answers_of_a_dead_process_are_sent_again_and_prompts_are_not(
    store: Store, one: Claims, two: Claims
) -> None:
    await write(store, "ida", "answer")
    (lost,) = await write(store, "ida", "prompt", prompt=True)
    (kept,) = await write(store, "bo", "prompt", prompt=True)
    for waiting in await one.claim("test", "ida") or []:
        if waiting.prompt_id:
            await one.begin(waiting.id, NOW)
    await one.claim("test", "bo")  # not begun
    assert await two.drop_dead() == []
    await two.beat(NOW + DEAD_AFTER + timedelta(seconds=1))
    assert await two.drop_dead() == [lost]
    assert texts(await two.claim("test", "ida")) == ["answer"]
    assert texts(await two.claim("test", "bo")) == ["prompt"]
    assert kept != lost


async def test_on_an_embedded_database_the_others_are_dead(
    store: Store, one: Claims, two: Claims
) -> None:
    (lost,) = await write(store, "ida", "prompt", prompt=True)
    (waiting,) = await one.claim("test", "ida") or []
    await one.begin(waiting.id, NOW)
    await two.be_alone()
    assert await two.drop_dead() == [lost]
    assert await two.beat(NOW) == 1


async def test_the_number_of_a_prompts_message_is_noted(store: Store, one: Claims) -> None:
    await write(store, "ida", "prompt", prompt=True)
    (waiting,) = await one.claim("test", "ida") or []
    await one.sent("test", "ida", waiting.id, "77")
    assert [row.sent_as for row in await rows_of(store, PromptRecord)] == ["77"]
    assert await rows_of(store, Outbox) == []
