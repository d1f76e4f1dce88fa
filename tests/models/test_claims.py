from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from models import Claims, Outbox, PromptRecord, Store, Waiting
from models.claims import DEAD_AFTER, SILENT_AFTER
from tests.at_once import at_once

from .tables import rows_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def one(store: Store) -> Claims:
    claims = store.claims("one")
    claims.beat(NOW)
    return claims


@pytest.fixture
def two(store: Store) -> Claims:
    claims = store.claims("two")
    claims.beat(NOW)
    return claims


def write(store: Store, address: str, *texts: str, prompt: bool = False) -> list[int]:
    """Put messages in the outbox, as prompts or as answers; give the ids of the prompts."""
    made = []
    with store.visit("test", address, NOW) as visit:
        for text in texts:
            number = None
            if prompt:
                number = visit.schedule.add_prompt(
                    source="x#1", kind="look", step=1, dimension="drift"
                )
                made.append(number)
            visit.write({"html": text}, number)
    return made


def texts(waiting: list[Waiting] | None) -> list[str] | None:
    return None if waiting is None else [each.message["html"] for each in waiting]


def test_an_address_is_claimed_by_one_process(store: Store, one: Claims, two: Claims) -> None:
    write(store, "ida", "a", "b")
    assert texts(one.claim("test", "ida")) == ["a", "b"]
    assert two.claim("test", "ida") is None
    assert store.waiting_addresses("test") == []
    assert texts(two.claim("other", "ida")) == []


def test_many_processes_that_claim_at_once_share_the_addresses(
    store: Store, database_url: str
) -> None:
    stores = [Store.open(database_url) for _ in range(3)]
    for number in range(12):
        write(store, f"person {number}", "a")
    got = at_once(
        partial(each.claims(str(place)).claim, "test", f"person {number}")
        for number in range(12)
        for place, each in enumerate(stores)
    )
    assert sum(waiting is not None for waiting in got) == 12
    for each in stores:
        each.close()


def test_what_comes_meanwhile_is_given_and_then_the_address_is_free(
    store: Store, one: Claims, two: Claims
) -> None:
    write(store, "ida", "a")
    (first,) = one.claim("test", "ida") or []
    write(store, "ida", "b")
    (second,) = one.sent("test", "ida", first.id)
    assert second.message == {"html": "b"}
    assert one.sent("test", "ida", second.id) == []
    assert two.claim("test", "ida") == []


def test_what_is_given_back_waits_for_others(store: Store, one: Claims, two: Claims) -> None:
    write(store, "ida", "a", prompt=True)
    (waiting,) = one.claim("test", "ida") or []
    one.begin(waiting.id, NOW)
    one.give_back("test", "ida")
    assert [row.begun_at for row in rows_of(store, Outbox)] == [None]
    assert store.waiting_addresses("test") == ["ida"]
    assert texts(two.claim("test", "ida")) == ["a"]


def test_who_leaves_gives_all_back(store: Store, one: Claims, two: Claims) -> None:
    for address in ("ida", "bo"):
        write(store, address, "a", prompt=True)
        one.claim("test", address)
    one.leave()
    assert sorted(store.waiting_addresses("test")) == ["bo", "ida"]
    assert two.beat(NOW) == 1
    assert two.drop_dead() == []


def test_those_heard_of_are_counted(one: Claims, two: Claims) -> None:
    assert one.beat(NOW) == 2
    later = NOW + SILENT_AFTER
    assert one.beat(later) == 2
    assert one.beat(later + timedelta(seconds=1)) == 1
    assert two.beat(later + timedelta(seconds=1)) == 2


def test_who_is_silent_for_a_while_keeps_what_it_claimed(
    store: Store, one: Claims, two: Claims
) -> None:
    write(store, "ida", "answer")
    one.claim("test", "ida")
    assert two.beat(NOW + DEAD_AFTER) == 1
    assert two.drop_dead() == []
    assert two.claim("test", "ida") is None


def test_answers_of_a_dead_process_are_sent_again_and_prompts_are_not(
    store: Store, one: Claims, two: Claims
) -> None:
    write(store, "ida", "answer")
    (lost,) = write(store, "ida", "prompt", prompt=True)
    (kept,) = write(store, "bo", "prompt", prompt=True)
    for waiting in one.claim("test", "ida") or []:
        if waiting.prompt_id:
            one.begin(waiting.id, NOW)
    one.claim("test", "bo")  # not begun
    assert two.drop_dead() == []
    two.beat(NOW + DEAD_AFTER + timedelta(seconds=1))
    assert two.drop_dead() == [lost]
    assert texts(two.claim("test", "ida")) == ["answer"]
    assert texts(two.claim("test", "bo")) == ["prompt"]
    assert kept != lost


def test_on_an_embedded_database_the_others_are_dead(
    store: Store, one: Claims, two: Claims
) -> None:
    (lost,) = write(store, "ida", "prompt", prompt=True)
    (waiting,) = one.claim("test", "ida") or []
    one.begin(waiting.id, NOW)
    two.be_alone()
    assert two.drop_dead() == [lost]
    assert two.beat(NOW) == 1


def test_the_number_of_a_prompts_message_is_noted(store: Store, one: Claims) -> None:
    write(store, "ida", "prompt", prompt=True)
    (waiting,) = one.claim("test", "ida") or []
    one.sent("test", "ida", waiting.id, "77")
    assert [row.sent_as for row in rows_of(store, PromptRecord)] == ["77"]
    assert rows_of(store, Outbox) == []
